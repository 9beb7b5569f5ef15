// Watches as a place sees them: those that began there, and those of people who work there now.
import type { Db } from '../../db/client'
import { LISTED, type ListedWatch, OF, UNTOLD } from './store-read'

/** SQL: the worker of a watch `w` works at the place ?1 now. */
const WORKS_HERE = `EXISTS (SELECT 1 FROM employments e
  WHERE e.place_id = ?1 AND e.worker_id = w.worker_id AND e.left_on IS NULL)`

const PLACE_ROWS = 50

// Those of the place, and those of the few who work there and are kept from it.
const RUNNING = `SELECT w.id FROM watches w INDEXED BY watches_place WHERE w.place_id = ?1 AND w.ended_at IS NULL
  UNION SELECT o.id FROM employments e INDEXED BY employments_away CROSS JOIN watches o INDEXED BY watches_running
    ON o.worker_id = e.worker_id AND o.ended_at IS NULL
  WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.works_from IS NOT NULL`

const HERE = `${RUNNING}
  UNION SELECT n.id FROM (SELECT id FROM watches INDEXED BY watches_place WHERE place_id = ?1 ORDER BY id DESC LIMIT ${PLACE_ROWS}) n`

/** The running ones by their last day, then the newest that ended. */
export async function watchesOfPlace(
  db: Db,
  placeId: number,
  through: { am: number; pm: number },
): Promise<ListedWatch[]> {
  const { results } = await db.$client
    .prepare(
      `${LISTED('?2', '?3')} FROM (${HERE}) here CROSS JOIN watches w ON w.id = here.id ${OF}
       ORDER BY w.ended_at IS NOT NULL, iif(w.ended_at IS NULL, w.last_day, -w.ended_on), w.id LIMIT ${PLACE_ROWS}`,
    )
    .bind(placeId, through.am, through.pm)
    .all<ListedWatch>()
  return results
}

export interface OwedWatches {
  people: number
  /** Readings of today that are not there yet; the evening's from noon on. */
  am: number
  pm: number
  /** The last day is today or past. */
  closing: number
  /** A fever or symptoms nobody was told of. */
  untold: number
}

const missing = (
  shift: 'am' | 'pm',
): string => `(w.${shift}_from <= ?2 AND NOT EXISTS (SELECT 1 FROM watch_readings r
  WHERE r.watch_id = w.id AND r.day = ?2 AND r.shift = '${shift}'))`

/**
 * What a place owes its people under observation today: in its own isolation area, and at home those who
 * work there now, wherever their watch began. Tests read the plan.
 */
export const owedStatement = (
  db: Db,
  placeId: number,
  { today, evening }: { today: number; evening: boolean },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT count(*) AS people, ifnull(sum(${missing('am')}), 0) AS am,
         ifnull(sum(?3 AND ${missing('pm')}), 0) AS pm, ifnull(sum(w.last_day <= ?2), 0) AS closing,
         ifnull(sum(${UNTOLD}), 0) AS untold
       FROM (${RUNNING}) here CROSS JOIN watches w ON w.id = here.id
       WHERE iif(w.kept = 'place', w.place_id = ?1, ${WORKS_HERE})`,
    )
    .bind(placeId, today, evening ? 1 : 0)

export const owedWatches = (
  db: Db,
  placeId: number,
  when: { today: number; evening: boolean },
): Promise<OwedWatches | null> => owedStatement(db, placeId, when).first<OwedWatches>()
