// Workers and where they work: found by phone, employed by signing, confirmed by the keeper, left.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import type { WorkerRow } from './worker'

/** Everybody who signed with a phone number: usually one, or a couple that shares it. */
export async function workersByPhone(
  db: Db,
  phoneIndex: string,
): Promise<{ id: number; name: string }[]> {
  const { results } = await db.$client
    .prepare('SELECT id, name FROM workers WHERE phone_index = ? ORDER BY id LIMIT 20')
    .bind(phoneIndex)
    .all<{ id: number; name: string }>()
  return results
}

/** A new worker, unless somebody with this phone came in between (`known` were seen before). */
export const workerStatement = (db: Db, row: WorkerRow, known: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO workers (id, name, phone, phone_index, address, area_id, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE (SELECT count(*) FROM workers WHERE phone_index = ?4) = ?8`,
    )
    .bind(
      row.id,
      row.name,
      row.phone,
      row.phone_index,
      row.address,
      row.area_id,
      row.created_at,
      known,
    )

/** What a signer corrected about themselves; only if this pledge stands. */
export const correctStatement = (db: Db, row: WorkerRow, pledgeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `UPDATE workers SET name = ?2, phone = ?3, phone_index = ?4, address = ?5, version = version + 1
       WHERE id = ?1 AND EXISTS (SELECT 1 FROM pledges WHERE id = ?6 AND worker_id = ?1)`,
    )
    .bind(row.id, row.name, row.phone, row.phone_index, row.address, pledgeId)

export interface Employing {
  placeId: number
  workerId: number
  job: string
  shown: boolean
  /** Who vouches: the account behind an invitation or the phone signed on; null: the keeper is asked. */
  confirmedBy: number | null
  /** Written only if this pledge stands. */
  pledgeId: number
  /** A phone not yet confirmed may not change what the keeper has confirmed. */
  mayChange: boolean
}

/** The worker works here from today; someone who left comes back and is asked about again. */
export const employStatement = (db: Db, each: Employing, now: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO employments (place_id, worker_id, job, confirmed_at, confirmed_by, shown_by_consent, since)
       SELECT ?1, ?2, ?3, iif(?4 IS NULL, NULL, ?5), ?4, ?6, ?7 FROM pledges WHERE id = ?8 AND worker_id = ?2
       ON CONFLICT DO UPDATE SET
         job = iif(left_on IS NOT NULL OR confirmed_at IS NULL OR ?9, excluded.job, job),
         shown_by_consent = iif(left_on IS NOT NULL OR confirmed_at IS NULL OR ?9, excluded.shown_by_consent, shown_by_consent),
         confirmed_by = iif(left_on IS NULL AND confirmed_at IS NOT NULL, confirmed_by, excluded.confirmed_by),
         confirmed_at = iif(left_on IS NULL AND confirmed_at IS NOT NULL, confirmed_at, excluded.confirmed_at),
         since = iif(left_on IS NULL, since, excluded.since), left_on = NULL`,
    )
    .bind(
      each.placeId,
      each.workerId,
      each.job,
      each.confirmedBy,
      now,
      each.shown ? 1 : 0,
      dayOf(now),
      each.pledgeId,
      each.mayChange ? 1 : 0,
    )

/** A counter of a place: who works there, or waits for the keeper's word. */
const staffCount =
  (column: 'listed' | 'waiting') =>
  async (db: Db, placeId: number): Promise<number> => {
    const row = await db.$client
      .prepare(`SELECT ${column} AS n FROM place_staff WHERE place_id = ?`)
      .bind(placeId)
      .first<{ n: number }>()
    return row?.n ?? 0
  }

/** How many confirmed people work at a place. */
export const countWorkers = staffCount('listed')

/** How many wait for the keeper's word. */
export const countWaiting = staffCount('waiting')

export interface StoredWorker {
  id: number
  name: string
  phone: string
  address: string | null
}

/** One person as stored; `placeId`: only while that place employs them. */
export const storedWorker = (
  db: Db,
  workerId: number,
  placeId: number | null = null,
): Promise<StoredWorker | null> =>
  db.$client
    .prepare(
      `SELECT id, name, phone, address FROM workers WHERE id = ?1 AND (?2 IS NULL OR EXISTS (
         SELECT 1 FROM employments WHERE place_id = ?2 AND worker_id = ?1 AND left_on IS NULL))`,
    )
    .bind(workerId, placeId)
    .first<StoredWorker>()

export interface Workplace {
  placeId: number
  code: string
  name: string
  job: string
  confirmed: number
  /** When the keeper confirmed it; 0: not yet. */
  seen: number
  shown: number
}

/** Where somebody works now. */
export async function workplacesOf(db: Db, workerId: number): Promise<Workplace[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT p.id AS placeId, p.code, p.name, e.job, e.confirmed_at IS NOT NULL AS confirmed,
         ifnull(e.confirmed_at, 0) AS seen, e.shown_by_consent AS shown
       FROM employments e JOIN places p ON p.id = e.place_id
       WHERE e.worker_id = ? AND e.left_on IS NULL ORDER BY e.confirmed_at IS NULL, e.since DESC, p.id LIMIT 50`,
    )
    .bind(workerId)
    .all<Workplace>()
  return results
}

export const STAFF_ACTS = ['confirm', 'refuse', 'leave'] as const
export type StaffAct = (typeof STAFF_ACTS)[number]

/** What an act sets, and what must hold beside “works here”. */
const CHANGES = {
  confirm: ['confirmed_at = ?1, confirmed_by = ?2', 'AND confirmed_at IS NULL'],
  refuse: ['left_on = ?1', 'AND confirmed_at IS NULL'],
  leave: ['left_on = ?1', ''],
} as const satisfies Record<StaffAct, readonly [string, string]>

/** Confirms, sends away or takes leave of one worker; false when somebody else was first. */
export async function changeEmployment(
  db: Db,
  act: StaffAct,
  who: { placeId: number; workerId: number },
  actor: Actor,
  now: number,
): Promise<boolean> {
  const by = actor.kind === 'visitor' ? null : actor.id
  const [set, holds] = CHANGES[act]
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE employments SET ${set} WHERE place_id = ?3 AND worker_id = ?4 AND left_on IS NULL AND (?2 IS NULL OR ?2 > 0) ${holds}`,
      )
      .bind(act === 'confirm' ? now : dayOf(now), by, who.placeId, who.workerId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: `people.${act}`,
      subject: `workers:${who.workerId}`,
      detail: { place: who.placeId },
    }),
  ])
  // Triggers on employments write too, so more than one row may be reported.
  return wrote(changed)
}
