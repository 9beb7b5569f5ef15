// Lists of watches: those of an officer's areas, and those of a place.
import { dayText } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { Button, EMPTY_FORM, Field } from '../../ui/field'
import { OfficeFrame } from '../../ui/office'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { Place } from '../places'
import type { Rulebook } from '../rulebook'
import { StaffNav } from '../visits'
import { WATCH_VIEWS, type WatchQuery } from './form'
import type { WatchCounts } from './store-lists'
import type { PlaceWatches } from './store-place'
import type { ListedWatch } from './store-read'
import { daysText, numberText, stageText, whereText } from './texts'

interface LineProps {
  ui: Ui
  book: Rulebook
  row: ListedWatch
  href: string
}

function Line({ ui, book, row, href }: LineProps) {
  const { t, lang } = ui
  const ended = row.endedOn !== null
  const bad = !ended && (row.untold > 0 || row.gaps > 0 || dayOf(ui.now) > row.lastDay)
  return (
    <a class="row" href={href}>
      <b class={bad ? 'no' : undefined}>
        {row.name} · {stageText(ui, row)}
      </b>
      <span>
        {[
          row.place,
          daysText(ui, row),
          whereText(ui, row),
          ...(row.untold ? [t('watch.has_fever')] : []),
          ...(!ended && row.gaps > 0 ? [t('watch.gaps_n', { n: row.gaps })] : []),
          ...(!ended && row.proposedBy !== null ? [t('watch.proposed')] : []),
          ...(row.endedOn === null
            ? []
            : [t('watch.over_n', { date: dayText(lang, row.endedOn) }), numberText(ui, book, row)]),
        ].join(' · ')}
      </span>
    </a>
  )
}

interface OfficeListProps {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  query: WatchQuery
  area: { id: number }
  areas: [string, string][]
  counts: WatchCounts
  /** Names masked. */
  rows: ListedWatch[]
  next: string | null
  opens: boolean
}

export function WatchesPage(props: OfficeListProps) {
  const { ui, roles, book, query, area, areas, counts, rows, next } = props
  const { t } = ui
  const form = { ...EMPTY_FORM, values: { q: query.q, area: String(area.id) } }
  const numbers = { ...counts, ended: null }
  return (
    <OfficeFrame ui={ui} title={t('watch.title')} tab="people" roles={roles}>
      {counts.fever > 0 ? <p class="ask no">{t('watch.fever_n', { n: counts.fever })}</p> : null}
      {props.opens ? (
        <a class="go" href="/office/watches/new">
          {t('watch.new')}
        </a>
      ) : null}
      <nav class="chips" aria-label={t('watch.views')}>
        {WATCH_VIEWS.map((view) => (
          <a
            key={view}
            href={`/office/watches?area=${area.id}&view=${view}`}
            aria-current={view === query.view ? 'page' : undefined}
          >
            {t(`watch.view_${view}`)} {numbers[view]}
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <section class="card empty">
          <h2>{t(query.q ? 'risks.none_found' : `watch.none_${query.view}`)}</h2>
          <p>{t('watch.none_text')}</p>
        </section>
      ) : null}
      {rows.map((row) => (
        <Line key={row.id} ui={ui} book={book} row={row} href={`/office/watches/${row.id}`} />
      ))}
      {next ? (
        <p class="pager">
          <a class="tap" href={next}>
            {t('nav.more')}
          </a>
        </p>
      ) : null}
      <form class="card filter" action="/office/watches" method="get">
        <input type="hidden" name="view" value={query.view} />
        <Field
          ui={ui}
          form={form}
          name="q"
          label="risks.place"
          inputmode="search"
          enterkeyhint="search"
          maxLength={20}
        />
        <Field ui={ui} form={form} name="area" label="place.area" options={areas} />
        <Button>{t('place.find')}</Button>
      </form>
      <p class="roles">
        <a href="/office/workers">{t('risks.title')}</a>
      </p>
    </OfficeFrame>
  )
}

interface PlaceListProps {
  ui: Ui
  book: Rulebook
  place: Place
  keeper: boolean
  watches: PlaceWatches
  /** A further page of those that ended. */
  further: boolean
}

export function PlaceWatchesPage({ ui, book, place, keeper, watches, further }: PlaceListProps) {
  const { t } = ui
  const { running, ended, next } = watches
  const all = `/keep/${place.code}/watches`
  const line = (row: ListedWatch) => (
    <Line key={row.id} ui={ui} book={book} row={row} href={`${all}/${row.id}`} />
  )
  return (
    <Page ui={ui} title={`${place.name} · ${t('watch.title')}`}>
      <div class="place">
        <p>{place.name}</p>
        <h1>{t('watch.title')}</h1>
        {further ? null : <p>{t('watch.lead', { n: running.length })}</p>}
      </div>
      {running.length === 0 && !further ? (
        <section class="card empty">
          <h2>{t('people.none_watch')}</h2>
          <p>{t('watch.none_keep')}</p>
          <a class="tap" href={`/keep/${place.code}/staff?show=watch`}>
            {t('people.title')}
          </a>
        </section>
      ) : null}
      {running.map(line)}
      {ended.length > 0 ? <h2 class="apart">{t('watch.view_ended')}</h2> : null}
      {ended.map(line)}
      <p class="pager">
        {further ? <a href={all}>{t('nav.first')}</a> : null}
        {next === null ? null : (
          <a class="tap" href={`${all}?after=${next}`}>
            {t('nav.more')}
          </a>
        )}
      </p>
      <StaffNav ui={ui} place={place} keeper={keeper} current="people" />
    </Page>
  )
}
