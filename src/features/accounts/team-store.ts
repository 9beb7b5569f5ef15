// The people behind a place: who they are, inviting one more, ending one's access.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor, PlaceRole } from '../../shared/actor'
import { HOUR, MINUTE } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import type { PlaceKind } from '../places/tables'

export const INVITATION_LIFE = 24 * HOUR
/** A code is short, so it lives shorter than the link it stands for. */
export const CODE_LIFE = 15 * MINUTE
/** Open invitations a place may have at once. */
const OPEN_INVITATIONS = 20

export interface Member {
  accountId: number
  role: PlaceRole
  since: number
  displayName: string
}

/** Everybody with access to a place, keepers first. */
export async function listMembers(db: Db, placeId: number): Promise<Member[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT m.account_id AS accountId, m.role, m.since, a.display_name AS displayName
       FROM place_members m JOIN accounts a ON a.id = m.account_id
       WHERE m.place_id = ? AND m.revoked_at IS NULL ORDER BY m.role = 'helper', m.since LIMIT 200`,
    )
    .bind(placeId)
    .all<Member>()
  return results
}

export interface KeptPlace {
  code: string
  name: string
  kind: PlaceKind
  role: PlaceRole
}

/** The places an account keeps or helps at, the oldest membership first. */
export async function placesOf(db: Db, accountId: number): Promise<KeptPlace[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT p.code, p.name, p.kind, m.role FROM place_members m JOIN places p ON p.id = m.place_id
       WHERE m.account_id = ? AND m.revoked_at IS NULL ORDER BY m.since, p.id LIMIT 100`,
    )
    .bind(accountId)
    .all<KeptPlace>()
  return results
}

export interface NewInvitation {
  placeId: number
  role: PlaceRole
  tokenHash: string
  codeHash: string
}

/**
 * Writes an invitation; false when the code is in use by a live one (draw again) or when the place
 * has too many open (`full`).
 */
export async function createInvitation(
  db: Db,
  invitation: NewInvitation,
  actor: Actor & { id: number },
  now: number,
): Promise<'created' | 'code taken' | 'full'> {
  const { placeId, role, tokenHash, codeHash } = invitation
  const [, inserted] = await batchAll(db, [
    // A code is free again once it no longer opens anything.
    db.$client
      .prepare('UPDATE invitations SET code_hash = NULL WHERE code_hash = ? AND created_at <= ?')
      .bind(codeHash, now - CODE_LIFE),
    db.$client
      .prepare(
        `INSERT INTO invitations (token_hash, code_hash, place_id, role, created_by, created_at, expires_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE ${OPEN_INVITATIONS} >
           (SELECT count(*) FROM invitations WHERE place_id = ?3 AND used_at IS NULL AND expires_at > ?6)
         ON CONFLICT DO NOTHING`,
      )
      .bind(tokenHash, codeHash, placeId, role, actor.id, now, now + INVITATION_LIFE),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'accounts.invite',
      subject: `places:${placeId}`,
      detail: { role },
    }),
  ])
  if (wrote(inserted)) return 'created'
  const taken = await db.$client
    .prepare('SELECT 1 FROM invitations WHERE code_hash = ?')
    .bind(codeHash)
    .first()
  return taken ? 'code taken' : 'full'
}

/** Ends a helper's access at a place, at once; false when there was none. Keepers are not ended here. */
export async function revokeHelper(
  db: Db,
  placeId: number,
  accountId: number,
  actor: Actor & { id: number },
  now: number,
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE place_members SET revoked_at = ?, revoked_by = ?
         WHERE place_id = ? AND account_id = ? AND role = 'helper' AND revoked_at IS NULL`,
      )
      .bind(now, actor.id, placeId, accountId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'accounts.revoke',
      subject: `accounts:${accountId}`,
      detail: { place: placeId },
    }),
  ])
  return wrote(changed)
}
