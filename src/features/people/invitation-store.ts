// Invitations for workers: a QR or a code that confirms in advance; a crew uses one many times.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { toBase64url } from '../../shared/bytes'
import { HOUR } from '../../shared/clock'
import { normalise, randomSymbols } from '../../shared/crockford'
import { hmac } from '../../shared/crypto'
import type { Random } from '../../shared/ids'
import { auditIfChanged } from '../audit'

export const INVITATION_LIFE = 24 * HOUR
/** Open invitations a place may have at once. */
const OPEN_INVITATIONS = 20

const TOKEN = /^[\w-]{22}$/
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/

export interface InvitationSecrets {
  /** 128 bits, in the QR. */
  token: string
  /** 40 bits, typed; asked for at one place only, so it cannot be guessed in a day. */
  code: string
}

export const newSecrets = (random: Random): InvitationSecrets => ({
  token: toBase64url(random(16)),
  code: randomSymbols(8, random),
})

const hashed = async (indexKey: string, kind: 'token' | 'code', secret: string): Promise<string> =>
  toBase64url(await hmac(indexKey, `worker_invitations.${kind}|${secret}`))

/** Writes an invitation; false when the place has too many open. */
export async function inviteWorkers(
  db: Db,
  invitation: InvitationSecrets & { placeId: number; indexKey: string },
  actor: Actor & { id: number },
  now: number,
): Promise<boolean> {
  const { placeId, indexKey } = invitation
  const [inserted] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO worker_invitations (token_hash, code_hash, place_id, created_by, created_at, expires_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ${OPEN_INVITATIONS} >
           (SELECT count(*) FROM worker_invitations WHERE place_id = ?3 AND expires_at > ?5 AND revoked_at IS NULL)`,
      )
      .bind(
        await hashed(indexKey, 'token', invitation.token),
        await hashed(indexKey, 'code', invitation.code),
        placeId,
        actor.id,
        now,
        now + INVITATION_LIFE,
      ),
    auditIfChanged(db, { at: now, actor, act: 'people.invite', subject: `places:${placeId}` }),
  ])
  return wrote(inserted)
}

export interface WorkerInvitation {
  tokenHash: string
  createdBy: number
}

/** The open invitation of this place behind a token or a typed code; null: unknown, expired, elsewhere. */
export async function openWorkerInvitation(
  db: Db,
  asked: { secret: string; placeId: number; indexKey: string },
  now: number,
): Promise<WorkerInvitation | null> {
  const code = normalise(asked.secret)
  const column = TOKEN.test(asked.secret) ? 'token_hash' : 'code_hash'
  if (column === 'code_hash' && !CODE.test(code)) return null
  const hash =
    column === 'token_hash'
      ? await hashed(asked.indexKey, 'token', asked.secret)
      : await hashed(asked.indexKey, 'code', code)
  return db.$client
    .prepare(
      `SELECT token_hash AS tokenHash, created_by AS createdBy FROM worker_invitations
       WHERE ${column} = ? AND place_id = ? AND expires_at > ? AND revoked_at IS NULL`,
    )
    .bind(hash, asked.placeId, now)
    .first<WorkerInvitation>()
}

export interface OpenInvitation {
  tokenHash: string
  createdBy: number
  /** Stored (encrypted) name of whoever made it. */
  byName: string | null
  createdAt: number
  expiresAt: number
  uses: number
}

/** What still opens at a place, the newest first. */
export async function openInvitations(
  db: Db,
  placeId: number,
  now: number,
): Promise<OpenInvitation[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT i.token_hash AS tokenHash, i.created_by AS createdBy, a.display_name AS byName,
         i.created_at AS createdAt, i.expires_at AS expiresAt, i.uses
       FROM worker_invitations i LEFT JOIN accounts a ON a.id = i.created_by
       WHERE i.place_id = ? AND i.expires_at > ? AND i.revoked_at IS NULL LIMIT ${OPEN_INVITATIONS}`,
    )
    .bind(placeId, now)
    .all<OpenInvitation>()
  return results.sort((a, b) => b.createdAt - a.createdAt)
}

/** Takes an invitation back: nobody signs by it any more. False when it was over already. */
export async function revokeInvitation(
  db: Db,
  which: { placeId: number; tokenHash: string },
  actor: Actor & { id: number },
  now: number,
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE worker_invitations SET revoked_at = ?1
         WHERE token_hash = ?2 AND place_id = ?3 AND revoked_at IS NULL AND expires_at > ?1`,
      )
      .bind(now, which.tokenHash, which.placeId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'people.revoke_invitation',
      subject: `places:${which.placeId}`,
    }),
  ])
  return wrote(changed)
}

/** Counts one use, for the batch of the signing; only if its pledge stands. */
export const invitationUsedStatement = (
  db: Db,
  tokenHash: string,
  pledgeId: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      'UPDATE worker_invitations SET uses = uses + 1 WHERE token_hash = ? AND EXISTS (SELECT 1 FROM pledges WHERE id = ?)',
    )
    .bind(tokenHash, pledgeId)
