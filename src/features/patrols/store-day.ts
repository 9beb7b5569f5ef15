// Everything patrols ask of a day, in one round trip however many places there are.
import type { Db } from '../../db/client'
import { watchedAtPlaces } from '../../db/works-from-store'
import type { PatrolLevel, PatrolTarget } from '../../shared/patrol'
import type { DoorFacts } from '../places/rules'
import type { PatrolRound, ResidentShift } from './tables'

/** A place as patrols list it. */
export interface DayPlace extends DoorFacts {
  id: number
  code: string
  name: string
  trade: string
  address: string
  areaId: number
  areaPath: string
  area: string
  areaEn: string
  /** Rooms of its isolation area; null: none. */
  isolationRooms: number | null
  /** 1: on the list of places that may not open, by itself. */
  listed: number
  /** People under observation there. */
  watched: number
}

export type DayRound = Pick<
  PatrolRound,
  'id' | 'placeId' | 'level' | 'at' | 'receivedAt' | 'by' | 'proof' | 'review' | 'problems'
> & { target: PatrolTarget }

export interface DayOrder {
  id: number
  placeId: number
  state: 'open' | 'answered'
  dueAt: number
}

export type DayShift = Pick<ResidentShift, 'id' | 'placeId' | 'accountId' | 'startedAt' | 'endedAt'>

export interface DayTeam {
  id: number
  kind: string
  name: string
  areaPath: string
}

export interface DayAsked {
  /** As of `rangesOf`: only places they cover. None may lie in another. */
  ranges: string
  /** Null: both. */
  level: PatrolLevel | null
  /** The Shanghai day. */
  day: number
}

/** A town has a few hundred places that are patrolled; a county runs one Worker a town. */
const MOST = 5000

// Each range is walked over an index that begins with the area, so a village reads its own rows only.
const OVER = (table: string, alias: string, first = ''): string => {
  const path = `${alias.slice(0, 1)}.area_path`
  return `json_each(?1) s CROSS JOIN ${table} ${alias} ON ${first}${path} >= s.value ->> 0 AND ${path} < s.value ->> 1`
}

const PLACES = `SELECT p.id, p.code, p.kind, p.name, p.trade, p.address, p.area_id AS areaId, p.area_path AS areaPath,
    p.status, p.stage, p.opens_at AS opensAt, p.closes_at AS closesAt, p.rest_day AS restDay,
    p.paused_from AS pausedFrom, p.paused_until AS pausedUntil, p.isolation_rooms AS isolationRooms
  FROM ${OVER('places', 'p')} WHERE p.status <> 'closed' LIMIT ${MOST}`

const AREAS = 'SELECT id, name, name_en AS nameEn FROM areas LIMIT 1000'

const LISTED = `SELECT l.place_id AS placeId FROM listed_places l WHERE l.ended_at IS NULL
  AND l.from_day <= ?1 AND (l.to_day IS NULL OR l.to_day >= ?1) LIMIT ${MOST}`

const WATCHED = `${watchedAtPlaces('?1')} LIMIT ${MOST}`

const ROUNDS = `SELECT r.id, r.place_id AS placeId, r.level, r.target, r.at, r.received_at AS receivedAt, r.by, r.proof,
    r.review, r.problems
  FROM ${OVER('patrol_rounds', 'r', 'r.day = ?2 AND ')} WHERE (?3 IS NULL OR r.level = ?3) LIMIT ${MOST * 4}`

const ORDERS = ['open', 'answered']
  .map(
    (state) => `SELECT o.id, o.place_id AS placeId, o.state, o.due_at AS dueAt
      FROM ${OVER('orders', 'o', `o.state = '${state}' AND `)}`,
  )
  .join(' UNION ALL ')

