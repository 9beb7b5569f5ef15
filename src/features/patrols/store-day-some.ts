// The day of a few places, for a view of it that is brought up to date: what `store-day` reads of an area.
import type { Db } from '../../db/client'
import { watchedAt } from '../../db/works-from-store'
import { type DayPlace, type DayRows, type Spans, teamsStatement } from './store-day'

/** What a day's rounds found wrong at a place, and how much of it is right by now. */
export interface PlaceFound {
  placeId: number
  /** Of the place when the rounds were made. */
  areaPath: string
  found: number
  right: number
}

const EACH = 'FROM json_each(?1) j CROSS JOIN'

// People kept away matter at sites only, where somebody has to stay with them.
const PLACES = `SELECT p.id, p.code, p.kind, p.name, p.trade, p.address, p.area_id AS areaId, p.area_path AS areaPath,
    p.status, p.stage, p.opens_at AS opensAt, p.closes_at AS closesAt, p.rest_day AS restDay,
    p.paused_from AS pausedFrom, p.paused_until AS pausedUntil, p.isolation_rooms AS isolationRooms,
    ifnull(a.name, '') AS area, ifnull(a.name_en, '') AS areaEn,
    EXISTS (SELECT 1 FROM listed_places l WHERE l.place_id = p.id AND l.ended_at IS NULL AND l.from_day <= ?2
      AND (l.to_day IS NULL OR l.to_day >= ?2)) AS listed,
    CASE WHEN p.kind = 'site' THEN ${watchedAt('p.id', '?2')} ELSE 0 END AS watched
  ${EACH} places p ON p.id = j.value LEFT JOIN areas a ON a.id = p.area_id WHERE p.status <> 'closed'
  ORDER BY p.area_path, p.id`

const ROUNDS = `SELECT r.id, r.place_id AS placeId, r.level, r.target, r.at, r.received_at AS receivedAt, r.by, r.proof,
    r.review, r.problems
  ${EACH} patrol_rounds r INDEXED BY patrol_rounds_place ON r.place_id = j.value AND r.day = ?2 ORDER BY r.at, r.id`

const ORDERS = `SELECT o.id, o.place_id AS placeId, o.state, o.due_at AS dueAt
  ${EACH} orders o INDEXED BY orders_place ON o.place_id = j.value WHERE o.state IN ('open', 'answered')`

const SHIFTS = `SELECT h.id, h.place_id AS placeId, h.account_id AS accountId, h.started_at AS startedAt, h.ended_at AS endedAt
  ${EACH} places p ON p.id = j.value AND p.kind = 'site'
    CROSS JOIN resident_shifts h INDEXED BY resident_shifts_place ON h.place_id = p.id AND h.started_at >= ?2 AND h.started_at < ?3
  ORDER BY h.started_at`

const FOUND = `SELECT r.place_id AS placeId, r.area_path AS areaPath, count(*) AS found, ifnull(sum(f.fixed = 1 OR EXISTS (
    SELECT 1 FROM orders o INDEXED BY orders_place CROSS JOIN order_items i ON i.order_id = o.id AND i.item = f.item
    WHERE o.place_id = r.place_id AND o.state = 'closed' AND o.ended_at >= r.at)), 0) AS "right"`
const HELD = "r.problems > 0 AND r.review IS NOT 'refused' GROUP BY r.place_id, r.area_path"

const FOUND_SOME = `${FOUND} ${EACH} patrol_rounds r INDEXED BY patrol_rounds_place ON r.place_id = j.value AND r.day = ?2
  CROSS JOIN patrol_findings f ON f.round_id = r.id WHERE ${HELD}`

const FOUND_ALL = `${FOUND} FROM patrol_rounds r INDEXED BY patrol_rounds_day
  CROSS JOIN patrol_findings f ON f.round_id = r.id WHERE r.day = ?1 AND ${HELD}`

/** Of every place of the town. */
export async function foundOfDay(db: Db, day: number): Promise<PlaceFound[]> {
  const { results } = await db.$client.prepare(FOUND_ALL).bind(day).all<PlaceFound>()
  return results
}

/** In the order `readSomeRows` takes them; tests read their plans. */
export const someStatements = (
  db: Db,
  placeIds: readonly number[],
  { day, spans }: { day: number; spans: Spans },
): D1PreparedStatement[] => {
  const ids = JSON.stringify(placeIds)
  return [
    ...[PLACES, ROUNDS, FOUND_SOME].map((sql) => db.$client.prepare(sql).bind(ids, day)),
    db.$client.prepare(ORDERS).bind(ids),
    db.$client.prepare(SHIFTS).bind(ids, spans.shiftsFrom, spans.shiftsTo),
    teamsStatement(db),
  ]
}

/** Both levels of some places, in one round trip. */
export async function readSomeRows(
  db: Db,
  placeIds: readonly number[],
  asked: { day: number; spans: Spans },
): Promise<DayRows & { found: PlaceFound[] }> {
  const results = await db.$client.batch<never>(someStatements(db, placeIds, asked))
  const [places = [], rounds = [], found = [], orders = [], shifts = [], teams = []] = results.map(
    (each) => each.results,
  )
  const known: DayPlace[] = places
  return { places: known, rounds, found, orders, shifts, teams }
}
