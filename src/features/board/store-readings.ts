// The readings of a place, a row a day: what the lists of boxes and the registers show.
import type { Db } from '../../db/client'
import type { ReadTemperature } from './store'
import type { KeptReading } from './tables'

interface DaySpan {
  placeId: number
  /** The first and the last Shanghai day. */
  from: number
  to: number
}

export interface DayReadings {
  day: number
  /** JSON of `readings` in `reading_days`. */
  readings: string
}

/** The statement of some days' readings, as of `readingsFrom`. */
export const readingsStatement = (db: Db, { placeId, from, to }: DaySpan): D1PreparedStatement =>
  db.$client
    .prepare(
      'SELECT day, readings FROM reading_days WHERE place_id = ? AND day BETWEEN ? AND ? ORDER BY day',
    )
    .bind(placeId, from, to)

/** All readings that were not taken back, by their day and in the order they came; also those corrected. */
export const readingsFrom = (rows: readonly DayReadings[]): (ReadTemperature & { day: number })[] =>
  rows.flatMap(({ day, readings }) =>
    Object.entries<KeptReading>(JSON.parse(readings)).map(([id, kept]) => {
      const [workerId, shift, temperature, at, corrects, reportedAt] = kept
      return { day, id: Number(id), workerId, shift, temperature, at, corrects, reportedAt }
    }),
  )
