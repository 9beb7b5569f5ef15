// Lists of requests for help, the one whose time is nearest or longest past first.
import type { Db } from '../../db/client'
import type { SearchFrom } from '../../shared/search-from'
import { type SearchPage, searchNamed } from '../places'
import type { PlaceKind } from '../places/tables'
import type { HelpView } from './form'
import { UNANSWERED } from './rules'
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
/** Of a search: each place it looks at costs a row as well. */
const SEARCH_ROWS = 8

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
  after: SearchFrom | null
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

const ordered = (state: HelpState): [order: string, than: string, first: number] =>
  state === 'closed' || state === 'withdrawn'
    ? ['DESC', '<', Number.MAX_SAFE_INTEGER]
    : ['ASC', '>', 0]

/** One state of a page in one area, one row more than shown; the closed ones newest first. Tests read its plan. */
export function helpStatement(
  db: Db,
  area: number,
  state: HelpState,
  filter: HelpFilter,
  columns = `${LISTED} FROM help_lists l CROSS JOIN help_requests r ON r.id = l.request_id ${OF_PLACE}`,
): D1PreparedStatement {
  const [order, than, first] = ordered(state)
  const { sql, values } = filtered(filter)
  const { after } = filter
  return db.$client
    .prepare(
      `SELECT ${columns}
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

type Key = Pick<ListedHelp, 'answerBy' | 'id'>

const KEYS = 'l.answer_by AS answerBy, l.request_id AS id FROM help_lists l'

/** Of several states or areas: first the keys of each, then the rows of those that make the page. */
async function merged(
  db: Db,
  filter: HelpFilter,
  states: readonly HelpState[],
): Promise<ListedHelp[]> {
  const parts = await db.$client.batch<Key>(
    filter.areas.flatMap((area) =>
      states.map((state) => helpStatement(db, area, state, filter, KEYS)),
    ),
  )
  const sign = filter.view === 'closed' ? -1 : 1
  const inOrder = (a: Key, b: Key): number => sign * (a.answerBy - b.answerBy || a.id - b.id)
  const keys = parts.flatMap(({ results }) => results).sort(inOrder)
  const ids = keys.slice(0, PAGE_ROWS + 1).map(({ id }) => id)
  if (ids.length === 0) return []
  const { results } = await db.$client
    .prepare(
      `SELECT ${LISTED} FROM help_requests r ${OF_PLACE} WHERE r.id IN (${ids.map(() => '?').join(', ')})`,
    )
    .bind(...ids)
    .all<ListedHelp>()
  return results.sort(inOrder)
}

async function found(db: Db, filter: HelpFilter): Promise<ListedHelp[]> {
  const { view, areas } = filter
  const [area] = areas
  if (view === 'mine') return (await mineStatement(db, filter).all<ListedHelp>()).results
  if (area === undefined) return []
  if (view === 'late') return merged(db, filter, UNANSWERED)
  if (areas.length > 1) return merged(db, filter, [view])
  return (await helpStatement(db, area, view, filter).all<ListedHelp>()).results
}

export async function listHelp(db: Db, filter: HelpFilter): Promise<SearchPage<ListedHelp>> {
  const all = await found(db, filter)
  const rows = all.slice(0, PAGE_ROWS)
  const last = all.length > PAGE_ROWS ? rows.at(-1) : undefined
  return { rows, next: last ? [last.answerBy, last.id] : null }
}

/** Requests of these places (JSON of ids) whose names hold what was typed, of any state. */
export const helpSearchStatement = (
  db: Db,
  ranges: string,
  { ids, from, folded }: { ids: string; from: SearchFrom; folded: string },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT ${LISTED} FROM json_each(?4) g CROSS JOIN help_requests r INDEXED BY help_requests_place
           ON r.place_id = g.value AND r.id > iif(g.value = ?2, ?3, 0)
         CROSS JOIN places p ON p.id = r.place_id CROSS JOIN areas v ON v.id = p.area_id
       WHERE instr(p.name_folded, ?5) > 0 AND ${COVERED} LIMIT ${SEARCH_ROWS + 1}`,
    )
    .bind(ranges, ...from, ids, folded)

/** By name or door code. */
export const searchHelp = (
  db: Db,
  q: string,
  ranges: string,
  after: SearchFrom | null,
): Promise<SearchPage<ListedHelp>> =>
  searchNamed<ListedHelp>(
    db,
    { q, ranges, from: after },
    {
      rows: SEARCH_ROWS,
      statement: (ids, from, folded) => helpSearchStatement(db, ranges, { ids, from, folded }),
      keyOf: ({ placeId, id }) => [placeId, id],
    },
  )

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
