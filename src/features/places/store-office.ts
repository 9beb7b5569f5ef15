// Places as the office looks them up: the list of every status, one place's papers, whom to call,
// and the officer who looks after it.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import type { SearchFrom } from '../../shared/search-from'
import type { ApplicationState } from '../applications/tables'
import { auditAlways, auditIfAny, auditIfChanged } from '../audit'
import type { CaseState, InspectionState } from '../inspections/tables'
import { foldName, pathEnd } from './rules'
import { searchNamed } from './store-named'
import type { PlaceKind, PlaceStatus } from './tables'

export interface OfficePlace {
  id: number
  code: string
  kind: PlaceKind
  name: string
  trade: string
  address: string
  status: PlaceStatus
  statusReason: string | null
  liaisonId: number | null
  areaPath: string
  area: string
  areaEn: string
}

interface OfficeFilter {
  q: string
  /** A subtree of areas. */
  areaPath: string
  /** Null only while searching. */
  status: PlaceStatus | null
  kind: PlaceKind | null
  trade: string | null
  after: { areaPath: string; id: number } | null
  /** Where a search goes on. */
  from: SearchFrom | null
}

const ROWS = 20
/** The counts on the tabs are read as well. */
const SEARCHED = 16

const LISTED = `SELECT p.id, p.code, p.kind, p.name, p.trade, p.address, p.status, p.status_reason AS statusReason,
  p.liaison_id AS liaisonId, p.area_path AS areaPath, a.name AS area, a.name_en AS areaEn`

/** The statement behind a page of the list, one row more than shown; tests read its plan. */
export function officeListStatement(
  db: Db,
  filter: Omit<OfficeFilter, 'from'>,
): D1PreparedStatement {
  const { areaPath, kind, trade, after } = filter
  const { sql, values } = narrowing(filter)
  const from = after?.areaPath ?? areaPath
  const index = trade ? 'places_by_trade' : kind ? 'places_by_kind' : 'places_by_status'
  return db.$client
    .prepare(
      `${LISTED} FROM places p INDEXED BY ${index} JOIN areas a ON a.id = p.area_id
       WHERE p.area_path >= ? AND p.area_path < ? AND (p.area_path, p.id) > (?, ?) ${sql}
       ORDER BY p.area_path, p.id LIMIT ${ROWS + 1}`,
    )
    .bind(from, pathEnd(areaPath), from, after?.id ?? 0, ...values)
}

type Narrowing = Pick<OfficeFilter, 'status' | 'kind' | 'trade'>

function narrowing({ status, kind, trade }: Narrowing) {
  const equal = Object.entries({ status, kind, trade }).flatMap(([column, value]) =>
    value === null ? [] : [[`AND p.${column} = ?`, value] as const],
  )
  return { sql: equal.map(([sql]) => sql).join(' '), values: equal.map(([, value]) => value) }
}

/** Those of these places (JSON of ids) whose names hold what was typed; tests read its plan. */
export function officeSearchStatement(
  db: Db,
  filter: Narrowing,
  ids: string,
  folded: string,
): D1PreparedStatement {
  const { sql, values } = narrowing(filter)
  return db.$client
    .prepare(
      `${LISTED} FROM json_each(?) g CROSS JOIN places p ON p.id = g.value CROSS JOIN areas a ON a.id = p.area_id
       WHERE instr(p.name_folded, ?) > 0 ${sql}`,
    )
    .bind(ids, folded, ...values)
}

interface OfficePlacePage {
  places: OfficePlace[]
  more: boolean
  /** Where a search goes on. */
  next: SearchFrom | null
}

export async function listOfficePlaces(db: Db, filter: OfficeFilter): Promise<OfficePlacePage> {
  if (foldName(filter.q)) {
    const { rows, next } = await searchNamed<OfficePlace>(
      db,
      { ...filter, most: SEARCHED },
      {
        rows: ROWS,
        statement: (ids, _, folded) => officeSearchStatement(db, filter, ids, folded),
        keyOf: ({ id }) => [id + 1, 0],
      },
    )
    return { places: rows, more: false, next }
  }
  const { results } = await officeListStatement(db, filter).all<OfficePlace>()
  return { places: results.slice(0, ROWS), more: results.length > ROWS, next: null }
}

/** Kept counts of the whole town by status; of one kind, or of all. */
export async function statusCounts(
  db: Db,
  kind: PlaceKind | null,
): Promise<Partial<Record<PlaceStatus, number>>> {
  const { results } = await db.$client
    .prepare(
      'SELECT status, sum(count) AS count FROM place_counts WHERE ?1 IS NULL OR kind = ?1 GROUP BY status',
    )
    .bind(kind)
    .all<{ status: PlaceStatus; count: number }>()
  return Object.fromEntries(results.map(({ status, count }) => [status, count]))
}

export interface PlacePapers {
  applications: { number: string; state: ApplicationState; at: number }[]
  inspections: { id: number; state: InspectionState; day: number }[]
  cases: { id: number; state: CaseState; at: number }[]
}

