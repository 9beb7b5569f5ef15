// Temperatures over the limit of the whole town on one day, staff and visitors together.
import type { Db } from '../../db/client'

const WITHIN = `EXISTS (SELECT 1 FROM json_each(?1) s
  WHERE p.area_path >= s.value ->> 0 AND p.area_path < s.value ->> 1)`

const STAFF = `SELECT count(DISTINCT t.worker_id) AS n FROM worker_temperatures t INDEXED BY worker_temperatures_hot
  CROSS JOIN places p ON p.id = t.place_id WHERE t.day = ?2 AND t.temperature >= ?3 AND t.undone_at IS NULL AND ${WITHIN}`

const VISITORS = `SELECT ifnull(sum(d.over), 0) AS n FROM place_days d INDEXED BY place_days_over
  CROSS JOIN places p ON p.id = d.place_id WHERE d.day = ?2 AND d.over > 0 AND p.status = 'open' AND ${WITHIN}`

/** The statements behind it; tests read their plans. */
export const feverStatements = (
  db: Db,
  ranges: string,
  day: number,
  overFrom: number,
): D1PreparedStatement[] => [
  db.$client.prepare(STAFF).bind(ranges, day, overFrom),
  db.$client.prepare(VISITORS).bind(ranges, day),
]

/** How many on that day, in the ranges (as of `rangesOf`); `overFrom`: the first tenth of a degree over the limit. */
export async function countFevers(
  db: Db,
  ranges: string,
  day: number,
  overFrom: number,
): Promise<number> {
  const results = await db.$client.batch<{ n: number }>(feverStatements(db, ranges, day, overFrom))
  return results.reduce((sum, { results: [row] }) => sum + (row?.n ?? 0), 0)
}
