// Accounts, sessions and who keeps which place.
import type { Db } from '../../db/client'
import type { AccountActor, PlaceRole } from '../../shared/actor'
import { toBase64url } from '../../shared/bytes'
import { DAY, HOUR, MINUTE } from '../../shared/clock'
import { sha256 } from '../../shared/crypto'
import type { Random } from '../../shared/ids'

/** What is kept of a token: its SHA-256, base64url. */
export const hashToken = async (token: string): Promise<string> => toBase64url(await sha256(token))

/** Idle and absolute life of a session in milliseconds; a keeper's phone stays signed in for a month. */
export const SESSION_LIFE = {
  officer: { idle: 2 * HOUR, absolute: 12 * HOUR },
  keeper: { idle: 14 * DAY, absolute: 30 * DAY },
  helper: { idle: 14 * DAY, absolute: 30 * DAY },
} as const

interface SessionRow {
  id: number
  kind: AccountActor['kind']
  name: string
  seen_at: number
  scopes: string
  places: string
}

const SESSION = `
  SELECT a.id, a.kind, a.name, s.seen_at,
    (SELECT json_group_array(json_object('role', r.role, 'department', r.department, 'areaPath', r.area_path))
       FROM roles r WHERE r.account_id = a.id AND (r.until IS NULL OR r.until > ?2)) AS scopes,
    (SELECT json_group_array(json_object('placeId', m.place_id, 'role', m.role))
       FROM place_members m WHERE m.account_id = a.id AND m.revoked_at IS NULL) AS places
  FROM sessions s JOIN accounts a ON a.id = s.account_id
  WHERE s.token_hash = ?1 AND s.expires_at > ?2 AND a.disabled_at IS NULL`

/** The account of a live session, or null. One query; `seen_at` moves at most once a minute. */
export async function actorOfSession(
  db: Db,
  token: string,
  now: number,
): Promise<AccountActor | null> {
  const tokenHash = await hashToken(token)
  const row = await db.$client.prepare(SESSION).bind(tokenHash, now).first<SessionRow>()
  if (!row || now - row.seen_at > SESSION_LIFE[row.kind].idle) return null
  if (now - row.seen_at > MINUTE) {
    await db.$client
      .prepare('UPDATE sessions SET seen_at = ? WHERE token_hash = ?')
      .bind(now, tokenHash)
      .run()
  }
  return {
    kind: row.kind,
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes),
    places: JSON.parse(row.places),
  }
}

type Owner = { id: number; kind: AccountActor['kind'] }

/** 32 random bytes that only the browser keeps. */
export const newToken = (random: Random): string => toBase64url(random(32))

const SESSION_COLUMNS =
  'INSERT INTO sessions (token_hash, account_id, created_at, seen_at, expires_at)'

/** A session for the batch that earned it; `ifChanged` makes it depend on the statement before. */
export const sessionStatement = (
  db: Db,
  tokenHash: string,
  account: Owner,
  now: number,
  ifChanged = false,
): D1PreparedStatement =>
  db.$client
    .prepare(`${SESSION_COLUMNS} SELECT ?,?,?,?,? ${ifChanged ? 'WHERE changes() = 1' : ''}`)
    .bind(tokenHash, account.id, now, now, now + SESSION_LIFE[account.kind].absolute)

/** Opens a session and answers its token. */
export async function openSession(
  db: Db,
  account: Owner,
  now: number,
  random: Random,
): Promise<string> {
  const token = newToken(random)
  await sessionStatement(db, await hashToken(token), account, now).run()
  return token
}

/** Deletes at most 1,000 sessions past their end; answers how many. */
export async function purgeSessions(db: Db, now: number): Promise<number> {
  const { meta } = await db.$client
    .prepare(
      'DELETE FROM sessions WHERE token_hash IN (SELECT token_hash FROM sessions WHERE expires_at <= ? LIMIT 1000)',
    )
    .bind(now)
    .run()
  return meta.changes
}

/** The role an account holds at a place, or null. */
export async function memberRole(
  db: Db,
  accountId: number,
  code: string,
): Promise<PlaceRole | null> {
  const row = await db.$client
    .prepare(
      'SELECT m.role FROM places p JOIN place_members m ON m.place_id = p.id WHERE p.code = ? AND m.account_id = ? AND m.revoked_at IS NULL',
    )
    .bind(code, accountId)
    .first<{ role: PlaceRole }>()
  return row?.role ?? null
}
