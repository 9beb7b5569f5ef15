// Lists and counts of orders, the one whose time is nearest or longest past first.
import type { Db } from '../../db/client'
import type { SearchFrom } from '../../shared/search-from'
import { countLate, readWaiting } from '../accounts'
import { type NamedAsked, type SearchPage, searchNamed } from '../places'
import type { PlaceKind } from '../places/tables'
import type { OrderView } from './form'
import type { Order } from './tables'

export const PAGE_ROWS = 10
/** Of a search: each place it looks at costs a row as well, and what was ordered is counted. */
const SEARCH_ROWS = 6
const SEARCHED = 12

export interface ListedOrder
  extends Pick<Order, 'id' | 'year' | 'seq' | 'state' | 'dueAt' | 'failed' | 'placeKind'> {
  name: string
  area: string
  areaEn: string
  items: number
}

export interface OrderFilter {
  view: OrderView
  /** None inside another. */
  areas: number[]
  kind: PlaceKind | null
  /** As `rangesOf` makes them. */
  ranges: string
  now: number
  after: { dueAt: number; id: number } | null
}

const LISTED = `SELECT o.id, o.year, o.seq, o.state, o.due_at AS dueAt, o.failed, o.place_kind AS placeKind, p.name,
  v.name AS area, v.name_en AS areaEn, (SELECT count(*) FROM order_items i WHERE i.order_id = o.id) AS items`
const OF_PLACE = 'JOIN places p ON p.id = o.place_id JOIN areas v ON v.id = p.area_id'
const COVERED = `EXISTS (SELECT 1 FROM json_each(?1) s WHERE o.area_path >= s.value ->> 0 AND o.area_path < s.value ->> 1)`

const STATE_OF = {
  open: 'open',
  late: 'open',
  answered: 'answered',
  closed: 'closed',
  suspended: 'suspended',
} as const satisfies Record<OrderView, Order['state']>

/** A page of one view in one area, one row more than shown; closed ones newest first. Tests read its plan. */
export function ordersStatement(db: Db, area: number, filter: OrderFilter): D1PreparedStatement {
  const { view, kind, now, after } = filter
  const [order, than, first] =
    view === 'closed' ? ['DESC', '<', Number.MAX_SAFE_INTEGER] : ['ASC', '>', 0]
  return db.$client
    .prepare(
      `${LISTED} FROM (SELECT l.order_id FROM order_lists l WHERE l.area_id = ?1 AND l.state = ?2
           AND (l.due_at, l.order_id) ${than} (?3, ?4) AND (?5 IS NULL OR l.due_at < ?5) AND (?6 IS NULL OR l.place_kind = ?6)
         ORDER BY l.due_at ${order}, l.order_id ${order} LIMIT ${PAGE_ROWS + 1}) page
       CROSS JOIN orders o ON o.id = page.order_id ${OF_PLACE}`,
    )
    .bind(
      area,
      STATE_OF[view],
      after?.dueAt ?? first,
      after?.id ?? first,
      view === 'late' ? now : null,
      kind,
    )
}

/** The same in several areas. */
async function pageOfView(db: Db, filter: OrderFilter): Promise<ListedOrder[]> {
  if (filter.areas.length === 0) return []
  const found = await db.$client.batch<ListedOrder>(
    filter.areas.map((area) => ordersStatement(db, area, filter)),
  )
  const sign = filter.view === 'closed' ? -1 : 1
  return found
    .flatMap(({ results }) => results)
    .sort((a, b) => sign * (a.dueAt - b.dueAt || a.id - b.id))
}

/** The orders of these places (JSON of ids) with these characters in their name, in any state; tests read its plan. */
export const searchStatement = (
  db: Db,
  ranges: string,
  { ids, from, folded }: { ids: string; from: SearchFrom; folded: string },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `${LISTED}, o.place_id AS placeId FROM json_each(?2) g CROSS JOIN orders o INDEXED BY orders_place ON o.place_id = g.value
           AND o.id > iif(g.value = ?4, ?5, 0)
         CROSS JOIN places p ON p.id = o.place_id CROSS JOIN areas v ON v.id = p.area_id
       WHERE instr(p.name_folded, ?3) > 0 AND ${COVERED} LIMIT ${SEARCH_ROWS + 1}`,
    )
    .bind(ranges, ids, folded, ...from)

/** A page of a search: place after place, what one page has of them the newest first. */
async function searched(db: Db, asked: NamedAsked & { ranges: string }) {
  const { rows, next } = await searchNamed<ListedOrder & { placeId: number }>(
    db,
    { ...asked, most: SEARCHED },
    {
      rows: SEARCH_ROWS,
      statement: (ids, from, folded) => searchStatement(db, asked.ranges, { ids, from, folded }),
      keyOf: ({ placeId, id }) => [placeId, id],
    },
  )
  return { rows: rows.sort((a, b) => b.dueAt - a.dueAt || b.id - a.id), more: false, next }
}

const numberStatement = (db: Db, number: { year: number; seq: number }, ranges: string) =>
  db.$client
    .prepare(`${LISTED} FROM orders o ${OF_PLACE} WHERE o.year = ?2 AND o.seq = ?3 AND ${COVERED}`)
    .bind(ranges, number.year, number.seq)

export type Asked =
  | { by: 'view' }
  | { by: 'name'; q: string }
  | { by: 'number'; year: number; seq: number }

/** A page of orders, and whether more follow or where a search goes on. */
export async function listOrders(
  db: Db,
  asked: Asked,
  { from, ...filter }: OrderFilter & { from: SearchFrom | null },
): Promise<SearchPage<ListedOrder> & { more: boolean }> {
  if (asked.by === 'name') return searched(db, { q: asked.q, ranges: filter.ranges, from })
  const results =
    asked.by === 'view'
      ? await pageOfView(db, filter)
      : (await numberStatement(db, asked, filter.ranges).all<ListedOrder>()).results
  return { rows: results.slice(0, PAGE_ROWS), more: results.length > PAGE_ROWS, next: null }
}

export interface OrderCounts {
  /** 待整改, the late ones with them. */
  open: number
  /** 待复查 */
  answered: number
  /** 逾期 */
  late: number
}

/** What is open in these ranges of areas (`rangesOf`); the late ones all, or up to one more than `most`. */
export async function countOrders(
  db: Db,
  ranges: string,
  now: number,
  most?: number,
): Promise<OrderCounts> {
  // Without a limit it is the list that asks.
  const asked = { table: 'orders', ranges, late: ['open'], now } as const
  const waiting = await readWaiting(db, { ...asked, ...(most ? { most } : { alone: true }) })
  return { open: waiting('open').n, answered: waiting('answered').n, late: waiting('open').late }
}

/** Past their time in these ranges, and not answered. */
export const countLateOrders = (db: Db, ranges: string, now: number): Promise<number> =>
  countLate(db, { table: 'orders', ranges, late: ['open'], now })

/** What waits for the keeper of one place. */
export const countOrdersAt = async (
  db: Db,
  placeId: number,
  now: number,
): Promise<Pick<OrderCounts, 'open' | 'late'>> =>
  (await db.$client
    .prepare(
      `SELECT count(*) AS open, ifnull(sum(due_at < ?2), 0) AS late FROM orders WHERE place_id = ?1 AND state = 'open'`,
    )
    .bind(placeId, now)
    .first<Pick<OrderCounts, 'open' | 'late'>>()) ?? { open: 0, late: 0 }
