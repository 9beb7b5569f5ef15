// Searches by the name or door code of a place: which places have it stands on sheets, a row for each piece of the name, and
// a page looks at so many of them. Where it ends the next one goes on, so nothing is lost however many there are.
import type { Db } from '../../db/client'
import { readPlaceCode } from '../../shared/place-code'
import type { SearchFrom } from '../../shared/search-from'
import { foldName } from './rules'
import { type GramSheet, liesIn, onEverySheet, searchedGrams } from './rules-named'

/** So many places a page looks at: each costs a row, and what it shows of them costs more. */
export const NAMED_WINDOW = 20

export interface NamedAsked {
  /** As typed. */
  q: string
  /** As of `rangesOf`; without: everywhere. */
  ranges?: string
  /** A subtree of areas. */
  areaPath?: string
  from: SearchFrom | null
  most?: number
}

export interface Named {
  /** In their order. */
  ids: number[]
  /** The next place of the name; null: there is none. */
  next: number | null
  /** What their names have to hold as a whole, folded; empty of a door code. */
  folded: string
}

interface Lying {
  id: number
  areaPath: string
}

/** The place of a door code. */
export const codedStatement = (db: Db, code: string): D1PreparedStatement =>
  db.$client.prepare('SELECT id, area_path AS areaPath FROM places WHERE code = ?').bind(code)

/** Two rows for each piece, and one more for every 200 places that have it. */
export const sheetsStatement = (db: Db, pieces: readonly string[]): D1PreparedStatement =>
  db.$client
    .prepare(
      pieces.map(() => 'SELECT gram, places FROM gram_sheets WHERE gram = ?').join(' UNION ALL '),
    )
    .bind(...pieces)

/** The places whose names have all pieces of what was typed. */
async function ofPieces(db: Db, pieces: readonly string[]): Promise<Lying[]> {
  if (pieces.length === 0) return []
  const { results } = await sheetsStatement(db, pieces).all<{ gram: string; places: string }>()
  const of = Map.groupBy(results, ({ gram }) => gram)
  if (of.size < pieces.length) return []
  return onEverySheet(
    [...of.values()].map((rows) =>
      Object.assign({}, ...rows.map(({ places }): GramSheet => JSON.parse(places))),
    ),
  )
}

/** The place of a door code, or those whose names hold all pieces of what was typed: one window of them, by their ids. */
export async function placesNamed(db: Db, asked: NamedAsked): Promise<Named> {
  const { q, ranges, areaPath = '/', from, most = NAMED_WINDOW } = asked
  const code = readPlaceCode(q)
  const known = code
    ? (await codedStatement(db, code).all<Lying>()).results
    : await ofPieces(db, searchedGrams(q))
  const within: string[][] | null = ranges === undefined ? null : JSON.parse(ranges)
  const found = known
    .filter(
      ({ id, areaPath: path }) =>
        id >= (from?.[0] ?? 0) &&
        path.startsWith(areaPath) &&
        (within === null || liesIn(within, path)),
    )
    .map(({ id }) => id)
  const folded = code ? '' : foldName(q)
  return { ids: found.slice(0, most), next: found[most] ?? null, folded }
}

interface Search<Row> {
  /** Rows of a page. */
  rows: number
  /**
   * The rows of these places (JSON of ids) after `from`, in the order of place and row, whose names hold `folded`;
   * one more than a page.
   */
  statement: (ids: string, from: SearchFrom, folded: string) => D1PreparedStatement
  /** Of a list with one row for each place: `[placeId + 1, 0]`. */
  keyOf: (row: Row) => SearchFrom
}

export interface SearchPage<Row> {
  rows: Row[]
  /** Where the next page goes on; null: every place of the name was looked at. */
  next: SearchFrom | null
}

/** A page out of one row more than it holds. */
export function pageOf<Row>(
  found: readonly Row[],
  most: number,
  keyOf: (row: Row) => SearchFrom,
): SearchPage<Row> {
  const rows = found.slice(0, most)
  const last = found.length > most ? rows.at(-1) : undefined
  return { rows, next: last ? keyOf(last) : null }
}

/** A page of a search. It may be empty and still go on: only without `next` nothing more is to be found. */
export async function searchNamed<Row>(
  db: Db,
  asked: NamedAsked,
  search: Search<Row>,
): Promise<SearchPage<Row>> {
  const { ids, next, folded } = await placesNamed(db, asked)
  if (ids.length === 0) return { rows: [], next: null }
  const { results } = await search
    .statement(JSON.stringify(ids), asked.from ?? [0, 0], folded)
    .all<Row>()
  const page = pageOf(results, search.rows, search.keyOf)
  return { ...page, next: page.next ?? (next === null ? null : [next, 0]) }
}
