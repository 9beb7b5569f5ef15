// The office's list of places: one status at a time in walking order, or a search through all.
import type { OfficerRole } from '../../shared/actor'
import { type SearchFrom, searchFromText } from '../../shared/search-from'
import { EMPTY_FORM, Field, Hidden } from '../../ui/field'
import { AreaFilter, KindFilter } from '../../ui/filter'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import { afterText } from './form'
import { type OfficeQuery, officeLink } from './office-form'
import { LIAISON_SETTERS } from './rules-office'
import type { OfficePlace } from './store-office'
import type { Area, PlaceStatus } from './tables'
import { PLACE_STATUSES } from './values'

export interface OfficeListProps {
  ui: Ui
  roles: readonly OfficerRole[]
  query: OfficeQuery
  areas: Area[]
  trades: readonly (readonly [id: string, name: string])[]
  counts: Partial<Record<PlaceStatus, number>>
  places: OfficePlace[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
}

export function OfficeListPage(props: OfficeListProps) {
  const { ui, query, counts, places } = props
  const { t } = ui
  const last = props.more ? places.at(-1) : undefined
  const on = props.next ? searchFromText(props.next) : last && afterText(last)
  return (
    <OfficeFrame ui={ui} title={t('hub.list')} tab="places" roles={props.roles}>
      <nav class="chips" aria-label={t('hub.status')}>
        {PLACE_STATUSES.map((status) => (
          <a
            key={status}
            href={officeLink(query, { status })}
            aria-current={status === query.status ? 'page' : undefined}
          >
            {t(`hub.status.${status}`)} {counts[status] ?? 0}
          </a>
        ))}
      </nav>
      <Filter {...props} />
      {places.length === 0 ? (
        <NoneHere ui={ui} further={query.from !== null} more={props.next !== null}>
          <section class="card empty">
            <h2>{t('place.none')}</h2>
            <p>{t('hub.none_text')}</p>
            <a class="tap" href="/office/places">
              {t('hub.none_clear')}
            </a>
          </section>
        </NoneHere>
      ) : null}
      <ul class="places">
        {places.map((place) => (
          <li key={place.id}>
            <Line {...props} place={place} />
          </li>
        ))}
      </ul>
      <p class="pager">
        {query.after || query.from ? <a href={officeLink(query, {})}>{t('nav.first')}</a> : null}
        {on ? (
          <a class="tap" href={officeLink(query, { after: on })}>
            {moreLabel(ui, places)}
          </a>
        ) : null}
      </p>
      {props.roles.some((role) => LIAISON_SETTERS.includes(role)) ? (
        <p class="roles">
          <a href="/office/liaisons">{t('hub.liaisons')}</a>
          <a href="/office/places/print">{t('office.print')}</a>
        </p>
      ) : null}
      {props.roles.some((role) => role !== 'health') ? (
        <p class="roles">
          <a href="/office/returns">{t('batch.office')}</a>
          <a href="/office/surveys">{t('survey.title')}</a>
        </p>
      ) : null}
    </OfficeFrame>
  )
}

function Line({ ui, query, trades, place }: OfficeListProps & { place: OfficePlace }) {
  const { t, lang } = ui
  const trade = trades.find(([id]) => id === place.trade)?.[1] ?? place.trade
  const facts = [
    place.code,
    query.status === null ? t(`hub.status.${place.status}`) : '',
    trade,
    place.address,
    lang === 'zh' ? place.area : place.areaEn,
    place.liaisonId === null ? t('hub.no_liaison') : '',
  ]
  return (
    <a class="row" href={`/office/places/${place.code}`}>
      <b>{place.name}</b>
      <span>{facts.filter(Boolean).join(' · ')}</span>
      {place.statusReason ? <span> · {place.statusReason}</span> : null}
    </a>
  )
}

function Filter({ ui, query, areas, trades }: OfficeListProps) {
  const { t } = ui
  const form = {
    ...EMPTY_FORM,
    values: {
      q: query.q,
      area: String(query.area ?? ''),
      kind: query.kind ?? '',
      trade: query.trade ?? '',
    },
  }
  return (
    <form class="card filter" action="/office/places" method="get">
      {query.q || !query.status ? null : <Hidden values={{ status: query.status }} />}
      <Field
        ui={ui}
        form={form}
        name="q"
        label="place.search"
        hint="hub.search_hint"
        inputmode="search"
        enterkeyhint="search"
      />
      <AreaFilter ui={ui} form={form} areas={areas} />
      <KindFilter ui={ui} form={form} />
      <Field
        ui={ui}
        form={form}
        name="trade"
        label="hub.trade"
        options={[['', t('place.all_kinds')], ...trades]}
      />
      <button type="submit" class="go">
        {t('place.find')}
      </button>
    </form>
  )
}
