// What the office reads of applications: its lists, its sums, and what stands beside one of them. Every
// list is a range of an index; several ranges are merged in order, never sorted.
import { batchAll, type Db } from '../../db/client'
import { readWaiting } from '../accounts'
import { type Place, pageOf, type SearchPage, searchNamed } from '../places'
import type { After, ReviewTab } from './office-form'
import { IN_OFFICE } from './rules-office'
import type { ApplicationState } from './tables'

export const PAGE_ROWS = 10
/** Of a search: each place of the name costs a row as well. */
export const SEARCH_ROWS = 6
/** Places a page of a search looks at: of each it reads what was handed in before as well. */
const SEARCHED = 12

/** What an officer may see: `[from, to]` of area paths, as JSON. */
type Ranges = string

export interface ReviewScope {
  tab: ReviewTab
  me: number
  /** For the tab of departments. */
  departments: readonly string[]
  ranges: Ranges
}

export interface ReviewFilter extends ReviewScope {
  states: readonly ApplicationState[]
  newest: boolean
  /** Only those whose answer was due before this instant. */
  lateAt: number | null
  /** A subtree of areas. */
  area: { from: string; to: string } | null
  trade: string
  q: string
  after: After | null
}

export interface ReviewLine {
  id: number
  number: string
  version: number
  state: ApplicationState
  trade: string
  department: string
  areaPath: string
  answerBy: number | null
  submittedAt: number | null
  placeId: number
  code: string
  name: string
  kind: Place['kind']
  areaId: number
  keeperId: number
  keeperName: string | null
  keeperPhone: string | null
  assignedTo: number | null
  assignedName: string | null
  /** Asked to hurry since it was handed in. */
  urges: number
  /** Handed in again after it was sent back. */
  corrected: number
}

/** What is read of an application where it is found, so that its row is read once. */
const OWN = `a.id, a.number, a.version, a.state, a.trade, a.department, a.area_path AS areaPath, a.answer_by AS answerBy,
  a.submitted_at AS submittedAt, a.place_id AS placeId, a.assigned_to AS assignedTo, a.created_by AS createdBy`

const BESIDE = `SELECT due.*, p.code, p.name, p.kind, p.area_id AS areaId, k.id AS keeperId, k.display_name AS keeperName,
    k.phone AS keeperPhone, o.display_name AS assignedName,
    (SELECT count(*) FROM application_events e INDEXED BY application_events_act
      WHERE e.application_id = due.id AND e.act = 'urge' AND e.at >= due.submittedAt) AS urges,
    EXISTS (SELECT 1 FROM application_events e INDEXED BY application_events_act
      WHERE e.application_id = due.id AND e.act = 'send_back') AS corrected
  FROM due CROSS JOIN places p ON p.id = due.placeId
  LEFT JOIN accounts k ON k.id = due.createdBy LEFT JOIN accounts o ON o.id = due.assignedTo`

const SEEN = `EXISTS (SELECT 1 FROM json_each(?1) r WHERE a.area_path >= r.value ->> 0 AND a.area_path < r.value ->> 1)`

/** By tab: the index, and the condition its range begins with. */
const RANGE = {
  mine: { index: 'applications_assigned', where: 'a.assigned_to = ?2' },
  department: { index: 'applications_department', where: 'a.department = ?2' },
  town: { index: 'applications_town', where: '?2 IS NULL' },
} as const

const quoted = (state: ApplicationState): string => `'${state}'`

/** The values the ranges of a tab begin with; a department each. */
const beginnings = ({ tab, me, departments }: ReviewScope): (string | number | null)[] =>
  tab === 'department' ? [...departments] : [tab === 'mine' ? me : null]

// ?1 ranges, ?2 what the index begins with, ?3 ?4 the row before, ?5 late before, ?6 ?7 area, ?8 trade.
const NARROWED = `${SEEN} AND (?5 IS NULL OR a.answer_by < ?5)
  AND (?6 IS NULL OR a.area_path >= ?6 AND a.area_path < ?7) AND (?8 = '' OR a.trade = ?8)`

const FIRST: After = [0, 0]
const LAST: After = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]

const narrowing = ({ lateAt, area, trade }: ReviewFilter) =>
  [lateAt, area?.from ?? null, area?.to ?? null, trade] as const

/**
 * The statements behind a page by the clock, one row more than shown; tests read their plans. One a
 * department: D1 takes five terms in a compound, and the states of one are three.
 */
export function reviewStatements(db: Db, filter: ReviewFilter): D1PreparedStatement[] {
  const { newest, after } = filter
  const { index, where } = RANGE[filter.tab]
  const parts = filter.states.map(
    (state) => `SELECT ${OWN} FROM applications a INDEXED BY ${index}
      WHERE ${where} AND a.state = ${quoted(state)}
        AND (a.answer_by, a.id) ${newest ? '<' : '>'} (?3, ?4) AND ${NARROWED}`,
  )
  const order = newest ? 'answerBy DESC, id DESC' : 'answerBy, id'
  const sql = `WITH due AS (${parts.join(' UNION ALL ')} ORDER BY ${order} LIMIT ${PAGE_ROWS + 1})
    ${BESIDE}`
  return beginnings(filter).map((begin) =>
    db.$client
      .prepare(sql)
      .bind(filter.ranges, begin, ...(after ?? (newest ? LAST : FIRST)), ...narrowing(filter)),
  )
}

/**
 * The same of these places (JSON of ids) whose names hold what was typed, in the order of the places, whatever the clock
 * says.
 */
