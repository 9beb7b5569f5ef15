// Those who work at a place one by one, as the lists of boxes show them.
import type { Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import type { ReadTemperature } from './store'
import { readingsFrom, readingsStatement } from './store-sheets'

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

const STAFF = `SELECT e.worker_id AS workerId, w.name, w.phone, w.address, e.job, e.signed AS pledged,
    iif(e.works_from > ?2, ${worksFrom('e.worker_id', '?2')}, e.works_from) AS worksFrom
  FROM employments e INDEXED BY employments_here CROSS JOIN workers w ON w.id = e.worker_id
  WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.confirmed_at IS NOT NULL LIMIT ${MOST_STAFF}`

/** The statements behind it; tests read their plans. */
export const peopleStatements = (db: Db, placeId: number, day: number): D1PreparedStatement[] => [
  db.$client.prepare(STAFF).bind(placeId, day),
  readingsStatement(db, { placeId, from: day, to: day }),
]

/** Of each worker and shift the newest reading. */
function newestOf(readings: ReadTemperature[]): ReadTemperature[] {
  const newest = new Map<string, ReadTemperature>()
  for (const each of [...readings].sort((a, b) => a.id - b.id))
    newest.set(`${each.workerId} ${each.shift}`, each)
  return [...newest.values()]
}

export interface PeopleRows {
  staff: ReadWorker[]
  /** Of each worker and shift the newest reading. */
  temperatures: ReadTemperature[]
  /** All readings: somebody over the limit has several. */
  readings: ReadTemperature[]
}

/** Everybody who works at a place, with the readings of a day: two rows of each and one of the day. */
export async function readPeopleRows(db: Db, placeId: number, day: number): Promise<PeopleRows> {
  const [staff, taken] = await db.$client.batch<never>(peopleStatements(db, placeId, day))
  const workers: ReadWorker[] = staff?.results ?? []
  const here = new Set(workers.map((each) => each.workerId))
  const readings = readingsFrom(taken?.results ?? []).filter(({ workerId }) => here.has(workerId))
  return { staff: workers, temperatures: newestOf(readings), readings }
}
