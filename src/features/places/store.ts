// Places and areas: look-ups and the list, each over an index.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import type { SearchFrom } from '../../shared/search-from'
import { auditIfChanged } from '../audit'
import { foldName, pathEnd } from './rules'
import { searchNamed } from './store-named'
import type { Area, Place, PlaceKind, ReachedStage } from './tables'

type Row = Record<string, unknown>

/** A row of `SELECT p.*` in the shape of the table. */
export const placeFromRow = (row: Row): Place =>
  ({
    id: row.id,
    code: row.code,
    kind: row.kind,
    name: row.name,
    nameFolded: row.name_folded,
    trade: row.trade,
    address: row.address,
    areaId: row.area_id,
    areaPath: row.area_path,
    parentId: row.parent_id,
    entrances: JSON.parse(String(row.entrances)),
    status: row.status,
    statusReason: row.status_reason,
    statusCause: row.status_cause,
    stage: row.stage,
    returnedOn: row.returned_on,
    workingOn: row.working_on,
    openedOn: row.opened_on,
    acceptanceNumber: row.acceptance_number,
    inspectionDueOn: row.inspection_due_on,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    capacity: row.capacity,
    isolationRooms: row.isolation_rooms,
    isolationBeds: row.isolation_beds,
    contractor: row.contractor,
    restDay: row.rest_day,
    pausedFrom: row.paused_from,
    pausedUntil: row.paused_until,
    liaisonId: row.liaison_id,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    contactPhoneIndex: row.contact_phone_index,
    version: row.version,
    createdAt: row.created_at,
  }) as Place

/** The place of a well-formed code, or null. */
export async function placeByCode(db: Db, code: string): Promise<Place | null> {
  const row = await db.$client
    .prepare('SELECT * FROM places WHERE code = ?')
    .bind(code)
    .first<Row>()
  return row ? placeFromRow(row) : null
}

/** The place of an id, or null. */
export async function placeById(db: Db, id: number): Promise<Place | null> {
  const row = await db.$client.prepare('SELECT * FROM places WHERE id = ?').bind(id).first<Row>()
  return row ? placeFromRow(row) : null
}

/** One line of a list of places. */
export interface ListedPlace {
  id: number
  code: string
  kind: PlaceKind
  name: string
  trade: string
  address: string
  stage: string | null
  areaPath: string
  area: string
  areaEn: string
}

export interface PlaceFilter {
  /** Part of a name, as typed; empty for all. */
  q: string
  /** A subtree of areas, e.g. `/1/3/`. */
  areaPath: string
  kind: PlaceKind | null
  /** Of sites only; null: whatever their stage. */
  stage: ReachedStage | null
  /** Keyset: the last row of the page before. */
  after: { areaPath: string; id: number } | null
  /** Where a search goes on. */
  from: SearchFrom | null
}

export const PAGE_ROWS = 20
/** Places a page of a search looks at; some are not open. */
const SEARCHED = 30

const LISTED = `SELECT p.id, p.code, p.kind, p.name, p.trade, p.address, p.stage, p.area_path AS areaPath,
  a.name AS area, a.name_en AS areaEn`

// Literals, not parameters: only then does SQLite take the partial index.
const REACHED = {
  returned: { index: 'places_returned', only: "AND p.stage IN ('returned', 'working')" },
  working: { index: 'places_working', only: "AND p.stage = 'working'" },
} as const

