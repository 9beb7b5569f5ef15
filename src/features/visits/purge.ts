// The purge: visits older than the rulebook keeps them go, day by day, in bounded batches; only the
// counts stay. Each batch removes rows and publishes how many in one step, so a purge that is cut
// off goes on where it stopped and still tells the truth.
import { batchAll, type Db, jsonRows } from '../../db/client'
import { toBase64url } from '../../shared/bytes'
import { dayOf, slotOf, startOfDay } from '../../shared/clock'
import { sha256 } from '../../shared/crypto'
import type { Rulebook } from '../rulebook'
import { PURGED } from './values'

type Old = { place_id: number; day: number; key: string }

const BATCH_ROWS = 1_000

// Places are few and visits are clustered by place and day: one seek a place, never a scan of visits.
const OLD = `SELECT v.place_id, v.day, v.key FROM places p CROSS JOIN visits v ON v.place_id = p.id AND v.day <= ?1
  WHERE p.id >= ?2 ORDER BY p.id LIMIT ${BATCH_ROWS}`

const REMOVE = `DELETE FROM visits WHERE (place_id, day, key) IN (SELECT value->>0, value->>1, value->>2 FROM json_each(?))`

const PUBLISH = `INSERT INTO deletions (what, through_day, count, hash, started_at) VALUES ('visits', ?1, ?2, ?3, ?4)
  ON CONFLICT DO UPDATE SET count = count + excluded.count, hash = excluded.hash`

const newest = (
  db: Db,
): Promise<{ throughDay: number; hash: string; doneAt: number | null } | null> =>
  db.$client
    .prepare(
      "SELECT through_day AS throughDay, hash, done_at AS doneAt FROM deletions WHERE what = 'visits' ORDER BY through_day DESC LIMIT 1",
    )
    .first()

/** Purges what is due; nothing when the day's purge is done. Answers how many visits went. */
export async function purgeVisits(db: Db, book: Rulebook, now: number): Promise<number> {
  const throughDay = dayOf(now) - book.visits.retentionDays
  const last = await newest(db)
  if (last && last.throughDay >= throughDay && last.doneAt !== null) return 0
  let hash = last?.hash ?? ''
  let removed = 0
  let from = 0
  for (;;) {
    const { results } = await db.$client.prepare(OLD).bind(throughDay, from).all<Old>()
    hash = await chained(hash, results)
    await batchAll(db, [
      db.$client
        .prepare(REMOVE)
        .bind(jsonRows(results.map((row) => [row.place_id, row.day, row.key]))),
      db.$client.prepare(PUBLISH).bind(throughDay, results.length, hash, now),
    ])
    removed += results.length
    if (results.length < BATCH_ROWS) break
    from = results.at(-1)?.place_id ?? from
  }
  await finish(db, throughDay, now)
  return removed
}

const chained = async (before: string, rows: Old[]): Promise<string> =>
  toBase64url(
    await sha256(
      [before, ...rows.map((row) => `${row.place_id}/${row.day}/${row.key}`)].join('\n'),
    ),
  )

/** Slots tell who is inside today; older ones say nothing that the day's counts do not. */
async function finish(db: Db, throughDay: number, now: number): Promise<void> {
  await batchAll(db, [
    db.$client
      .prepare(
        `DELETE FROM place_slots WHERE (place_id, slot) IN (SELECT s.place_id, s.slot FROM places p
         CROSS JOIN place_slots s ON s.place_id = p.id AND s.slot < ?)`,
      )
      .bind(slotOf(startOfDay(throughDay + 1))),
    db.$client
      .prepare("UPDATE deletions SET done_at = ? WHERE what = 'visits' AND through_day = ?")
      .bind(now, throughDay),
  ])
}

export interface Deletion {
  what: (typeof PURGED)[number]
  throughDay: number
  count: number
  hash: string
  startedAt: number
  doneAt: number | null
}

const LISTED = 60

/** One kind's newest purges; each kind is read over the key, so that none is sorted in the database. */
export const deletionsStatement = (db: Db, what: Deletion['what']): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT what, through_day AS throughDay, count, hash, started_at AS startedAt, done_at AS doneAt
       FROM deletions WHERE what = ? ORDER BY through_day DESC LIMIT ${LISTED}`,
    )
    .bind(what)

/** The newest purges of every kind, for `/deletions`. */
export async function listDeletions(db: Db): Promise<Deletion[]> {
  const kinds = await batchAll(
    db,
    PURGED.map((what) => deletionsStatement(db, what)),
  )
  return kinds
    .flatMap(({ results }) => results as Deletion[])
    .sort((a, b) => b.throughDay - a.throughDay)
    .slice(0, LISTED)
}
