// Joining a place by invitation: read without consuming, consume once, count wrong codes.
import { batchAll, type Db, wrote } from '../../db/client'
import { type PlaceRole, VISITOR } from '../../shared/actor'
import { MINUTE } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import type { PlaceKind } from '../places/tables'
import type { AccountRow } from './seed'
import { actorOf, type Credentials, deviceStatement } from './sign-in-store'
import { sessionStatement } from './store'
import { CODE_LIFE } from './team-store'

export interface OpenInvitation {
  tokenHash: string
  placeId: number
  code: string
  name: string
  kind: PlaceKind
  role: PlaceRole
  expiresAt: number
}

/** The invitation of a token's hash while it is open, or null: unknown, used and expired look alike. */
export const openInvitation = (
  db: Db,
  tokenHash: string,
  now: number,
): Promise<OpenInvitation | null> =>
  db.$client
    .prepare(
      `SELECT i.token_hash AS tokenHash, p.id AS placeId, p.code, p.name, p.kind, i.role, i.expires_at AS expiresAt
       FROM invitations i JOIN places p ON p.id = i.place_id
       WHERE i.token_hash = ? AND i.used_at IS NULL AND i.expires_at > ?`,
    )
    .bind(tokenHash, now)
    .first<OpenInvitation>()

/**
 * Wrong codes the whole town may type in 15 minutes. Counted for the town, because whoever guesses
 * drops his cookies: 30 guesses at a million codes find a given one with 1 in 30,000. Past it the
 * code is closed for a while; the QR and the link go on working.
 */
export const WRONG_CODES = 30
const WRONG_CODES_WINDOW = 15 * MINUTE
const WRONG_CODE = 'accounts.join_code_refused'

const RECENT_WRONG = `(SELECT count(*) FROM (SELECT at FROM audit WHERE act = '${WRONG_CODE}' ORDER BY seq DESC LIMIT ${WRONG_CODES}) WHERE at > ?2)`

/** The invitation behind a typed code. One batch judges and counts, so that many guesses at once count too. */
export async function tokenOfCode(
  db: Db,
  codeHash: string,
  now: number,
): Promise<{ tokenHash: string } | 'wrong' | 'closed'> {
  const entry = auditValues(now)
  const [closed, found] = await batchAll(db, [
    db.$client
      .prepare(`SELECT ${RECENT_WRONG} >= ?1 AS closed`)
      .bind(WRONG_CODES, now - WRONG_CODES_WINDOW),
    db.$client
      .prepare(
        `SELECT token_hash AS tokenHash FROM invitations WHERE code_hash = ? AND used_at IS NULL AND created_at > ?`,
      )
      .bind(codeHash, now - CODE_LIFE),
    db.$client
      .prepare(
        `INSERT INTO audit (at, actor_kind, act, subject) SELECT ?4, ?5, '${WRONG_CODE}', ?6
         WHERE NOT EXISTS (SELECT 1 FROM invitations WHERE code_hash = ?1 AND used_at IS NULL AND created_at > ?3) AND ${RECENT_WRONG} < ${WRONG_CODES}`,
      )
      .bind(codeHash, now - WRONG_CODES_WINDOW, now - CODE_LIFE, ...entry),
  ])
  const { closed: isClosed } = (closed?.results[0] ?? {}) as { closed?: number }
  if (isClosed) return 'closed'
  return (found?.results[0] as { tokenHash: string } | undefined) ?? 'wrong'
}

const auditValues = (now: number) => [now, VISITOR.kind, 'accounts:unknown'] as const

interface Joining {
  invitation: OpenInvitation
  account: Pick<Credentials, 'id' | 'kind'>
  /** The row to write when the phone number has no account yet. */
  newRow: AccountRow | null
  sessionHash: string
  deviceHash: string
  /** The session this browser had; it ends here. */
  oldSessionHash: string
}

/**
 * Consumes the invitation and gives the access, all or nothing: each statement runs only if the one
 * before it changed a row. False when somebody else was first, or the phone got an account meanwhile.
 */
export async function consumeInvitation(db: Db, joining: Joining, now: number): Promise<boolean> {
  const { invitation, account, newRow, sessionHash, deviceHash, oldSessionHash } = joining
  const [used] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE invitations SET used_at = ?1, used_by = ?2, code_hash = NULL
         WHERE token_hash = ?3 AND used_at IS NULL AND expires_at > ?1
           AND (?4 IS NULL OR NOT EXISTS (SELECT 1 FROM accounts WHERE phone_index = ?4 AND kind <> 'officer'))`,
      )
      .bind(now, account.id, invitation.tokenHash, newRow?.phone_index ?? null),
    ...(newRow ? [accountStatement(db, newRow)] : []),
    db.$client
      .prepare(
        `INSERT INTO place_members (place_id, account_id, role, since, invited_by)
         SELECT place_id, ?1, role, ?2, created_by FROM invitations WHERE changes() = 1 AND token_hash = ?3
         ON CONFLICT (place_id, account_id) DO UPDATE SET
           role = iif(revoked_at IS NULL AND role = 'keeper', role, excluded.role),
           since = iif(revoked_at IS NULL, since, excluded.since), revoked_at = NULL, revoked_by = NULL`,
      )
      .bind(account.id, now, invitation.tokenHash),
    auditIfChanged(db, {
      at: now,
      actor: actorOf(account),
      act: 'accounts.join',
      subject: `places:${invitation.placeId}`,
      detail: { role: invitation.role },
    }),
    sessionStatement(db, sessionHash, account, now, true),
    deviceStatement(db, deviceHash, account.id, now, true),
    db.$client
      .prepare('DELETE FROM sessions WHERE token_hash = ? AND changes() = 1')
      .bind(oldSessionHash),
  ])
  return wrote(used)
}

const accountStatement = (db: Db, row: AccountRow): D1PreparedStatement => {
  const columns = Object.keys(row)
  return db.$client
    .prepare(
      `INSERT INTO accounts (${columns.join(',')}) SELECT ${columns.map(() => '?').join(',')} WHERE changes() = 1`,
    )
    .bind(...Object.values(row))
}
