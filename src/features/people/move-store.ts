// A worker moves from one place to another with the pledge they have: one batch, all or nothing.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'

export interface Move {
  workerId: number
  from: number
  to: number
  /** When the worker was confirmed at the old place, as the page showed it; 0: not yet. */
  seen: number
  /** As what at the new place; null: as before. */
  job: string | null
  /** Named on the board of the new place: the consent given for the old one does not go along. */
  shown: boolean
  /** The keeper of both; null: the new place's keeper is asked. */
  confirmedBy: number | null
}

/** Leaves the old place only if the worker still is there as the page said. */
const leave = (db: Db, { workerId, from, to, seen }: Move, now: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `UPDATE employments SET left_on = ?1 WHERE place_id = ?2 AND worker_id = ?3 AND left_on IS NULL
         AND ifnull(confirmed_at, 0) = ?4 AND ?2 <> ?5`,
    )
    .bind(dayOf(now), from, workerId, seen, to)

/** Directly after the audit row of the leaving: arrives only if that was written. */
const arrive = (db: Db, move: Move, now: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO employments (place_id, worker_id, job, confirmed_at, confirmed_by, shown_by_consent, since)
       SELECT ?1, worker_id, ifnull(?2, job), iif(?3 IS NULL, NULL, ?4), ?3, ?5, ?6 FROM employments
       WHERE place_id = ?7 AND worker_id = ?8 AND changes() = 1
       ON CONFLICT DO UPDATE SET
         job = iif(left_on IS NULL AND confirmed_at IS NOT NULL, job, excluded.job),
         shown_by_consent = iif(left_on IS NULL AND confirmed_at IS NOT NULL, shown_by_consent, excluded.shown_by_consent),
         confirmed_by = iif(left_on IS NULL AND confirmed_at IS NOT NULL, confirmed_by, excluded.confirmed_by),
         confirmed_at = iif(left_on IS NULL AND confirmed_at IS NOT NULL, confirmed_at, excluded.confirmed_at),
         since = iif(left_on IS NULL, since, excluded.since), left_on = NULL`,
    )
    .bind(
      move.to,
      move.job,
      move.confirmedBy,
      now,
      move.shown ? 1 : 0,
      dayOf(now),
      move.from,
      move.workerId,
    )

/** Whether the worker is where a move would have taken them, and no longer where they came from. */
const HAS_MOVED = `SELECT EXISTS (SELECT 1 FROM employments WHERE place_id = ?1 AND worker_id = ?3 AND left_on IS NOT NULL)
  AND EXISTS (SELECT 1 FROM employments WHERE place_id = ?2 AND worker_id = ?3 AND left_on IS NULL) AS moved`

/** Moves a worker; true also for a repeated sending. False when they had left the old place already. */
export async function moveWorker(db: Db, move: Move, actor: Actor, now: number): Promise<boolean> {
  const { workerId, from, to } = move
  const [left] = await batchAll(db, [
    leave(db, move, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'people.move',
      subject: `workers:${workerId}`,
      detail: { from, to },
    }),
    arrive(db, move, now),
  ])
  // Triggers on employments write too, so more than one row may be reported.
  if (wrote(left)) return true
  const row = await db.$client
    .prepare(HAS_MOVED)
    .bind(from, to, workerId)
    .first<{ moved: number }>()
  return row?.moved === 1
}
