// What was measured under observation, for the worker's own page.
import type { Db } from '../../db/client'
import { standingReadings } from './rules'
import type { WatchReading } from './tables'

export interface OwnWatchReading
  extends Pick<WatchReading, 'id' | 'day' | 'shift' | 'temperature' | 'at' | 'toldAt'> {
  symptoms: string[]
}

/** The last half days of a watch, the newest first. */
export async function ownWatchReadings(db: Db, watchId: number): Promise<OwnWatchReading[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT id, day, shift, temperature, symptoms, at, told_at AS toldAt FROM watch_readings
       WHERE watch_id = ? ORDER BY day DESC, shift DESC, corrects DESC LIMIT 14`,
    )
    .bind(watchId)
    .all<Omit<OwnWatchReading, 'symptoms'> & { symptoms: string }>()
  return standingReadings(results).map((each) => ({
    ...each,
    symptoms: JSON.parse(each.symptoms) as string[],
  }))
}
