// What the villages must know: workers of their places who declared a risk.
import type { Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import { foldName, pathEnd } from '../places/rules'

export const RISK_ROWS = 20

export interface RiskPlace {
  place: string
  code: string
  area: string
  areaEn: string
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
  /** Subtrees of areas, none inside another. */
  areaPaths: string[]
  /** Part of a place's name, as typed; empty for all. */
  q: string
  /** The Shanghai day. */
  today: number
  /** Only those who may not work yet. */
  watch: boolean
  /** Keyset: signing and row of the last line of the page before. */
  after: { signedAt: number; id: number } | null
}

const AT_PLACE = `employments e CROSS JOIN places l ON l.id = e.place_id
  CROSS JOIN json_each(?1) s ON l.area_path >= s.value ->> 0 AND l.area_path < s.value ->> 1
  WHERE e.left_on IS NULL AND (?2 = '' OR instr(l.name_folded, ?2) > 0) AND e.worker_id`

/**
 * Walks the declared risks of the town that hold, which are few, the newest first; where the signer
 * works decides whose business it is.
 */
function risksStatement(db: Db, asked: RisksAsked): D1PreparedStatement {
  const { areaPaths, q, today, watch, after } = asked
  const ranges = JSON.stringify(areaPaths.map((path) => [path, pathEnd(path)]))
  const { signedAt, id } = after ?? { signedAt: Number.MAX_SAFE_INTEGER, id: 0 }
  return db.$client
    .prepare(
      `SELECT p.id, p.worker_id AS workerId, w.name, p.number, p.signed_at AS signedAt,
         ${worksFrom('p.worker_id', '?5')} AS worksFrom
       FROM pledges p INDEXED BY pledges_risk CROSS JOIN workers w ON w.id = p.worker_id
       WHERE p.kind = 'personal' AND p.risk = 1 AND p.superseded_by IS NULL AND p.withdrawn_at IS NULL
         AND (p.signed_at, p.id) < (?3, ?4) AND (?6 = 0 OR ${worksFrom('p.worker_id', '?5')} > ?5)
         AND EXISTS (SELECT 1 FROM ${AT_PLACE} = p.worker_id)
       ORDER BY p.signed_at DESC, p.id DESC LIMIT ${RISK_ROWS + 1}`,
    )
    .bind(ranges, foldName(q), signedAt, id, today, watch ? 1 : 0)
}

/** Where the people of a page work, inside what was asked. */
async function placesOf(
  db: Db,
  { areaPaths, q }: RisksAsked,
  workers: number[],
): Promise<(RiskPlace & { workerId: number })[]> {
  const ranges = JSON.stringify(areaPaths.map((path) => [path, pathEnd(path)]))
  const { results } = await db.$client
    .prepare(
      `SELECT e.worker_id AS workerId, e.job, e.confirmed_at IS NOT NULL AS confirmed, l.name AS place, l.code,
         (SELECT name FROM areas WHERE id = l.area_id) AS area, (SELECT name_en FROM areas WHERE id = l.area_id) AS areaEn
       FROM ${AT_PLACE} IN (SELECT value FROM json_each(?3))`,
    )
    .bind(ranges, foldName(q), JSON.stringify(workers))
    .all<RiskPlace & { workerId: number }>()
  return results
}

/** A page of the declared risks that hold, at the places of these subtrees of areas. */
export async function listRisks(
  db: Db,
  asked: RisksAsked,
): Promise<{ lines: RiskLine[]; more: boolean }> {
  const { results } = await risksStatement(db, asked).all<Omit<RiskLine, 'places'>>()
  const shown = results.slice(0, RISK_ROWS)
  const places = await placesOf(
    db,
    asked,
    shown.map((each) => each.workerId),
  )
  const lines = shown.map((line) => ({
    ...line,
    places: places
      .filter((each) => each.workerId === line.workerId)
      .map(({ workerId: _, ...place }) => place),
  }))
  return { lines, more: results.length > RISK_ROWS }
}
