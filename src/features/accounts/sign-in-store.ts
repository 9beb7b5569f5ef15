// Who may sign in, and what a sign-in writes: a new session, the phone it happened on, the audit row.
import { batchAll, type Db } from '../../db/client'
import { type AccountActor, type OfficerRole, VISITOR } from '../../shared/actor'
import { DAY } from '../../shared/clock'
import { auditAlways, auditIfChanged } from '../audit'
import { hashToken, sessionStatement } from './store'

/** How long a phone is known without being used. */
export const DEVICE_LIFE = 180 * DAY

export interface Credentials {
  id: number
  kind: AccountActor['kind']
  passwordHash: string
}

/** An account as its own actor in the audit row of what just made or opened it. */
export const actorOf = ({ id, kind }: Pick<Credentials, 'id' | 'kind'>): AccountActor => ({
  kind,
  id,
  name: '',
  scopes: [],
  places: [],
})

/** The account of a typed name, or of a phone number for keepers and helpers. */
export const credentialsOf = (
  db: Db,
  name: string,
  phoneIndex: string | null,
): Promise<Credentials | null> =>
  db.$client
    .prepare(
      `SELECT id, kind, password_hash AS passwordHash FROM accounts
       WHERE (name = ?1 OR (phone_index = ?2 AND kind <> 'officer')) AND disabled_at IS NULL LIMIT 1`,
    )
    .bind(name, phoneIndex)
    .first<Credentials>()

export interface KnownDevice extends Credentials {
  displayName: string
}

/** The keeper or helper who last signed in on this phone, or null. */
export const accountOfDevice = async (
  db: Db,
  token: string,
  now: number,
): Promise<KnownDevice | null> =>
  db.$client
    .prepare(
      `SELECT a.id, a.kind, a.password_hash AS passwordHash, a.display_name AS displayName
       FROM devices d JOIN accounts a ON a.id = d.account_id
       WHERE d.token_hash = ? AND d.revoked_at IS NULL AND d.used_at > ? AND a.disabled_at IS NULL AND a.kind <> 'officer'`,
    )
    .bind(await hashToken(token), now - DEVICE_LIFE)
    .first<KnownDevice>()

/** Remembers a phone for the account just signed in; a phone already its own is only marked as used. */
export const deviceStatement = (
  db: Db,
  tokenHash: string,
  accountId: number,
  now: number,
  ifChanged = false,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO devices (token_hash, account_id, created_at, used_at) SELECT ?1, ?2, ?3, ?3 WHERE ${ifChanged ? 'changes() = 1' : 'true'}
       ON CONFLICT (token_hash) DO UPDATE SET used_at = excluded.used_at WHERE account_id = excluded.account_id`,
    )
    .bind(tokenHash, accountId, now)

/** Signs in: the session this browser had ends in the same batch. */
export async function recordSignIn(
  db: Db,
  account: Pick<Credentials, 'id' | 'kind'>,
  tokens: { session: string; old: string | undefined; device: string | null },
  now: number,
): Promise<void> {
  const device = tokens.device
    ? [deviceStatement(db, await hashToken(tokens.device), account.id, now)]
    : []
  await batchAll(db, [
    db.$client
      .prepare('DELETE FROM sessions WHERE token_hash = ?')
      .bind(await hashToken(tokens.old ?? '')),
    sessionStatement(db, await hashToken(tokens.session), account, now),
    ...device,
    auditAlways(db, {
      at: now,
      actor: actorOf(account),
      act: 'accounts.sign_in',
      subject: `accounts:${account.id}`,
    }),
  ])
}

/** A refused sign-in; what was typed is never written, the account only when there is one. */
export const recordRefusal = (
  db: Db,
  accountId: number | null,
  now: number,
): Promise<D1Result<unknown>[]> =>
  batchAll(db, [
    auditAlways(db, {
      at: now,
      actor: VISITOR,
      act: 'accounts.sign_in_refused',
      subject: `accounts:${accountId ?? 'unknown'}`,
    }),
  ])

/** Ends a session; nothing happens for one that is already gone. */
export async function recordSignOut(
  db: Db,
  actor: AccountActor,
  token: string,
  now: number,
): Promise<void> {
  await batchAll(db, [
    db.$client.prepare('DELETE FROM sessions WHERE token_hash = ?').bind(await hashToken(token)),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'accounts.sign_out',
      subject: `accounts:${actor.id}`,
    }),
  ])
}

export interface HeldRole {
  role: OfficerRole
  department: string
  area: string
  areaEn: string
  until: number | null
}

/** The roles an officer holds now, with the names of their areas. */
export async function rolesOf(db: Db, accountId: number, now: number): Promise<HeldRole[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT r.role, r.department, a.name AS area, a.name_en AS areaEn, r.until FROM roles r
       JOIN areas a ON a.id = r.area_id WHERE r.account_id = ? AND (r.until IS NULL OR r.until > ?)`,
    )
    .bind(accountId, now)
    .all<HeldRole>()
  return results
}

/** The encrypted display name of an account. */
export const sealedNameOf = async (db: Db, accountId: number): Promise<string> => {
  const row = await db.$client
    .prepare('SELECT display_name AS name FROM accounts WHERE id = ?')
    .bind(accountId)
    .first<{ name: string }>()
  return row?.name ?? ''
}
