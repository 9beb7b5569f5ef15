// Who is called about missed rounds: sealed as they are stored.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditAlways } from '../audit'

export interface SealedOfficer {
  id: number
  name: string
  phone: string | null
  role: 'clerk' | 'patrol'
  areaPath: string
}

const MOST = 300

/** Clerks and patrols in service with their areas; a town has a few dozen. */
export async function streetOfficers(db: Db, now: number): Promise<SealedOfficer[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT a.id, a.display_name AS name, a.phone, r.role, r.area_path AS areaPath
       FROM roles r JOIN accounts a ON a.id = r.account_id
       WHERE r.role IN ('clerk', 'patrol') AND a.kind = 'officer' AND a.disabled_at IS NULL
         AND (r.until IS NULL OR r.until > ?) LIMIT ${MOST}`,
    )
    .bind(now)
    .all<SealedOfficer>()
  return results
}

interface Read {
  actor: AccountActor
  now: number
}

/** Written before the numbers are shown: one row a view. */
export async function auditUrged(
  db: Db,
  { missed, people }: { missed: number; people: number },
  { actor, now }: Read,
): Promise<void> {
  const detail = { missed, people }
  await auditAlways(db, {
    at: now,
    actor,
    act: 'patrols.urge',
    subject: 'patrols:urge',
    detail,
  }).run()
}

/** Written before the file is given out; its mark stands in the file. */
export async function auditGridExport(
  db: Db,
  file: { mark: string; kind: string; level: string; day: number; rows: number },
  { actor, now }: Read,
): Promise<void> {
  const { mark, ...detail } = file
  await auditAlways(db, {
    at: now,
    actor,
    act: 'patrols.export',
    subject: `patrols:export:${mark}`,
    detail,
  }).run()
}
