// What is to be urged, out of the view of the day: numbers area by area, and one village in full.
import type { Db } from '../../db/client'
import type { ListedArea } from '../places'
import type { Rulebook } from '../rulebook'
import { type Counted, sumsOver } from './rules-day'
import { isLate, leftAlone, missedOf, type UrgedVillage, urgedVillages } from './rules-grid'
import { type Stand, standsOf, type Tally, together } from './rules-view'
import { readLines, type StandsAsked } from './store-lines'
import { readUnits } from './store-view'
import { readTally } from './view'
import { rangesIn } from './within'

/** One area in numbers, to be opened. */
export interface UrgedPart {
  area: ListedArea
  missed: number
  alone: number
}

export interface UrgeAsked {
  /** As of `rangesIn`. */
  ranges: string
  day: number
  now: number
}

const LEVELS = ['town', 'village'] as const

const standsIn = (book: Rulebook, tally: Tally, { day, now }: UrgeAsked) =>
  LEVELS.flatMap((level) => standsOf(book, tally, { level, now, day }))

const count = (stands: readonly Counted[]): number => stands.reduce((sum, { n }) => sum + n, 0)

/** So many areas stand on a page; of more their districts do. */
const MOST_PARTS = 24

/** The villages of a part of the town, or its districts where it has many villages. */
export function partsOf(areas: readonly ListedArea[], ranges: string): ListedArea[] {
  const spans: [string, string][] = JSON.parse(ranges)
  const within = areas.filter(({ path }) => spans.some(([from, to]) => path >= from && path < to))
  const leaves = within.filter(({ id }) => !areas.some(({ parentId }) => parentId === id))
  if (leaves.length <= MOST_PARTS) return leaves
  const top = Math.min(...within.map(({ path }) => path.length))
  const roots = within.filter(({ path }) => path.length === top)
  return within.filter(({ parentId }) => roots.some(({ id }) => id === parentId))
}

export interface UrgeSums {
  missed: number
  /** Places patrolled there, by either level. */
  places: number
  parts: UrgedPart[]
}

/** Numbers: one row is read of each area. */
export async function urgeSums(
  db: Db,
  book: Rulebook,
  asked: UrgeAsked,
  areas: readonly ListedArea[],
): Promise<UrgeSums> {
  const { ranges, day, now } = asked
  const parts = partsOf(areas, ranges)
  const [whole, units] = await Promise.all([
    readTally(db, day, { ranges }),
    readUnits(
      db,
      day,
      parts.map(({ path }) => path),
    ),
  ])
  const of = (tally: Tally) => {
    const stands = standsIn(book, tally, asked)
    return { ...sumsOver(stands, now), alone: count(stands.filter(({ alone }) => alone)) }
  }
  const town = Object.values(whole.town).reduce((sum, n) => sum + n, 0)
  const village = Object.values(whole.village).reduce((sum, n) => sum + n, 0)
  return {
    missed: of(whole).missed,
    places: Math.max(town, village),
    parts: parts
      .map((area) => ({ area, ...of(units.get(area.path) ?? together([])) }))
      .map(({ area, missed, alone }) => ({ area, missed, alone })),
  }
}

/** More names of one level than these stand in no text. */
const MOST_NAMED = 30

/** Villages in full. */
export async function urgedIn(db: Db, book: Rulebook, asked: UrgeAsked): Promise<UrgedVillage[]> {
  const { ranges, day, now } = asked
  const stands = standsIn(book, await readTally(db, day, { ranges }), asked)
  const of = (level: (typeof LEVELS)[number]) => stands.filter((each) => each.level === level)
  const asking = (some: readonly Stand[], limit: number): StandsAsked => ({
    ...{ day, ranges, limit, level: some[0]?.level ?? 'town', teams: null, after: null },
    stands: some.map(({ key }) => key),
  })
  const [own = [], other = [], left = []] = await readLines(
    db,
    [
      ...LEVELS.map((level) => asking(of(level).filter(isLate), MOST_NAMED)),
      asking(
        of('town').filter(({ alone }) => alone),
        MOST_NAMED,
      ),
    ],
    now,
  )
  const missed = [...missedOf(own), ...missedOf(other)]
  const villages = urgedVillages(missed, leftAlone(left, now))
  const sums = (level: (typeof LEVELS)[number]) => {
    const late = of(level).filter(isLate)
    return { places: count(late), rounds: sumsOver(late, now).missed }
  }
  // Of one village not all that is missed was read, but it is counted.
  return villages.length === 1
    ? villages.map((each) => ({ ...each, sums: { town: sums('town'), village: sums('village') } }))
    : villages
}

/** Part of the ranges; all of them where no area is asked for. */
export const urgeRanges = (ranges: string, area: ListedArea | undefined): string =>
  rangesIn(ranges, area?.path ?? '/')
