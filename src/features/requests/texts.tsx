// How a request, its category, its time and who answers are written on the pages of this room.
import { Fragment } from 'preact'
import { dayText, timeOf } from '../../i18n/format'
import { DAY, dayOf } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import type { NoticeNumber } from '../notices/rules'
import type { Rulebook } from '../rulebook'
import { isLate, unitsOf } from './rules'
import type { HelpRequest, HelpState } from './tables'

/** 峡企诉〔2020〕12 号 */
export const numberText = (ui: Ui, book: Rulebook, { year, seq }: NoticeNumber): string =>
  ui.t('help.number', { prefix: book.requests.prefix[ui.lang], year, seq })

/** 3 月 12 日 15:20 */
export const momentText = ({ lang }: Ui, at: number): string =>
  `${dayText(lang, dayOf(at))} ${timeOf(at)}`

export const categoryName = ({ lang }: Ui, book: Rulebook, id: string): string =>
  book.requests.categories.find((each) => each.id === id)?.text[lang] ?? id

/** Who answers; headquarters where the rules no longer name it. */
export const unitName = ({ lang }: Ui, book: Rulebook, unit: string): string =>
  (unitsOf(book).find(({ id }) => id === unit)?.name ?? book.town.headquarters)[lang]

export const areaName = (
  { lang }: Ui,
  { area, areaEn }: { area: string; areaEn: string },
): string => (lang === 'zh' ? area : areaEn)

export const categoryOptions = ({ lang }: Ui, book: Rulebook) =>
  book.requests.categories.map(({ id, text }) => [id, text[lang]] as const)

/** Green, amber and red speak of the entry. */
export const stateClass = (request: Pick<HelpRequest, 'state' | 'answerBy'>, now: number) => {
  if (isLate(request, now)) return 'no'
  const classes: Record<HelpState, string | undefined> = {
    open: 'old',
    in_hand: 'old',
    answered: 'yes',
    closed: undefined,
    withdrawn: undefined,
  }
  return classes[request.state]
}

/** 逾期 2 天 · 应在 3 月 11 日 18:00 前答复; empty where nothing is owed any more. */
export function dueText(ui: Ui, request: Pick<HelpRequest, 'state' | 'answerBy'>): string {
  const { t, now } = ui
  if (request.state !== 'open' && request.state !== 'in_hand') return ''
  const due = t('help.due', { at: momentText(ui, request.answerBy) })
  if (!isLate(request, now)) return due
  const days = Math.floor((now - request.answerBy) / DAY)
  return `${days > 0 ? t('help.late_days', { n: days }) : t('help.late')} · ${due}`
}

/** What somebody wrote, line by line. */
export const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, i) => (
      <Fragment key={`${i} ${line}`}>
        {i > 0 ? <br /> : null}
        {line}
      </Fragment>
    ))}
  </>
)
