// The staff list of a place, read from its sheets: a row for 32 people, however often they are looked at.
import type { Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'

/** Somebody who works at a place and whom the keeper knows. */
export interface StaffLine {
  workerId: number
  /** Encrypted, as all of the worker. */
  name: string
  phone: string
  address: string | null
  job: string
  pledged: boolean
  /** From this day number they may work; null: at once. */
  worksFrom: number | null
}

type KeptLine = [
  name: string,
  phone: string,
  address: string | null,
  job: string,
  signed: 0 | 1,
  worksFrom: number | null,
]

/**
 * The statements behind `staffFrom`: the sheets, and since when the few may work who are kept away on a day, a
 * day number.
 */
export const staffStatements = (
  db: Db,
  placeId: number,
  day: number,
): [D1PreparedStatement, D1PreparedStatement] => [
  db.$client.prepare('SELECT people FROM staff_sheets WHERE place_id = ?').bind(placeId),
  db.$client
    .prepare(
      `SELECT e.worker_id AS workerId, ${worksFrom('e.worker_id', '?2')} AS worksFrom
       FROM employments e INDEXED BY employments_away
       WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.works_from > ?2 AND e.confirmed_at IS NOT NULL`,
    )
    .bind(placeId, day),
]

interface Away {
  workerId: number
  worksFrom: number | null
}

/** Everybody on the staff list, by their ids. */
export function staffFrom([sheets, away]: (D1Result<unknown> | undefined)[]): StaffLine[] {
  const kept = (sheets?.results ?? []) as { people: string }[]
  const from = new Map(((away?.results ?? []) as Away[]).map((each) => [each.workerId, each]))
  return kept
    .flatMap(({ people }) => Object.entries<KeptLine>(JSON.parse(people)))
    .map(([id, [name, phone, address, job, signed, works]]): StaffLine => {
      const workerId = Number(id)
      const late = from.get(workerId)
      const worksFrom = late ? late.worksFrom : works
      return { workerId, name, phone, address, job, pledged: signed === 1, worksFrom }
    })
    .sort((a, b) => a.workerId - b.workerId)
}

/** The staff list of a place as of a day number. */
export const staffOn = async (db: Db, placeId: number, day: number): Promise<StaffLine[]> =>
  staffFrom(await db.$client.batch(staffStatements(db, placeId, day)))
