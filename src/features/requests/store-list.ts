// Lists and counts of requests for help, the one whose time is nearest or longest past first.
import { batchAll, type Db } from '../../db/client'
import { readPlaceCode } from '../../shared/place-code'
import { foldName } from '../places/rules'
import type { PlaceKind } from '../places/tables'
import type { HelpView } from './form'
import { AGES, type Age, ageRange, LIVE_HELP, UNANSWERED } from './rules'
import type { HelpRequest, HelpState } from './tables'

export interface ListedHelp
  extends Pick<
    HelpRequest,
    'id' | 'year' | 'seq' | 'state' | 'category' | 'unit' | 'answerBy' | 'at' | 'reopens'
  > {
  placeId: number
  code: string
  place: string
  area: string
  areaEn: string
}

export const PAGE_ROWS = 20

export interface HelpFilter {
  view: HelpView
  /** The officer who looks. */
  me: number
  /** As `rangesOf` makes them. */
  ranges: string
  /** A subtree of areas, or exactly this village. */
  area: { from: string; to: string } | null
  village: string | null
  category: string
  kind: PlaceKind | null
  /** Asked within. */
  asked: { from: number; before: number } | null
  /** Only with these teams and departments; null: with any. */
  units: string[] | null
  now: number
  after: [number, number] | null
}

const LISTED = `r.id, r.year, r.seq, r.state, r.category, r.unit, r.answer_by AS answerBy, r.at, r.reopens,
  r.place_id AS placeId, p.code, p.name AS place, v.name AS area, v.name_en AS areaEn`
const COVERED = `EXISTS (SELECT 1 FROM json_each(?1) s
  WHERE r.area_path >= s.value ->> 0 AND r.area_path < s.value ->> 1)`

/** Conditions with their values, numbered on from what stands before. */
class Conditions {
  readonly values: (string | number)[]
  sql: string
  constructor(ranges: string) {
    this.values = [ranges]
    this.sql = COVERED
  }
  /** `$` is the value’s place. */
  and(sql: string, ...values: (string | number)[]): this {
    const parts = sql.split('$')
    this.sql += ` AND ${parts.map((part, i) => (i < values.length ? `${part}?${this.values.length + i + 1}` : part)).join('')}`
    this.values.push(...values)
    return this
  }
}

function filtered(filter: HelpFilter): Conditions {
  const found = new Conditions(filter.ranges)
  const { village, area, category, kind, asked, units } = filter
  if (village) found.and('r.area_path = $', village)
  else if (area) found.and('r.area_path >= $ AND r.area_path < $', area.from, area.to)
  if (category) found.and('r.category = $', category)
  if (kind) found.and('r.place_kind = $', kind)
  if (asked) found.and('r.at >= $ AND r.at < $', asked.from, asked.before)
  if (units) found.and('r.unit IN (SELECT value FROM json_each($))', JSON.stringify(units))
  return found
}

const indexOf = ({ view, village, category }: HelpFilter): string => {
  if (view === 'mine') return 'help_requests_taken'
  if (village) return 'help_requests_area'
  return category ? 'help_requests_category' : 'help_requests_state'
}

