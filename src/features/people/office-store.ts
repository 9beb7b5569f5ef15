// What the villages must know: workers of their places who declared a risk.
import type { Db } from '../../db/client'
import { foldName } from '../places/rules'

/** Posts a page, a person at two places counted twice. */
export const RISK_ROWS = 10

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
  areaIds: number[]
  /** Part of a place's name, as typed; empty for all. */
  q: string
  /** The Shanghai day. */
  today: number
  /** Only those who may not work yet. */
  watch: boolean
  /** Keyset: signing and row of the last line of the page before. */
  after: { signedAt: number; id: number } | null
}

interface Post extends RiskPlace, Omit<RiskLine, 'places'> {
  watchLast: number | null
}

/** The posts of one area with a declared risk that holds, the newest first, one more than a page. */
function postsStatement(db: Db, area: number, asked: RisksAsked): D1PreparedStatement {
  const { signedAt, id } = asked.after ?? { signedAt: Number.MAX_SAFE_INTEGER, id: 0 }
  const away = asked.watch ? 'AND (r.works_from > ?5 OR r.watch_last IS NOT NULL)' : ''
  return db.$client
    .prepare(
      `SELECT r.pledge_id AS id, r.worker_id AS workerId, w.name, p.number, r.signed_at AS signedAt,
         r.works_from AS worksFrom, r.watch_last AS watchLast, r.name AS place, r.code, r.area_path AS areaPath,
         r.job, r.confirmed
       FROM risk_posts r CROSS JOIN pledges p ON p.id = r.pledge_id CROSS JOIN workers w ON w.id = r.worker_id
       WHERE r.area_id = ?1 AND (r.signed_at, r.pledge_id) < (?2, ?3)
         AND (?4 = '' OR instr(r.name_folded, ?4) > 0) ${away}
       ORDER BY r.signed_at DESC, r.pledge_id DESC, r.place_id DESC LIMIT ${RISK_ROWS + 1}`,
    )
    .bind(area, signedAt, id, foldName(asked.q), ...(asked.watch ? [asked.today] : []))
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
): Promise<{ lines: RiskLine[]; more: boolean }> {
  if (asked.areaIds.length === 0) return { lines: [], more: false }
  const found = await db.$client.batch<Post>(
    asked.areaIds.map((area) => postsStatement(db, area, asked)),
  )
  const { posts, more } = pageOf(found.flatMap(({ results }) => results))
  const ids = [...new Set(posts.map(({ id }) => id))]
  const lines = ids.flatMap((id) => {
    const places = posts.filter((post) => post.id === id)
    const [line] = places
    return line ? [{ ...line, worksFrom: worksFromOf(line, asked.today), places }] : []
  })
  return { lines, more }
}
