// Lists of the office: inspections by day, and the places that wait for one. A page is one row more than
// shown; tests read the plans.
import type { Db } from '../../db/client'
import type { SearchFrom } from '../../shared/search-from'
import { pathEnd, type SearchPage, searchNamed } from '../places'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook'
import type { After, Show } from './form'
import { REOPENABLE } from './store'
import { COVERED, covering } from './store-plan'
import type { InspectionPurpose, InspectionState } from './tables'

export const PAGE_ROWS = 20
/** Of places that wait: those who may be sent stand on the same page. */
const WAITING_ROWS = 10
/** Of a search: inspections it looks at, of which those of the list are shown; places that wait, shown. */
const SEARCH_ROWS = { inspections: 14, waiting: 4 } as const
/** Places it looks at. */
const SEARCHED = { inspections: 14, waiting: 10 } as const

export interface ListFilter {
  show: Show
  /** Part of a place's name, folded; empty for all. */
  q: string
  /** A subtree of areas. */
  areaPath: string
  kind: PlaceKind | null
  after: After | null
  /** Where a search goes on. */
  from: SearchFrom | null
  /** As of `rangesOf`. */
  ranges: string
  today: number
}

/** A line of either list: an inspection, or a place that waits for one. */
export interface ListedRow {
  /** Of the inspection, or of the place. */
  id: number
  placeId: number
  code: string
  name: string
  address: string
  trade: string
  kind: PlaceKind
  areaPath: string
  /** The day planned, or the last day; 0 where there is none. */
  day: number
  state: InspectionState | 'waits'
  round: number
  /** Of the application. */
  number: string | null
  reason: string | null
  /** Findings the keeper has answered, of those not settled. */
  answered: number
  found: number
}

/** Of a place that waits: findings of an earlier round, and how many of them the keeper has answered. */
const ANSWERED = `(SELECT count(*) FROM findings f WHERE f.place_id = p.id AND f.state = 'answered') AS answered,
  (SELECT count(*) FROM findings f WHERE f.place_id = p.id AND f.state IN ('open', 'answered')) AS found`

const PLACE = 'p.code, p.name, p.address, p.kind, p.area_path AS areaPath'

const WHEN = {
  today: "i.state IN ('planned', 'started') AND i.on_day <= ?8",
  planned: "i.state IN ('planned', 'started') AND i.on_day > ?8",
  failed: "i.state = 'failed' AND ?8 IS NOT NULL",
  passed: "i.state = 'passed' AND ?8 IS NOT NULL",
} as const

type OfInspections = keyof typeof WHEN
const isOfInspections = (show: Show): show is OfInspections => Object.hasOwn(WHEN, show)

/** Places of the name searched for, as JSON of ids; without: all. */
type Ids = string | undefined

const COLUMNS = `i.id, i.place_id AS placeId, ${PLACE}, i.trade, i.on_day AS day, i.state, i.round, a.number, NULL AS reason,
  0 AS answered, 0 AS found`
const LISTED = (
  show: OfInspections,
): string => `${WHEN[show]} AND i.area_path >= ?2 AND i.area_path < ?3
  AND instr(p.name_folded, ?4) > 0 AND (?9 IS NULL OR i.place_kind = ?9)
  AND EXISTS (SELECT 1 FROM json_each(?1) s WHERE i.area_path >= s.value ->> 0 AND i.area_path < s.value ->> 1)`

const isOver = (show: Show): boolean => show === 'failed' || show === 'passed'

