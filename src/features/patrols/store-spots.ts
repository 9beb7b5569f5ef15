// Spot checks: who may be measured again, and when the readings go.
import type { Db } from '../../db/client'
import { PURGE_ROWS, type Purge, purgeDaily } from '../../db/purge-store'
import { worksFrom } from '../../db/works-from-store'
import { dayOf } from '../../shared/clock'
import type { Rulebook } from '../rulebook'

interface Candidate {
  placeId: number
  workerId: number
  /** Sealed. */
  name: string
  job: string
}

const HERE = `e.place_id = j.value AND e.left_on IS NULL AND e.confirmed_at IS NOT NULL
  AND ifnull(${worksFrom('e.worker_id', '?2')}, 0) <= ?2`

const EDGE = (order: 'ASC' | 'DESC'): string =>
  `(SELECT f.worker_id FROM employments f WHERE f.place_id = j.value ORDER BY f.worker_id ${order} LIMIT 1)`

const SOME = (than: '>=' | '<'): string =>
  `SELECT * FROM (SELECT e.rowid FROM employments e WHERE ${HERE} AND e.worker_id ${than} j.start
    ORDER BY e.worker_id LIMIT ?3)`

// From another one on every day, so that nobody knows whose turn it is: of each place those who are asked for
// are read, and as many again at most, however many work there.
const CANDIDATES = `SELECT w.place AS placeId, w.worker AS workerId, p.name, w.job FROM (
    SELECT e.place_id AS place, e.worker_id AS worker, e.job, row_number() OVER (PARTITION BY e.place_id
      ORDER BY e.worker_id < j.start, e.worker_id) AS turn
    FROM (SELECT j.value, ${EDGE('ASC')} + (?2 * 7919) % 997 * (${EDGE('DESC')} - ${EDGE('ASC')} + 1) / 997 AS start
        FROM json_each(?1) j) j
      CROSS JOIN employments e ON e.rowid IN (${SOME('>=')} UNION ALL ${SOME('<')})) w
  CROSS JOIN workers p ON p.id = w.worker WHERE w.turn <= ?3`

export const candidatesStatement = (
  db: Db,
  { placeIds, day, n }: { placeIds: readonly number[]; day: number; n: number },
): D1PreparedStatement => db.$client.prepare(CANDIDATES).bind(JSON.stringify(placeIds), day, n)

export async function readCandidates(
  db: Db,
  asked: Parameters<typeof candidatesStatement>[1],
): Promise<Candidate[]> {
  const { results } = await candidatesStatement(db, asked).all<Candidate>()
  return results
}

/** The rows that still say who was measured, of rounds up to a day and after the last purge. */
export const dueStatement = (db: Db, throughDay: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT s.rowid AS id FROM patrol_rounds r CROSS JOIN spot_checks s ON s.round_id = r.id AND s.worker_id > 0
       WHERE r.day <= ?1 AND r.day > ifnull((SELECT max(d.through_day) FROM deletions d
         WHERE d.what = 'spot_checks' AND d.done_at IS NOT NULL), 0)
       ORDER BY r.day LIMIT ${PURGE_ROWS}`,
    )
    .bind(throughDay)

// The row stays, as a count: that somebody was measured, and whether the register could be trusted.
const FORGET = `UPDATE spot_checks SET worker_id = -rowid, temperature = 0, logged = NULL
  WHERE rowid IN (SELECT value FROM json_each(?))`

/** Forgets who was measured and what was read, as many days after as a visit is kept. */
export function purgeSpotChecks(db: Db, book: Rulebook, now: number): Promise<number> {
  const throughDay = dayOf(now) - book.visits.retentionDays
  const purge: Purge = {
    what: 'spot_checks',
    throughDay,
    due: async () => {
      const { results } = await dueStatement(db, throughDay).all<{ id: number }>()
      return results.map(({ id }) => id)
    },
    remove: (ids) => db.$client.prepare(FORGET).bind(JSON.stringify(ids)),
  }
  return purgeDaily(db, purge, now)
}
