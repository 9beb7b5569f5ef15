// Lists and counts of watches for officers, over what triggers keep of them by area.
import { batchAll, type Db } from '../../db/client'
import { foldName } from '../places/rules'
import type { WatchView } from './form'
import { LISTED, type ListedWatch, OF, type Through } from './store-read'

export const PAGE_ROWS = 8

export interface WatchesAsked {
  view: WatchView
  /** None inside another. */
  areas: number[]
  /** Part of a place's name; empty for all. */
  q: string
  after: { day: number; id: number } | null
  today: number
  through: Through
}

/** SQL for whether the first gap of a post is due; what comes before a reading that is due is due. */
const GAP = (gap: string, am: string, pm: string): string =>
  `${gap} <= max(${am} * 2, ${pm} * 2 + 1)`

const SHOWS: Record<WatchView, [index: string, condition: string]> = {
  running: ['', ''],
  ending: ['', 'AND w.day <= ?6'],
  gaps: ['', `AND ${GAP('w.first_gap', '?7', '?8')}`],
  fever: ['INDEXED BY watch_posts_fever', 'AND w.untold = 1'],
  proposed: ['INDEXED BY watch_posts_proposed', 'AND w.proposed_by IS NOT NULL'],
  ended: ['', ''],
}

/**
 * A page of one area: the running ones by their last day, or the ended ones, the newest first. Tests read
 * its plan.
 */
export function watchesStatement(db: Db, area: number, asked: WatchesAsked): D1PreparedStatement {
  const { view, q, after, today, through } = asked
  const ended = view === 'ended'
  const [than, order] = ended ? ['<', 'DESC'] : ['>', 'ASC']
  const first = ended ? Number.MAX_SAFE_INTEGER : 0
  const [index, condition] = SHOWS[view]
  return db.$client
    .prepare(
      `${LISTED('?7', '?8')} FROM (SELECT w.watch_id FROM watch_posts w ${index}
         WHERE w.area_id = ?1 AND w.state = '${ended ? 'ended' : 'running'}' AND (w.day, w.watch_id) ${than} (?3, ?4)
           AND (?2 = '' OR instr(w.name_folded, ?2) > 0) ${condition}
         ORDER BY w.day ${order}, w.watch_id ${order} LIMIT ?5) page
       CROSS JOIN watches w ON w.id = page.watch_id ${OF.replaceAll('JOIN', 'CROSS JOIN')}`,
    )
    .bind(
      ...[area, foldName(q), after?.day ?? first, after?.id ?? first, PAGE_ROWS + 1],
      ...[today, through.am, through.pm],
    )
}

/** A page of some areas; a watch that two of them answer for stands in it once. */
export async function listWatches(
  db: Db,
  asked: WatchesAsked,
): Promise<{ rows: ListedWatch[]; more: boolean }> {
  if (asked.areas.length === 0) return { rows: [], more: false }
  const parts = await db.$client.batch<ListedWatch>(
    asked.areas.map((area) => watchesStatement(db, area, asked)),
  )
  const found = [
    ...new Map(parts.flatMap(({ results }) => results).map((row) => [row.id, row])).values(),
  ]
  const sign = asked.view === 'ended' ? -1 : 1
  const dayOf = ({ endedOn, lastDay }: ListedWatch): number => endedOn ?? lastDay
  found.sort((a, b) => sign * (dayOf(a) - dayOf(b) || a.id - b.id))
  return { rows: found.slice(0, PAGE_ROWS), more: found.length > PAGE_ROWS }
}

export interface WatchCounts {
  running: number
  /** The last day is today or past. */
  ending: number
  overdue: number
  gaps: number
  fever: number
  /** An early end somebody else proposed. */
  proposed: number
}

// Of several areas one watch may stand in two: its posts are counted, each watch once.
const POSTS = `SELECT count(*) AS running, ifnull(sum(w.day <= ?2), 0) AS ending, ifnull(sum(w.day < ?2), 0) AS overdue,
    ifnull(sum(${GAP('w.first_gap', '?3', '?4')}), 0) AS gaps, ifnull(sum(w.untold), 0) AS fever,
    ifnull(sum(w.proposed_by <> ?5), 0) AS proposed
  FROM (SELECT DISTINCT p.watch_id, p.day, p.first_gap, p.untold, p.proposed_by FROM json_each(?1) a
    CROSS JOIN watch_posts p ON p.area_id = a.value AND p.state = 'running') w`

const sumsOf = (what: string, at = ''): string =>
  `(SELECT ifnull(sum(n), 0) FROM watch_sums WHERE area_id = (SELECT value FROM json_each(?1)) AND what = '${what}' ${at})`

const SUMS = `SELECT ${sumsOf('running')} AS running, ${sumsOf('last', 'AND at <= ?2')} AS ending,
    ${sumsOf('last', 'AND at < ?2')} AS overdue, ${sumsOf('gap', `AND ${GAP('at', '?3', '?4')}`)} AS gaps,
    ${sumsOf('fever')} AS fever, ${sumsOf('proposed', 'AND at <> ?5')} AS proposed`

/** How many there are in these areas; `me` may not agree to an own proposal. */
export async function countWatches(
  db: Db,
  { areas, today, through }: Pick<WatchesAsked, 'areas' | 'today' | 'through'>,
  me: number,
): Promise<WatchCounts> {
  const [counted] = await batchAll(db, [
    db.$client
      .prepare(areas.length > 1 ? POSTS : SUMS)
      .bind(JSON.stringify(areas), today, through.am, through.pm, me),
  ])
  const [counts]: WatchCounts[] = (counted?.results ?? []) as WatchCounts[]
  return counts ?? { running: 0, ending: 0, overdue: 0, gaps: 0, fever: 0, proposed: 0 }
}
