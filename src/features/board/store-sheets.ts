// The sheets of a place, a row a day: what was recorded there, and whose temperature was taken.
import type { Db } from '../../db/client'
import type { ReadRecord, ReadTemperature } from './store'
import type { KeptReading, KeptRecord, RecordSource } from './tables'

interface DaySpan {
  placeId: number
  /** The first and the last Shanghai day. */
  from: number
  to: number
}

const sheetStatement =
  (columns: string) =>
  (db: Db, { placeId, from, to }: DaySpan): D1PreparedStatement =>
    db.$client
      .prepare(`SELECT day, ${columns} WHERE place_id = ? AND day BETWEEN ? AND ? ORDER BY day`)
      .bind(placeId, from, to)

/** The statement of some days' readings, as of `readingsFrom`. */
export const readingsStatement = sheetStatement('readings FROM reading_days')

/** The statement of what was recorded on some days, as of `recordsFrom`. */
export const recordsStatement = sheetStatement('records FROM record_days')

export interface DayReadings {
  day: number
  /** JSON. */
  readings: string
}

/** Without those that another of them corrects. */
function standing<T extends Pick<ReadTemperature, 'id' | 'corrects'>>(rows: T[]): T[] {
  const corrected = new Set(rows.map(({ corrects }) => corrects))
  return rows.filter(({ id }) => !corrected.has(id))
}

/** All readings that stand, neither taken back nor corrected, by their day and in the order they came. */
export const readingsFrom = (rows: readonly DayReadings[]): (ReadTemperature & { day: number })[] =>
  standing(
    rows.flatMap(({ day, readings }) =>
      Object.entries<KeptReading>(JSON.parse(readings)).map(([id, kept]) => {
        const [workerId, shift, temperature, at, corrects, reportedAt] = kept
        return { day, id: Number(id), workerId, shift, temperature, at, corrects, reportedAt }
      }),
    ),
  )

export interface DayRecords {
  day: number
  /** JSON. */
  records: string
}

/** What stands recorded, neither taken back nor corrected; the earliest first. */
export function recordsFrom(
  rows: readonly DayRecords[],
): (ReadRecord & { source: RecordSource })[] {
  const all = rows.flatMap(({ day, records }) =>
    Object.entries<KeptRecord>(JSON.parse(records)).map(([id, kept]) => {
      const [key, duty, at, by, source, corrects, detail] = kept
      return { id: Number(id), key, day, duty, at, by, source, corrects, detail }
    }),
  )
  return standing(all).sort((a, b) => a.at - b.at)
}
