// Cases as they are read: one with its entries, and the lists, each over an index.
import { batchAll, type Db } from '../../db/client'
import { pathEnd } from '../places'
import type { PlaceStatus } from '../places/tables'
import type { Case, CaseState } from './tables'

export interface CaseRow extends Omit<Case, 'key'> {
  area: string
  areaEn: string
  code: string | null
  placeStatus: PlaceStatus | null
  statusCause: string | null
  trade: string | null
}

export interface EntryRow {
  id: number
  kind: 'finding' | 'order' | 'outcome'
  text: string
  dueOn: number | null
  fileId: number | null
  by: number
  at: number
}

const CASE = `SELECT c.id, c.place_id AS placeId, c.name, c.address, c.area_id AS areaId, c.area_path AS areaPath, c.kind, c.state,
    c.version, c.department, c.ended_on AS endedOn, c.rulebook_version AS rulebookVersion, c.by, c.at,
    r.name AS area, r.name_en AS areaEn, p.code, p.status AS placeStatus, p.status_cause AS statusCause, p.trade`
const JOINED = 'JOIN areas r ON r.id = c.area_id LEFT JOIN places p ON p.id = c.place_id'

/** A case with its entries, the oldest first; null when there is none of that number. */
export async function readCase(
  db: Db,
  id: number,
): Promise<{ row: CaseRow; entries: EntryRow[] } | null> {
  const [rows, entries] = await batchAll(db, [
    db.$client.prepare(`${CASE} FROM cases c ${JOINED} WHERE c.id = ?`).bind(id),
    db.$client
      .prepare(
        `SELECT id, kind, text, due_on AS dueOn, file_id AS fileId, by, at FROM case_entries WHERE case_id = ?
         ORDER BY at, CASE WHEN key LIKE 'open:%' THEN 0 WHEN kind = 'outcome' THEN 2 ELSE 1 END, key LIMIT 200`,
      )
      .bind(id),
  ])
  const row = rows?.results[0] as CaseRow | undefined
  return row ? { row, entries: (entries?.results ?? []) as EntryRow[] } : null
}

export interface CaseFilter {
  state: CaseState
  kind: string
  q: string
  areaPath: string
  after: { areaPath: string; id: number } | null
  /** As of `rangesOf`; departments do not narrow cases. */
  ranges: string
}

export interface ListedCase extends CaseRow {
  /** The last day of the newest order. */
  dueOn: number | null
}

export const CASE_ROWS = 20

/** The statement behind a page of cases, area by area, one row more than shown; tests read its plan. */
export function casesStatement(db: Db, filter: CaseFilter): D1PreparedStatement {
  const { areaPath, after } = filter
  return db.$client
    .prepare(
      `${CASE}, (SELECT max(e.due_on) FROM case_entries e WHERE e.case_id = c.id) AS dueOn
       FROM cases c ${JOINED}
       WHERE c.state = ?1 AND c.area_path >= ?2 AND c.area_path < ?3 AND (c.area_path, c.id) > (?2, ?4)
         AND (?5 = '' OR c.kind = ?5) AND instr(c.name, ?6) > 0
         AND EXISTS (SELECT 1 FROM json_each(?7) s WHERE c.area_path >= s.value ->> 0 AND c.area_path < s.value ->> 1)
       ORDER BY c.area_path, c.id LIMIT ${CASE_ROWS + 1}`,
    )
    .bind(
      filter.state,
      after?.areaPath ?? areaPath,
      pathEnd(areaPath),
      after?.id ?? 0,
      filter.kind,
      filter.q,
      filter.ranges,
    )
}

/** A page of cases, and whether more follow. */
export async function listCases(
  db: Db,
  filter: CaseFilter,
): Promise<{ rows: ListedCase[]; more: boolean }> {
  const { results } = await casesStatement(db, filter).all<ListedCase>()
  return { rows: results.slice(0, CASE_ROWS), more: results.length > CASE_ROWS }
}
