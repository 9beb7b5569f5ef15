// What the villages must know: workers of their places who declared a risk.
import type { Db } from '../../db/client'
import type { SearchFrom } from '../../shared/search-from'
import { pathEnd, type SearchPage, searchNamed } from '../places'
import { foldName } from '../places/rules'

/** Posts a page, a person at two places counted twice. */
export const RISK_ROWS = 8
/** Places a page of a search looks at. */
const SEARCHED = 12

export interface RiskPlace {
  place: string
  code: string
  areaPath: string
  job: string
  confirmed: number
}

/** A declaration that holds, with every place of the asked areas its signer works at. */
export interface RiskLine {
  id: number
  workerId: number
  /** Encrypted. */
  name: string
  number: string
  signedAt: number
  /** From this day number the person may work; null: no watch. */
  worksFrom: number | null
  places: RiskPlace[]
}

export interface RisksAsked {
  /** None inside another. */
  areas: { id: number; path: string }[]
  /** Part of a place's name, as typed; empty for all. */
  q: string
  /** The Shanghai day. */
  today: number
  /** Only those who may not work yet. */
  watch: boolean
  /** Keyset: signing and row of the last line of the page before. */
  after: { signedAt: number; id: number } | null
  /** Of a search by name, instead. */
  from: SearchFrom | null
}

interface Post extends RiskPlace, Omit<RiskLine, 'places'> {
  placeId: number
  watchLast: number | null
}

const POST = `r.pledge_id AS id, r.worker_id AS workerId, w.name, r.number, r.signed_at AS signedAt,
  r.works_from AS worksFrom, r.watch_last AS watchLast, r.place_id AS placeId, r.name AS place, r.code,
  r.area_path AS areaPath, r.job, r.confirmed`

/** The posts of one area with a declared risk that holds, the newest first, one more than a page. */
export function postsStatement(db: Db, area: number, asked: RisksAsked): D1PreparedStatement {
  const { signedAt, id } = asked.after ?? { signedAt: Number.MAX_SAFE_INTEGER, id: 0 }
  const q = foldName(asked.q)
  // Who is kept away are few and put in order; all the others are walked in it.
  const source = asked.watch
    ? 'risk_posts r INDEXED BY risk_posts_away WHERE r.away_until > ?5 AND'
    : 'risk_posts r WHERE'
  return db.$client
    .prepare(
      `SELECT ${POST}
       FROM (SELECT r.area_id, r.signed_at, r.pledge_id, r.place_id FROM ${source} r.area_id = ?1
           AND (r.signed_at, r.pledge_id) < (?2, ?3) AND (?4 = '' OR instr(r.name_folded, ?4) > 0)
         ORDER BY r.signed_at DESC, r.pledge_id DESC, r.place_id DESC LIMIT ${RISK_ROWS + 1}) page
       CROSS JOIN risk_posts r ON r.area_id = page.area_id AND r.signed_at = page.signed_at
         AND r.pledge_id = page.pledge_id AND r.place_id = page.place_id
       CROSS JOIN workers w ON w.id = r.worker_id`,
    )
    .bind(...[area, signedAt, id, q], ...(asked.watch ? [asked.today] : []))
}

/** The posts of these places (JSON of ids) whose names hold what was typed, place after place; tests read its plan. */
export const searchStatement = (
  db: Db,
  town: number,
  { ids, from, folded }: { ids: string; from: SearchFrom; folded: string },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT ${POST} FROM json_each(?1) g CROSS JOIN risk_posts r INDEXED BY risk_posts_place
         ON r.place_id = g.value AND r.area_id = ?2 AND (r.signed_at, r.pledge_id) >
           (iif(g.value = ?3, ifnull((SELECT signed_at FROM pledges WHERE id = ?4), 0), 0), iif(g.value = ?3, ?4, 0))
       CROSS JOIN workers w ON w.id = r.worker_id WHERE instr(r.name_folded, ?5) > 0 LIMIT ${RISK_ROWS + 1}`,
    )
    .bind(ids, town, ...from, folded)

function searched(db: Db, { q, areas, from }: RisksAsked): Promise<SearchPage<Post>> {
  const ranges = JSON.stringify(areas.map(({ path }) => [path, pathEnd(path)]))
  // Every post has a row under the town.
  const town = Number(areas[0]?.path.split('/')[1])
  return searchNamed<Post>(
    db,
    { q, ranges, from, most: SEARCHED },
    {
      rows: RISK_ROWS,
      statement: (ids, after, folded) => searchStatement(db, town, { ids, from: after, folded }),
      keyOf: ({ placeId, id }) => [placeId, id],
    },
  )
}

/** The posts of a page: all of one declaration or none, so that nobody stands on two pages. */
function pageOf(found: Post[]): { posts: Post[]; more: boolean } {
  const sorted = found.sort((a, b) => b.signedAt - a.signedAt || b.id - a.id)
  const next = sorted[RISK_ROWS]
  if (!next) return { posts: sorted, more: false }
  const posts = sorted.slice(0, RISK_ROWS)
  const whole = posts.filter(({ id }) => id !== next.id)
  return { posts: whole.length > 0 ? whole : posts, more: true }
}

// A watch keeps its worker away until it has been closed, also past its last day (`worksFrom`).
const worksFromOf = ({ worksFrom, watchLast }: Post, today: number): number | null =>
  Math.max(worksFrom ?? 0, watchLast === null ? 0 : Math.max(watchLast, today) + 1) || null

/** A page of the declared risks that hold, at the places of these areas. */
export async function listRisks(
  db: Db,
  asked: RisksAsked,
): Promise<{ lines: RiskLine[]; more: boolean; next: SearchFrom | null }> {
  if (asked.areas.length === 0) return { lines: [], more: false, next: null }
  if (foldName(asked.q) && !asked.watch) {
    const { rows, next } = await searched(db, asked)
    return { lines: linesOf(pageOf(rows).posts, asked.today), more: false, next }
  }
  const found = await db.$client.batch<Post>(
    asked.areas.map(({ id }) => postsStatement(db, id, asked)),
  )
  const { posts, more } = pageOf(found.flatMap(({ results }) => results))
  return { lines: linesOf(posts, asked.today), more, next: null }
}

/** Each declaration once, with its places. */
function linesOf(posts: readonly Post[], today: number): RiskLine[] {
  const ids = [...new Set(posts.map(({ id }) => id))]
  return ids.flatMap((id) => {
    const places = posts.filter((post) => post.id === id)
    const [line] = places
    return line ? [{ ...line, worksFrom: worksFromOf(line, today), places }] : []
  })
}
