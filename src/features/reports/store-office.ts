// The office's day: the sums, a page of enterprises with what holds of each, the whole of it as a file. Both
// come from tables that triggers keep, so that a page reads what it shows.
import type { Db } from '../../db/client'
import { readPlaceCode } from '../../shared/place-code'
import type { SearchFrom } from '../../shared/search-from'
import { type SearchPage, searchNamed } from '../places'
import { foldName, pathEnd } from '../places/rules'
import type { ReportView } from './form'
import { type Cell, type CoverRange, cellsOf, type DaySums, type SumRow, sumOf } from './rules-sums'
import type { DayState } from './tables'
import { DAY_STATES, EVERY_TRADE } from './values'

/** Whether an officer's areas and trades (`coverOf`) hold the place `p`. */
export const COVERED = (cover: string): string => `EXISTS (SELECT 1 FROM json_each(${cover}) s
  WHERE p.area_path >= s.value ->> 0 AND p.area_path < s.value ->> 1 AND (s.value ->> 2 = ''
    OR (s.value ->> 2 = 'in') = (p.trade IN (SELECT value FROM json_each(s.value -> 3)))))`

export interface DayAsked {
  day: number
  areaPath: string
  /** As `coverOf` makes it. */
  cover: string
}

export interface OfficeDay {
  sums: DaySums
  /** What the officer sees of the area, each enterprise in one of them. */
  cells: Cell[]
}

const ACCIDENTS = `SELECT count(*) AS accidents, ifnull(sum(c.hurt), 0) AS hurt FROM accidents c
  CROSS JOIN places p ON p.id = c.place_id
  WHERE c.day = ?1 AND c.area_path >= ?2 AND c.area_path < ?3 AND ${COVERED('?4')}`

/** The sums of a day, in one trip; the first who asks for a day nobody has reported on opens its sheet. */
export async function readOfficeDay(db: Db, asked: DayAsked): Promise<OfficeDay> {
  const { day, areaPath, cover } = asked
  const ranges: CoverRange[] = JSON.parse(cover)
  const inside = ranges.map(([from]) => from).filter((path) => path.startsWith(areaPath))
  const paths = [...new Set([areaPath, ...inside])].sort()
  const whole = ranges.every(([, , how]) => how === '')
  const byId = new Map(paths.map((path) => [Number(path.split('/').at(-2)), path]))
  const statements = [
    db.$client.prepare('SELECT 1 FROM report_sheets WHERE day = ?').bind(day),
    db.$client
      .prepare(
        `SELECT c.* FROM json_each(?2) a CROSS JOIN report_counts c ON c.day = ?1 AND c.area_id = a.value
           AND c.trade ${whole ? '=' : '<>'} '${EVERY_TRADE}'`,
      )
      .bind(day, JSON.stringify([...byId.keys()])),
    db.$client.prepare(ACCIDENTS).bind(day, areaPath, pathEnd(areaPath), cover),
  ]
  let [sheet, sums, accidents] = await db.$client.batch<never>(statements)
  if (sheet?.results.length === 0) {
    await openSheet(db, day)
    ;[sheet, sums, accidents] = await db.$client.batch<never>(statements)
  }
  const rows = (sums?.results ?? []) as (SumRow & { area_id: number })[]
  const cells = cellsOf(
    ranges,
    rows.map(({ area_id, ...row }) => ({ ...row, areaPath: byId.get(area_id) ?? '' })),
  )
  const [told]: { accidents: number; hurt: number }[] = accidents?.results ?? []
  return { cells, sums: { ...sumOf(cells), ...(told ?? { accidents: 0, hurt: 0 }) } }
}

/** Triggers fill it, and keep it from then on. */
const openSheet = (db: Db, day: number): Promise<D1Result> =>
  db.$client
    .prepare('INSERT INTO report_sheets (day) VALUES (?) ON CONFLICT DO NOTHING')
    .bind(day)
    .run()

/** One enterprise of the list. */
export interface DayLine {
  placeId: number
  code: string
  name: string
  areaPath: string
  state: DayState
  at: number | null
  seq: number | null
  stopped: number
  masks: number | null
  needs: number
  /** Of its roster; null: it has none. */
  gaps: number | null
  staff: number | null
  present: number | null
  measured: number | null
  abnormal: number | null
  returned: number | null
  outside: number | null
  watched: number | null
}

const LINE = `SELECT d.place_id AS placeId, d.code, d.name, d.area_path AS areaPath, d.state, d.at, d.seq, d.stopped,
  d.masks, d.needs, d.gaps, d.staff, d.present, d.measured, d.abnormal, d.returned, d.outside, d.watched`

const VIEWS: Record<ReportView, readonly DayState[]> = {
  all: DAY_STATES,
  reported: ['late', 'reported'],
  late: ['late'],
  stopped: ['stopped'],
  missing: ['missing'],
}

export const DAY_ROWS = 20
/** Places a page of a search looks at: what is shown of one costs a row more. */
const SEARCHED = 35
/** The most an export holds: more enterprises than any town has. */
const MOST = 5000

export interface After {
  state: DayState
  path: string
  id: number
}

export interface ListAsked extends DayAsked {
  view: ReportView
  q: string
  after: After | null
  /** Where a search goes on. */
  from: SearchFrom | null
}

interface Part {
  day: number
  state: DayState
  cell: Cell
  after: After | null
  limit: number
}

