// Lists and counts of orders, the one whose time is nearest or longest past first.
import type { Db } from '../../db/client'
import { countLate, readWaiting } from '../accounts'
import { foldName } from '../places/rules'
import type { PlaceKind } from '../places/tables'
import type { OrderView } from './form'
import type { Order } from './tables'

export const PAGE_ROWS = 10

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

/** The orders of places with these characters in their name, in any state, the newest first. */
export function searchStatement(
  db: Db,
  q: string,
  { ranges, after }: Pick<OrderFilter, 'ranges' | 'after'>,
): D1PreparedStatement {
  const folded = foldName(q)
  return db.$client
    .prepare(
      `${LISTED} FROM place_grams g CROSS JOIN orders o ON o.place_id = g.place_id
         CROSS JOIN places p ON p.id = o.place_id JOIN areas v ON v.id = p.area_id
       WHERE g.gram = ?2 AND instr(p.name_folded, ?3) > 0 AND (o.due_at, o.id) < (?4, ?5) AND ${COVERED}
       ORDER BY o.due_at DESC, o.id DESC LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(
      ranges,
      [...folded].slice(0, 2).join(''),
      folded,
      after?.dueAt ?? Number.MAX_SAFE_INTEGER,
      after?.id ?? Number.MAX_SAFE_INTEGER,
    )
}

const numberStatement = (db: Db, number: { year: number; seq: number }, ranges: string) =>
  db.$client
    .prepare(`${LISTED} FROM orders o ${OF_PLACE} WHERE o.year = ?2 AND o.seq = ?3 AND ${COVERED}`)
    .bind(ranges, number.year, number.seq)

export type Asked =
  | { by: 'view' }
  | { by: 'name'; q: string }
  | { by: 'number'; year: number; seq: number }

/** A page of orders, and whether more follow. */
export async function listOrders(
  db: Db,
  asked: Asked,
  filter: OrderFilter,
): Promise<{ rows: ListedOrder[]; more: boolean }> {
  const results =
    asked.by === 'view'
      ? await pageOfView(db, filter)
      : (
          await (asked.by === 'name'
            ? searchStatement(db, asked.q, filter)
            : numberStatement(db, asked, filter.ranges)
          ).all<ListedOrder>()
        ).results
  return { rows: results.slice(0, PAGE_ROWS), more: results.length > PAGE_ROWS }
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
