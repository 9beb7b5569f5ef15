// The places an officer prints for, in walking order and within the officer's areas.
import { batchAll, type Db } from '../../db/client'
import type { PlaceKind } from '../places/tables'

const rowsOf = <T>(result: D1Result<unknown> | undefined): T[] => (result?.results ?? []) as T[]

/** Places in one document. */
export const PLACES_A_DOCUMENT = 60

export interface WalkedPlace {
  id: number
  code: string
  kind: PlaceKind
  name: string
  address: string
  areaPath: string
  entrances: string[]
  acceptanceNumber: number | null
  version: number
  /** Somebody is its keeper. */
  kept: boolean
}

export interface Walk {
  areaPath: string
  /** The end of the range of that area's paths. */
  areaEnd: string
  /** The subtrees the officer answers for. */
  scopes: string[]
  /** Only places that nobody keeps yet. */
  unclaimed: boolean
  /** Only the places of this import. */
  list: number | null
  after: { areaPath: string; id: number } | null
}

const KEPT = `EXISTS (SELECT 1 FROM place_members m WHERE m.place_id = p.id AND m.role = 'keeper' AND m.revoked_at IS NULL)`
const WALKED = `SELECT p.id, p.code, p.kind, p.name, p.address, p.area_path AS areaPath, p.entrances,
  p.acceptance_number AS acceptanceNumber, p.version, ${KEPT} AS kept`
const IN_SCOPE =
  'EXISTS (SELECT 1 FROM json_each(?3) j WHERE substr(p.area_path, 1, length(j.value)) = j.value)'

const IN_LIST =
  'p.id IN (SELECT r.place_id FROM import_rows r WHERE r.import_id = ?6 AND r.place_id IS NOT NULL)'

const walked = ({ unclaimed, list }: Pick<Walk, 'unclaimed' | 'list'>): string =>
  `FROM places p WHERE p.area_path >= ?1 AND p.area_path < ?2 AND p.status <> 'closed'
   AND ${IN_SCOPE}
   ${unclaimed ? `AND NOT ${KEPT}` : ''}
   ${list === null ? '' : `AND ${IN_LIST}`}`

/** A part of an area's places in walking order, one row more than a document holds. */
export const walkStatement = (db: Db, walk: Walk): D1PreparedStatement =>
  db.$client
    .prepare(
      `${WALKED}
       ${walked(walk)} AND (p.area_path, p.id) > (?4, ?5)
       ORDER BY p.area_path, p.id LIMIT ${PLACES_A_DOCUMENT + 1}`,
    )
    .bind(
      walk.areaPath,
      walk.areaEnd,
      JSON.stringify(walk.scopes),
      walk.after?.areaPath ?? '',
      walk.after?.id ?? 0,
      ...(walk.list === null ? [] : [walk.list]),
    )

type RawWalked = Omit<WalkedPlace, 'entrances' | 'kept'> & { entrances: string; kept: number }
const walkedFromRow = (row: RawWalked): WalkedPlace => ({
  ...row,
  entrances: JSON.parse(row.entrances),
  kept: row.kept === 1,
})

/** One place by its code, if it lies in the officer's areas. */
export async function placeInScope(
  db: Db,
  code: string,
  scopes: string[],
): Promise<WalkedPlace | null> {
  const row = await db.$client
    .prepare(`${WALKED} FROM places p WHERE p.code = ?1 AND p.status <> ?2 AND ${IN_SCOPE}`)
    .bind(code, 'closed', JSON.stringify(scopes))
    .first<RawWalked>()
  return row ? walkedFromRow(row) : null
}

/** The places of a document, whether more follow, and how many there are in all. */
export async function walkPlaces(
  db: Db,
  walk: Walk,
): Promise<{ places: WalkedPlace[]; more: boolean; total: number }> {
  const [part, count] = await batchAll(db, [
    walkStatement(db, walk),
    db.$client
      .prepare(`SELECT count(*) AS n ${walked(walk)} AND (p.area_path, p.id) > (?4, ?5)`)
      .bind(
        walk.areaPath,
        walk.areaEnd,
        JSON.stringify(walk.scopes),
        '',
        0,
        ...(walk.list === null ? [] : [walk.list]),
      ),
  ])
  const rows = rowsOf<RawWalked>(part)
  return {
    places: rows.slice(0, PLACES_A_DOCUMENT).map(walkedFromRow),
    more: rows.length > PLACES_A_DOCUMENT,
    total: rowsOf<{ n: number }>(count)[0]?.n ?? 0,
  }
}
