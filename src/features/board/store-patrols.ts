// The rounds of the town's patrols at one place and day, as its board says them.
import type { Db } from '../../db/client'

export interface PatrolledAt {
  at: number
  problems: number
}

/** Those that hold; a place has a handful a day. Tests read the plan. */
export const patrolsStatement = (db: Db, placeId: number, day: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT at, problems FROM patrol_rounds INDEXED BY patrol_rounds_place
       WHERE place_id = ? AND day = ? AND level = 'town' AND review IS NOT 'refused' ORDER BY day, at LIMIT 50`,
    )
    .bind(placeId, day)

export async function patrolsAt(db: Db, placeId: number, day: number): Promise<PatrolledAt[]> {
  const { results } = await patrolsStatement(db, placeId, day).all<PatrolledAt>()
  return results
}
