// Passes for inspectors: made and taken back by a keeper, counted each time they open something.
import { batchAll, type Db, wrote } from '../../db/client'
import { PURGE_ROWS, type Purge, purgeDaily } from '../../db/purge-store'
import { type AccountActor, VISITOR } from '../../shared/actor'
import { dayOf, startOfDay } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import { isFirst, type Leaf } from './leaves'
import type { RegisterPass } from './tables'

const KEPT_DAYS = 90
/** Live at one time at one place; more would be a mistake or a prank. */
const MOST_LIVE = 10

interface By {
  placeId: number
  actor: AccountActor
  now: number
}

/** A pass is made once: the hash follows from the form's key. False: the key was used, or too many are live. */
export async function makePass(
  db: Db,
  { placeId, actor, now, tokenHash, expiresAt }: By & { tokenHash: string; expiresAt: number },
): Promise<boolean> {
  const [made] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO register_passes (token_hash, place_id, created_by, created_at, expires_at)
         SELECT ?1, ?2, ?3, ?4, ?5 WHERE (SELECT count(*) FROM register_passes
           WHERE place_id = ?2 AND revoked_at IS NULL AND expires_at > ?4) < ${MOST_LIVE} ON CONFLICT DO NOTHING`,
      )
      .bind(tokenHash, placeId, actor.id, now, expiresAt),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'papers.pass',
      subject: `places:${placeId}`,
      detail: { until: expiresAt },
    }),
  ])
  return wrote(made)
}

/** False when it had ended already, or is no pass of this place. */
export async function revokePass(
  db: Db,
  { placeId, actor, now, tokenHash }: By & { tokenHash: string },
): Promise<boolean> {
  const [revoked] = await batchAll(db, [
    db.$client
      .prepare(
        'UPDATE register_passes SET revoked_at = ?1 WHERE token_hash = ?2 AND place_id = ?3 AND revoked_at IS NULL AND expires_at > ?1',
      )
      .bind(now, tokenHash, placeId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'papers.pass_revoke',
      subject: `places:${placeId}`,
    }),
  ])
  return wrote(revoked)
}

const LISTED = 20

export const passesStatement = (db: Db, placeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT token_hash AS tokenHash, place_id AS placeId, created_by AS createdBy, created_at AS createdAt,
         expires_at AS expiresAt, revoked_at AS revokedAt, opened, opened_at AS openedAt
       FROM register_passes WHERE place_id = ? ORDER BY created_at DESC LIMIT ${LISTED}`,
    )
    .bind(placeId)

/** The newest passes of a place. */
export const passesOf = async (db: Db, placeId: number): Promise<RegisterPass[]> =>
  (await passesStatement(db, placeId).all<RegisterPass>()).results

const LIVE = 'token_hash = ?1 AND revoked_at IS NULL AND expires_at > ?2'

/** The place a token opens now and until when; unknown, ended and taken back are the same: null. */
export const livePass = (
  db: Db,
  tokenHash: string,
  now: number,
): Promise<Pick<RegisterPass, 'placeId' | 'expiresAt'> | null> =>
  db.$client
    .prepare(
      `SELECT place_id AS placeId, expires_at AS expiresAt FROM register_passes WHERE ${LIVE}`,
    )
    .bind(tokenHash, now)
    .first<Pick<RegisterPass, 'placeId' | 'expiresAt'>>()

/**
 * Counts an opening, by its first leaf, and notes each leaf: whoever holds the code has no account. False when it
 * has just ended.
 */
export async function openPass(
  db: Db,
  {
    tokenHash,
    placeId,
    now,
    leaf,
  }: { tokenHash: string; placeId: number; now: number; leaf: Leaf },
): Promise<boolean> {
  const [opened] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE register_passes SET opened = opened + ?4, opened_at = ?2 WHERE ${LIVE} AND place_id = ?3`,
      )
      .bind(tokenHash, now, placeId, Number(isFirst(leaf))),
    auditIfChanged(db, {
      at: now,
      actor: VISITOR,
      act: 'papers.pass_open',
      subject: `places:${placeId}`,
      detail: { ...leaf.days },
    }),
  ])
  return wrote(opened)
}

/** The passes to go: one seek a place over the index of places and times. */
export const oldPassesStatement = (
  db: Db,
  before: number,
  fromPlace: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.token_hash AS tokenHash, r.place_id AS placeId FROM places p
       CROSS JOIN register_passes r ON r.place_id = p.id AND r.created_at < ?1
       WHERE p.id >= ?2 ORDER BY p.id LIMIT ${PURGE_ROWS}`,
    )
    .bind(before, fromPlace)

/** Passes go 90 days after they were made. Answers how many went. */
export function purgePasses(db: Db, now: number): Promise<number> {
  const throughDay = dayOf(now) - KEPT_DAYS
  let fromPlace = 0
  const purge: Purge = {
    what: 'register_passes',
    throughDay,
    due: async () => {
      const before = startOfDay(throughDay + 1)
      const { results } = await oldPassesStatement(db, before, fromPlace).all<
        Pick<RegisterPass, 'tokenHash' | 'placeId'>
      >()
      fromPlace = results.at(-1)?.placeId ?? fromPlace
      return results.map(({ tokenHash }) => tokenHash)
    },
    remove: (hashes) =>
      db.$client
        .prepare('DELETE FROM register_passes WHERE token_hash IN (SELECT value FROM json_each(?))')
        .bind(JSON.stringify(hashes)),
  }
  return purgeDaily(db, purge, now)
}
