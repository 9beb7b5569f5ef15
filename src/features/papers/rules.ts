// The week grid: what the records of a place come to in the five blocks of the board, day by day.
import type { Bilingual, Rulebook } from '../rulebook/form'

export interface StockOn {
  day: number
  items: { item: string; quantity: number }[]
}

export interface WeekFacts {
  /** The last count of each day. */
  stock: StockOn[]
  duties: { day: number; duty: string; n: number }[]
  /** Workers measured, once a person and shift. */
  measured: { day: number; shift: 'am' | 'pm'; n: number; over: number }[]
  days: { day: number; visits: number; over: number; waiting: number }[]
}

export type WeekBlock = 'supplies' | 'temperatures' | 'disinfection' | 'vehicle'

/** One line of the grid. `null` is left to the pen; `over` and `open` count abnormal temperatures. */
export type WeekCell = string | { over: number; open: boolean } | null

export interface WeekRow {
  block: WeekBlock
  /** A name from the records or the rulebook, or the key of a fixed line; null for the pen. */
  name: Bilingual | { item: string } | 'staff' | 'visits' | 'over' | null
  cells: WeekCell[]
}

const SUPPLY_ROWS = 3
const SUPPLY_ROWS_AT_MOST = 5

/** The seven days of the week, Monday first, that `day` lies in. */
export const weekOf = (day: number): number[] => {
  // Day 0 was a Thursday.
  const monday = day - ((day + 3) % 7)
  return Array.from({ length: 7 }, (_, i) => monday + i)
}

function supplyRows(week: number[], stock: StockOn[]): WeekRow[] {
  const names = [...new Set(stock.flatMap((count) => count.items.map((each) => each.item)))]
  const rows = names.slice(0, SUPPLY_ROWS_AT_MOST).map((item): WeekRow => {
    const cells = week.map((day) => {
      const count = stock.find((each) => each.day === day)
      const found = count?.items.find((each) => each.item === item)
      return found ? String(found.quantity) : null
    })
    return { block: 'supplies', name: { item }, cells }
  })
  const blank = Math.max(0, SUPPLY_ROWS - rows.length)
  const empty = week.map(() => null)
  return [
    ...rows,
    ...Array.from(
      { length: blank },
      (): WeekRow => ({ block: 'supplies', name: null, cells: empty }),
    ),
  ]
}

function dutyRows(
  week: number[],
  book: Rulebook,
  kind: 'shop' | 'enterprise' | 'site',
  block: 'disinfection' | 'vehicle',
  duties: WeekFacts['duties'],
): WeekRow[] {
  const asked = book.duties[kind].filter((duty) => duty.block === block)
  if (asked.length === 0) return [{ block, name: null, cells: week.map(() => null) }]
  return asked.map((duty) => ({
    block,
    name: duty.name,
    cells: week.map((day) => {
      const found = duties.find((each) => each.day === day && each.duty === duty.id)
      return found ? String(found.n) : null
    }),
  }))
}

function staffCell(day: number, measured: WeekFacts['measured']): string | null {
  const on = measured.filter((each) => each.day === day)
  if (on.length === 0) return null
  const [am, pm] = (['am', 'pm'] as const).map(
    (shift) => on.find((each) => each.shift === shift)?.n,
  )
  return `${am ?? '  '} / ${pm ?? '  '}`
}

/** Staff and visitors over the limit are shown as one number, never apart. */
function overCell(day: number, facts: WeekFacts): WeekCell {
  const door = facts.days.find((each) => each.day === day)
  const staff = facts.measured.filter((each) => each.day === day)
  if (!door && staff.length === 0) return null
  const over = (door?.over ?? 0) + Math.max(0, ...staff.map((each) => each.over))
  return { over, open: (door?.waiting ?? 0) > 0 }
}

/** The grid of a week. Days without a record stay empty, for the pen. */
export function weekRows(
  week: number[],
  book: Rulebook,
  kind: 'shop' | 'enterprise' | 'site',
  facts: WeekFacts,
): WeekRow[] {
  const temperatures: WeekRow[] = [
    {
      block: 'temperatures',
      name: 'staff',
      cells: week.map((day) => staffCell(day, facts.measured)),
    },
    {
      block: 'temperatures',
      name: 'visits',
      cells: week.map((day) => {
        const found = facts.days.find((each) => each.day === day)
        return found ? String(found.visits) : null
      }),
    },
    { block: 'temperatures', name: 'over', cells: week.map((day) => overCell(day, facts)) },
  ]
  return [
    ...dutyRows(week, book, kind, 'disinfection', facts.duties),
    ...supplyRows(week, facts.stock),
    ...dutyRows(week, book, kind, 'vehicle', facts.duties),
    ...temperatures,
  ]
}

/** Fewer workers than this are shown as a number only, whoever agreed to be named. */
export const NAMED_FROM = 3