/** One state of a page, one row more than shown; the closed ones newest first. Tests read its plan. */
export function helpStatement(db: Db, state: HelpState, filter: HelpFilter): D1PreparedStatement {
  const { view, me, now, after } = filter
  const newest = state === 'closed' || state === 'withdrawn'
  const [order, than, first] = newest ? ['DESC', '<', Number.MAX_SAFE_INTEGER] : ['ASC', '>', 0]
  const where = filtered(filter)
    .and(`r.state = '${state}'`)
    .and(`(r.answer_by, r.id) ${than} ($, $)`, after?.[0] ?? first, after?.[1] ?? first)
  if (view === 'mine') where.and('r.taken_by = $', me)
  if (view === 'late') where.and('r.answer_by < $', now)
  return db.$client
    .prepare(
      `SELECT ${LISTED} FROM help_requests r INDEXED BY ${indexOf(filter)} CROSS JOIN places p ON p.id = r.place_id
       CROSS JOIN areas v ON v.id = p.area_id WHERE ${where.sql}
       ORDER BY r.answer_by ${order}, r.id ${order} LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(...where.values)
}

const statesOf = (view: HelpView): readonly HelpState[] => {
  if (view === 'late') return UNANSWERED
  return [view === 'mine' ? 'in_hand' : view]
}

export interface HelpPage {
  rows: ListedHelp[]
  /** Where the next page begins. */
  next: [number, number] | null
}

export async function listHelp(db: Db, filter: HelpFilter): Promise<HelpPage> {
  const parts = await batchAll(
    db,
    statesOf(filter.view).map((state) => helpStatement(db, state, filter)),
  )
  const found = parts.flatMap(({ results }) => results as ListedHelp[])
  // One state comes in order already.
  if (parts.length > 1) found.sort((a, b) => a.answerBy - b.answerBy || a.id - b.id)
  const rows = found.slice(0, PAGE_ROWS)
  const last = found.length > PAGE_ROWS ? rows.at(-1) : undefined
  return { rows, next: last ? [last.answerBy, last.id] : null }
}

/** Requests of the places of a name or door code, of any state. */
export function helpSearchStatement(
  db: Db,
  q: string,
  ranges: string,
  after: [number, number] | null,
): D1PreparedStatement {
  const code = readPlaceCode(q)
  const name = foldName(q)
  const found = code
    ? 'places p CROSS JOIN help_requests r ON r.place_id = p.id CROSS JOIN areas v ON v.id = p.area_id WHERE p.code = ?4'
    : `place_grams g CROSS JOIN places p ON p.id = g.place_id CROSS JOIN help_requests r ON r.place_id = p.id
       CROSS JOIN areas v ON v.id = p.area_id
       WHERE g.gram = ?4 AND g.place_id >= ?2 AND instr(p.name_folded, ?5) > 0`
  return db.$client
    .prepare(
      `SELECT ${LISTED} FROM ${found} AND (r.place_id, r.id) > (?2, ?3) AND ${COVERED} LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(
      ranges,
      ...(after ?? [0, 0]),
      code ?? [...name].slice(0, 2).join(''),
      ...(code ? [] : [name]),
    )
}

export async function searchHelp(
  db: Db,
  q: string,
  ranges: string,
  after: [number, number] | null,
): Promise<HelpPage> {
  const { results } = await helpSearchStatement(db, q, ranges, after).all<ListedHelp>()
  const rows = results.slice(0, PAGE_ROWS)
  const last = results.length > PAGE_ROWS ? rows.at(-1) : undefined
  return { rows, next: last ? [last.placeId, last.id] : null }
}

const LIVE = `r.state IN (${LIVE_HELP.map((state) => `'${state}'`).join(', ')})`

export interface HelpCounts {
  open: number
  in_hand: number
  answered: number
  late: number
  /** Of those waiting to be taken. */
  lateOpen: number
}

/** What is under way in these ranges; `units`: only with these teams and departments. */
export async function countHelp(
  db: Db,
  ranges: string,
  now: number,
  units: string[] | null = null,
): Promise<HelpCounts> {
  const { results } = await db.$client
    .prepare(
      `SELECT r.state, count(*) AS n, sum(r.answer_by < ?2) AS late FROM help_requests r INDEXED BY help_requests_state
       WHERE ${LIVE} AND ${COVERED} AND (?3 IS NULL OR r.unit IN (SELECT value FROM json_each(?3))) GROUP BY r.state`,
    )
    .bind(ranges, now, units && JSON.stringify(units))
    .all<{ state: 'open' | 'in_hand' | 'answered'; n: number; late: number }>()
  const counts: HelpCounts = { open: 0, in_hand: 0, answered: 0, late: 0, lateOpen: 0 }
  for (const { state, n, late } of results) {
    counts[state] = n
    if (state !== 'answered') counts.late += late
    if (state === 'open') counts.lateOpen = late
  }
  return counts
}

/** What one officer has in hand. */
export const countMine = async (
  db: Db,
  me: number,
  now: number,
): Promise<{ n: number; late: number }> =>
  (await db.$client
    .prepare(
      `SELECT count(*) AS n, ifnull(sum(answer_by < ?2), 0) AS late FROM help_requests
       INDEXED BY help_requests_taken WHERE taken_by = ?1 AND state = 'in_hand'`,
    )
    .bind(me, now)
    .first<{ n: number; late: number }>()) ?? { n: 0, late: 0 }

export interface HelpSum {
  state: 'open' | 'in_hand' | 'answered'
  category: string
  age: Age
  n: number
  late: number
}

/** Everything under way, by category and by how long ago it was asked. */
export async function sumHelp(db: Db, ranges: string, now: number): Promise<HelpSum[]> {
  const [, ...older] = AGES
  const ages = older.map((age, i) => `WHEN r.at < ?${i + 3} THEN '${age}'`).reverse()
  const { results } = await db.$client
    .prepare(
      `SELECT r.state, r.category, CASE ${ages.join(' ')} ELSE 'today' END AS age, count(*) AS n,
         sum(r.answer_by < ?2 AND r.state <> 'answered') AS late
       FROM help_requests r INDEXED BY help_requests_state WHERE ${LIVE} AND ${COVERED} GROUP BY 1, 2, 3`,
    )
    .bind(ranges, now, ...older.map((age) => ageRange(age, now).before))
    .all<HelpSum>()
  return results
}

/** The teams an officer belongs to, as the unit a request stands with. */
export async function teamUnitsOf(db: Db, accountId: number): Promise<string[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT DISTINCT 'team.' || t.kind AS unit FROM team_members m CROSS JOIN teams t ON t.id = m.team_id
       WHERE m.account_id = ? AND m.until IS NULL AND t.dissolved_at IS NULL LIMIT 50`,
    )
    .bind(accountId)
    .all<{ unit: string }>()
  return results.map(({ unit }) => unit)
}
