// People who left go 28 days later; how many went is published like every purge.
import { batchAll, type Db } from '../../db/client'
import { toBase64url } from '../../shared/bytes'
import { sha256 } from '../../shared/crypto'
import { leftThrough } from './rules'

interface Old {
  id: number
  key: string
}

const BATCH_ROWS = 1_000

/** The next rows to go, in the order of the table: read through once a day. */
export const goneStatement = (db: Db, throughDay: number, fromId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT id, key FROM arrivals WHERE id > ?2 AND left_on <= ?1 ORDER BY id LIMIT ${BATCH_ROWS}`,
    )
    .bind(throughDay, fromId)

// Somebody who came back between the look and the batch stays.
const REMOVE =
  'DELETE FROM arrivals WHERE id IN (SELECT value FROM json_each(?1)) AND left_on <= ?2'

// Counted by what the statement before it removed, so that two purges at once count no row twice.
const PUBLISH = `INSERT INTO deletions (what, through_day, count, hash, started_at)
  SELECT 'arrivals', ?1, changes(), ?2, ?3 WHERE true
  ON CONFLICT DO UPDATE SET count = count + excluded.count, hash = excluded.hash`

const NEWEST = `SELECT through_day AS throughDay, hash, done_at AS doneAt FROM deletions
  WHERE what = 'arrivals' ORDER BY through_day DESC LIMIT 1`

const DONE = "UPDATE deletions SET done_at = ? WHERE what = 'arrivals' AND through_day = ?"

const chained = async (before: string, rows: Old[]): Promise<string> =>
  toBase64url(await sha256([before, ...rows.map(({ key }) => key)].join('\n')))

/** Purges who is due; nothing when the day's purge is done. Answers how many went. */
export async function purgeArrivals(db: Db, now: number): Promise<number> {
  const throughDay = leftThrough(now)
  const last = await db.$client
    .prepare(NEWEST)
    .first<{ throughDay: number; hash: string; doneAt: number | null }>()
  if (last && last.throughDay >= throughDay && last.doneAt !== null) return 0
  let hash = last?.hash ?? ''
  let removed = 0
  let from = 0
  for (;;) {
    const { results } = await goneStatement(db, throughDay, from).all<Old>()
    hash = await chained(hash, results)
    const [gone] = await batchAll(db, [
      db.$client.prepare(REMOVE).bind(JSON.stringify(results.map(({ id }) => id)), throughDay),
      db.$client.prepare(PUBLISH).bind(throughDay, hash, now),
    ])
    // Triggers write too: no more can have gone than were due.
    removed += Math.min(gone?.meta.changes ?? 0, results.length)
    if (results.length < BATCH_ROWS) break
    from = results.at(-1)?.id ?? from
  }
  await db.$client.prepare(DONE).bind(now, throughDay).run()
  return removed
}
