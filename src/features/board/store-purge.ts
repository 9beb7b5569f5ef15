// The purge of workers' temperatures: those older than the rulebook keeps.
import type { Db } from '../../db/client'
import { PURGE_ROWS, type Purge, purgeDaily } from '../../db/purge-store'
import { dayOf } from '../../shared/clock'
import type { Rulebook } from '../rulebook'

interface Old {
  id: number
  placeId: number
}

/** The oldest rows to go: one seek a place over the index of places and days. */
export const dueStatement = (db: Db, throughDay: number, fromPlace: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT t.id, t.place_id AS placeId FROM places p
       CROSS JOIN worker_temperatures t ON t.place_id = p.id AND t.day <= ?1
       WHERE p.id >= ?2 ORDER BY p.id LIMIT ${PURGE_ROWS}`,
    )
    .bind(throughDay, fromPlace)

const REMOVE = 'DELETE FROM worker_temperatures WHERE id IN (SELECT value FROM json_each(?))'

// What was saved together goes with the readings; how many were measured is kept, as with visits.
const REMOVE_SAVES =
  'DELETE FROM staff_saves WHERE place_id IN (SELECT id FROM places) AND day <= ?'

/**
 * Purges the readings that are due, kept as many days as a visit; nothing when the day's purge is
 * done. Answers how many went.
 */
export async function purgeTemperatures(db: Db, book: Rulebook, now: number): Promise<number> {
  const throughDay = dayOf(now) - book.visits.retentionDays
  let fromPlace = 0
  const purge: Purge = {
    what: 'worker_temperatures',
    throughDay,
    due: async () => {
      const { results } = await dueStatement(db, throughDay, fromPlace).all<Old>()
      fromPlace = results.at(-1)?.placeId ?? fromPlace
      return results.map(({ id }) => id)
    },
    remove: (ids) => db.$client.prepare(REMOVE).bind(JSON.stringify(ids)),
  }
  const gone = await purgeDaily(db, purge, now)
  if (gone > 0) await db.$client.prepare(REMOVE_SAVES).bind(throughDay).run()
  return gone
}
