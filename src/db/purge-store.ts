// What the purges of the rooms have in common: rows that are due go in bounded batches, and each batch
// publishes in the same step how many went, so that one cut off goes on and still tells the truth.
import { toBase64url } from '../shared/bytes'
import { sha256 } from '../shared/crypto'
import { batchAll, type Db } from './client'

export const PURGE_ROWS = 500
/** One run of the minute does no more than this many batches; the next goes on. */
const MOST_BATCHES = 10

export interface Purge {
  /** As published. */
  what: string
  /** Everything up to and with this day is due. */
  throughDay: number
  /** The next rows due, at most `PURGE_ROWS`. */
  due: () => Promise<number[] | string[]>
  /** Removes them in one statement, which changes one row for each. */
  remove: (ids: (number | string)[]) => Promise<D1PreparedStatement> | D1PreparedStatement
}

// Counted by what the statement before it changed, so that two purges at once count no row twice.
const PUBLISH = `INSERT INTO deletions (what, through_day, count, hash, started_at)
  SELECT ?1, ?2, changes(), ?3, ?4 WHERE true
  ON CONFLICT DO UPDATE SET count = count + excluded.count, hash = excluded.hash`

const newest = (db: Db, what: string) =>
  db.$client
    .prepare(
      'SELECT through_day AS throughDay, hash, done_at AS doneAt FROM deletions WHERE what = ? ORDER BY through_day DESC LIMIT 1',
    )
    .bind(what)
    .first<{ throughDay: number; hash: string; doneAt: number | null }>()

const chained = async (before: string, ids: (number | string)[]): Promise<string> =>
  toBase64url(await sha256([before, ...ids].join('\n')))

/** Purges what is due, once a day; answers how many rows changed. */
export async function purgeDaily(db: Db, purge: Purge, now: number): Promise<number> {
  const { what, throughDay } = purge
  const last = await newest(db, what)
  if (last && last.throughDay >= throughDay && last.doneAt !== null) return 0
  let hash = last?.hash ?? ''
  let removed = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const ids = await purge.due()
    hash = await chained(hash, ids)
    const [gone] = await batchAll(db, [
      await purge.remove(ids),
      db.$client.prepare(PUBLISH).bind(what, throughDay, hash, now),
    ])
    // What triggers write beside it is counted by D1 as well.
    removed += Math.min(gone?.meta.changes ?? 0, ids.length)
    if (ids.length < PURGE_ROWS) {
      await db.$client
        .prepare('UPDATE deletions SET done_at = ? WHERE what = ? AND through_day = ?')
        .bind(now, what, throughDay)
        .run()
      return removed
    }
  }
  return removed
}