export function searchStatement(
  db: Db,
  filter: ReviewFilter,
  { ids, folded }: { ids: string; folded: string },
): D1PreparedStatement {
  const states = filter.states.length > 0 ? `IN (${filter.states.map(quoted)})` : "<> 'draft'"
  const mine =
    filter.tab === 'department'
      ? 'a.department IN (SELECT value FROM json_each(?2))'
      : RANGE[filter.tab].where
  return db.$client
    .prepare(
      `WITH due AS (SELECT ${OWN} FROM json_each(?9) g CROSS JOIN applications a INDEXED BY applications_place
           ON a.place_id = g.value AND a.id > iif(g.value = ?3, ?4, 0)
         CROSS JOIN places p ON p.id = a.place_id WHERE instr(p.name_folded, ?10) > 0 AND a.state ${states}
         AND (a.submitted_at IS NOT NULL OR a.state = 'refused')
         AND ${mine} AND ${NARROWED} LIMIT ${SEARCH_ROWS + 1})
       ${BESIDE}`,
    )
    .bind(
      filter.ranges,
      beginning(filter),
      ...(filter.after ?? FIRST),
      ...narrowing(filter),
      ids,
      folded,
    )
}

/** The beginning of all ranges of a tab as one value. */
const beginning = (scope: ReviewScope): string | number | null =>
  scope.tab === 'department' ? JSON.stringify(scope.departments) : (beginnings(scope)[0] ?? null)

const byClock =
  (newest: boolean) =>
  (a: ReviewLine, b: ReviewLine): number =>
    ((a.answerBy ?? 0) - (b.answerBy ?? 0) || a.id - b.id) * (newest ? -1 : 1)

async function linesByClock(db: Db, filter: ReviewFilter): Promise<ReviewLine[]> {
  const statements = reviewStatements(db, filter)
  if (statements.length === 0) return []
  const pages = await batchAll(db, statements)
  return pages
    .flatMap(({ results }) => results as ReviewLine[])
    .sort(byClock(filter.newest))
    .slice(0, PAGE_ROWS + 1)
}

/** By name or door code. */
const searched = (db: Db, filter: ReviewFilter): Promise<SearchPage<ReviewLine>> =>
  searchNamed<ReviewLine>(
    db,
    {
      ...{ q: filter.q, ranges: filter.ranges, areaPath: filter.area?.from },
      ...{ from: filter.after, most: SEARCHED },
    },
    {
      rows: SEARCH_ROWS,
      statement: (ids, _, folded) => searchStatement(db, filter, { ids, folded }),
      keyOf: ({ placeId, id }) => [placeId, id],
    },
  )

/** A page of applications, and the row the next one begins after. */
export async function listApplications(
  db: Db,
  filter: ReviewFilter,
): Promise<{ lines: ReviewLine[]; next: After | null }> {
  if (filter.q !== '') {
    const { rows: lines, next } = await searched(db, filter)
    return { lines, next }
  }
  const { rows: lines, next } = pageOf(
    await linesByClock(db, filter),
    PAGE_ROWS,
    ({ answerBy, id }) => [answerBy ?? 0, id],
  )
  return { lines, next }
}

export interface Sums {
  waiting: number
  late: number
  accepted: number
}

/** Of the applications an officer took, how many wait, are late, and wait for their inspection. */
export function ownSumsStatement(db: Db, me: number, now: number): D1PreparedStatement {
  const count = (state: ApplicationState, more = '') =>
    `(SELECT count(*) FROM applications a INDEXED BY applications_assigned
      WHERE a.assigned_to = ?1 AND a.state = '${state}' ${more} AND ?2 IS NOT NULL)`
  return db.$client
    .prepare(
      `SELECT ${count('submitted')} AS waiting, ${count('submitted', 'AND a.answer_by < ?2')} AS late,
         ${count('accepted')} AS accepted`,
    )
    .bind(me, now)
}

/** The sums of a tab; the late ones up to one more than `most`. */
export async function readSums(
  db: Db,
  { tab, me, departments, ranges }: ReviewScope,
  { now, most }: { now: number; most: number },
): Promise<Sums> {
  if (tab === 'mine')
    return (
      (await ownSumsStatement(db, me, now).first<Sums>()) ?? { waiting: 0, late: 0, accepted: 0 }
    )
  const units = tab === 'department' ? departments : null
  const late = ['submitted']
  const waiting = await readWaiting(db, { table: 'applications', ranges, units, late, now, most })
  return {
    waiting: waiting('submitted').n,
    late: waiting('submitted').late,
    accepted: waiting('accepted').n,
  }
}

export const inHandStatement = (db: Db, me: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT count(*) AS count FROM applications INDEXED BY applications_assigned
       WHERE assigned_to = ? AND state IN (${IN_OFFICE.map(quoted)})`,
    )
    .bind(me)

/** Of the applications an officer took, those that are not over. */
export const countInHand = async (db: Db, me: number): Promise<number> =>
  (await inHandStatement(db, me).first<{ count: number }>())?.count ?? 0

/** Rows for deciding many at once, with the trade their place has now. */
export interface Picked {
  id: number
  number: string
  version: number
  state: ApplicationState
  trade: string
  department: string
  areaPath: string
  placeId: number
  placeTrade: string
  name: string
}

export async function pickedApplications(db: Db, ids: readonly number[]): Promise<Picked[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT a.id, a.number, a.version, a.state, a.trade, a.department, a.area_path AS areaPath, a.place_id AS placeId,
         p.trade AS placeTrade, p.name
       FROM json_each(?) j CROSS JOIN applications a ON a.id = j.value JOIN places p ON p.id = a.place_id
       WHERE a.submitted_at IS NOT NULL`,
    )
    .bind(JSON.stringify(ids))
    .all<Picked>()
  return results
}
