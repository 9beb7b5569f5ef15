// Brings duties, supplies and staff temperatures up to a minute, day by day; rows whose key is there
// stay as they are.
import { batchAll, type Db } from '../../src/db/client'
import { worksFrom } from '../../src/db/works-from-store'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { dayOf, startOfDay } from '../../src/shared/clock'
import { type OnShift, type TemperatureTap, tapsOf, temperaturesOf } from './duties'
import { insertStatements, UNLESS_THERE } from './found'
import { type DemoState, writeState } from './state'
import { allPlaces, DAYS } from './top-up'

export interface Keeping {
  db: Db
  book: Rulebook
  data: string
  now: number
  progress: (line: string) => void
}

/** Who works at each place, by its id. */
export async function staffOfAll({
  db,
  now,
}: Pick<Keeping, 'db' | 'now'>): Promise<Map<number, OnShift[]>> {
  const { results } = await db.$client
    .prepare(
      `SELECT e.place_id AS placeId, e.worker_id AS id, e.job, e.since, ${worksFrom('e.worker_id', '?1')} AS worksFrom
       FROM employments e WHERE e.confirmed_at IS NOT NULL AND e.left_on IS NULL ORDER BY e.place_id, e.worker_id`,
    )
    .bind(dayOf(now))
    .all<OnShift & { placeId: number }>()
  const staff = new Map<number, OnShift[]>()
  for (const { placeId, ...person } of results)
    staff.set(placeId, [...(staff.get(placeId) ?? []), person])
  return staff
}

/** Writes the taps between where `state` stands and now, and moves `state` along. */
export async function keepDuties(keeping: Keeping, state: DemoState): Promise<void> {
  const { db, book, data, now, progress } = keeping
  const today = dayOf(now)
  const since = state.dutiesUntil ?? startOfDay(today - DAYS + 1) - 1
  const firstDay = Math.max(dayOf(since + 1), today - DAYS + 1)
  const isNew = ({ at }: { at: number }): boolean => at > since && at <= now
  const places = await allPlaces(db)
  const staff = await staffOfAll(keeping)
  const of = (place: Place): OnShift[] => staff.get(place.id) ?? []
  for (let day = firstDay; day <= today; day++) {
    const taps = places.map((place) => {
      const watched = of(place).filter(({ worksFrom }) => (worksFrom ?? 0) > day).length
      return tapsOf(book, place, { day, today, staff: of(place).length, watched })
    })
    const measured = (place: Place): TemperatureTap[] => temperaturesOf(book, place, day, of(place))
    const insert = (table: string, rows: object[]) =>
      insertStatements(
        db,
        table,
        rows.map((row) => ({ ...row })),
        UNLESS_THERE,
      )
    await batchAll(db, [
      ...insert('duty_records', taps.flatMap(({ duties }) => duties).filter(isNew)),
      ...insert('stock_counts', taps.flatMap(({ stock }) => stock).filter(isNew)),
      ...insert('worker_temperatures', places.flatMap(measured).filter(isNew)),
      // A batch may not be empty: a small town at midnight has nothing yet.
      db.$client.prepare('SELECT 1'),
    ])
    state.dutiesUntil = Math.min(now, startOfDay(day + 1) - 1)
    writeState(data, state)
    progress(`Loading the demo town: duties, day ${day - firstDay + 1} of ${today - firstDay + 1}`)
  }
}
