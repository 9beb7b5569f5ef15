// One inspection with everything on it: who came, what was found, what the departments say.
import { batchAll, type Db } from '../../db/client'
import type { PlaceKind, PlaceStatus } from '../places/tables'
import type { ItemResult } from './rules'
import type { Finding, Inspection } from './tables'

export interface InspectionRow extends Omit<Inspection, 'key'> {
  code: string
  name: string
  address: string
  areaId: number
  area: string
  areaEn: string
  placeStatus: PlaceStatus
  placeKind: PlaceKind
  /** Of its application; null where there is none. */
  number: string | null
  applicationState: string | null
  /** Of the application; null: the rulebook's for the trade. */
  department: string | null
}

export interface MemberRow {
  accountId: number
  department: string
  presentAt: number | null
}

export interface ItemRow {
  item: string
  department: string
  result: ItemResult
  note: string | null
  fileId: number | null
  by: number
  at: number
}

export interface OpinionRow {
  department: string
  opinion: 'agree' | 'disagree'
  text: string | null
  by: number
  at: number
}

/** An account's sealed name, for those who may read it. */
export interface SealedName {
  id: number
  name: string
}

export interface InspectionParts {
  row: InspectionRow
  members: MemberRow[]
  items: ItemRow[]
  opinions: OpinionRow[]
  findings: Finding[]
  names: SealedName[]
}

/** Causes that only their own list takes back: no inspection opens such a place again. */
const LIST_CAUSES = ['negative_list', 'risk_level', 'listed']

/** The SQL condition that a place of alias `p` is suspended for something an inspection can settle. */
export const REOPENABLE = `p.status = 'suspended' AND ${LIST_CAUSES.map(
  (cause) => `ifnull(p.status_cause, '') NOT LIKE '${cause}%'`,
).join(' AND ')}`

const ROW = `SELECT i.id, i.place_id AS placeId, i.application_id AS applicationId, i.purpose, i.round, i.state, i.version,
    i.on_day AS onDay, i.team_id AS teamId, i.area_path AS areaPath, i.place_kind AS placeKind, i.trade,
    i.rulebook_version AS rulebookVersion, i.planned_by AS plannedBy, i.planned_at AS plannedAt,
    i.started_at AS startedAt, i.finished_at AS finishedAt, i.finished_by AS finishedBy,
    i.acceptance_number AS acceptanceNumber, p.code, p.name, p.address, p.area_id AS areaId, p.status AS placeStatus,
    r.name AS area, r.name_en AS areaEn, a.number, a.state AS applicationState, a.department
  FROM inspections i JOIN places p ON p.id = i.place_id JOIN areas r ON r.id = p.area_id
  LEFT JOIN applications a ON a.id = i.application_id`

export const FINDING = `SELECT id, key, inspection_id AS inspectionId, place_id AS placeId, item, department, text, file_id AS fileId,
    due_on AS dueOn, state, version, at, by, answer, answer_file_id AS answerFileId, answered_by AS answeredBy,
    answered_at AS answeredAt, closed_by AS closedBy, closed_at AS closedAt FROM findings`

const NAMES = `SELECT id, display_name AS name FROM accounts WHERE id IN (
    SELECT account_id FROM inspection_members WHERE inspection_id = ?1
    UNION SELECT by FROM inspection_items WHERE inspection_id = ?1
    UNION SELECT by FROM inspection_opinions WHERE inspection_id = ?1
    UNION SELECT planned_by FROM inspections WHERE id = ?1
    UNION SELECT finished_by FROM inspections WHERE id = ?1)`

/** An inspection and what was found before its round; null when there is none of that number. */
export async function readInspection(db: Db, id: number): Promise<InspectionParts | null> {
  const [rows, members, items, opinions, findings, names] = await batchAll(
    db,
    [
      `${ROW} WHERE i.id = ?1`,
      `SELECT account_id AS accountId, department, present_at AS presentAt FROM inspection_members
       WHERE inspection_id = ?1 ORDER BY department, account_id`,
      `SELECT item, department, result, note, file_id AS fileId, by, at FROM inspection_items WHERE inspection_id = ?1`,
      `SELECT department, opinion, text, by, at FROM inspection_opinions WHERE inspection_id = ?1`,
      // Those of this inspection once it is over; before, those of earlier rounds that are to be looked at.
      `${FINDING} WHERE inspection_id = ?1 OR (state IN ('open', 'answered')
         AND place_id = (SELECT place_id FROM inspections WHERE id = ?1 AND state IN ('planned', 'started')))
       ORDER BY at, id`,
      NAMES,
    ].map((sql) => db.$client.prepare(sql).bind(id)),
  )
  const row = rows?.results[0] as InspectionRow | undefined
  if (!row) return null
  return {
    row,
    members: (members?.results ?? []) as MemberRow[],
    items: (items?.results ?? []) as ItemRow[],
    opinions: (opinions?.results ?? []) as OpinionRow[],
    findings: (findings?.results ?? []) as Finding[],
    names: (names?.results ?? []) as SealedName[],
  }
}

/** Inspections of a place that are over, the newest first: the acceptance opinions its keeper may print. */
export async function finishedOf(
  db: Db,
  placeId: number,
): Promise<Pick<Inspection, 'id' | 'state' | 'round' | 'finishedAt' | 'acceptanceNumber'>[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT id, state, round, finished_at AS finishedAt, acceptance_number AS acceptanceNumber FROM inspections
       WHERE place_id = ? AND state IN ('passed', 'failed') ORDER BY id DESC LIMIT 20`,
    )
    .bind(placeId)
    .all<Pick<Inspection, 'id' | 'state' | 'round' | 'finishedAt' | 'acceptanceNumber'>>()
  return results
}