/** What stands in one state in one part of what an officer sees, in walking order; tests read its plan. */
export function partStatement(
  db: Db,
  { day, state, cell, after, limit }: Part,
): D1PreparedStatement {
  const { areaPath, trade } = cell
  const from = after ? [after.path, after.id] : [areaPath, 0]
  const by = trade === null ? 'report_days_walk' : 'report_days_trade'
  return db.$client
    .prepare(
      `${LINE} FROM report_days d INDEXED BY ${by} WHERE d.day = ? AND d.state = ? ${trade === null ? '' : 'AND d.trade = ?'}
         AND (d.area_path, d.place_id) > (?, ?) AND d.area_path < ? ORDER BY d.area_path, d.place_id LIMIT ?`,
    )
    .bind(day, state, ...(trade === null ? [] : [trade]), ...from, pathEnd(areaPath), limit)
}

/** The parts a page may come from, and no more: the sums say how many each holds. */
function partsOf({ day, view, after }: ListAsked, cells: readonly Cell[], limit: number): Part[] {
  const states = VIEWS[view]
  const begin = after ? Math.max(0, states.indexOf(after.state)) : 0
  const parts: Part[] = []
  let wanted = limit
  for (const state of states.slice(begin)) {
    const goesOn = after?.state === state ? after : null
    const holding = cells.filter(({ states: held }) => held[state] > 0)
    parts.push(...holding.map((cell) => ({ day, state, cell, after: goesOn, limit: wanted })))
    // How many of the first state went before is not known.
    if (!goesOn) wanted -= holding.reduce((sum, { states: held }) => sum + held[state], 0)
    if (wanted <= 0) break
  }
  return parts
}

const inOrder = (a: DayLine, b: DayLine): number =>
  DAY_STATES.indexOf(a.state) - DAY_STATES.indexOf(b.state) ||
  Number(a.areaPath > b.areaPath) - Number(a.areaPath < b.areaPath) ||
  a.placeId - b.placeId

async function listed(
  db: Db,
  asked: ListAsked,
  cells: readonly Cell[],
  limit: number,
): Promise<DayLine[]> {
  const parts = partsOf(asked, cells, limit)
  if (parts.length === 0) return []
  const found = await db.$client.batch<DayLine>(parts.map((part) => partStatement(db, part)))
  const lines = found.flatMap(({ results }) => results).sort(inOrder)
  return lines.slice(0, limit)
}

/** So few are looked through one by one; of more, those whose names have the pieces of what was typed. */
const FEW = 20

/** Enterprises of these (JSON of ids) whose names hold what was typed, in the order of their numbers; tests read its plan. */
export function searchStatement(
  db: Db,
  { day, view }: Pick<ListAsked, 'day' | 'view'>,
  cells: readonly Cell[],
  { ids, folded }: { ids: string; folded: string },
): D1PreparedStatement {
  const theirs = cells.map(({ areaPath, trade }) => ({
    sql: `d.area_path >= ? AND d.area_path < ?${trade === null ? '' : ' AND d.trade = ?'}`,
    values: [areaPath, pathEnd(areaPath), ...(trade === null ? [] : [trade])],
  }))
  return db.$client
    .prepare(
      `${LINE} FROM json_each(?1) g CROSS JOIN report_days d ON d.place_id = g.value AND d.day = ?2
       WHERE instr(d.name_folded, ?3) > 0 AND ?4 ->> d.state
         AND (${theirs.map(({ sql }) => sql).join(' OR ')}) LIMIT ${DAY_ROWS + 1}`,
    )
    .bind(
      ...[ids, day, folded],
      JSON.stringify(Object.fromEntries(VIEWS[view].map((state) => [state, 1]))),
      ...theirs.flatMap(({ values }) => values),
    )
}

async function searched(
  db: Db,
  asked: ListAsked,
  { cells, sums }: OfficeDay,
): Promise<SearchPage<DayLine>> {
  if (sums.enterprises <= FEW) {
    const [name, code] = [foldName(asked.q), readPlaceCode(asked.q)]
    const all = await listed(db, { ...asked, after: null }, cells, FEW)
    const rows = all.filter((line) => line.code === code || foldName(line.name).includes(name))
    return { rows, next: null }
  }
  const ranges = JSON.stringify(cells.map(({ areaPath }) => [areaPath, pathEnd(areaPath)]))
  return searchNamed<DayLine>(
    db,
    { q: asked.q, ranges, from: asked.from, most: SEARCHED },
    {
      rows: DAY_ROWS,
      statement: (ids, _, folded) => searchStatement(db, asked, cells, { ids, folded }),
      keyOf: ({ placeId }) => [placeId + 1, 0],
    },
  )
}

/** A page of the enterprises of a day, those who have not reported first, and whether more follow. */
export async function listDay(
  db: Db,
  asked: ListAsked,
  office: OfficeDay,
): Promise<SearchPage<DayLine> & { more: boolean }> {
  if (foldName(asked.q)) return { ...(await searched(db, asked, office)), more: false }
  const rows = await listed(db, asked, office.cells, DAY_ROWS + 1)
  return { rows: rows.slice(0, DAY_ROWS), more: rows.length > DAY_ROWS, next: null }
}

/** Every enterprise of a day, or of one view of it. */
export const wholeDay = (
  db: Db,
  asked: DayAsked,
  { cells }: OfficeDay,
  view: ReportView = 'all',
): Promise<DayLine[]> => listed(db, { ...asked, view, q: '', after: null, from: null }, cells, MOST)

/** What holds of one enterprise on a day; null: it is not in the register then. */
export async function lineOf(db: Db, placeId: number, day: number): Promise<DayLine | null> {
  await openSheet(db, day)
  return db.$client
    .prepare(`${LINE} FROM report_days d WHERE d.place_id = ? AND d.day = ?`)
    .bind(placeId, day)
    .first<DayLine>()
}
