// 整改: the orders of the town, the one whose time is nearest first.
import type { OfficerRole } from '../../shared/actor'
import { type SearchFrom, searchFromText } from '../../shared/search-from'
import { Button, Field, type FormState, Hidden } from '../../ui/field'
import { AreaFilter, KindFilter } from '../../ui/filter'
import { OfficeFrame } from '../../ui/office'
import { moreLabel, NoneHere } from '../../ui/search-on'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import type { Rulebook } from '../rulebook'
import { afterText, ORDER_VIEWS, type OrderQuery, type OrderView } from './form'
import { areaName, numberText, Standing } from './parts'
import type { ListedOrder, OrderCounts } from './store-list'

interface Props {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  query: OrderQuery
  areas: ListedArea[]
  counts: OrderCounts
  rows: ListedOrder[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
  /** Goes and looks again. */
  writes: boolean
}

const link = ({ view, q, area, kind }: OrderQuery, more: Record<string, string> = {}): string => {
  const asked = { view, q, area: String(area ?? ''), kind: kind ?? '', ...more }
  const set = Object.entries(asked).filter(([, value]) => value !== '')
  return `/office/orders?${new URLSearchParams(set)}`
}

const countOf = (counts: OrderCounts, view: OrderView): string =>
  view === 'closed' || view === 'suspended' || counts[view] === 0 ? '' : ` ${counts[view]}`

export function OrdersPage(props: Props) {
  const { ui, roles, query, counts, rows, more, next } = props
  const { t } = ui
  const last = more ? rows.at(-1) : undefined
  const on = next ? searchFromText(next) : last && afterText(last)
  return (
    <OfficeFrame ui={ui} title={t('order.title')} tab="orders" roles={roles}>
      <nav class="chips" aria-label={t('order.views')}>
        {ORDER_VIEWS.map((view) => (
          <a
            key={view}
            href={link({ ...query, view, q: '' })}
            aria-current={!query.q && view === query.view ? 'page' : undefined}
          >
            {t(`order.view.${view}`)}
            {countOf(counts, view)}
          </a>
        ))}
      </nav>
      <Filter {...props} />
      {rows.length === 0 ? (
        <NoneHere ui={ui} further={query.from !== null} more={next !== null}>
          <section class="card empty">
            <h2>{t(query.q ? 'order.not_found' : 'order.none')}</h2>
            <p>{t(query.q ? 'order.not_found_text' : 'order.none_text')}</p>
          </section>
        </NoneHere>
      ) : null}
      {rows.map((row) => (
        <a key={row.id} class="row" href={`/office/orders/${row.id}`}>
          <b>{row.name}</b>
          <span>
            {numberText(ui, props.book, row)} · {areaName(ui, row)} ·{' '}
            {t('order.items_n', { n: row.items })}
          </span>
          <br />
          <Standing ui={ui} order={row} />
        </a>
      ))}
      <p class="pager">
        {query.after || query.from ? <a href={link(query)}>{t('nav.first')}</a> : null}
        {on ? (
          <a class="tap" href={link(query, { after: on })}>
            {moreLabel(ui, rows)}
          </a>
        ) : null}
      </p>
      {props.writes ? (
        <p class="roles">
          <a href="/office/orders/form">{t('order.blank')}</a>
        </p>
      ) : null}
    </OfficeFrame>
  )
}

function Filter({ ui, query, areas }: Pick<Props, 'ui' | 'query' | 'areas'>) {
  const { t } = ui
  const values = { q: query.q, area: String(query.area ?? ''), kind: query.kind ?? '' }
  const form: FormState = { values, errors: {} }
  return (
    <details class="card screen" open={Boolean(query.q || query.area || query.kind)}>
      <summary>{t('order.filter')}</summary>
      <form class="filter" action="/office/orders" method="get">
        <Hidden values={{ view: query.view }} />
        <Field
          ui={ui}
          form={form}
          name="q"
          label="order.search"
          hint="order.search_hint"
          inputmode="search"
          enterkeyhint="search"
          maxLength={30}
        />
        <div class="two">
          <AreaFilter ui={ui} form={form} areas={areas} />
          <KindFilter ui={ui} form={form} />
        </div>
        <Button>{t('place.find')}</Button>
      </form>
    </details>
  )
}
