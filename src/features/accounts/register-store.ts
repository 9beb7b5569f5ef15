// A keeper without an invitation: the account itself, and the place it then keeps.
import { batchAll, type Db, wrote } from '../../db/client'
import { MINUTE } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import type { AccountRow } from './seed'
import { actorOf, deviceStatement } from './sign-in-store'
import { sessionStatement } from './store'

/**
 * New accounts the whole town may make in 15 minutes. Counted for the town, because whoever floods it
 * drops his cookies; an invitation and a known phone go on working past it.
 */
export const REGISTRATIONS = 60
const WINDOW = 15 * MINUTE
const REGISTER = 'accounts.register'
const RECENT = `(SELECT count(*) FROM (SELECT at FROM audit WHERE act = '${REGISTER}' ORDER BY seq DESC LIMIT ${REGISTRATIONS}) WHERE at > ?)`

interface Registering {
  row: AccountRow
  sessionHash: string
  deviceHash: string
  /** The session this browser had; it ends here. */
  oldSessionHash: string
}

/** Whether the town has made as many accounts as it may for now. */
export async function registrationsClosed(db: Db, now: number): Promise<boolean> {
  const row = await db.$client
    .prepare(`SELECT ${RECENT} >= ${REGISTRATIONS} AS closed`)
    .bind(now - WINDOW)
    .first<{ closed: number }>()
  return row?.closed === 1
}

/** The account, signed in, all or nothing; false when the number has one or too many were made. */
export async function writeKeeper(db: Db, registering: Registering, now: number): Promise<boolean> {
  const { row, sessionHash, deviceHash, oldSessionHash } = registering
  const account = { id: row.id, kind: 'keeper' } as const
  const columns = Object.keys(row)
  const [made] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO accounts (${columns.join(',')}) SELECT ${columns.map(() => '?').join(',')}
         WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE phone_index = ? AND kind <> 'officer') AND ${RECENT} < ${REGISTRATIONS}`,
      )
      .bind(...Object.values(row), row.phone_index, now - WINDOW),
    auditIfChanged(db, {
      at: now,
      actor: actorOf(account),
      act: REGISTER,
      subject: `accounts:${row.id}`,
    }),
    sessionStatement(db, sessionHash, account, now, true),
    deviceStatement(db, deviceHash, row.id, now, true),
    db.$client
      .prepare('DELETE FROM sessions WHERE token_hash = ? AND changes() = 1')
      .bind(oldSessionHash),
  ])
  return wrote(made)
}

/** For the batch that registers a place: whoever registered it keeps it, if it has that code. */
export const keeperStatement = (
  db: Db,
  { placeId, code, accountId }: { placeId: number; code: string; accountId: number },
  now: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO place_members (place_id, account_id, role, since)
       SELECT p.id, ?1, 'keeper', ?2 FROM places p WHERE p.id = ?3 AND p.code = ?4 ON CONFLICT DO NOTHING`,
    )
    .bind(accountId, now, placeId, code)

/** Takes over a place nobody keeps, reported with the phone number of whoever claims it. */
export const claimStatement = (
  db: Db,
  { placeId, phoneIndex, accountId }: { placeId: number; phoneIndex: string; accountId: number },
  now: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO place_members (place_id, account_id, role, since)
       SELECT p.id, ?1, 'keeper', ?2 FROM places p
       WHERE p.id = ?3 AND p.status = 'known' AND p.contact_phone_index = ?4
         AND NOT EXISTS (SELECT 1 FROM place_members m WHERE m.place_id = p.id AND m.role = 'keeper' AND m.revoked_at IS NULL)
       ON CONFLICT (place_id, account_id) DO UPDATE SET role = 'keeper', since = excluded.since, revoked_at = NULL, revoked_by = NULL`,
    )
    .bind(accountId, now, placeId, phoneIndex)

/** Name and phone of an account as they are stored. */
export const storedPerson = (
  db: Db,
  accountId: number,
): Promise<{ name: string; phone: string | null } | null> =>
  db.$client
    .prepare('SELECT display_name AS name, phone FROM accounts WHERE id = ?')
    .bind(accountId)
    .first<{ name: string; phone: string | null }>()
