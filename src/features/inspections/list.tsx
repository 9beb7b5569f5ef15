// The office's lists: inspections by day, and the places that wait for one, which are planned from there.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { type SearchFrom, searchFromText } from '../../shared/search-from'
import { ErrorSummary, Field, type FormState, Hidden } from '../../ui/field'
import { AreaFilter, KindFilter } from '../../ui/filter'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import { type ListedArea, MoreOfficers } from '../places'
import type { Rulebook } from '../rulebook'
import { afterText, type InspectionQuery, purposeOf, SHOWS } from './form'
import { dayOptions, departmentName, tradeName } from './parts'
import type { ListedRow } from './store-list'

/** Somebody who can be sent, and for which departments. */
export interface Candidate {
  id: number
  name: string
  departments: string[]
  /** Of a department, or sent before. */
  usual: boolean
}

export interface ListProps {
  ui: Ui
  roles: OfficerRole[]
  query: InspectionQuery
  areas: ListedArea[]
  rows: ListedRow[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
  book: Rulebook
  form: FormState
  formKey: string
  /** Empty: whoever looks at it may not plan. */
  candidates: Candidate[]
  /** What the next page of officers begins after; empty: there is none. */
  moreOfficers: string
  notice: Notice | null
}

const link = (query: InspectionQuery, change: Partial<Record<string, string>>): string => {
  const params = new URLSearchParams({ show: query.show })
  if (query.q) params.set('q', query.q)
  if (query.area) params.set('area', String(query.area))
  if (query.kind) params.set('kind', query.kind)
  for (const [name, value] of Object.entries(change)) if (value) params.set(name, value)
  return `/office/inspections?${params}`
}

export function ListPage(props: ListProps) {
  const { ui, query, rows, form } = props
  const { t } = ui
  const failed = Object.keys(form.errors).length > 0
  const params = { n: props.book.opening.jointDepartments }
  const plans = purposeOf(query.show) !== null && props.candidates.length > 0 && rows.length > 0
  const last = props.more ? rows.at(-1) : undefined
  const on = props.next ? searchFromText(props.next) : last && afterText(last)
  return (
    <OfficeFrame
      ui={ui}
      title={t('inspect.title')}
      tab="inspections"
      roles={props.roles}
      failed={failed}
    >
      <ErrorSummary ui={ui} form={form} params={params} />
      <NoticeLine notice={props.notice} />
      <p class="chips">
        {SHOWS.map((show) => (
          <a
            key={show}
            href={link({ ...query, show }, {})}
            aria-current={show === query.show ? 'true' : undefined}
          >
            {t(`inspect.show.${show}`)}
          </a>
        ))}
      </p>
      <Filter {...props} />
      {rows.length === 0 ? (
        <NoneHere ui={ui} further={query.from !== null} more={props.next !== null}>
          <section class="card empty">
            <h2>{t('inspect.none')}</h2>
            <p>
              {t(purposeOf(query.show) ? 'inspect.none_text.waits' : 'inspect.none_text.lists')}
            </p>
          </section>
        </NoneHere>
      ) : null}
      {plans ? (
        <PlanForm {...props} />
      ) : (
        rows.map((row) => <Row key={row.id} {...props} row={row} />)
      )}
      <p class="pager">
        {query.after || query.from ? <a href={link(query, {})}>{t('nav.first')}</a> : null}
        {on ? (
          <a class="tap" href={link(query, { after: on })}>
            {moreLabel(ui, rows)}
          </a>
        ) : null}
      </p>
    </OfficeFrame>
  )
}

function Filter({ ui, query, areas }: Pick<ListProps, 'ui' | 'query' | 'areas'>) {
  const { t } = ui
  const form: FormState = {
    values: { q: query.q, area: String(query.area ?? ''), kind: query.kind ?? '' },
    errors: {},
  }
  return (
    <details class="card screen" open={Boolean(query.q || query.area || query.kind)}>
      <summary>{t('inspect.filter')}</summary>
      <form class="filter" action="/office/inspections" method="get">
        <Hidden values={{ show: query.show }} />
        <Field ui={ui} form={form} name="q" label="inspect.search" inputmode="search" />
        <div class="two">
          <AreaFilter ui={ui} form={form} areas={areas} />
          <KindFilter ui={ui} form={form} />
        </div>
        <button type="submit" class="go">
          {t('place.find')}
        </button>
      </form>
    </details>
  )
}

function areaOf(ui: Ui, areas: readonly ListedArea[], { areaPath }: ListedRow): string {
  const area = areas.find(({ path }) => path === areaPath)
  return (ui.lang === 'zh' ? area?.name : area?.nameEn) ?? ''
}

/** What is to know of a line beside its name. */
function Facts({
  ui,
  book,
  row,
  query,
  areas,
}: Pick<ListProps, 'ui' | 'book' | 'query' | 'areas'> & { row: ListedRow }) {
  const { t, lang } = ui
  const today = dayOf(ui.now)
  const day = { date: dayText(lang, row.day) }
  const late = row.day > 0 && row.day < today
  return (
    <>
      <span>
        {tradeName(ui, book, row.trade)} · {row.address} · {areaOf(ui, areas, row)}
        {row.round > 1 ? ` · ${t('inspect.round', { n: row.round })}` : ''}
      </span>
      <br />
      {row.state === 'planned' || row.state === 'started' ? (
        <small class={late ? 'no' : 'held'}>
          {late ? t('inspect.day_passed', day) : `${day.date} ${t(`inspect.state.${row.state}`)}`}
        </small>
      ) : null}
      {query.show === 'owed' ? (
        <small class={late ? 'no' : 'held'}>{t(late ? 'inspect.late' : 'inspect.due', day)}</small>
      ) : null}
      {query.show === 'failed' || query.show === 'passed' ? <span>{day.date}</span> : null}
      {row.found > 0 ? (
        <small class="old">
          {' '}
          {t('inspect.reinspect')} · {t('inspect.answered', { n: row.found, a: row.answered })}
        </small>
      ) : null}
      {row.reason ? <span> {row.reason}</span> : null}
    </>
  )
}

function Row(props: ListProps & { row: ListedRow }) {
  const { row, query } = props
  const href = purposeOf(query.show) ? `/p/${row.code}` : `/office/inspections/${row.id}`
  return (
    <a class="row" href={href}>
      <b>{row.name}</b>
      <Facts {...props} />
    </a>
  )
}

const PLAN_DAYS = 14
/** More would hide the button on a phone. */
const MOST_USUAL = 8

/** Whether an officer goes, and for which department. */
function Sent({ ui, book, form, candidate }: ListProps & { candidate: Candidate }) {
  const { id, name, departments } = candidate
  const only = departments.length === 1 ? departmentName(ui, book, departments[0] ?? '') : null
  return (
    <Field
      ui={ui}
      form={form}
      name={`m${id}`}
      label="inspect.member"
      params={{ name: only ? `${name} · ${only}` : name }}
      options={[
        ['', ui.t('inspect.not_sent')],
        ...departments.map((each): [string, string] => [each, departmentName(ui, book, each)]),
      ]}
    />
  )
}

function PlanForm(props: ListProps) {
  const { ui, query, rows, form, book, candidates } = props
  const { t } = ui
  const usual = candidates.filter((each) => each.usual).slice(0, MOST_USUAL)
  const others = candidates.filter((each) => !usual.includes(each))
  const least = { n: book.opening.jointDepartments }
  const carried = {
    key: props.formKey,
    show: query.show,
    q: query.q,
    area: String(query.area ?? ''),
    kind: query.kind ?? '',
    after: query.after ? afterText(query.after) : '',
    officers: query.officers,
  }
  return (
    <form action="/office/inspections/plan" method="post">
      <Hidden values={carried} />
      <fieldset class={form.errors.places ? 'pick wrong' : 'pick'} id="f-places" tabIndex={-1}>
        <legend>{t('inspect.plan_places')}</legend>
        {rows.map((row) => (
          <label key={row.id}>
            <input
              type="checkbox"
              name={`p${row.id}`}
              value="1"
              checked={form.values[`p${row.id}`] === '1'}
            />
            <span>
              <b>{row.name}</b>
              <br />
              <Facts {...props} row={row} />
            </span>
          </label>
        ))}
      </fieldset>
      <section class="card">
        <Field
          ui={ui}
          form={form}
          name="day"
          label="inspect.plan_day"
          options={dayOptions(ui, dayOf(ui.now), PLAN_DAYS)}
        />
        <fieldset class={form.errors.members ? 'wrong' : undefined} id="f-members" tabIndex={-1}>
          <legend>{t('inspect.plan_who')}</legend>
          <p class="note">{t('inspect.plan_hint', least)}</p>
          {form.errors.members ? <p class="e">{t('inspect.few_departments', least)}</p> : null}
          {usual.map((each) => (
            <Sent key={each.id} {...props} candidate={each} />
          ))}
          {others.length > 0 ? (
            <details
              open={
                usual.length === 0 ||
                query.officers !== '' ||
                others.some(({ id }) => form.values[`m${id}`])
              }
            >
              <summary>{t('inspect.others', { n: others.length })}</summary>
              {others.map((each) => (
                <Sent key={each.id} {...props} candidate={each} />
              ))}
            </details>
          ) : null}
          <MoreOfficers
            ui={ui}
            path={link(query, { after: carried.after })}
            after={query.officers}
            officers={{ next: props.moreOfficers }}
          />
        </fieldset>
        <button type="submit" class="go">
          {t('inspect.plan_go')}
        </button>
      </section>
    </form>
  )
}
