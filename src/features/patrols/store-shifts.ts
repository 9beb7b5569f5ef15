// 驻场监管: one officer at a time stays on a site; a change of shift ends one and begins the next in one batch.
import { batchAll, type Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditIfChanged } from '../audit'

export interface ShiftRow {
  id: number
  accountId: number
  startedAt: number
  endedAt: number | null
  /** Sealed. */
  note: string | null
  /** Sealed. */
  name: string | null
}

/** Shifts of a place that began from an instant on, and the one that is open; the newest first. */
export const shiftsStatement = (db: Db, placeId: number, from: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT h.id, h.account_id AS accountId, h.started_at AS startedAt, h.ended_at AS endedAt, h.note, a.display_name AS name
       FROM resident_shifts h LEFT JOIN accounts a ON a.id = h.account_id
       WHERE h.place_id = ?1 AND h.started_at >= ?2 ORDER BY h.started_at DESC LIMIT 100`,
    )
    .bind(placeId, from)

export async function shiftsOf(db: Db, placeId: number, from: number): Promise<ShiftRow[]> {
  const { results } = await shiftsStatement(db, placeId, from).all<ShiftRow>()
  return results
}

interface Acting {
  placeId: number
  actor: AccountActor
  now: number
}

interface Beginning extends Acting {
  /** Drawn before: its note is sealed to it. */
  id: number
  key: string
  /** The open shift the page showed; null: nobody was there. */
  after: number | null
  /** Sealed. */
  note: string | null
}

const begun = (db: Db, key: string): Promise<{ id: number } | null> =>
  db.$client
    .prepare('SELECT id FROM resident_shifts WHERE key = ?')
    .bind(key)
    .first<{ id: number }>()

/** 我到岗, 接班. False when somebody else has begun or ended a shift meanwhile. A repeated key is true. */
export async function beginShift(db: Db, shift: Beginning): Promise<boolean> {
  const { id, key, placeId, after, actor, now } = shift
  const ending =
    after === null
      ? []
      : [
          db.$client
            .prepare(
              `UPDATE resident_shifts SET ended_at = ?1, ended_by = ?2
               WHERE id = ?3 AND place_id = ?4 AND ended_at IS NULL AND account_id <> ?2
                 AND NOT EXISTS (SELECT 1 FROM resident_shifts WHERE key = ?5)
                 AND EXISTS (SELECT 1 FROM places WHERE id = ?4 AND status <> 'closed')`,
            )
            .bind(now, actor.id, after, placeId, key),
        ]
  await batchAll(db, [
    ...ending,
    db.$client
      .prepare(
        `INSERT INTO resident_shifts (id, key, place_id, area_path, account_id, started_at, note)
         SELECT ?1, ?2, p.id, p.area_path, ?3, ?4, ?5 FROM places p
         WHERE p.id = ?6 AND p.status <> 'closed' AND (?7 IS NULL OR changes() = 1) ON CONFLICT DO NOTHING`,
      )
      .bind(id, key, actor.id, now, shift.note, placeId, after),
    auditIfChanged(db, {
      at: now,
      actor,
      act: after === null ? 'patrols.arrive' : 'patrols.take_over',
      subject: `resident_shifts:${id}`,
      detail: { place: placeId },
    }),
  ])
  return (await begun(db, key)) !== null
}

/** 交班 without anybody to take over: the gap begins. True also when it had ended already. */
export async function endShift(
  db: Db,
  { id, placeId, note, actor, now }: Acting & { id: number; note: string | null },
): Promise<boolean> {
  await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE resident_shifts SET ended_at = ?1, ended_by = ?2, note = coalesce(?3, note)
         WHERE id = ?4 AND place_id = ?5 AND account_id = ?2 AND ended_at IS NULL`,
      )
      .bind(now, actor.id, note, id, placeId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'patrols.leave',
      subject: `resident_shifts:${id}`,
      detail: { place: placeId },
    }),
  ])
  const row = await db.$client
    .prepare(
      'SELECT 1 FROM resident_shifts WHERE id = ? AND account_id = ? AND ended_at IS NOT NULL',
    )
    .bind(id, actor.id)
    .first()
  return row !== null
}
