// Those who have not reported as a text for the group: names of enterprises, nobody's name or number.
import { dayText, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { isoDay } from '../../shared/clock'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import type { OfficeQuery } from './form'
import type { DaySums } from './rules-sums'
import type { DayLine } from './store-office'

export const groupLink = ({ day }: OfficeQuery, area: ListedArea): string =>
  `/office/reports/group?day=${isoDay(day)}&area=${area.id}`

/** Whether the rows of a page are all who have not reported. */
export const isWhole = (query: OfficeQuery, sums: DaySums, rows: DayLine[]): boolean =>
  query.view === 'missing' && !query.q && !query.after && rows.length === sums.missing

interface TextProps {
  ui: Ui
  query: OfficeQuery
  due: number
  missing: DayLine[]
}

export function GroupText({ ui, query, due, missing }: TextProps) {
  const { t, lang } = ui
  const text = t(ui.now > due ? 'desk.group_text' : 'desk.group_text_soon', {
    date: dayText(lang, query.day),
    time: timeOf(due),
    n: missing.length,
    names: missing.map(({ name }) => name).join(t('daily.comma')),
  })
  return (
    <>
      <div class="f">
        <label for="f-group">{t('desk.group_copy')}</label>
        <textarea id="f-group" rows={6} readOnly>
          {text}
        </textarea>
      </div>
      <p class="note">{t('desk.group_note')}</p>
    </>
  )
}

interface GroupProps extends TextProps {
  roles: readonly OfficerRole[]
  area: ListedArea
}

export function GroupPage(props: GroupProps) {
  const { ui, query, due, area, missing } = props
  const { t, lang } = ui
  const title = t(ui.now > due ? 'desk.state.missing' : 'desk.state.due')
  return (
    <OfficeFrame ui={ui} title={title} tab="reports" roles={props.roles}>
      <p>
        {dayText(lang, query.day)} · {lang === 'zh' ? area.name : area.nameEn} ·{' '}
        {t('desk.group_n', { n: missing.length })}
      </p>
      {missing.length > 0 ? (
        <section class="card">
          <GroupText ui={ui} query={query} due={due} missing={missing} />
        </section>
      ) : null}
      {missing.map(({ code, name }) => (
        <a class="row" key={code} href={`/office/reports/${code}?day=${isoDay(query.day)}`}>
          <b>{name}</b>
        </a>
      ))}
      <p class="roles">
        <a href={`/office/reports?day=${isoDay(query.day)}&area=${area.id}`}>{t('desk.back')}</a>
      </p>
    </OfficeFrame>
  )
}
