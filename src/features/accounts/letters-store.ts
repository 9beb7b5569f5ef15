// Invitation letters in the database: the old ones end, the new ones and their audit rows begin.
import { batchAll, type Db, jsonRows } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { DAY } from '../../shared/clock'
import { auditEach } from '../audit'

/** A letter is carried by hand, so it lives longer than a QR held out. */
export const LETTER_LIFE = 7 * DAY

/** All or nothing, in one batch, however many places. A letter has no code to type. */
export async function createLetters(
  db: Db,
  letters: { placeId: number; tokenHash: string }[],
  actor: Actor & { id: number },
  now: number,
): Promise<void> {
  const rows = jsonRows(letters.map(({ placeId, tokenHash }) => [placeId, tokenHash]))
  await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE invitations SET expires_at = ?1 WHERE place_id IN (SELECT value->>0 FROM json_each(?2))
         AND role = 'keeper' AND code_hash IS NULL AND used_at IS NULL AND expires_at > ?1`,
      )
      .bind(now, rows),
    db.$client
      .prepare(
        `INSERT INTO invitations (token_hash, place_id, role, created_by, created_at, expires_at)
         SELECT value->>1, value->>0, 'keeper', ?2, ?3, ?4 FROM json_each(?1)`,
      )
      .bind(rows, actor.id, now, now + LETTER_LIFE),
    auditEach(
      db,
      { at: now, actor, act: 'accounts.invite', detail: { role: 'keeper', by: 'letter' } },
      letters.map(({ placeId }) => `places:${placeId}`),
    ),
  ])
}
