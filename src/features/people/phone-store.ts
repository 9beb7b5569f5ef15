// Phones of workers: whose it is, a second one that waits for the keeper's word, one taken back.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { dayOf, startOfDay } from '../../shared/clock'
import { auditIfChanged } from '../audit'

export interface OwnWorker {
  workerId: number
  /** The keeper knew the person, or the worker was first met on this phone. */
  confirmed: boolean
}

/** The worker of a phone's token, by its hash; the day of the last use is noted once a day. */
export async function workerOfToken(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<OwnWorker | null> {
  const row = await db.$client
    .prepare(
      'SELECT worker_id AS workerId, confirmed_at AS confirmedAt, used_at AS usedAt FROM worker_devices WHERE token_hash = ? AND revoked_at IS NULL',
    )
    .bind(tokenHash)
    .first<{ workerId: number; confirmedAt: number | null; usedAt: number }>()
  const today = startOfDay(dayOf(now))
  if (row && row.usedAt < today)
    await db.$client
      .prepare('UPDATE worker_devices SET used_at = ? WHERE token_hash = ? AND used_at < ?')
      .bind(now, tokenHash, today)
      .run()
  return row && { workerId: row.workerId, confirmed: row.confirmedAt !== null }
}

export interface NewPhone {
  tokenHash: string
  workerId: number
  /** The place whose keeper is asked; null: confirmed already. */
  awaitsPlaceId: number | null
}

/** A phone for the batch that earned it; written only if the pledge of that batch stands. */
export const phoneStatement = (
  db: Db,
  phone: NewPhone,
  pledgeId: number | null,
  now: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO worker_devices (token_hash, worker_id, created_at, used_at, awaits_place_id, confirmed_at)
       SELECT ?1, ?2, ?3, ?3, ?4, iif(?4 IS NULL, ?3, NULL)
       WHERE ?5 IS NULL OR EXISTS (SELECT 1 FROM pledges WHERE id = ?5) ON CONFLICT DO NOTHING`,
    )
    .bind(phone.tokenHash, phone.workerId, now, phone.awaitsPlaceId, pledgeId)

export interface WaitingPhone {
  tokenHash: string
  workerId: number
  name: string
  phone: string
  createdAt: number
}

/** Second phones that wait for this place's keeper. */
export async function waitingPhones(db: Db, placeId: number): Promise<WaitingPhone[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT d.token_hash AS tokenHash, d.worker_id AS workerId, w.name, w.phone, d.created_at AS createdAt
       FROM worker_devices d JOIN workers w ON w.id = d.worker_id
       WHERE d.awaits_place_id = ? AND d.confirmed_at IS NULL AND d.revoked_at IS NULL
       ORDER BY d.created_at LIMIT 50`,
    )
    .bind(placeId)
    .all<WaitingPhone>()
  return results
}

interface Judged {
  placeId: number
  tokenHash: string
  actor: Actor & { id: number }
  now: number
}

const WAITS =
  'token_hash = ?2 AND awaits_place_id = ?3 AND confirmed_at IS NULL AND revoked_at IS NULL'

const entry = (judged: Judged, act: string) => ({
  at: judged.now,
  actor: judged.actor,
  act,
  subject: `places:${judged.placeId}`,
})

/** It is the same person: the phone opens everything, and what was signed on it replaces what was before. */
export async function confirmPhone(db: Db, judged: Judged): Promise<boolean> {
  const { placeId, tokenHash, actor, now } = judged
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(`UPDATE worker_devices SET confirmed_at = ?1, confirmed_by = ?4 WHERE ${WAITS}`)
      .bind(now, tokenHash, placeId, actor.id),
    auditIfChanged(db, entry(judged, 'people.confirm_phone')),
    // A pledge signed on the phone carries the phone's own time: both came in one batch.
    db.$client
      .prepare(
        `UPDATE pledges SET superseded_by = (SELECT n.id FROM worker_devices d JOIN pledges n
             ON n.worker_id = d.worker_id AND n.signed_at = d.created_at WHERE d.token_hash = ?1)
         WHERE worker_id = (SELECT worker_id FROM worker_devices WHERE token_hash = ?1 AND confirmed_at = ?2)
           AND kind = 'personal' AND superseded_by IS NULL AND withdrawn_at IS NULL
           AND EXISTS (SELECT 1 FROM worker_devices d JOIN pledges n ON n.worker_id = d.worker_id
             AND n.signed_at = d.created_at WHERE d.token_hash = ?1 AND n.signed_at > pledges.signed_at)`,
      )
      .bind(tokenHash, now),
  ])
  return wrote(changed)
}

/** Somebody else: the phone opens nothing, and what was signed on it holds no longer. */
export async function refusePhone(db: Db, judged: Judged): Promise<boolean> {
  const { placeId, tokenHash, now } = judged
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(`UPDATE worker_devices SET revoked_at = ?1 WHERE ${WAITS}`)
      .bind(now, tokenHash, placeId),
    auditIfChanged(db, entry(judged, 'people.refuse_phone')),
    db.$client
      .prepare(
        `UPDATE pledges SET withdrawn_at = ?1 WHERE kind = 'personal' AND withdrawn_at IS NULL
           AND (worker_id, signed_at) IN (SELECT worker_id, created_at FROM worker_devices WHERE token_hash = ?2 AND revoked_at = ?1)`,
      )
      .bind(now, tokenHash),
  ])
  return wrote(changed)
}
