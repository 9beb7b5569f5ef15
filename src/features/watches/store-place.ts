// Watches as a place sees them: those that began there, and those of people who work there now.
import type { Db } from '../../db/client'
import { LISTED, type ListedWatch, OF, UNTOLD } from './store-read'

/** SQL: the worker of a watch `w` works at the place ?1 now. */
const WORKS_HERE = `EXISTS (SELECT 1 FROM employments e
  WHERE e.place_id = ?1 AND e.worker_id = w.worker_id AND e.left_on IS NULL)`

const ENDED_ROWS = 10

// Those of the place, and those of the few who work there and are kept from it.
const RUNNING = `SELECT w.id FROM watches w INDEXED BY watches_here WHERE w.place_id = ?1 AND w.ended_at IS NULL
  UNION SELECT o.id FROM employments e INDEXED BY employments_away CROSS JOIN watches o INDEXED BY watches_running
    ON o.worker_id = e.worker_id AND o.ended_at IS NULL
  WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.works_from IS NOT NULL`

const ENDED = `watches w INDEXED BY watches_place ${OF.replaceAll('JOIN', 'CROSS JOIN')}
  WHERE w.place_id = ?1 AND w.id < ?4 AND w.ended_at IS NOT NULL ORDER BY w.id DESC LIMIT ${ENDED_ROWS + 1}`

const HERE = `(${RUNNING}) here CROSS JOIN watches w ON w.id = here.id ${OF}`

export interface PlaceWatches {
  /** By their last day. */
  running: ListedWatch[]
  /** The newest first. */
  ended: ListedWatch[]
  /** After which of the ended ones the next page begins; null: nothing follows. */
  next: number | null
}

/** Of a place: on the first page who is under observation, on each some of those who were. */
export async function watchesOfPlace(
  db: Db,
  placeId: number,
  { through, after }: { through: { am: number; pm: number }; after: number | null },
): Promise<PlaceWatches> {
  const listed = (from: string, ...values: number[]) =>
    db.$client
      .prepare(`${LISTED('?2', '?3')} FROM ${from}`)
      .bind(placeId, through.am, through.pm, ...values)
  const [past, now] = await db.$client.batch<ListedWatch>([
    listed(ENDED, after ?? Number.MAX_SAFE_INTEGER),
    ...(after === null ? [listed(HERE)] : []),
  ])
  const found = past?.results ?? []
  const ended = found.slice(0, ENDED_ROWS)
  return {
    running: (now?.results ?? []).sort((a, b) => a.lastDay - b.lastDay || a.id - b.id),
    ended,
    next: found.length > ENDED_ROWS ? (ended.at(-1)?.id ?? null) : null,
  }
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