/** The newest applications, inspections and cases of a place; each opens in its own room. */
export async function papersOf(db: Db, placeId: number): Promise<PlacePapers> {
  const newest = (sql: string) =>
    db.$client.prepare(`${sql} WHERE place_id = ? ORDER BY id DESC LIMIT 3`).bind(placeId)
  const [applications, inspections, cases] = await db.$client.batch<never>([
    newest(
      'SELECT number, state, ifnull(submitted_at, created_at) AS at FROM applications INDEXED BY applications_place',
    ),
    newest('SELECT id, state, on_day AS day FROM inspections INDEXED BY inspections_place'),
    newest('SELECT id, state, at FROM cases INDEXED BY cases_place'),
  ])
  return {
    applications: applications?.results ?? [],
    inspections: inspections?.results ?? [],
    cases: cases?.results ?? [],
  }
}

export interface SealedPerson {
  id: number
  name: string
  phone: string | null
}

/** Who keeps a place, the first one first. */
export async function keepersOf(db: Db, placeId: number): Promise<SealedPerson[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT a.id, a.display_name AS name, a.phone FROM place_members m JOIN accounts a ON a.id = m.account_id
       WHERE m.place_id = ? AND m.role = 'keeper' AND m.revoked_at IS NULL ORDER BY m.since, a.id LIMIT 3`,
    )
    .bind(placeId)
    .all<SealedPerson>()
  return results
}

/** An officer calls: the row is written before the number is shown. */
export async function recordCall(
  db: Db,
  call: { placeId: number; to: string; purpose: string },
  actor: AccountActor,
  now: number,
): Promise<void> {
  const detail = { to: call.to, purpose: call.purpose }
  const subject = `places:${call.placeId}`
  await auditAlways(db, { at: now, actor, act: 'places.call', subject, detail }).run()
}

/** Accounts by id, names and numbers sealed. */
export async function accountsById(db: Db, ids: number[]): Promise<Map<number, SealedPerson>> {
  if (ids.length === 0) return new Map()
  const { results } = await db.$client
    .prepare(
      `SELECT a.id, a.display_name AS name, a.phone FROM json_each(?) j CROSS JOIN accounts a ON a.id = j.value`,
    )
    .bind(JSON.stringify([...new Set(ids)]))
    .all<SealedPerson>()
  return new Map(results.map((each) => [each.id, each]))
}

// An inspector of the district only reads, and only for a while.
const SERVING = `FROM roles r JOIN accounts a ON a.id = r.account_id
  WHERE a.kind = 'officer' AND a.disabled_at IS NULL AND r.role <> 'inspector' AND (r.until IS NULL OR r.until > ?)`

/** Whether an account is an officer who may look after a place. */
const SERVES = `EXISTS (SELECT 1 ${SERVING} AND a.id = ?)`

export interface LiaisonChange {
  liaisonId: number | null
  actor: AccountActor
  now: number
}

/**
 * Sets or takes away the officer who looks after a place. False when it is no longer the one the page
 * showed, or the account is no officer; setting the same one again changes nothing and is true.
 */
export async function setLiaison(
  db: Db,
  place: { id: number; was: number | null },
  { liaisonId, actor, now }: LiaisonChange,
): Promise<boolean> {
  if (liaisonId === place.was) return true
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE places SET liaison_id = ?, version = version + 1
         WHERE id = ? AND liaison_id IS ? AND (? IS NULL OR ${SERVES})`,
      )
      .bind(liaisonId, place.id, place.was, liaisonId, now, liaisonId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'places.liaison',
      subject: `places:${place.id}`,
      detail: { officer: liaisonId, before: place.was },
    }),
  ])
  if (wrote(changed)) return true
  const standing = await db.$client
    .prepare('SELECT liaison_id AS id FROM places WHERE id = ?')
    .bind(place.id)
    .first<{ id: number | null }>()
  return standing !== null && standing.id === liaisonId
}

/** The same for all places of an area, or for those without one; how many changed. */
export async function setLiaisons(
  db: Db,
  area: { id: number; path: string; onlyWithout: boolean },
  { liaisonId, actor, now }: LiaisonChange,
): Promise<number> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE places SET liaison_id = ?1, version = version + 1
         WHERE area_path >= ?2 AND area_path < ?3 AND status <> 'closed' AND liaison_id IS NOT ?1
           AND (?4 = 0 OR liaison_id IS NULL)
           AND EXISTS (SELECT 1 FROM roles r JOIN accounts a ON a.id = r.account_id WHERE a.id = ?1
             AND a.kind = 'officer' AND a.disabled_at IS NULL AND r.role <> 'inspector' AND (r.until IS NULL OR r.until > ?5))`,
      )
      .bind(liaisonId, area.path, pathEnd(area.path), area.onlyWithout ? 1 : 0, now),
    auditIfAny(db, {
      at: now,
      actor,
      act: 'places.liaisons',
      subject: `areas:${area.id}`,
      detail: { officer: liaisonId, only: area.onlyWithout ? 'without' : 'all' },
    }),
  ])
  return changed?.meta.changes ?? 0
}
