// What goes some days after a watch: its readings, and travel checks; the counts on the watch stay. And
// copies of documents past their day.
import { batchAll, type Db } from '../../db/client'
import { PURGE_ROWS, purgeDaily } from '../../db/purge-store'
import { dayOf, startOfDay } from '../../shared/clock'
import { endFilesStatement } from '../files'
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

/** Copies past their day, and those of people who work nowhere any more; tests read the plans. */
export const dueCopies = (db: Db, throughDay: number): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `SELECT id FROM paper_copies INDEXED BY paper_copies_due WHERE kept_through <= ? LIMIT ${PURGE_ROWS}`,
    )
    .bind(throughDay),
  db.$client.prepare(
    `SELECT c.id FROM paper_copies c WHERE NOT EXISTS (SELECT 1 FROM employments e
       WHERE e.worker_id = c.worker_id AND e.left_on IS NULL) LIMIT ${PURGE_ROWS}`,
  ),
]

const OF_IDS = 'SELECT value FROM json_each(?)'

/** Each goes with its photo: the row of the file in the same step, the object by the sweep of the minute. */
const purgeCopies = (db: Db, throughDay: number, now: number): Promise<number> =>
  purgeDaily(
    db,
    {
      what: 'paper_copies',
      throughDay,
      due: async () => {
        const due = await batchAll(db, dueCopies(db, throughDay))
        const ids = due.flatMap(({ results }) => (results as { id: number }[]).map(({ id }) => id))
        return [...new Set(ids)].slice(0, PURGE_ROWS)
      },
      before: (ids) =>
        endFilesStatement(
          db,
          'SELECT file_id FROM paper_copies WHERE id IN (SELECT value FROM json_each(?2))',
          JSON.stringify(ids),
          now,
        ),
      remove: (ids) =>
        db.$client
          .prepare(`DELETE FROM paper_copies WHERE id IN (${OF_IDS})`)
          .bind(JSON.stringify(ids)),
    },
    now,
  )

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
        db.$client.prepare(`DELETE FROM ${what} WHERE id IN (${OF_IDS})`).bind(JSON.stringify(ids)),
    },
    now,
  )

/** Purges readings and travel checks that are due by the rulebook; answers how many went. */
export async function purgeWatches(db: Db, book: Rulebook, now: number): Promise<number> {
  const throughDay = purgedThrough(book, now)
  const readings = await purgeKind(db, 'watch_readings', throughDay, now)
  const papers = await purgeKind(db, 'worker_papers', throughDay, now)
  return readings + papers + (await purgeCopies(db, dayOf(now) - 1, now))
}