/** The statement behind a page of open places, one row more than shown; tests read its plan. */
export function listStatement(db: Db, filter: Omit<PlaceFilter, 'from'>): D1PreparedStatement {
  const { areaPath, kind, after } = filter
  const reached = filter.stage && REACHED[filter.stage]
  const from = after?.areaPath ?? areaPath
  const bound: (string | number)[] = [from, pathEnd(areaPath), from, after?.id ?? 0]
  const walk = 'p.area_path >= ? AND p.area_path < ? AND (p.area_path, p.id) > (?, ?)'
  const ofKind = kind ? 'AND p.kind = ?' : ''
  if (kind) bound.push(kind)
  const index = reached?.index ?? (kind ? 'places_by_kind' : 'places_by_status')
  return db.$client
    .prepare(
      `${LISTED} FROM places p INDEXED BY ${index} JOIN areas a ON a.id = p.area_id
       WHERE p.status = 'open' ${reached?.only ?? ''} ${ofKind} AND ${walk} ORDER BY p.area_path, p.id LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(...(kind ? [kind, ...bound.slice(0, 4)] : bound))
}

/** Open places among these (JSON of ids) whose names hold what was typed; tests read its plan. */
export const searchStatement = (
  db: Db,
  { kind, stage }: Pick<PlaceFilter, 'kind' | 'stage'>,
  ids: string,
  folded: string,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `${LISTED} FROM json_each(?1) g CROSS JOIN places p ON p.id = g.value CROSS JOIN areas a ON a.id = p.area_id
       WHERE p.status = 'open' ${stage ? REACHED[stage].only : ''} AND (?2 IS NULL OR p.kind = ?2) AND instr(p.name_folded, ?3) > 0
       LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(ids, kind, folded)

interface PlacePage {
  places: ListedPlace[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
}

/** A page of open places, and whether more follow. */
export async function listPlaces(db: Db, filter: PlaceFilter): Promise<PlacePage> {
  if (foldName(filter.q)) {
    const { rows, next } = await searchNamed<ListedPlace>(
      db,
      { ...filter, most: SEARCHED },
      {
        rows: PAGE_ROWS,
        statement: (ids, _, folded) => searchStatement(db, filter, ids, folded),
        keyOf: ({ id }) => [id + 1, 0],
      },
    )
    return { places: rows, more: false, next }
  }
  const { results } = await listStatement(db, filter).all<ListedPlace>()
  return { places: results.slice(0, PAGE_ROWS), more: results.length > PAGE_ROWS, next: null }
}

/** The whole tree of areas, in walking order: nearly every page asks for it, so it is one row. */
export async function listAreas(db: Db): Promise<Area[]> {
  const tree = await db.$client
    .prepare('SELECT areas FROM area_trees WHERE id = 1')
    .first<{ areas: string }>()
  return tree ? JSON.parse(tree.areas) : []
}

export interface OpenCounts {
  shops: number
  enterprises: number
  sites: number
}

/** Kept counts: open shops, resumed enterprises, working sites. */
export async function openCounts(db: Db): Promise<OpenCounts> {
  const open = (which: string): string =>
    `(SELECT ifnull(sum(count), 0) FROM place_counts WHERE ${which})`
  const row = await db.$client
    .prepare(
      `SELECT ${open("kind = 'shop' AND status = 'open'")} AS shops,
         ${open("kind = 'enterprise' AND status = 'open'")} AS enterprises,
         ${open("kind = 'site' AND status = 'open' AND stage = 'working'")} AS sites`,
    )
    .first<OpenCounts>()
  return row ?? { shops: 0, enterprises: 0, sites: 0 }
}

/** 今天休息, or taking it back with null. False when it stands so already. */
export async function setRestDay(
  db: Db,
  place: Pick<Place, 'id'>,
  day: number | null,
  audit: { at: number; actor: Actor },
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        'UPDATE places SET rest_day = ?1, version = version + 1 WHERE id = ?2 AND rest_day IS NOT ?1',
      )
      .bind(day, place.id),
    auditIfChanged(db, {
      ...audit,
      act: day === null ? 'places.work_today' : 'places.rest_today',
      subject: `places:${place.id}`,
    }),
  ])
  return wrote(changed)
}

/**
 * 停产, 暂停营业: sets the days a place stands still, directly after a statement that changed one row;
 * who and why stand in that statement's room.
 */
export const pauseIfChanged = (
  db: Db,
  placeId: number,
  { from, until }: { from: number; until: number | null },
): D1PreparedStatement =>
  db.$client
    .prepare(
      'UPDATE places SET paused_from = ?1, paused_until = ?2, version = version + 1 WHERE id = ?3 AND changes() = 1',
    )
    .bind(from, until, placeId)
