// What the villages must know: workers of their places who declared a risk.
import type { Db } from '../../db/client'
import { pathEnd } from '../places/rules'

export interface RiskLine {
  workerId: number
  name: string
  job: string
  confirmed: number
  number: string
  signedAt: number
  /** From this day number the person may work; null: no watch, or over. */
  worksFrom: number | null
  place: string
  code: string
  area: string
  areaEn: string
}

const MOST_LINES = 200

/** Declared risks that hold, at the places of these subtrees of areas, village by village. */
export async function listRisks(db: Db, areaPaths: string[]): Promise<RiskLine[]> {
  const ranges = JSON.stringify(areaPaths.map((path) => [path, pathEnd(path)]))
  const { results } = await db.$client
    .prepare(
      `SELECT DISTINCT e.worker_id AS workerId, w.name, e.job, e.confirmed_at IS NOT NULL AS confirmed, p.number,
         p.signed_at AS signedAt, p.works_from AS worksFrom, l.name AS place, l.code, a.name AS area, a.name_en AS areaEn
       FROM json_each(?) s CROSS JOIN places l ON l.area_path >= s.value ->> 0 AND l.area_path < s.value ->> 1
       CROSS JOIN employments e ON e.place_id = l.id AND e.left_on IS NULL
       CROSS JOIN pledges p ON p.worker_id = e.worker_id AND p.kind = 'personal' AND p.risk = 1
         AND p.superseded_by IS NULL AND p.withdrawn_at IS NULL
       JOIN workers w ON w.id = e.worker_id JOIN areas a ON a.id = l.area_id
       ORDER BY a.path, l.id, p.signed_at DESC LIMIT ${MOST_LINES}`,
    )
    .bind(ranges)
    .all<RiskLine>()
  return results
}
