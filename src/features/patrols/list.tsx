// The day's list, made for a phone in the street: what is due first comes first.
import { islands } from '../../generated/assets'
import { dayText, timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import type { PatrolLevel } from '../../shared/patrol'
import { Field, type FormState, Hidden } from '../../ui/field'
import { AreaFilter } from '../../ui/filter'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import { areaName, whenText } from './parts'
import { Row } from './row'
import type { PatrolLine } from './rules-day'
import { afterText, type ListQuery, SHOWS, type Show } from './rules-list'
import type { SentBack } from './store-list'

export interface ListProps {
  ui: Ui
  roles: OfficerRole[]
  /** Tag of whoever looks at it: their phone keeps the list under it. */
  account: string
  query: ListQuery
  level: PatrolLevel
  /** More than one: whoever looks at it may choose. */
  levels: PatrolLevel[]
  areas: ListedArea[]
  /** Of the day, for the filter. */
  teams: { id: number; name: string }[]
  /** Ids of those whose places are listed; null: all. */
  chosen: readonly number[] | null
  counts: Record<Show, number>
  rows: PatrolLine[]
  /** By place: how many of the day's duties its keeper owes late. */
  stale: ReadonlyMap<number, number>
  /** Where the next page goes on; null: nothing follows. */
  next: ListQuery['after']
  sentBack: SentBack[]
  /** Rounds without a code that wait for whoever looks at it. */
  reviews: number
  /** Whoever made a round, masked. */
  nameOf: (id: number | null) => string
}

const link = (query: ListQuery, change: Partial<Record<string, string>>): string => {
  const params = new URLSearchParams()
  if (query.show !== 'todo') params.set('show', query.show)
  if (query.level) params.set('level', query.level)
  if (query.q) params.set('q', query.q)
  if (query.area) params.set('area', String(query.area))
  if (query.team !== null) params.set('team', String(query.team))
  for (const [name, value] of Object.entries(change)) if (value) params.set(name, value)
  const asked = params.toString()
  return `/office/patrols${asked ? `?${asked}` : ''}`
}

export function ListPage(props: ListProps) {
  const { ui, query, counts, rows } = props
  const { t } = ui
  return (
    <OfficeFrame
      ui={ui}
      title={t('patrol.left', { n: counts.todo })}
      tab="patrols"
      roles={props.roles}
      script={islands.walk}
    >
      <p class="note">{whoseText(props)}</p>
      <SentBackLines ui={ui} rounds={props.sentBack} />
      <div
        data-island="walk"
        data-account={props.account}
        data-level={props.level}
        data-online-only={t('walk.online_only')}
      />
      <a class="go" href="/office/patrols/round">
        {t('patrol.start')}
      </a>
      <p class="note">
        <a href="/office/patrols/round">{t('patrol.code')}</a>
      </p>
      <p class="chips">
        {SHOWS.map((show) => (
          <a
            key={show}
            href={link({ ...query, show }, {})}
            aria-current={show === query.show ? 'true' : undefined}
          >
            {t(`patrol.show.${show}`, { n: counts[show] })}
          </a>
        ))}
      </p>
      <Filter {...props} />
      <div>
        {rows.length === 0 ? (
          <NoneHere
            ui={ui}
            further={query.q !== '' && query.after !== null}
            more={props.next !== null}
          >
            <section class="card empty">
              <h2>{t('patrol.none')}</h2>
              <p>{t(`patrol.none_text.${query.show}`)}</p>
            </section>
          </NoneHere>
        ) : null}
        {rows.map((line) => (
          <Row
            key={line.place.id}
            ui={ui}
            line={line}
            nameOf={props.nameOf}
            stale={props.stale.get(line.place.id) ?? 0}
            recheck={query.show === 'orders'}
          />
        ))}
      </div>
      <p class="pager">
        {query.after ? <a href={link(query, {})}>{t('nav.first')}</a> : null}
        {props.next ? (
          <a class="tap" href={link(query, { after: afterText(props.next) })}>
            {moreLabel(ui, rows)}
          </a>
        ) : null}
      </p>
      <Ways {...props} />
    </OfficeFrame>
  )
}

/** 3 月 12 日 · 巡查指导一组 · 二片区 */
function whoseText({ ui, chosen, teams, areas, query, level }: ListProps): string {
  const named = teams.filter(({ id }) => chosen?.includes(id)).map(({ name }) => name)
  const area = areas.find(({ id }) => id === query.area)
  return [
    dayText(ui.lang, dayOf(ui.now)),
    ...(named.length > 0 ? named : [ui.t(`patrol.level.${level}`)]),
    ...(area ? [areaName(ui, { area: area.name, areaEn: area.nameEn })] : []),
  ].join(' · ')
}

const SentBackLines = ({ ui, rounds }: { ui: Ui; rounds: SentBack[] }) =>
  rounds.map(({ id, name, at }) => (
    <p class="ask" key={id}>
      <a href={`/office/patrols/rounds/${id}`}>
        {ui.t('patrol.sent_back', { name, time: whenText(ui, at) })}
      </a>
    </p>
  ))

function Filter({ ui, query, areas, teams, level, levels, chosen }: ListProps) {
  const { t } = ui
  const only = chosen?.length === 1 ? String(chosen[0]) : ''
  const form: FormState = {
    values: {
      q: query.q,
      area: String(query.area ?? ''),
      team: query.team === null ? only : String(query.team),
      level,
    },
    errors: {},
  }
  return (
    <details class="card screen" open={Boolean(query.q || query.area || query.team)}>
      <summary>{t('patrol.filter')}</summary>
      <form class="filter" action="/office/patrols" method="get">
        <Hidden values={{ show: query.show }} />
        <Field ui={ui} form={form} name="q" label="patrol.search" inputmode="search" />
        <div class="two">
          <AreaFilter ui={ui} form={form} areas={areas} />
          {teams.length > 0 ? (
            <Field
              ui={ui}
              form={form}
              name="team"
              label="patrol.team"
              options={[
                ...(chosen && chosen.length > 1 ? [['', t('patrol.own_teams')] as const] : []),
                ['0', t('patrol.all_teams')],
                ...teams.map(({ id, name }) => [String(id), name] as const),
              ]}
            />
          ) : null}
          {levels.length > 1 ? (
            <Field
              ui={ui}
              form={form}
              name="level"
              label="patrol.whose"
              options={levels.map((each) => [each, t(`patrol.level.${each}`)] as const)}
            />
          ) : null}
        </div>
        <button type="submit" class="go">
          {t('place.find')}
        </button>
      </form>
    </details>
  )
}

/** The supervisor's pages. */
const Ways = ({ ui, roles, reviews }: ListProps) => (
  <ul class="ways screen">
    {roles.includes('admin') ? (
      <li>
        <a href="/office/patrols/review">{ui.t('patrol.reviews', { n: reviews })}</a>
      </li>
    ) : null}
    <li>
      <a href="/office/patrols/grid">{ui.t('patrol.grid', { time: timeOf(ui.now) })}</a>
    </li>
    <li>
      <a href="/office/patrols/urge">{ui.t('patrol.urge')}</a>
    </li>
  </ul>
)
