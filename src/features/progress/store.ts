// Reads the kept numbers and keeps one set of them a day. Nothing is counted here but the few rows
// of kept counts.
import type { Db } from '../../db/client'
import { dayOf, minuteOfDay } from '../../shared/clock'
import type { PlaceKind } from '../places'
import {
  type AreaPosts,
  HISTORY_DAYS,
  NUMBERS,
  type Numbers,
  numbersFrom,
  SNAPSHOT_MINUTE,
  type Snapshot,
  type SnapshotRow,
  snapshotsFrom,
} from './rules'

const open = (name: string, which: string): string =>
  `SELECT '${name}' AS name, ifnull(sum(count), 0) AS value FROM place_counts WHERE ${which}`

const WORKERS = "FROM progress_counts WHERE name = 'workers'"

/** Name and value of the five numbers as they stand. */
const KEPT = [
  open('enterprises', "kind = 'enterprise' AND status = 'open'"),
  open('returned', "kind = 'site' AND status = 'open' AND stage IN ('returned', 'working')"),
  open('working', "kind = 'site' AND status = 'open' AND stage = 'working'"),
  open('shops', "kind = 'shop' AND status = 'open'"),
  `SELECT 'workers', ifnull(sum(value), 0) ${WORKERS}`,
].join(' UNION ALL ')

/** The numbers now, and those of the last days that were kept, the oldest first. */
export async function readProgress(
  db: Db,
  now: number,
  days = HISTORY_DAYS,
): Promise<{ numbers: Numbers; history: Snapshot[] }> {
  const [kept, stored] = await db.$client.batch<SnapshotRow>([
    db.$client.prepare(KEPT),
    db.$client
      .prepare(
        'SELECT day, name, value, at FROM progress_snapshots WHERE day > ? ORDER BY day DESC LIMIT ?',
      )
      .bind(dayOf(now) - HISTORY_DAYS - 1, days * NUMBERS.length),
  ])
  return {
    numbers: numbersFrom(kept?.results ?? []),
    history: snapshotsFrom(stored?.results ?? []),
  }
}

/** Keeps the day's numbers, once a day, at 17:00 in Shanghai or the first minute after it. */
export async function snapshotProgress(db: Db, now: number): Promise<void> {
  if (minuteOfDay(now) < SNAPSHOT_MINUTE) return
  await db.$client
    .prepare(
      `INSERT INTO progress_snapshots (day, name, value, at) SELECT ?1, name, value, ?2 FROM (${KEPT})
       WHERE NOT EXISTS (SELECT 1 FROM progress_snapshots WHERE day = ?1) ON CONFLICT DO NOTHING`,
    )
    .bind(dayOf(now), now)
    .run()
}

// `0` is the symbol after `/`: the range holds exactly the names that begin with `posts/`.
const POSTS = `SELECT name, value ${WORKERS}
  UNION ALL SELECT name, value FROM progress_counts WHERE name >= ? AND name < ?`

/**
 * Distinct workers, and the confirmed employments area by area; an area has three rows at most, one without
 * employments none.
 */
export async function readPosts(
  db: Db,
): Promise<{ workers: number; posts: Map<number, AreaPosts> }> {
  const { results } = await db.$client
    .prepare(POSTS)
    .bind('posts/', 'posts0')
    .all<{ name: string; value: number }>()
  const posts = new Map<number, AreaPosts>()
  const kinds: readonly string[] = ['shop', 'enterprise', 'site'] satisfies PlaceKind[]
  for (const { name, value } of results) {
    const [, area = '', kind = ''] = name.split('/')
    if (!kinds.includes(kind)) continue
    const known = posts.get(Number(area)) ?? { shop: 0, enterprise: 0, site: 0 }
    posts.set(Number(area), { ...known, [kind]: value })
  }
  return { workers: results.find(({ name }) => name === 'workers')?.value ?? 0, posts }
}