function inspectionsStatement(
  db: Db,
  filter: ListFilter,
  show: OfInspections,
  ids: Ids,
): D1PreparedStatement {
  const { areaPath, q, after, kind, ranges, today } = filter
  const [compare, order] = isOver(show) ? ['<', 'DESC'] : ['>', 'ASC']
  const first = isOver(show) ? [Number.MAX_SAFE_INTEGER, '~', 0] : [0, '', 0]
  const from = after ? [after.day, after.areaPath, after.id] : first
  const bound = (at: (string | number)[]) => [
    ranges,
    areaPath,
    pathEnd(areaPath),
    q,
    ...at,
    today,
    kind,
  ]
  if (ids)
    return db.$client
      .prepare(
        // What is not on the list comes without a name: the next page goes on after the last one looked at.
        `SELECT ${COLUMNS} FROM (SELECT i.* FROM json_each(?5) g CROSS JOIN inspections i INDEXED BY inspections_place
             ON i.place_id = g.value AND i.id > iif(g.value = ?6, ?7, 0) LIMIT ${SEARCH_ROWS.inspections + 1}) i
         LEFT JOIN places p ON p.id = i.place_id AND ${LISTED(show)}
         LEFT JOIN applications a ON a.id = iif(p.id IS NULL, NULL, i.application_id)`,
      )
      .bind(...bound([ids, ...(filter.from ?? [0, 0])]))
  return db.$client
    .prepare(
      `SELECT ${COLUMNS} FROM inspections i CROSS JOIN places p ON p.id = i.place_id
         LEFT JOIN applications a ON a.id = i.application_id
       WHERE ${LISTED(show)} AND (i.on_day, i.area_path, i.id) ${compare} (?5, ?6, ?7)
       ORDER BY i.on_day ${order}, i.area_path ${order}, i.id ${order} LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(...bound(from))
}

const NO_APPLICATION = 'LEFT JOIN applications a ON a.id = NULL'
// One planned for what a place has left behind, e.g. an application taken back, does not count.
const notPlanned = (purpose: InspectionPurpose): string =>
  `NOT EXISTS (SELECT 1 FROM inspections i WHERE i.place_id = p.id AND i.state IN ('planned', 'started')
     AND i.purpose = '${purpose}' AND i.application_id IS a.id)`

const WAITING = {
  acceptance: {
    from: 'applications a CROSS JOIN places p ON p.id = a.place_id',
    named: 'CROSS JOIN applications a INDEXED BY applications_place ON a.place_id = p.id',
    holds: `a.state IN ('accepted', 'failed') AND p.status = 'accepted' AND ${notPlanned('acceptance')}`,
    order: 'p.area_path, p.id',
    day: '0',
    state: "iif(a.state = 'failed', 'failed', 'waits')",
  },
  owed: {
    from: `places p INDEXED BY places_inspection_due ${NO_APPLICATION}`,
    named: NO_APPLICATION,
    holds: `p.inspection_due_on IS NOT NULL AND p.status = 'open' AND ${notPlanned('owed')}`,
    order: 'p.inspection_due_on, p.area_path, p.id',
    day: 'p.inspection_due_on',
    state: "'waits'",
  },
  recheck: {
    from: `places p ${NO_APPLICATION}`,
    named: NO_APPLICATION,
    holds: `${REOPENABLE} AND ${notPlanned('recheck')}`,
    order: 'p.area_path, p.id',
    day: '0',
    state: "'waits'",
  },
} as const

function waitingStatement(
  db: Db,
  filter: ListFilter,
  book: Rulebook,
  show: keyof typeof WAITING,
  ids: Ids,
): D1PreparedStatement {
  const { from, named, holds, order, day, state } = WAITING[show]
  const { areaPath, q, after, kind, ranges } = filter
  return db.$client
    .prepare(
      `SELECT p.id, p.id AS placeId, ${PLACE}, p.trade, ${day} AS day, ${state} AS state, 1 AS round, a.number, p.status_reason AS reason, ${ANSWERED}
       FROM ${ids ? `json_each(?11) g CROSS JOIN places p ON p.id = g.value ${named}` : from}
       WHERE ${holds} AND ${COVERED} AND p.area_path >= ?4 AND p.area_path < ?5 AND instr(p.name_folded, ?6) > 0
         AND (?7 IS NULL OR p.kind = ?7) AND (${day}, p.area_path, p.id) > (?8, ?9, ?10)
       ${ids ? '' : `ORDER BY ${order}`} LIMIT ${(ids ? SEARCH_ROWS.waiting : WAITING_ROWS) + 1}`,
    )
    .bind(
      ...covering(ranges, book),
      areaPath,
      pathEnd(areaPath),
      q,
      kind,
      after?.day ?? 0,
      after?.areaPath ?? '',
      after?.id ?? 0,
      ...(ids ? [ids] : []),
    )
}

/** The statement behind a page of a list, or of what a search finds at these places (JSON of ids). */
export function listStatement(
  db: Db,
  filter: ListFilter,
  book: Rulebook,
  ids?: string,
): D1PreparedStatement {
  const { show } = filter
  return isOfInspections(show)
    ? inspectionsStatement(db, filter, show, ids)
    : waitingStatement(db, filter, book, show, ids)
}

interface LookedAt extends Omit<ListedRow, 'name'> {
  name: string | null
}

const isListed = (row: LookedAt): row is ListedRow => row.name !== null

async function searched(
  db: Db,
  filter: ListFilter,
  book: Rulebook,
): Promise<SearchPage<ListedRow> & { more: boolean }> {
  const { show } = filter
  const of = isOfInspections(show) ? 'inspections' : 'waiting'
  const asked = { ...filter, most: SEARCHED[of] }
  const page = await searchNamed<LookedAt>(db, asked, {
    rows: SEARCH_ROWS[of],
    statement: (ids) => listStatement(db, { ...filter, after: null }, book, ids),
    keyOf: ({ placeId, id }) => (of === 'inspections' ? [placeId, id] : [placeId + 1, 0]),
  })
  const sign = isOver(show) ? -1 : 1
  const rows = page.rows.filter(isListed)
  return { ...page, rows: rows.sort((a, b) => sign * (a.day - b.day)), more: false }
}

/** A page of a list, and whether more follow or where a search goes on. */
export async function listInspections(
  db: Db,
  filter: ListFilter,
  book: Rulebook,
): Promise<SearchPage<ListedRow> & { more: boolean }> {
  if (filter.q !== '') return searched(db, filter, book)
  const { results } = await listStatement(db, filter, book).all<ListedRow>()
  const shown = isOfInspections(filter.show) ? PAGE_ROWS : WAITING_ROWS
  return { rows: results.slice(0, shown), more: results.length > shown, next: null }
}
