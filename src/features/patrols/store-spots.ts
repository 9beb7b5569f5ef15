// Spot checks: who may be measured again, and when the readings go.
import type { Db } from '../../db/client'
import { PURGE_ROWS, type Purge, purgeDaily } from '../../db/purge-store'
import { awayWorkers } from '../../db/works-from-store'
import { dayOf } from '../../shared/clock'
import type { Rulebook } from '../rulebook'

interface Candidate {
  placeId: number
  workerId: number
  /** Sealed. */
  name: string
  job: string
}

// Another order every day, so that nobody knows whose turn it is.
const CANDIDATES = `SELECT c.placeId, c.workerId, w.name, c.job
  FROM (SELECT e.place_id AS placeId, e.worker_id AS workerId, e.job, row_number() OVER (PARTITION BY e.place_id
        ORDER BY (e.worker_id * 7919 + ?2 * 104729) % 9973, e.worker_id) AS turn
      FROM json_each(?1) j CROSS JOIN employments e ON e.place_id = j.value
      WHERE e.left_on IS NULL AND e.confirmed_at IS NOT NULL AND e.worker_id NOT IN (${awayWorkers('?2')})) c
    CROSS JOIN workers w ON w.id = c.workerId
  WHERE c.turn <= ?3`

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
