// An order is written with the round that found it, in one batch or not at all.
import { type Db, jsonRows } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditIfChanged } from '../audit'
import type { PlaceKind } from '../places/tables'
import { issuedKey } from './fields'
import { yearOf } from './rules'

interface NewOrder {
  /** Idempotency key: the round's, or made of it. */
  key: string
  place: { id: number; kind: PlaceKind; areaPath: string }
  roundKey: string
  /** Items of the checklist that failed and were not put right on the spot. */
  items: readonly string[]
  /** Sealed by `sealIssued`. */
  text: string | null
  fileId: number | null
  dueAt: number
  actor: AccountActor
  /** The round's `received_at`. */
  now: number
  rulebookVersion: number
}

// An item stands on one order at a time: what is ordered already is not ordered again.
const FREE = `SELECT j.value FROM json_each(?10) j WHERE NOT EXISTS (SELECT 1 FROM order_items i
  WHERE i.place_id = ?3 AND i.item = j.value AND i.ended_at IS NULL)`

/**
 * The statements that issue an order, for the batch that writes its round, after it. They write nothing
 * unless that round was written by this very batch and at least one item is not on a live order already.
 * The number is the next of the year.
 */
export function issueStatements(db: Db, order: NewOrder): D1PreparedStatement[] {
  const { key, place, actor, now, rulebookVersion } = order
  const items = jsonRows([...new Set(order.items)])
  return [
    db.$client
      .prepare(
        `INSERT INTO orders (key, year, seq, place_id, place_kind, area_path, round_id, state, due_at, rulebook_version, by, at)
         SELECT ?1, ?2, (SELECT 1 + ifnull(max(seq), 0) FROM orders WHERE year = ?2), ?3, ?4, ?5, r.id, 'open', ?6, ?7, ?8, ?9
         FROM patrol_rounds r WHERE r.key = ?11 AND r.received_at = ?9 AND r.by = ?8 AND r.place_id = ?3
           AND NOT EXISTS (SELECT 1 FROM orders WHERE key = ?1 OR round_id = r.id) AND EXISTS (${FREE})`,
      )
      .bind(
        key,
        yearOf(now),
        place.id,
        place.kind,
        place.areaPath,
        order.dueAt,
        rulebookVersion,
        actor.id,
        now,
        items,
        order.roundKey,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'orders.issue',
      subject: `orders:${key}`,
      detail: { place: place.id },
      rulebookVersion,
    }),
    db.$client
      .prepare(
        `INSERT INTO order_entries (key, order_id, kind, text, file_id, due_at, by, at)
         SELECT ?1, o.id, 'issued', ?2, ?3, o.due_at, o.by, o.at FROM orders o WHERE o.key = ?4 AND changes() = 1`,
      )
      .bind(issuedKey(key), order.text, order.fileId, key),
    db.$client
      .prepare(
        `INSERT INTO order_items (order_id, item, place_id)
         SELECT o.id, j.value, o.place_id FROM orders o CROSS JOIN json_each(?2) j WHERE o.key = ?1 AND changes() = 1
           AND NOT EXISTS (SELECT 1 FROM order_items i WHERE i.place_id = o.place_id AND i.item = j.value AND i.ended_at IS NULL)`,
      )
      .bind(key, items),
  ]
}
