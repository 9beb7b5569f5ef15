// Figures, duty and deadlines of a report as words.
import type { Ui } from '../../ui/ui'
import { choiceText } from '../board/rules-choices'
import type { Rulebook } from '../rulebook'
import type { Figures, Reason } from './rules'
import { cellsOf, type Names } from './rules-roster'

/** 车间 2 次、食堂 3 次 */
export function disinfectedText(
  { t, lang }: Ui,
  book: Rulebook,
  disinfected: Record<string, number>,
): string {
  const name = (id: string): string =>
    choiceText(book.disinfection.where, id, lang) || choiceText(book.duties.enterprise, id, lang)
  const said = Object.entries(disinfected).map(([id, n]) =>
    t('daily.times', { where: name(id), n }),
  )
  return said.join(t('daily.comma')) || t('daily.none_yet')
}

/** 白班：带班 张总；值班 李、王 — one line a shift that has somebody. */
export function dutyLines({ t, lang }: Ui, book: Rulebook, names: Names): string[] {
  const cells = cellsOf(book.reports)
  return book.reports.shifts.flatMap((shift) => {
    const of = (leads: boolean): string[] =>
      cells.flatMap(({ id, post, shift: own }) =>
        own === shift && (post !== null) === leads ? (names[id] ?? []) : [],
      )
    const said = [
      ['daily.leads', [...new Set(of(true))]] as const,
      ['daily.on_duty', of(false)] as const,
    ].flatMap(([key, who]) =>
      who.length > 0 ? [t(key, { names: who.join(t('daily.comma')) })] : [],
    )
    return said.length > 0
      ? [t('daily.shift', { shift: shift.name[lang], who: said.join(t('daily.semicolon')) })]
      : []
  })
}

/** 4 人（市外 1 人） */
export const returnedText = ({ t }: Ui, { returned, outside }: Figures): string =>
  outside > 0
    ? t('daily.returned_of', { n: returned, outside })
    : t('daily.people', { n: returned })

/** Why a day is no zero report. */
export const reasonText = ({ t }: Ui, reason: Reason): string => t(`daily.not_zero.${reason}`)
