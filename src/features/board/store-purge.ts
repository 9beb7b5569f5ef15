// The purge of workers' temperatures: those older than the rulebook keeps go in bounded batches. Each
// batch removes rows and publishes how many in one step, like the purge of visits at its side.
import { batchAll, type Db } from '../../db/client'
import { toBase64url } from '../../shared/bytes'
import { dayOf } from '../../shared/clock'
import { sha256 } from '../../shared/crypto'
import type { Rulebook } from '../rulebook'

interface Old {
  id: number
  placeId: number
  day: number
  key: string
}

const BATCH_ROWS = 1_000

/** The oldest rows to go: one seek a place over the index of places and days. */
export const dueStatement = (db: Db, throughDay: number, fromPlace: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT t.id, t.place_id AS placeId, t.day, t.key FROM places p
       CROSS JOIN worker_temperatures t ON t.place_id = p.id AND t.day <= ?1
       WHERE p.id >= ?2 ORDER BY p.id LIMIT ${BATCH_ROWS}`,
    )
    .bind(throughDay, fromPlace)

const REMOVE = 'DELETE FROM worker_temperatures WHERE id IN (SELECT value FROM json_each(?))'

// Counted by what the statement before it removed, so that two purges at once count no row twice.
const PUBLISH = `INSERT INTO deletions (what, through_day, count, hash, started_at)
  SELECT 'worker_temperatures', ?1, changes(), ?2, ?3 WHERE true
  ON CONFLICT DO UPDATE SET count = count + excluded.count, hash = excluded.hash`

const NEWEST = `SELECT through_day AS throughDay, hash, done_at AS doneAt FROM deletions
  WHERE what = 'worker_temperatures' ORDER BY through_day DESC LIMIT 1`

const DONE =
  "UPDATE deletions SET done_at = ? WHERE what = 'worker_temperatures' AND through_day = ?"

const chained = async (before: string, rows: Old[]): Promise<string> =>
  toBase64url(
    await sha256([before, ...rows.map((row) => `${row.placeId}/${row.day}/${row.key}`)].join('\n')),
  )

/**
 * Purges the readings that are due, kept as many days as a visit; nothing when the day's purge is
 * done. Answers how many went.
 */
export async function purgeTemperatures(db: Db, book: Rulebook, now: number): Promise<number> {
  const throughDay = dayOf(now) - book.visits.retentionDays
  const last = await db.$client
    .prepare(NEWEST)
    .first<{ throughDay: number; hash: string; doneAt: number | null }>()
  if (last && last.throughDay >= throughDay && last.doneAt !== null) return 0
  let hash = last?.hash ?? ''
  let removed = 0
  let from = 0
  for (;;) {
    const { results } = await dueStatement(db, throughDay, from).all<Old>()
    hash = await chained(hash, results)
    const [gone] = await batchAll(db, [
      db.$client.prepare(REMOVE).bind(JSON.stringify(results.map(({ id }) => id))),
      db.$client.prepare(PUBLISH).bind(throughDay, hash, now),
    ])
    removed += gone?.meta.changes ?? 0
    if (results.length < BATCH_ROWS) break
    from = results.at(-1)?.placeId ?? from
  }
  await db.$client.prepare(DONE).bind(now, throughDay).run()
  return removed
}
