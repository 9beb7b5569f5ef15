// The town's view of a day: sums, who is late, the enterprises in walking order.
import { dayText, dayWithWeekday, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { isoDay } from '../../shared/clock'
import { type SearchFrom, searchFromText } from '../../shared/search-from'
import { areaOptions } from '../../ui/area-options'
import { Button, Field, Hidden } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import { type OfficeQuery, officeDays, REPORT_VIEWS, type ReportView } from './form'
import { GroupText, groupLink, isWhole } from './office-group'
import { reportState } from './rules'
import type { DaySums } from './rules-sums'
import type { DayLine } from './store-office'
import { returnedText } from './texts'

export interface DayPageProps {
  ui: Ui
  roles: readonly OfficerRole[]
  query: OfficeQuery
  today: number
  due: number
  areas: ListedArea[]
  area: ListedArea
  sums: DaySums
  rows: DayLine[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
}

const linkOf = (
  { query, area }: Pick<DayPageProps, 'query' | 'area'>,
  change: Partial<Record<'view' | 'after' | 'day', string>>,
): string => {
  const asked = { day: isoDay(query.day), area: String(area.id), view: query.view, q: query.q }
  const params = new URLSearchParams({ ...asked, ...change })
  if (!params.get('q')) params.delete('q')
  return `/office/reports?${params}`
}

export function DayPage(props: DayPageProps) {
  const { ui, query, sums } = props
  const { t, lang } = ui
  return (
    <OfficeFrame ui={ui} title={t('desk.title')} tab="reports" roles={props.roles}>
      <p>{t('desk.lead', { date: dayWithWeekday(lang, query.day), n: sums.enterprises })}</p>
      <Sums {...props} />
      <Missing {...props} />
      <nav class="chips" aria-label={t('desk.views')}>
        {REPORT_VIEWS.map((view) => (
          <a
            key={view}
            href={linkOf({ ...props, query: { ...query, q: '' } }, { view })}
            aria-current={view === query.view ? 'page' : undefined}
          >
            {viewText(props, view)} {countOf(sums, view)}
          </a>
        ))}
      </nav>
      <Rows {...props} />
      <Filter {...props} />
      <Ways {...props} />
    </OfficeFrame>
  )
}

const viewText = ({ ui, due }: DayPageProps, view: ReportView): string =>
  view === 'missing'
    ? ui.t(ui.now > due ? 'desk.state.missing' : 'desk.state.due')
    : ui.t(`desk.view.${view}`)

const countOf = (sums: DaySums, view: ReportView): number =>
  view === 'all' ? sums.enterprises : sums[view]

function Sums(props: DayPageProps) {
  const { ui, sums, area, query } = props
  const { t } = ui
  const view = (to: ReportView) => linkOf({ area, query: { ...query, q: '' } }, { view: to })
  const figures: [number, string, string][] = [
    [sums.reported, t('desk.view.reported'), view('reported')],
    [sums.missing, viewText(props, 'missing'), view('missing')],
    [sums.stopped, t('desk.view.stopped'), view('stopped')],
    [sums.present, t('daily.figure.present'), view('all')],
    [sums.abnormal, t('daily.figure.abnormal'), view('all')],
    [sums.accidents, t('desk.accidents'), '/office/reports/accidents'],
  ]
  const more: [string, string | number][] = [
    [t('daily.measured'), `${sums.measured} / ${sums.staff}`],
    [t('daily.returned'), returnedText(ui, sums)],
    [t('daily.watched'), sums.watched],
    [t('desk.hurt'), sums.hurt],
    [t('desk.late'), sums.late],
    [t('daily.zero'), sums.zero],
    [t('desk.corrected'), sums.corrected],
    [t('desk.has_needs'), sums.needs],
    [t('desk.with_gaps'), sums.gaps],
  ]
  return (
    <>
      <ul class="numbers">
        {figures.map(([n, label, href]) => (
          <li key={label}>
            <a href={href}>
              <b>{n}</b>
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
      <details class="card">
        <summary>{t('desk.more')}</summary>
        <ul class="tally">
          {more.map(([label, n]) => (
            <li key={label}>
              <span>{label}</span>
              <b>{n}</b>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** The late ones as a text for the group, here if all of them stand here. */
function Missing(props: DayPageProps) {
  const { ui, query, due, area, sums, rows } = props
  const { t } = ui
  const late = ui.now > due
  if (sums.missing === 0) return null
  const label = t(late ? 'desk.group' : 'desk.group_soon', { n: sums.missing })
  if (!late || !isWhole(query, sums, rows))
    return (
      <a class="row screen" href={groupLink(query, area)}>
        <b>{label}</b>
      </a>
    )
  return (
    <details class="card screen">
      <summary>{label}</summary>
      <GroupText ui={ui} query={query} due={due} missing={rows} />
    </details>
  )
}

function Rows(props: DayPageProps) {
  const { ui, rows, more, next, query } = props
  const { t } = ui
  const last = more ? rows.at(-1) : undefined
  const on = next ? searchFromText(next) : last && `${last.state}~${last.areaPath}~${last.placeId}`
  const nameOf = areaNames(ui, props.areas)
  return (
    <>
      {rows.length === 0 ? (
        <NoneHere ui={ui} further={query.from !== null} more={next !== null}>
          <section class="card empty">
            <h2>{t(query.view === 'missing' && !query.q ? 'desk.none_missing' : 'desk.none')}</h2>
            <p>{t('desk.none_text')}</p>
            <a class="tap" href={linkOf({ ...props, query: { ...query, q: '' } }, { view: 'all' })}>
              {t('desk.none_clear')}
            </a>
          </section>
        </NoneHere>
      ) : null}
      {rows.map((row) => (
        <Row key={row.placeId} {...props} row={row} area={nameOf(row.areaPath)} />
      ))}
      <p class="pager">
        {query.after || query.from ? <a href={linkOf(props, {})}>{t('nav.first')}</a> : null}
        {on ? (
          <a class="tap" href={linkOf(props, { after: on })}>
            {moreLabel(ui, rows)}
          </a>
        ) : null}
      </p>
    </>
  )
}

/** The name of an area by its path. */
export function areaNames({ lang }: Ui, areas: ListedArea[]): (path: string) => string {
  const names = new Map(
    areas.map(({ path, name, nameEn }) => [path, lang === 'zh' ? name : nameEn]),
  )
  return (path) => names.get(path) ?? ''
}

/** 已报 09:50, 未报, 停产 */
export function stateText(
  { t, now }: Ui,
  row: Pick<DayLine, 'state' | 'at'>,
  due: number,
): { text: string; class: string } {
  const state = reportState(row.state, due, now)
  const shade = { reported: 'yes', late: 'old', stopped: 'old', missing: 'no', due: '' }[state]
  return { text: t(`desk.state.${state}`, { time: timeOf(row.at ?? due) }), class: shade }
}

function Row({
  ui,
  query,
  due,
  row,
  area,
}: Omit<DayPageProps, 'area'> & { row: DayLine; area: string }) {
  const { t } = ui
  const state = stateText(ui, row, due)
  const facts = [
    area,
    row.at === null
      ? ''
      : t('desk.row', {
          present: row.present ?? 0,
          of: row.staff ?? 0,
          abnormal: row.abnormal ?? 0,
        }),
    row.seq !== null && row.seq > 1 ? t('desk.corrected') : '',
    row.needs ? t('desk.has_needs') : '',
    row.stopped ? '' : row.gaps === null ? t('daily.no_roster') : '',
    row.gaps ? t('daily.gaps', { n: row.gaps }) : '',
  ]
  return (
    <a class="row" href={`/office/reports/${row.code}?day=${isoDay(query.day)}`}>
      <b>{row.name}</b>
      <small class={state.class || undefined}>{state.text}</small>
      <span> · {facts.filter(Boolean).join(' · ')}</span>
    </a>
  )
}

function Filter({ ui, query, today, areas, area }: DayPageProps) {
  const { t, lang } = ui
  const form = {
    values: { q: query.q, area: String(area.id), day: isoDay(query.day) },
    errors: {},
  }
  return (
    <form class="card filter" action="/office/reports" method="get">
      {query.q ? null : <Hidden values={{ view: query.view }} />}
      <Field
        ui={ui}
        form={form}
        name="day"
        label="desk.day"
        options={officeDays(today).map((day) => [isoDay(day), dayText(lang, day)])}
      />
      <Field
        ui={ui}
        form={form}
        name="q"
        label="place.search"
        inputmode="search"
        enterkeyhint="search"
        maxLength={30}
      />
      {areas.length > 1 ? (
        <Field
          ui={ui}
          form={form}
          name="area"
          label="place.area"
          options={areaOptions(ui, areas)}
        />
      ) : null}
      <Button>{t('place.find')}</Button>
    </form>
  )
}

function Ways({ ui, query, area }: DayPageProps) {
  const { t } = ui
  return (
    <>
      <form class="screen" method="post" action="/office/reports/export">
        <Hidden values={{ day: isoDay(query.day), area: String(area.id) }} />
        <Button class="second">{t('desk.export')}</Button>
      </form>
      <p class="roles">
        <a href="/office/reports/accidents">{t('desk.accidents_all')}</a>
      </p>
    </>
  )
}
