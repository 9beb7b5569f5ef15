// What the duties of every place of an area are judged by, in one round trip however many places there are.
import type { Db } from '../../db/client'
import { awayWorkers, watchedAtPlaces } from '../../db/works-from-store'
import type { DoorFacts } from '../places/rules'

/** A place whose door may be open. */
export interface TownPlace extends DoorFacts {
  id: number
}

export interface TownRecord {
  id: number
  placeId: number
  duty: string
  at: number
  corrects: number | null
}

/** Those who may work at a place, and how many of them have a reading. */
export interface TownStaff {
  placeId: number
  staff: number
  am: number
  amAt: number | null
  pm: number
  pmAt: number | null
}

const MOST = 5000

const PLACES = `json_each(?1) s CROSS JOIN places p INDEXED BY places_by_status ON p.status = 'open'
  AND p.area_path >= s.value ->> 0 AND p.area_path < s.value ->> 1
  AND (?3 IS NULL OR p.id IN (SELECT value FROM json_each(?3)))`

const OPEN = `SELECT p.id, p.kind, p.status, p.stage, p.opens_at AS opensAt, p.closes_at AS closesAt, p.rest_day AS restDay,
    p.paused_from AS pausedFrom, p.paused_until AS pausedUntil
  FROM ${PLACES} LIMIT ${MOST}`

const RECORDS = `SELECT d.id, d.place_id AS placeId, d.duty, d.at, d.corrects
  FROM ${PLACES} CROSS JOIN duty_records d ON d.place_id = p.id AND d.day = ?2
  WHERE d.undone_at IS NULL LIMIT ${MOST * 20}`

const COUNTS = `SELECT c.place_id AS placeId, c.at
  FROM ${PLACES} CROSS JOIN stock_counts c ON c.place_id = p.id AND c.day = ?2
  WHERE c.undone_at IS NULL LIMIT ${MOST * 4}`

// Of each worker and shift the newest reading that was not taken back: with max(), SQLite takes the other
// columns from that row.
const STAFF = `SELECT placeId, count(DISTINCT worker) AS staff, sum(shift = 'am') AS am, max(iif(shift = 'am', at, NULL)) AS amAt,
    sum(shift = 'pm') AS pm, max(iif(shift = 'pm', at, NULL)) AS pmAt
  FROM (SELECT e.place_id AS placeId, e.worker_id AS worker, ifnull(t.shift, '') AS shift, t.at, max(t.id)
    FROM ${PLACES} CROSS JOIN employments e INDEXED BY employments_here ON e.place_id = p.id
      LEFT JOIN worker_temperatures t ON t.place_id = e.place_id AND t.day = ?2 AND t.worker_id = e.worker_id
        AND t.undone_at IS NULL
    WHERE e.left_on IS NULL AND e.confirmed_at IS NOT NULL AND e.worker_id NOT IN (${awayWorkers('?2')})
    GROUP BY e.place_id, e.worker_id, t.shift)
  GROUP BY placeId LIMIT ${MOST}`

const WATCHED = `${watchedAtPlaces('?1')} LIMIT ${MOST}`

export interface TownRows {
  places: TownPlace[]
  records: TownRecord[]
  counts: { placeId: number; at: number }[]
  staff: TownStaff[]
  watched: { placeId: number; watched: number }[]
}

/** The statements behind it, in the order `readTownRows` takes them; tests read their plans. */
export const townStatements = (
  db: Db,
  ranges: string,
  day: number,
  among: number[] | null = null,
): D1PreparedStatement[] => [
  ...[OPEN, RECORDS, COUNTS, STAFF].map((sql) =>
    db.$client.prepare(sql).bind(ranges, day, among && JSON.stringify(among)),
  ),
  db.$client.prepare(WATCHED).bind(day),
]

/** `ranges`: as of `rangesOf`, none inside another; `among`: only these places, null for all. */
export async function readTownRows(
  db: Db,
  ranges: string,
  day: number,
  among: number[] | null,
): Promise<TownRows> {
  const [places, records, counts, staff, watched] = await db.$client.batch<never>(
    townStatements(db, ranges, day, among),
  )
  return {
    places: places?.results ?? [],
    records: records?.results ?? [],
    counts: counts?.results ?? [],
    staff: staff?.results ?? [],
    watched: watched?.results ?? [],
  }
}
