// From which day somebody may work: the one place that says it, for every list, board and page.
import type { Db } from './client'

/**
 * SQL for the day number from which a worker may work; null: at once. `worker` and `today` are columns or
 * parameters. A watch keeps its worker away until it has been closed, also past its last day. Its end
 * settles what was declared before it; a pledge signed later keeps the signer away anew.
 */
export const worksFrom = (worker: string, today: string): string => `nullif(max(
  ifnull((SELECT max(g.works_from) FROM pledges g WHERE g.worker_id = ${worker} AND g.kind = 'personal'
    AND g.superseded_by IS NULL AND g.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM watches o
      WHERE o.worker_id = g.worker_id AND o.ended_at >= g.signed_at)), 0),
  ifnull((SELECT max(o.last_day, ${today}) + 1 FROM watches o
    WHERE o.worker_id = ${worker} AND o.ended_at IS NULL), 0)), 0)`

/** SQL for everybody of the town who may not work on a day, as `worker`: a few, read over their own indexes. */
export const awayWorkers = (
  today: string,
): string => `SELECT g.worker_id AS worker FROM pledges g INDEXED BY pledges_answers_due
  WHERE g.kind = 'personal' AND g.answers_purged_at IS NULL AND g.works_from > ${today} AND g.superseded_by IS NULL
    AND g.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM watches o
      WHERE o.worker_id = g.worker_id AND o.ended_at >= g.signed_at)
  UNION SELECT o.worker_id FROM watches o INDEXED BY watches_running WHERE o.ended_at IS NULL`

/** SQL for how many people are kept away on a day at one place, a column or parameter. */
export const watchedAt = (
  place: string,
  today: string,
): string => `(SELECT count(*) FROM employments e INDEXED BY employments_away
  WHERE e.place_id = ${place} AND e.left_on IS NULL AND e.works_from > ${today} AND e.confirmed_at IS NOT NULL)`

/** SQL for how many people are kept away at each place, as `placeId` and `watched`. */
export const watchedAtPlaces = (
  today: string,
): string => `SELECT e.place_id AS placeId, count(DISTINCT e.worker_id) AS watched
  FROM (${awayWorkers(today)}) away CROSS JOIN employments e ON e.worker_id = away.worker
  WHERE e.left_on IS NULL AND e.confirmed_at IS NOT NULL GROUP BY e.place_id`

/** From which day number one worker may work; null: at once. */
export async function worksFromOf(db: Db, workerId: number, today: number): Promise<number | null> {
  const row = await db.$client
    .prepare(`SELECT ${worksFrom('?1', '?2')} AS day`)
    .bind(workerId, today)
    .first<{ day: number | null }>()
  return row?.day ?? null
}
