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
 * The statements behind `staffFrom`: the sheets of some places, and since when the few may work who are kept away
 * on a day, a day number.
 */
export const staffStatements = (
  db: Db,
  placeIds: readonly number[],
  day: number,
): [D1PreparedStatement, D1PreparedStatement] => [
  db.$client
    .prepare(
      'SELECT s.place_id AS placeId, s.people FROM json_each(?) j CROSS JOIN staff_sheets s ON s.place_id = j.value',
    )
    .bind(JSON.stringify(placeIds)),
  db.$client
    .prepare(
      `SELECT e.place_id AS placeId, e.worker_id AS workerId, ${worksFrom('e.worker_id', '?2')} AS worksFrom
       FROM json_each(?1) j CROSS JOIN employments e INDEXED BY employments_away
       WHERE e.place_id = j.value AND e.left_on IS NULL AND e.works_from > ?2 AND e.confirmed_at IS NOT NULL`,
    )
    .bind(JSON.stringify(placeIds), day),
]

interface Sheet {
  placeId: number
  people: string
}
interface Away {
  placeId: number
  workerId: number
  worksFrom: number | null
}

/** Everybody on the staff lists, place by place, each by their ids. */
export function staffFrom([sheets, away]: (D1Result<unknown> | undefined)[]): Map<
  number,
  StaffLine[]
> {
  const late = (away?.results ?? []) as Away[]
  const from = new Map(late.map((each) => [`${each.placeId} ${each.workerId}`, each]))
  const lines = ((sheets?.results ?? []) as Sheet[]).flatMap(({ placeId, people }) =>
    Object.entries<KeptLine>(JSON.parse(people)).map(([id, kept]) => {
      const [name, phone, address, job, signed, works] = kept
      const until = from.get(`${placeId} ${id}`)
      const worksFrom = until ? until.worksFrom : works
      const workerId = Number(id)
      return {
        placeId,
        line: { workerId, name, phone, address, job, pledged: signed === 1, worksFrom },
      }
    }),
  )
  const sorted = lines.sort((a, b) => a.line.workerId - b.line.workerId)
  return new Map(
    [...Map.groupBy(sorted, ({ placeId }) => placeId)].map(([placeId, of]) => [
      placeId,
      of.map(({ line }) => line),
    ]),
  )
}

/** The staff lists of some places as of a day number. */
export const staffOf = async (
  db: Db,
  placeIds: readonly number[],
  day: number,
): Promise<Map<number, StaffLine[]>> =>
  staffFrom(await db.$client.batch(staffStatements(db, placeIds, day)))

/** The staff list of a place as of a day number. */
export const staffOn = async (db: Db, placeId: number, day: number): Promise<StaffLine[]> =>
  (await staffOf(db, [placeId], day)).get(placeId) ?? []
