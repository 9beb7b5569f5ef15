// Orders with everything on them: what was found, and each step since. All fields as stored.
import { batchAll, type Db } from '../../db/client'
import type { PlaceStatus } from '../places/tables'
import type { Order, OrderEntry } from './tables'

export interface OrderRow extends Omit<Order, 'key'> {
  code: string
  name: string
  address: string
  placeStatus: PlaceStatus
  area: string
  areaEn: string
}

export interface OrderItemRow {
  orderId: number
  item: string
  /** Of the round's finding. */
  note: string | null
  fileId: number | null
}

/** `how`: the order ended with its place, or when that opened again. */
export type OrderEntryRow = OrderEntry & { how: 'shut' | 'reopened' | null }

export interface SealedName {
  id: number
  name: string
}

export interface OrderParts {
  row: OrderRow
  items: OrderItemRow[]
  entries: OrderEntryRow[]
}

export interface ReadOrders {
  orders: OrderParts[]
  names: SealedName[]
}

const ROW = `SELECT o.id, o.year, o.seq, o.place_id AS placeId, o.place_kind AS placeKind, o.area_path AS areaPath,
    o.round_id AS roundId, o.state, o.version, o.due_at AS dueAt, o.failed, o.rulebook_version AS rulebookVersion, o.by,
    o.at, o.answered_at AS answeredAt, o.ended_by AS endedBy, o.ended_at AS endedAt, p.code, p.name, p.address,
    p.status AS placeStatus, v.name AS area, v.name_en AS areaEn
  FROM orders o JOIN places p ON p.id = o.place_id JOIN areas v ON v.id = p.area_id`

const partStatements = (db: Db, ids: string, id: number): D1PreparedStatement[] =>
  [
    `SELECT i.order_id AS orderId, i.item, f.note, f.file_id AS fileId FROM order_items i
       JOIN orders o ON o.id = i.order_id
       LEFT JOIN patrol_findings f ON f.round_id = o.round_id AND f.item = i.item
     WHERE i.order_id IN (${ids}) ORDER BY i.order_id, i.rowid`,
    `SELECT e.id, e.key, e.order_id AS orderId, e.kind, e.text, e.file_id AS fileId, e.due_at AS dueAt, e.by, e.at,
       CASE WHEN e.key LIKE 'shut:%' THEN 'shut' WHEN e.key LIKE 'reopened:%' THEN 'reopened' END AS how
     FROM order_entries e WHERE e.order_id IN (${ids}) ORDER BY e.order_id, e.id`,
    `SELECT id, display_name AS name FROM accounts WHERE id IN (
       SELECT e.by FROM order_entries e WHERE e.order_id IN (${ids}))`,
  ].map((sql) => db.$client.prepare(sql).bind(id))

const rowsOf = <T>(result: D1Result<unknown> | undefined): T[] => (result?.results ?? []) as T[]

async function read(db: Db, row: D1PreparedStatement, ids: string, id: number) {
  const [rows, items, entries, names] = await batchAll(db, [row, ...partStatements(db, ids, id)])
  const itemsOf = Map.groupBy(rowsOf<OrderItemRow>(items), (each) => each.orderId)
  const entriesOf = Map.groupBy(rowsOf<OrderEntryRow>(entries), (each) => each.orderId)
  return {
    orders: rowsOf<OrderRow>(rows).map((each) => ({
      row: each,
      items: itemsOf.get(each.id) ?? [],
      entries: entriesOf.get(each.id) ?? [],
    })),
    names: rowsOf<SealedName>(names),
  }
}

/** One order; none of that number: an empty list. */
export const readOrder = (db: Db, id: number): Promise<ReadOrders> =>
  read(db, db.$client.prepare(`${ROW} WHERE o.id = ?1`).bind(id), '?1', id)

const MOST_AT_A_PLACE = 50

/** The orders of a place: those to be answered first, then by time, what is over last. */
export const ordersAt = (db: Db, placeId: number): Promise<ReadOrders> =>
  read(
    db,
    db.$client
      .prepare(
        `SELECT * FROM (${ROW} WHERE o.place_id = ?1 ORDER BY o.id DESC LIMIT ${MOST_AT_A_PLACE})
         ORDER BY CASE state WHEN 'open' THEN 0 WHEN 'answered' THEN 1 WHEN 'suspended' THEN 2 ELSE 3 END,
           iif(state = 'closed', -dueAt, dueAt), id`,
      )
      .bind(placeId),
    `SELECT id FROM orders WHERE place_id = ?1 ORDER BY id DESC LIMIT ${MOST_AT_A_PLACE}`,
    placeId,
  )
