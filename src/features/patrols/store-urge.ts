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

/** As many as are named of an area, and some to choose from. */
const MOST = 50

/** `/1/2/3/`: the areas above it, the nearest last. */
const above = (path: string): string[] =>
  [...path.matchAll(/\//g)].slice(1, -1).map(({ index }) => path.slice(0, index + 1))

/** The clerks and patrols of some areas in service, with the clerks of the areas above them. */
export const officersStatement = (
  db: Db,
  paths: readonly string[],
  now: number,
): D1PreparedStatement => {
  const asked = paths.flatMap((path) => [
    [path, 'clerk'],
    [path, 'patrol'],
    ...above(path).map((each) => [each, 'clerk']),
  ])
  const once = [...new Map(asked.map((each) => [each.join(), each])).values()]
  return db.$client
    .prepare(
      `SELECT a.id, a.display_name AS name, a.phone, r.role, r.area_path AS areaPath
       FROM json_each(?1) j CROSS JOIN roles r INDEXED BY roles_area ON r.area_path = j.value ->> 0 AND r.role = j.value ->> 1
         CROSS JOIN accounts a ON a.id = r.account_id
       WHERE a.kind = 'officer' AND a.disabled_at IS NULL AND (r.until IS NULL OR r.until > ?2)
       ORDER BY r.rowid LIMIT ${MOST}`,
    )
    .bind(JSON.stringify(once), now)
}

export async function streetOfficers(
  db: Db,
  paths: readonly string[],
  now: number,
): Promise<SealedOfficer[]> {
  const { results } = await officersStatement(db, paths, now).all<SealedOfficer>()
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
