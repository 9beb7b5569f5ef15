// What the duties of every place of an area are judged by, in one round trip however many places there are.
import type { Db } from '../../db/client'
import { pathEnd } from '../places'
import type { DoorFacts } from '../places/rules'
import type { DayCounts } from './rules-done'
import { counters, countsFrom, type StoredCounters, withCounters } from './store-counts'

/** A place whose door may be open, with how far it is today. */
export interface TownPlace extends DoorFacts {
  id: number
  counts: DayCounts
}

type Row = Omit<TownPlace, 'counts'> & StoredCounters & { areaPath: string }

/** A place on the way through an area, in walking order. */
export interface WalkedPlace extends TownPlace {
  code: string
  name: string
  areaPath: string
}

const MOST = 5000

const PLACES = `json_each(?1) r CROSS JOIN places p INDEXED BY places_by_status ON p.status = 'open'
  AND p.area_path >= r.value ->> 0 AND p.area_path < r.value ->> 1`

// A page of places is read by their numbers.
const AMONG = "json_each(?1) n CROSS JOIN places p ON p.id = n.value AND p.status = 'open'"

const FACTS = `SELECT p.id, p.kind, p.status, p.stage, p.opens_at AS opensAt, p.closes_at AS closesAt, p.rest_day AS restDay,
    p.paused_from AS pausedFrom, p.paused_until AS pausedUntil, p.area_path AS areaPath, ${counters('p.id')}`

const open = (places: string): string =>
  `${FACTS} FROM ${places} ${withCounters('p.id')} LIMIT ${MOST}`

const WALKED = `${FACTS}, p.code, p.name FROM places p INDEXED BY places_by_status ${withCounters('p.id')}
  WHERE p.status = 'open' AND p.area_path >= ?1 AND p.area_path < ?3 AND (p.area_path, p.id) > (?4, ?5)
  ORDER BY p.area_path, p.id LIMIT ?6`

const withCounts = <T extends StoredCounters>(row: T) => {
  const { listed, signed, done, counted, am, pm, measured, apart, ...place } = row
  return {
    ...place,
    counts: countsFrom({ listed, signed, done, counted, am, pm, measured, apart }),
  }
}

/** The statement behind it; tests read its plan. */
export const townStatement = (
  db: Db,
  ranges: string,
  day: number,
  among: number[] | null = null,
): D1PreparedStatement =>
  db.$client.prepare(open(among ? AMONG : PLACES)).bind(among ? JSON.stringify(among) : ranges, day)

/** `ranges`: as of `rangesOf`, none inside another; `among`: only these places, null for all. */
export async function readTownPlaces(
  db: Db,
  ranges: string,
  day: number,
  among: number[] | null,
): Promise<TownPlace[]> {
  const { results } = await townStatement(db, ranges, day, among).all<Row>()
  const spans = JSON.parse(ranges) as [from: string, to: string][]
  const covered = ({ areaPath }: Row): boolean =>
    spans.some(([from, to]) => areaPath >= from && areaPath < to)
  return results
    .filter((row) => !among || covered(row))
    .map(({ areaPath: _, ...row }) => withCounts(row))
}

export interface Walk {
  areaPath: string
  after: Pick<WalkedPlace, 'areaPath' | 'id'> | null
  /** So many places. */
  limit: number
}

/** The statement behind it; tests read its plan. */
export const walkStatement = (
  db: Db,
  { areaPath, after, limit }: Walk,
  day: number,
): D1PreparedStatement =>
  db.$client
    .prepare(WALKED)
    .bind(areaPath, day, pathEnd(areaPath), after?.areaPath ?? '', after?.id ?? 0, limit)

/** Some open places of an area in walking order: four rows are read of each. */
export async function readWalk(db: Db, walk: Walk, day: number): Promise<WalkedPlace[]> {
  const { results } = await walkStatement(db, walk, day).all<
    Row & Pick<WalkedPlace, 'code' | 'name'>
  >()
  return results.map(withCounts)
}
