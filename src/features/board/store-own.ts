// What was measured of one worker, for the worker's own page.
import type { Db } from '../../db/client'
import type { WorkerTemperature } from './tables'

export interface OwnReading
  extends Pick<WorkerTemperature, 'id' | 'placeId' | 'day' | 'shift' | 'temperature' | 'at'> {
  corrects: number | null
  /** Those the rulebook names were told of it. */
  reportedAt: number | null
}

/** By place and day, a seek each; tests read the plan. */
export const ownReadingsStatement = (
  db: Db,
  workerId: number,
  placeIds: readonly number[],
  days: readonly number[],
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT t.id, t.place_id AS placeId, t.day, t.shift, t.temperature, t.at, t.corrects, t.reported_at AS reportedAt
       FROM json_each(?2) p CROSS JOIN json_each(?3) d
         CROSS JOIN worker_temperatures t INDEXED BY worker_temperatures_day
           ON t.place_id = p.value AND t.day = d.value AND t.worker_id = ?1
       WHERE t.undone_at IS NULL LIMIT 200`,
    )
    .bind(workerId, JSON.stringify(placeIds), JSON.stringify(days))

/** Readings that stand, the newest first; a corrected one is none. */
export async function ownReadings(
  db: Db,
  workerId: number,
  placeIds: readonly number[],
  days: readonly number[],
): Promise<OwnReading[]> {
  const { results } = await ownReadingsStatement(db, workerId, placeIds, days).all<OwnReading>()
  const corrected = new Set(results.map(({ corrects }) => corrects))
  return results.filter(({ id }) => !corrected.has(id)).sort((a, b) => b.at - a.at)
}
