// The town's front page, the list of open places, and the pages a dead end leads to.
import type { ComponentChildren } from 'preact'
import { type SearchFrom, searchFromText } from '../../shared/search-from'
import { CodeSearch } from '../../ui/code-search'
import { EMPTY_FORM, Field } from '../../ui/field'
import { AreaFilter, KindFilter } from '../../ui/filter'
import { Page } from '../../ui/page'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import { afterText, type ListQuery } from './form'
import type { ListedPlace } from './store'
import type { Area } from './tables'

export interface TownCounts {
  shops: number
  enterprises: number
  sites: number
}

export function TownPage({ ui, counts }: { ui: Ui; counts: TownCounts }) {
  const { t } = ui
  const numbers = [
    ['kind=shop', counts.shops, t('town.shops')],
    ['kind=enterprise', counts.enterprises, t('town.enterprises')],
    ['kind=site&stage=working', counts.sites, t('town.sites')],
  ] as const
  return (
    <Page ui={ui} title={t('nav.home')}>
      <h1>{t('town.title', { town: ui.town })}</h1>
      <p class="motto">{t('town.motto')}</p>
      <p class="lead">{t('town.lead')}</p>
      <CodeSearch ui={ui} />
      <ul class="numbers">
        {numbers.map(([filter, count, label]) => (
          <li key={filter}>
            <a href={`/places?${filter}`}>
              <b>{count}</b>
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
      <ul class="ways">
        <li>
          <a href="/progress">{t('progress.link')}</a>
        </li>
        <li>
          <a href="/places">{t('nav.places')}</a>
        </li>
        <li>
          <a href="/apply">{t('apply.title')}</a>
        </li>
        <li>
          <a href="/pledges">{t('pledge.mine')}</a>
        </li>
        <li>
          <a href="/guide">{t('guide.link')}</a>
        </li>
        <li>
          <a href="/rules">{t('nav.rules')}</a>
        </li>
        <li>
          <a href="/sign-in">{t('nav.sign_in')}</a>
        </li>
      </ul>
    </Page>
  )
}

interface ListProps {
  ui: Ui
  query: ListQuery
  areas: Area[]
  places: ListedPlace[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
  tradeName: (trade: string) => string
}

export function ListPage({ ui, query, areas, places, more, next, tradeName }: ListProps) {
  const { t } = ui
  const last = more ? places.at(-1) : undefined
  const on = next ? searchFromText(next) : last && afterText(last)
  return (
    <Page ui={ui} title={t('place.list')}>
      <h1>{t('place.list_open')}</h1>
      <ListFilter ui={ui} query={query} areas={areas} />
      {places.length === 0 ? (
        <NoneHere ui={ui} further={query.from !== null} more={next !== null}>
          <section class="card empty">
            <h2>{t('place.none')}</h2>
            <p>{t('place.none_text')}</p>
            <a class="tap" href="/places">
              {t('place.none_clear')}
            </a>
          </section>
        </NoneHere>
      ) : null}
      <ul class="places">
        {places.map((place) => (
          <li key={place.id}>
            <a class="row" href={`/p/${place.code}`}>
              <b>{place.name}</b>
              <span>
                {tradeName(place.trade)} · {place.address} ·{' '}
                {ui.lang === 'zh' ? place.area : place.areaEn}
                {place.kind === 'site' && place.stage === 'returned'
                  ? ` · ${t('stage.returned')}`
                  : ''}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p class="pager">
        {query.after || query.from ? <a href={listLink(query, null)}>{t('nav.first')}</a> : null}
        {on ? (
          <a class="tap" href={listLink(query, on)}>
            {moreLabel(ui, places)}
          </a>
        ) : null}
      </p>
    </Page>
  )
}

function ListFilter({ ui, query, areas }: Pick<ListProps, 'ui' | 'query' | 'areas'>) {
  const { t } = ui
  const form = {
    ...EMPTY_FORM,
    values: {
      q: query.q,
      area: String(query.area ?? ''),
      kind: query.kind ?? '',
      stage: query.stage ?? '',
    },
  }
  return (
    <form class="card filter" action="/places" method="get">
      <Field
        ui={ui}
        form={form}
        name="q"
        label="place.search"
        hint="place.search_hint"
        inputmode="search"
        enterkeyhint="search"
      />
      <div class="two">
        <AreaFilter ui={ui} form={form} areas={areas} />
        <KindFilter ui={ui} form={form} />
      </div>
      {query.kind === 'site' ? (
        <Field
          ui={ui}
          form={form}
          name="stage"
          label="place.stage"
          options={[
            ['', t('place.all_stages')],
            ['returned', t('place.stage_returned')],
            ['working', t('place.stage_working')],
          ]}
        />
      ) : null}
      <button type="submit" class="go">
        {t('place.find')}
      </button>
    </form>
  )
}

function listLink(query: ListQuery, after: string | null): string {
  const params = new URLSearchParams()
  if (query.q) params.set('q', query.q)
  if (query.area) params.set('area', String(query.area))
  if (query.kind) params.set('kind', query.kind)
  if (query.stage) params.set('stage', query.stage)
  if (after) params.set('after', after)
  return `/places?${params}`
}

/** A page about one place that says one thing and leads back to its door. */
export function PlaceNotePage(props: {
  ui: Ui
  place: { code: string; name: string }
  title: string
  text: string
  children?: ComponentChildren
}) {
  const { ui, place, title } = props
  return (
    <Page ui={ui} title={title} light>
      <div class="place">
        <p>{place.name}</p>
        <h1>{title}</h1>
      </div>
      <section class="card">
        <p>{props.text}</p>
        {props.children}
      </section>
      <a class="go" href={`/p/${place.code}`}>
        {ui.t('place.back_to_door')}
      </a>
    </Page>
  )
}
