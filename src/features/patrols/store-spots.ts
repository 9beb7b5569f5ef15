// Spot checks: when the readings go.
import type { Db } from '../../db/client'
import { PURGE_ROWS, type Purge, purgeDaily } from '../../db/purge-store'
import { dayOf } from '../../shared/clock'
import type { Rulebook } from '../rulebook'

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
