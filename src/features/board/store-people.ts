// Those who work at a place one by one, as the lists of boxes show them: a row of their own, a row of their
// work, a row for each reading of the day.
import type { Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import type { ReadTemperature } from './store'

interface ReadWorker {
  workerId: number
  /** Encrypted. */
  name: string
  /** Encrypted. */
  phone: string
  /** Encrypted. */
  address: string | null
  job: string
  pledged: number
  /** From this day number they may work; null: at once. */
  worksFrom: number | null
}

const MOST_STAFF = 2000

const people = (
  index: string,
): string => `SELECT e.worker_id AS workerId, w.name, w.phone, w.address, e.job, e.signed AS pledged,
    iif(e.works_from > ?2, ${worksFrom('e.worker_id', '?2')}, e.works_from) AS worksFrom
  FROM employments e INDEXED BY ${index} CROSS JOIN workers w ON w.id = e.worker_id
  WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.confirmed_at IS NOT NULL`

const ALL = `${people('employments_here')} LIMIT ${MOST_STAFF}`
const CREW = `${people('employments_crew')} AND e.job = ?3 LIMIT ${MOST_STAFF}`

const READING = `SELECT t.id, t.worker_id AS workerId, t.shift, t.temperature, t.at, t.corrects, t.reported_at AS reportedAt`
const READ = `${READING} FROM worker_temperatures t
  WHERE t.place_id = ?1 AND t.day = ?2 AND t.undone_at IS NULL LIMIT ${MOST_STAFF * 3}`
const READ_CREW = `${READING} FROM employments e INDEXED BY employments_crew CROSS JOIN worker_temperatures t
    ON t.place_id = ?1 AND t.day = ?2 AND t.worker_id = e.worker_id
  WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.job = ?3 AND t.undone_at IS NULL LIMIT ${MOST_STAFF * 3}`

/** The statements behind it; `crew`: only those of a 班组. Tests read their plans. */
export const peopleStatements = (
  db: Db,
  placeId: number,
  day: number,
  crew: string | null,
): D1PreparedStatement[] =>
  crew === null
    ? [ALL, READ].map((sql) => db.$client.prepare(sql).bind(placeId, day))
    : [CREW, READ_CREW].map((sql) => db.$client.prepare(sql).bind(placeId, day, crew))

/** Of each worker and shift the newest reading that was not taken back. */
function standing(readings: ReadTemperature[]): ReadTemperature[] {
  const newest = new Map<string, ReadTemperature>()
  for (const each of [...readings].sort((a, b) => a.id - b.id))
    newest.set(`${each.workerId} ${each.shift}`, each)
  return [...newest.values()]
}

export interface PeopleRows {
  staff: ReadWorker[]
  /** Of each worker and shift the newest reading. */
  temperatures: ReadTemperature[]
  /** All readings but those corrected: somebody over the limit has several. */
  readings: ReadTemperature[]
}

/** Everybody who works at a place, or those of a crew, with the readings of a day. */
export async function readPeopleRows(
  db: Db,
  placeId: number,
  day: number,
  crew: string | null,
): Promise<PeopleRows> {
  const [staff, taken] = await db.$client.batch<never>(peopleStatements(db, placeId, day, crew))
  const workers: ReadWorker[] = staff?.results ?? []
  const here = new Set(workers.map((each) => each.workerId))
  const readings: ReadTemperature[] = (taken?.results ?? []).filter(
    ({ workerId }: ReadTemperature) => here.has(workerId),
  )
  const corrected = new Set(readings.map((each) => each.corrects))
  return {
    staff: workers,
    temperatures: standing(readings),
    readings: readings.filter((each) => !corrected.has(each.id)),
  }
}
