// What the day's list asks beside the day itself: an officer's teams, names, rounds sent back.
import type { Db } from '../../db/client'

/** The teams an account is a member of. */
export const ownTeamsStatement = (db: Db, accountId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT m.team_id AS id FROM team_members m INDEXED BY team_members_account
       WHERE m.account_id = ? AND m.until IS NULL`,
    )
    .bind(accountId)

export interface SentBack {
  id: number
  at: number
  name: string
}

/** Rounds of an account since a day that a supervisor refused. */
export const sentBackStatement = (
  db: Db,
  accountId: number,
  fromDay: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.id, r.at, p.name FROM patrol_rounds r INDEXED BY patrol_rounds_refused JOIN places p ON p.id = r.place_id
       WHERE r.by = ?1 AND r.day >= ?2 AND r.review = 'refused' ORDER BY r.at DESC LIMIT 10`,
    )
    .bind(accountId, fromDay)

/** In one round trip. */
export async function readOwn(db: Db, accountId: number, fromDay: number) {
  const [teams, back] = await db.$client.batch<never>([
    ownTeamsStatement(db, accountId),
    sentBackStatement(db, accountId, fromDay),
  ])
  const ids: { id: number }[] = teams?.results ?? []
  const sentBack: SentBack[] = back?.results ?? []
  return { teamIds: ids.map(({ id }) => id), sentBack }
}

/** How many confirmed workers each of these places has; two rows are read for everybody. */
export async function workersAt(db: Db, placeIds: number[]): Promise<Map<number, number>> {
  const { results } = await db.$client
    .prepare(
      `SELECT s.place_id AS id, s.listed AS n FROM json_each(?) j CROSS JOIN place_staff s ON s.place_id = j.value`,
    )
    .bind(JSON.stringify(placeIds))
    .all<{ id: number; n: number }>()
  return new Map(results.map(({ id, n }) => [id, n]))
}
