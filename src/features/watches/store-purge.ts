// What goes some days after a watch: its readings, and travel checks; the counts on the watch stay.
import type { Db } from '../../db/client'
import { PURGE_ROWS, purgeDaily } from '../../db/purge-store'
import { startOfDay } from '../../shared/clock'
import type { Rulebook } from '../rulebook'
import { purgedThrough } from './rules'

/** Readings of watches that ended by a day; tests read the plan. */
export const dueReadings = (db: Db, throughDay: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.id FROM watches w INDEXED BY watches_ended CROSS JOIN watch_readings r ON r.watch_id = w.id
       WHERE w.ended_at IS NOT NULL AND w.ended_on <= ? LIMIT ${PURGE_ROWS}`,
    )
    .bind(throughDay)

/** Travel checks from before an instant, of nobody whose watch runs or ended later. */
export const dueTravel = (db: Db, throughDay: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT p.id FROM worker_papers p INDEXED BY worker_papers_travel WHERE p.travel = 1 AND p.at < ?2
         AND NOT EXISTS (SELECT 1 FROM watches w WHERE w.worker_id = p.worker_id
           AND (w.ended_at IS NULL OR w.ended_on > ?1)) LIMIT ${PURGE_ROWS}`,
    )
    .bind(throughDay, startOfDay(throughDay + 1))

const KINDS = {
  watch_readings: dueReadings,
  worker_papers: dueTravel,
} as const

const purgeKind = (
  db: Db,
  what: keyof typeof KINDS,
  throughDay: number,
  now: number,
): Promise<number> =>
  purgeDaily(
    db,
    {
      what,
      throughDay,
      due: async () => {
        const { results } = await KINDS[what](db, throughDay).all<{ id: number }>()
        return results.map(({ id }) => id)
      },
      remove: (ids) =>
        db.$client
          .prepare(`DELETE FROM ${what} WHERE id IN (SELECT value FROM json_each(?))`)
          .bind(JSON.stringify(ids)),
    },
    now,
  )

/** Purges readings and travel checks that are due by the rulebook; answers how many went. */
export async function purgeWatches(db: Db, book: Rulebook, now: number): Promise<number> {
  const throughDay = purgedThrough(book, now)
  const readings = await purgeKind(db, 'watch_readings', throughDay, now)
  return readings + (await purgeKind(db, 'worker_papers', throughDay, now))
}
