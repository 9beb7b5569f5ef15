// Lists and counts of requests for help, the one whose time is nearest or longest past first.
import { batchAll, type Db } from '../../db/client'
import { startOfDay } from '../../shared/clock'
import { readPlaceCode } from '../../shared/place-code'
import { foldName } from '../places/rules'
import type { PlaceKind } from '../places/tables'
import type { HelpView } from './form'
import { type Age, ageOf, UNANSWERED } from './rules'
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

export const PAGE_ROWS = 10

export interface HelpFilter {
  view: HelpView
  /** The officer who looks. */
  me: number
  /** Areas, none inside another. */
  areas: number[]
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
const OF_PLACE = 'CROSS JOIN places p ON p.id = r.place_id CROSS JOIN areas v ON v.id = p.area_id'
const COVERED = `EXISTS (SELECT 1 FROM json_each(?1) s
  WHERE r.area_path >= s.value ->> 0 AND r.area_path < s.value ->> 1)`

/** Conditions of a filter on a row `l`, with their values. */
function filtered({ view, category, kind, asked, units, now }: HelpFilter) {
  const found: [sql: string, ...values: (string | number)[]][] = []
  if (category) found.push(['l.category = ?', category])
  if (kind) found.push(['l.place_kind = ?', kind])
  if (asked) found.push(['l.at >= ? AND l.at < ?', asked.from, asked.before])
  if (units) found.push(['l.unit IN (SELECT value FROM json_each(?))', JSON.stringify(units)])
  if (view === 'late') found.push(['l.answer_by < ?', now])
  return {
    sql: found.map(([sql]) => ` AND ${sql}`).join(''),
    values: found.flatMap(([, ...values]) => values),
  }
}

/** One state of a page in one area, one row more than shown; the closed ones newest first. Tests read its plan. */
export function helpStatement(
  db: Db,
  area: number,
  state: HelpState,
  filter: HelpFilter,
): D1PreparedStatement {
  const newest = state === 'closed' || state === 'withdrawn'
  const [order, than, first] = newest ? ['DESC', '<', Number.MAX_SAFE_INTEGER] : ['ASC', '>', 0]
  const { sql, values } = filtered(filter)
  const { after } = filter
  return db.$client
    .prepare(
      `SELECT ${LISTED} FROM help_lists l CROSS JOIN help_requests r ON r.id = l.request_id ${OF_PLACE}
       WHERE l.area_id = ? AND l.state = ? AND (l.answer_by, l.request_id) ${than} (?, ?)${sql}
       ORDER BY l.answer_by ${order}, l.request_id ${order} LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(area, state, after?.[0] ?? first, after?.[1] ?? first, ...values)
}

/** What one officer has in hand, wherever it is. */
const mineStatement = (db: Db, filter: HelpFilter): D1PreparedStatement => {
  const { sql, values } = filtered(filter)
  return db.$client
    .prepare(
      `SELECT ${LISTED} FROM help_requests l INDEXED BY help_requests_taken CROSS JOIN help_requests r ON r.id = l.id ${OF_PLACE}
       WHERE l.taken_by = ? AND l.state = 'in_hand' AND (l.answer_by, l.id) > (?, ?)${sql}
       ORDER BY l.answer_by, l.id LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(filter.me, filter.after?.[0] ?? 0, filter.after?.[1] ?? 0, ...values)
}

const statementsOf = (db: Db, filter: HelpFilter): D1PreparedStatement[] => {
  const { view, areas } = filter
  if (view === 'mine') return [mineStatement(db, filter)]
  const states: readonly HelpState[] = view === 'late' ? UNANSWERED : [view]
  return areas.flatMap((area) => states.map((state) => helpStatement(db, area, state, filter)))
}

export interface HelpPage {
  rows: ListedHelp[]
  /** Where the next page begins. */
  next: [number, number] | null
}

export async function listHelp(db: Db, filter: HelpFilter): Promise<HelpPage> {
  const statements = statementsOf(db, filter)
  if (statements.length === 0) return { rows: [], next: null }
  const parts = await batchAll(db, statements)
  const found = parts.flatMap(({ results }) => results as ListedHelp[])
  // One part comes in order already.
  const sign = filter.view === 'closed' ? -1 : 1
  if (parts.length > 1) found.sort((a, b) => sign * (a.answerBy - b.answerBy || a.id - b.id))
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

export interface HelpCounts {
  open: number
  in_hand: number
  answered: number
  late: number
  /** Of those waiting to be taken. */
  lateOpen: number
}

/** What is under way in these areas; `units`: only with these teams and departments. */
export async function countHelp(
  db: Db,
  areas: number[],
  now: number,
  units: string[] | null = null,
): Promise<HelpCounts> {
  const only = units && JSON.stringify(units)
  const [sums, late] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT s.state, sum(s.n) AS n FROM json_each(?1) a CROSS JOIN json_each(?2) u
           CROSS JOIN help_sums s ON s.area_id = a.value AND s.by = ?3 AND s.name = u.value GROUP BY s.state`,
      )
      .bind(JSON.stringify(areas), only ?? '[""]', only ? 'unit' : 'all'),
    db.$client
      .prepare(
        `SELECT l.state, count(*) AS n FROM json_each(?1) a CROSS JOIN json_each(?4) s
           CROSS JOIN help_lists l ON l.area_id = a.value AND l.state = s.value AND l.answer_by < ?2
         WHERE ?3 IS NULL OR l.unit IN (SELECT value FROM json_each(?3)) GROUP BY l.state`,
      )
      .bind(JSON.stringify(areas), now, only, JSON.stringify(UNANSWERED)),
  ])
  const counts: HelpCounts = { open: 0, in_hand: 0, answered: 0, late: 0, lateOpen: 0 }
  type Count = { state: 'open' | 'in_hand' | 'answered'; n: number }
  for (const { state, n } of (sums?.results ?? []) as Count[]) counts[state] = n
  for (const { state, n } of (late?.results ?? []) as Count[]) {
    counts.late += n
    if (state === 'open') counts.lateOpen = n
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

/** How many stand in a state, of one category or one day; of those past their time, `late`. */
export interface HelpSum {
  state: 'open' | 'in_hand' | 'answered'
  n: number
  late: number
}

export interface HelpSums {
  byCategory: (HelpSum & { category: string })[]
  byAge: (HelpSum & { age: Age })[]
}

interface Late {
  state: 'open' | 'in_hand'
  category: string
  at: number
}

/** Everything under way, by category and by how long ago it was asked. */
export async function sumHelp(db: Db, areas: number[], now: number): Promise<HelpSums> {
  const [sums, past] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT s.by, s.name, s.state, s.n FROM json_each(?1) a CROSS JOIN json_each('["category","day"]') b
           CROSS JOIN help_sums s ON s.area_id = a.value AND s.by = b.value`,
      )
      .bind(JSON.stringify(areas)),
    db.$client
      .prepare(
        `SELECT l.state, l.category, l.at FROM json_each(?1) a CROSS JOIN json_each(?3) s
           CROSS JOIN help_lists l ON l.area_id = a.value AND l.state = s.value AND l.answer_by < ?2`,
      )
      .bind(JSON.stringify(areas), now, JSON.stringify(UNANSWERED)),
  ])
  type Kept = { by: 'category' | 'day'; name: string; state: HelpSum['state']; n: number }
  const kept = (sums?.results ?? []) as Kept[]
  const late = ((past?.results ?? []) as Late[]).map((each) => ({ ...each, n: 0, late: 1 }))
  const of = (by: Kept['by']) => kept.filter((each) => each.by === by)
  return {
    byCategory: [
      ...of('category').map(({ name, state, n }) => ({ category: name, state, n, late: 0 })),
      ...late,
    ],
    byAge: [
      ...of('day').map(({ name, state, n }) => {
        return { age: ageOf(startOfDay(Number(name)), now), state, n, late: 0 }
      }),
      ...late.map(({ at, ...each }) => ({ ...each, age: ageOf(at, now) })),
    ],
  }
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
