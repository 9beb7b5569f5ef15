// The steps of an order: each one conditional statement, with what follows from it in the same batch.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditIfAny, auditIfChanged } from '../audit'
import { allowsAct, lifeStatements } from '../places'
import { entryKey } from './fields'
import { ORDER_MOVES, type OrderAct, type Recheck } from './rules'
import type { OrderRow } from './store'

interface Step {
  order: Pick<OrderRow, 'id' | 'placeId'>
  /** Of the form. */
  key: string
  /** Sealed. */
  text: string | null
  fileId: number | null
  actor: AccountActor
  now: number
  rulebookVersion: number
}

const KINDS = { answer: 'answer', close: 'closed', unmet: 'unmet', suspend: 'suspended' } as const

const FROM = (act: OrderAct): string =>
  `o.state IN (${ORDER_MOVES[act].from.map((state) => `'${state}'`).join(', ')})`
const UNUSED = 'NOT EXISTS (SELECT 1 FROM order_entries e WHERE e.key = ?1)'

const entry = (db: Db, step: Step, act: Recheck | 'answer', dueAt: number | null) =>
  db.$client
    .prepare(
      `INSERT INTO order_entries (key, order_id, kind, text, file_id, due_at, by, at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE changes() = 1`,
    )
    .bind(
      entryKey(step.order.id, step.key),
      step.order.id,
      KINDS[act],
      step.text,
      step.fileId,
      dueAt,
      step.actor.id,
      step.now,
    )

const audited = (db: Db, step: Step, act: Recheck | 'answer') =>
  auditIfChanged(db, {
    at: step.now,
    actor: step.actor,
    act: `orders.${act}`,
    subject: `orders:${step.order.id}`,
    rulebookVersion: step.rulebookVersion,
  })

/** An answer counts for the time it was asked in: `failed` says how many rechecks it knows of. False: there was another. */
export async function answerOrder(
  db: Db,
  step: Step & { failed: number },
  files: D1PreparedStatement[],
): Promise<boolean> {
  const { order, now } = step
  const [answered] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE orders AS o SET state = 'answered', answered_at = ?2, version = version + 1
         WHERE o.id = ?3 AND o.place_id = ?4 AND o.failed = ?5 AND ${FROM('answer')} AND ${UNUSED}`,
      )
      .bind(entryKey(order.id, step.key), now, order.id, order.placeId, step.failed),
    entry(db, step, 'answer', null),
    audited(db, step, 'answer'),
    ...files,
  ])
  return wrote(answered)
}

export interface Rechecking extends Step {
  version: number
  /** The new time of one that was not met. */
  dueAt: number | null
  /** Public words at the door of a place that is suspended. */
  reason: string
}

// That it was put right can be seen at any time; that it was not only after an answer or past the time.
const HELD_TO_IT = "(o.state = 'answered' OR o.due_at < ?2)"
const MAY: Record<Recheck, string> = {
  close: FROM('close'),
  unmet: `${FROM('unmet')} AND ${HELD_TO_IT}`,
  suspend: `${FROM('suspend')} AND ${HELD_TO_IT} AND EXISTS (SELECT 1 FROM places p WHERE p.id = o.place_id AND ${allowsAct('suspend')})`,
}
const SETS: Record<Recheck, string> = {
  close: "state = 'closed', ended_by = ?5, ended_at = ?2",
  unmet: "state = 'open', due_at = ?6, answered_at = NULL, failed = failed + 1",
  suspend: "state = 'suspended', failed = failed + 1",
}

function suspension(db: Db, { order, actor, now, ...step }: Rechecking): D1PreparedStatement[] {
  const change = { placeId: order.placeId, act: 'suspend', cause: 'order' } as const
  return lifeStatements(
    db,
    {
      ...change,
      key: `order:${order.id}:${step.version}`,
      ref: String(order.id),
      reason: step.reason,
      actor,
      rulebookVersion: step.rulebookVersion,
      at: now,
    },
    true,
  )
}

/** What somebody saw who looked again. False when the order had changed, or its place does not allow it. */
export async function recheckOrder(
  db: Db,
  act: Recheck,
  step: Rechecking,
  files: D1PreparedStatement[],
): Promise<boolean> {
  const { order, actor, now, dueAt } = step
  const [done] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE orders AS o SET ${SETS[act]}, version = version + 1
         WHERE o.id = ?3 AND o.version = ?4 AND ?5 > 0 AND (?6 IS NULL OR ?6 > ?2) AND ${MAY[act]} AND ${UNUSED}`,
      )
      .bind(entryKey(order.id, step.key), now, order.id, step.version, actor.id, dueAt),
    ...(act === 'suspend' ? suspension(db, step) : []),
    entry(db, step, act, dueAt),
    audited(db, step, act),
    freeItems(db, order.placeId, now),
    ...files,
  ])
  return wrote(done)
}

/** Items of orders that are over may stand on a new one. */
const freeItems = (db: Db, placeId: number, now: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `UPDATE order_items SET ended_at = ?2 WHERE place_id = ?1 AND ended_at IS NULL
         AND order_id IN (SELECT id FROM orders WHERE place_id = ?1 AND ended_at IS NOT NULL)`,
    )
    .bind(placeId, now)

export const entryKeyUsed = async (db: Db, orderId: number, key: string): Promise<boolean> =>
  (await db.$client
    .prepare('SELECT 1 FROM order_entries WHERE key = ?')
    .bind(entryKey(orderId, key))
    .first()) !== null

/**
 * For the batch in which a place is closed or opens again, after its step: its orders end with it, those
 * it was suspended for end when it opens. They look at what the place is by then, so they are right
 * whether or not the step was taken.
 */
export function endOrders(
  db: Db,
  ending: { placeId: number; actor: AccountActor; now: number; rulebookVersion: number },
): D1PreparedStatement[] {
  const { placeId, actor, now, rulebookVersion } = ending
  return [
    db.$client
      .prepare(
        `UPDATE orders AS o SET state = 'closed', ended_by = ?2, ended_at = ?3, version = version + 1
         WHERE o.place_id = ?1 AND EXISTS (SELECT 1 FROM places p WHERE p.id = ?1
           AND ((p.status = 'closed' AND ${FROM('end')}) OR (p.status <> 'suspended' AND ${FROM('reopen')})))`,
      )
      .bind(placeId, actor.id, now),
    auditIfAny(db, {
      at: now,
      actor,
      act: 'orders.end',
      subject: `places:${placeId}`,
      rulebookVersion,
    }),
    db.$client
      .prepare(
        `INSERT INTO order_entries (key, order_id, kind, by, at)
         SELECT iif(p.status = 'closed', 'shut:', 'reopened:') || o.id, o.id, 'closed', o.ended_by, o.ended_at
         FROM orders o JOIN places p ON p.id = o.place_id
         WHERE o.place_id = ?1 AND o.ended_at = ?2 AND NOT EXISTS (SELECT 1 FROM order_entries e
           WHERE e.order_id = o.id AND e.kind = 'closed')`,
      )
      .bind(placeId, now),
    freeItems(db, placeId, now),
  ]
}
