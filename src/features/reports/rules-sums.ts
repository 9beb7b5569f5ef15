// The sums of a day for one officer: of every area and trade kept, those that are theirs, each once. Pure.
import type { Figures } from './rules'
import type { DayState } from './tables'

/** One of an officer's areas, and of which trades: all, only `in` these, all `out` of these. */
export type CoverRange = [from: string, to: string, how: '' | 'in' | 'out', trades: string[]]

interface Counted extends Figures {
  enterprises: number
  reported: number
  late: number
  zero: number
  corrected: number
  stopped: number
  missing: number
  needs: number
  /** Enterprises with an hour nobody is on duty. */
  gaps: number
}

export interface DaySums extends Counted {
  accidents: number
  hurt: number
}

/** What is kept of one trade in an area and all below it. */
export interface SumRow extends Counted {
  areaPath: string
  trade: string
}

/** A part of what an officer sees; without a trade it is all of an area. */
export interface Cell {
  areaPath: string
  trade: string | null
  sums: Counted
  /** How many stand in each state. */
  states: Record<DayState, number>
}

const NOTHING: Counted = {
  enterprises: 0,
  reported: 0,
  late: 0,
  zero: 0,
  corrected: 0,
  stopped: 0,
  missing: 0,
  needs: 0,
  gaps: 0,
  staff: 0,
  present: 0,
  measured: 0,
  abnormal: 0,
  returned: 0,
  outside: 0,
  watched: 0,
}
const NAMES = Object.keys(NOTHING) as (keyof Counted)[]

const add = (a: Counted, b: Counted): Counted =>
  Object.fromEntries(NAMES.map((name) => [name, a[name] + b[name]])) as unknown as Counted

export const sumOf = (cells: readonly Pick<Cell, 'sums'>[]): Counted =>
  cells.map(({ sums }) => sums).reduce(add, NOTHING)

const isIn = ([from, to, how, trades]: CoverRange, { areaPath, trade }: SumRow): boolean =>
  areaPath >= from && areaPath < to && (how === '' || (how === 'in') === trades.includes(trade))

const cellOf = (areaPath: string, trade: string | null, rows: readonly SumRow[]): Cell => {
  const sums = rows.reduce<Counted>(add, NOTHING)
  const { late, missing, stopped } = sums
  return {
    areaPath,
    trade,
    sums,
    states: { late, missing, stopped, reported: sums.reported - late },
  }
}

/**
 * The parts of what an officer sees, no enterprise in two of them: an area whole where all its trades are
 * theirs, else trade by trade; inside an area that is counted only what is not counted with it.
 */
export function cellsOf(cover: readonly CoverRange[], rows: readonly SumRow[]): Cell[] {
  const cells: Cell[] = []
  const paths = [...new Set(rows.map(({ areaPath }) => areaPath))].sort()
  const counted = ({ areaPath, trade }: SumRow): boolean =>
    cells.some((cell) => areaPath.startsWith(cell.areaPath) && (cell.trade ?? trade) === trade)
  for (const path of paths) {
    const here = rows.filter(({ areaPath }) => areaPath === path)
    const theirs = here.filter((row) => cover.some((range) => isIn(range, row)) && !counted(row))
    if (theirs.length === here.length) cells.push(cellOf(path, null, theirs))
    else cells.push(...theirs.map((row) => cellOf(path, row.trade, [row])))
  }
  return cells
}
