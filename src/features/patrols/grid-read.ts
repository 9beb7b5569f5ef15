// The grid out of the view of the day: its sums, its columns, and the rows that are shown.
import type { Db } from '../../db/client'
import { isResident } from '../obligations'
import type { Rulebook } from '../rulebook'
import type { GridQuery } from './grid-form'
import type { PatrolLine } from './rules-day'
import {
  columnsOf,
  type GridColumn,
  type GridSums,
  gridSumsOver,
  isLate,
  isWrongly,
  KIND_OF,
  type LeftAlone,
  leftAlone,
  type MissedPlace,
  missedOf,
} from './rules-grid'
import { type Stand, standsOf } from './rules-view'
import { readLines, type StandsAsked, walkedTo } from './store-lines'
import { judgedAt, readTally } from './view'

export interface GridDay {
  /** How the places of the kind stand, and how many of each. */
  stands: Stand[]
  sums: GridSums
  columns: GridColumn[]
  /** Whether somebody has to stay at one of them. */
  resident: boolean
  /** The instant it is judged at. */
  at: number
}

export interface GridAsked {
  query: GridQuery
  /** As of `rangesIn`. */
  ranges: string
  now: number
}

export async function gridDay(db: Db, book: Rulebook, asked: GridAsked): Promise<GridDay> {
  const { query, ranges, now } = asked
  const { day, level } = query
  const at = judgedAt({ day, now })
  const all = standsOf(book, await readTally(db, day, { ranges }), { level, now: at, day })
  const stands = all.filter(({ target }) => KIND_OF[target] === query.kind)
  return {
    ...{ stands, at },
    sums: gridSumsOver(stands, at),
    columns: columnsOf(stands),
    resident: level === 'town' && stands.some(({ target }) => isResident(book, target)),
  }
}

/** Enough for every place of a town; a file is of all of them. */
const ALL = 5000
const MOST_NAMED = 30

const asking = (
  { query: { day, level }, ranges }: GridAsked,
  stands: readonly Stand[],
  limit: number,
): StandsAsked => ({
  ...{ day, level, ranges, limit },
  ...{ stands: stands.map(({ key }) => key), teams: null, after: null },
})

const shownOf = ({ stands }: GridDay, { wrong }: GridQuery): Stand[] =>
  wrong ? stands.filter(isWrongly) : stands

/** Every row, for a file. */
export async function gridRows(db: Db, asked: GridAsked, grid: GridDay): Promise<PatrolLine[]> {
  const [rows = []] = await readLines(db, [asking(asked, shownOf(grid, asked.query), ALL)], grid.at)
  return rows
}

export interface GridPageRows {
  rows: PatrolLine[]
  /** How many there are on all pages. */
  found: number
  next: number | null
  /** The first of the missed ones; `null`: they are not asked for. */
  told: { missed: MissedPlace[]; places: number; alone: LeftAlone[] } | null
}

const PAGE_ROWS = 16
/** So many names stand on the page itself; of more the text has a page of its own. */
const NAMED_HERE = 10

/** A page of the grid with the names its text is made of. */
export async function gridPage(db: Db, asked: GridAsked, grid: GridDay): Promise<GridPageRows> {
  const { query } = asked
  const shown = shownOf(grid, query)
  const count = (stands: readonly Stand[]): number => stands.reduce((sum, { n }) => sum + n, 0)
  const late = grid.stands.filter(isLate)
  const alone = grid.stands.filter((each) => each.alone)
  const tells = query.text || count(late) + count(alone) <= NAMED_HERE
  const after = query.after === null ? null : await walkedTo(db, query.day, query.after)
  const rowsAsked = { ...asking(asked, query.text ? [] : shown, PAGE_ROWS + 1), after }
  const [lines = [], missed = [], left = []] = await readLines(
    db,
    [
      rowsAsked,
      asking(asked, tells ? late : [], MOST_NAMED),
      asking(asked, tells ? alone : [], ALL),
    ],
    grid.at,
  )
  const rows = lines.slice(0, PAGE_ROWS)
  return {
    rows,
    found: count(shown),
    next: lines.length > PAGE_ROWS ? (rows.at(-1)?.place.id ?? null) : null,
    told: tells
      ? { missed: missedOf(missed), places: count(late), alone: leftAlone(left, grid.at) }
      : null,
  }
}
