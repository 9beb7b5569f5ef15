// People of a batch, and the text that is sent to them.
import { dayText, fullDate } from '../../i18n/format'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import type { BatchRow } from './store-batch'

export interface OpenPerson {
  id: number
  name: string
  origin: string | null
  worksFrom: number | null
  cameAt: number | null
}

/** The text of the rulebook, filled in for a batch. */
export const noticeText = ({ lang }: Ui, book: Rulebook, row: BatchRow): string =>
  book.returning.notice[lang]
    .replaceAll('{place}', row.name)
    .replaceAll('{batch}', String(row.seq))
    .replaceAll('{date}', fullDate(lang, row.day))

/** Where somebody comes from, and from when they may work. */
export function originText(ui: Ui, book: Rulebook, { origin, worksFrom }: OpenPerson): string {
  const { t, lang } = ui
  const area = book.riskAreas.find(({ code }) => code === origin)
  const from =
    area?.name[lang] ??
    (origin === 'local' || origin === 'other' || origin === 'roster'
      ? t(`batch.from.${origin}`)
      : '')
  const watch = worksFrom === null ? '' : t('batch.works_from', { date: dayText(lang, worksFrom) })
  return [from, watch].filter(Boolean).join(' · ')
}

interface LineProps {
  ui: Ui
  book: Rulebook
  row: BatchRow
  person: OpenPerson
  /** Can still be taken off. */
  remove?: boolean
}

export function PersonLine({ ui, book, row, person, remove = false }: LineProps) {
  const { t } = ui
  return (
    <li>
      <div>
        {person.name || t('batch.forgotten')}
        <small class={person.worksFrom === null ? undefined : 'old'}>
          {[originText(ui, book, person), person.cameAt === null ? '' : t('batch.came')]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      {remove ? (
        <form method="post" action={`/keep/${row.code}/returns/${row.id}/remove/${person.id}`}>
          <button
            type="submit"
            class="slip"
            aria-label={t('batch.remove_who', { name: person.name })}
          >
            {t('batch.remove')}
          </button>
        </form>
      ) : null}
    </li>
  )
}
