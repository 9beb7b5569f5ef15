// A search by a name that is sealed: a page opens so many, and the next one goes on where it ended.
import type { Db } from '../../db/client'
import { pathEnd } from '../places/rules'
import { JOINED, LISTED, type ListedArrival } from './store-arrivals'

/** Names opened for a page, and people shown on it. */
export const SEARCHED = 36
export const FOUND = 8

/** Where a search goes on, before this row; without a path among those no village looks after. */
export interface SealedFrom {
  path: string
  id: number
}

export interface SealedName extends SealedFrom {
  key: string
  name: string
  foundPath: string
}

const SEALED = `SELECT a.id, a.key, a.name, ifnull(a.area_path, '') AS path, a.found_area_path AS foundPath
  FROM arrivals a INDEXED BY arrivals_area`

/** Whom villages of a subtree look after, village by village, the newest first; tests read its plan. */
export const lookedAfterStatement = (
  db: Db,
  areaPath: string,
  from: SealedFrom | null,
): D1PreparedStatement =>
  db.$client
    .prepare(
      // The rest of a village, then the others: as one range it would be walked from the village's first.
      `SELECT * FROM (${SEALED} WHERE a.area_path = ?2 AND a.id < ?3 ORDER BY a.id DESC)
       UNION ALL SELECT * FROM (${SEALED} WHERE a.area_path >= ?1 AND a.area_path < ?2 ORDER BY a.area_path DESC, a.id DESC)
       LIMIT ${SEARCHED + 1}`,
    )
    .bind(areaPath, from?.path ?? pathEnd(areaPath), from?.id ?? 0)

/** Whom no village looks after yet, wherever found, the newest first; tests read its plan. */
export const nobodysStatement = (db: Db, before: number, limit: number): D1PreparedStatement =>
  db.$client
    .prepare(`${SEALED} WHERE a.area_path IS NULL AND a.id < ? ORDER BY a.id DESC LIMIT ?`)
    .bind(before, limit)

interface SealedPage {
  names: SealedName[]
  /** Null: everybody was looked at. */
  next: SealedFrom | null
}

const cut = (found: SealedName[], most: number): SealedPage => {
  const names = found.slice(0, most)
  const last = names.at(-1)
  return { names, next: found.length > most && last ? { path: last.path, id: last.id } : null }
}

/** The names a page opens: of those the villages of a subtree look after, then of those found in it. */
export async function sealedNames(
  db: Db,
  areaPath: string,
  from: SealedFrom | null,
): Promise<SealedPage> {
  const begin = { path: '', id: Number.MAX_SAFE_INTEGER }
  const first =
    from?.path === ''
      ? []
      : (await lookedAfterStatement(db, areaPath, from).all<SealedName>()).results
  const own = cut(first, SEARCHED)
  if (own.next) return own
  const rest = SEARCHED - own.names.length
  if (rest === 0) return { ...own, next: begin }
  const before = from?.path === '' ? from.id : begin.id
  const { results } = await nobodysStatement(db, before, rest + 1).all<SealedName>()
  const others = cut(results, rest)
  const found = others.names.filter(({ foundPath }) => foundPath.startsWith(areaPath))
  return { names: [...own.names, ...found], next: others.next }
}

/** People of the list by their ids, in this order. */
export async function arrivalsById(db: Db, ids: readonly number[]): Promise<ListedArrival[]> {
  if (ids.length === 0) return []
  const { results } = await db.$client
    .prepare(`${LISTED} FROM json_each(?) j CROSS JOIN arrivals a ON a.id = j.value ${JOINED}`)
    .bind(JSON.stringify(ids))
    .all<ListedArrival>()
  return results
}
