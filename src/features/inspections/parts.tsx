// Small pieces several pages of inspections show.
import { dayText, dayWithWeekday } from '../../i18n/format'
import { dayOf, isoDay } from '../../shared/clock'
import type { Ui } from '../../ui/ui'
import { Thumbnail } from '../files'
import type { Rulebook } from '../rulebook'
import type { Finding } from './tables'

type Named = { id: string; name: { zh: string; en: string } }

const nameIn = (list: readonly Named[], ui: Ui, id: string): string =>
  list.find((each) => each.id === id)?.name[ui.lang] ?? id

export const departmentName = (ui: Ui, book: Rulebook, id: string): string =>
  nameIn(book.departments, ui, id)

export const tradeName = (ui: Ui, book: Rulebook, id: string): string => nameIn(book.trades, ui, id)

export const areaName = (ui: Ui, place: { area: string; areaEn: string }): string =>
  ui.lang === 'zh' ? place.area : place.areaEn

/** Days as the options of a field. */
export const dayOptions = (ui: Ui, first: number, count: number): [string, string][] =>
  Array.from({ length: count }, (_, i) => [isoDay(first + i), dayWithWeekday(ui.lang, first + i)])

/** Only photos are taken here, never PDFs. */
export const Photo = ({ ui, id, alt }: { ui: Ui; id: number | null; alt: string }) =>
  id === null ? null : <Thumbnail ui={ui} file={{ id, kind: 'jpeg', bytes: 0 }} alt={alt} />

/** By when, in red once that has passed. */
export function DueLine({ ui, finding }: { ui: Ui; finding: Pick<Finding, 'dueOn' | 'state'> }) {
  const late = finding.state === 'open' && finding.dueOn < dayOf(ui.now)
  const params = { date: dayText(ui.lang, finding.dueOn) }
  return (
    <span class={late ? 'no' : 'held'}>
      {ui.t(late ? 'inspect.overdue' : 'inspect.due_on', params)}
    </span>
  )
}