// By site and not by area: a shift that began before the day may reach into it, but nobody stays for more
// than a few days, and those of the months before are not read.
const SHIFTS = `SELECT h.id, h.place_id AS placeId, h.account_id AS accountId, h.started_at AS startedAt, h.ended_at AS endedAt
  FROM ${OVER('places', 'p INDEXED BY places_by_kind')} CROSS JOIN resident_shifts h ON h.place_id = p.id
    AND h.started_at >= ?2 AND h.started_at < ?3
  WHERE p.status IN ('open', 'known', 'applied', 'accepted', 'suspended') AND p.kind = 'site' LIMIT ${MOST}`

const TEAMS = `SELECT t.id, t.kind, t.name, t.area_path AS areaPath FROM teams t
  WHERE t.dissolved_at IS NULL ORDER BY t.id LIMIT 300`

export interface DayRows {
  places: DayPlace[]
  rounds: DayRound[]
  orders: DayOrder[]
  shifts: DayShift[]
  teams: DayTeam[]
}

export interface Spans {
  /** Shifts are read from here … */
  shiftsFrom: number
  /** … to here, in epoch milliseconds. */
  shiftsTo: number
}

type StoredPlace = Omit<DayPlace, 'area' | 'areaEn' | 'listed' | 'watched'>

/** Places with what is kept elsewhere about them; each list read once, whatever the number of places. */
export interface PlaceRows {
  places: StoredPlace[]
  areas: { id: number; name: string; nameEn: string }[]
  listed: { placeId: number }[]
  watched: { placeId: number; watched: number }[]
}

/** `places` and `areas`. */
export const placeStatements = (db: Db, ranges: string): D1PreparedStatement[] => [
  db.$client.prepare(PLACES).bind(ranges),
  db.$client.prepare(AREAS),
]

/** `listed` and `watched` on a day. */
export const stateStatements = (db: Db, day: number): D1PreparedStatement[] =>
  [LISTED, WATCHED].map((sql) => db.$client.prepare(sql).bind(day))

export const teamsStatement = (db: Db): D1PreparedStatement => db.$client.prepare(TEAMS)

/** In walking order: by area, then as they were entered. */
export function dayPlaces({ places, areas, listed, watched }: PlaceRows): DayPlace[] {
  const areaOf = new Map(areas.map((area) => [area.id, area]))
  const barred = new Set(listed.map(({ placeId }) => placeId))
  const people = new Map(watched.map((each) => [each.placeId, each.watched]))
  return places
    .map((place) => ({
      ...place,
      area: areaOf.get(place.areaId)?.name ?? '',
      areaEn: areaOf.get(place.areaId)?.nameEn ?? '',
      listed: barred.has(place.id) ? 1 : 0,
      watched: people.get(place.id) ?? 0,
    }))
    .sort((a, b) => (a.areaPath < b.areaPath ? -1 : a.areaPath > b.areaPath ? 1 : a.id - b.id))
}

/** The statements behind a day, in the order `readDayRows` takes them; tests read their plans. */
export const dayStatements = (
  db: Db,
  { ranges, level, day }: DayAsked,
  { shiftsFrom, shiftsTo }: Spans,
): D1PreparedStatement[] => [
  ...placeStatements(db, ranges),
  ...stateStatements(db, day),
  db.$client.prepare(ROUNDS).bind(ranges, day, level),
  db.$client.prepare(ORDERS).bind(ranges),
  db.$client.prepare(SHIFTS).bind(ranges, shiftsFrom, shiftsTo),
  teamsStatement(db),
]

export async function readDayRows(db: Db, asked: DayAsked, spans: Spans): Promise<DayRows> {
  const results = await db.$client.batch<never>(dayStatements(db, asked, spans))
  const [places = [], areas = [], listed = [], watched = [], ...rest] = results.map(
    (each) => each.results,
  )
  const [rounds = [], orders = [], shifts = [], teams = []] = rest
  const made: DayRound[] = rounds
  const stays: DayShift[] = shifts
  return {
    places: dayPlaces({ places, areas, listed, watched }),
    rounds: made.sort((a, b) => a.at - b.at || a.id - b.id),
    orders,
    shifts: stays.sort((a, b) => a.startedAt - b.startedAt),
    teams,
  }
}
