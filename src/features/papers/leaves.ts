// The registers of a range of days are read leaf by leaf, so that none reads more than a page may: a week of
// days at a time, in it so many people of the staff, the records, then so many of those under observation.
import { isoDay } from '../../shared/clock'
import { type DayRange, readDay } from './form'

/** As many lines of two as a printed sheet keeps together, with a footnote. */
export const LEAF_PEOPLE = 16
/** Each with two readings a day. */
export const LEAF_WATCHED = 4
const WEEK = 7

/** Where a list goes on: after this line of those who are still here, or of those who left. */
export interface After {
  gone: boolean
  /** A day number: since when somebody works or is observed here, or on which day that ended. */
  at: number
  id: number
}

export type LeafPart = 'staff' | 'records' | 'watched'

export interface Leaf {
  /** All days asked for. */
  range: DayRange
  /** Those on this leaf, seven at most. */
  days: DayRange
  part: LeafPart
  after: After | null
}

/** What a leaf turned out to hold. */
export interface Found {
  /** Where its list goes on, if it does. */
  more: After | null
  /** Anybody is under observation in these days; known where the records stand. */
  watched: boolean
}

const LEAF = /^(\d{4}-\d\d-\d\d)(?:~(staff|records|watched)(?:~([01])~(\d{1,9})~(\d{1,15}))?)?$/

const weekFrom = (range: DayRange, from: number): Leaf => ({
  range,
  days: { from, to: Math.min(range.to, from + WEEK - 1) },
  part: 'staff',
  after: null,
})

/** The leaf of `?leaf=2020-03-06~staff~0~18320~173`; the first one for anything else. */
export function leafOf(typed: string | undefined, range: DayRange): Leaf {
  const [, day = '', part, gone, at, id] = LEAF.exec(typed ?? '') ?? []
  const from = readDay(day)
  if (from === null || from < range.from || from > range.to) return weekFrom(range, range.from)
  const after = gone ? { gone: gone === '1', at: Number(at), id: Number(id) } : null
  return { ...weekFrom(range, from), part: (part as LeafPart | undefined) ?? 'staff', after }
}

/** As `leafOf` reads it. */
const leafText = ({ days, part, after }: Leaf): string =>
  [isoDay(days.from), part, ...(after ? [Number(after.gone), after.at, after.id] : [])].join('~')

export const isFirst = ({ range, days, part, after }: Leaf): boolean =>
  days.from === range.from && part === 'staff' && after === null

/** A staff that fits on one leaf has the records on it. */
export const holdsRecords = ({ part, after }: Leaf, { more }: Pick<Found, 'more'>): boolean =>
  part === 'records' || (part === 'staff' && after === null && more === null)

/** The leaf that follows; null after the last. */
export function leafAfter(leaf: Leaf, found: Found): Leaf | null {
  const { range, days, part } = leaf
  if (found.more) return { ...leaf, after: found.more }
  const then = (next: LeafPart): Leaf => ({ ...leaf, part: next, after: null })
  if (part === 'staff' && !holdsRecords(leaf, found)) return then('records')
  if (part !== 'watched' && found.watched) return then('watched')
  return days.to === range.to ? null : weekFrom(range, days.to + 1)
}

/** Where the registers of some days open, at their first leaf or another. */
export function registersPath(action: string, { from, to }: DayRange, leaf?: Leaf): string {
  const path = `${action}?from=${isoDay(from)}&to=${isoDay(to)}&show=all`
  return leaf ? `${path}&leaf=${leafText(leaf)}` : path
}
