// The day of both levels in numbers, with the first of what is wrong by name: for the leader's page.
import type { Db } from '../../db/client'
import { dayOf } from '../../shared/clock'
import type { Rulebook } from '../rulebook'
import { type Counted, type PatrolSums, sumsOver } from './rules-day'
import {
  type GridKind,
  type GridSums,
  gridSumsOver,
  isLate,
  KIND_OF,
  type LeftAlone,
  leftAlone,
} from './rules-grid'
import { type FoundSums, type Stand, standFrom, standsOf, type Tally } from './rules-view'
import { readLines } from './store-lines'
import { freshView, readTally } from './view'
import { rangesIn } from './within'

export interface MissedSums {
  rounds: number
  /** A place both levels have missed is one. */
  places: number
  /** Of the first of them, each once. */
  names: string[]
}

export interface AloneSums {
  sites: number
  first: LeftAlone[]
}

export interface PatrolNumbers {
  missed: MissedSums
  alone: AloneSums
  /** Rounds of both levels. */
  rounds: PatrolSums
  /** The town's rounds by kind of place. */
  kinds: Record<GridKind, GridSums>
  found: FoundSums
}

const FIRST = 3

const count = (stands: readonly Counted[]): number => stands.reduce((sum, { n }) => sum + n, 0)

interface Asked {
  /** As of `rangesOf`. */
  ranges: string
  now: number
}

/** Places that both levels have missed. */
function missedTwice(book: Rulebook, { both }: Tally, { day, now }: { day: number; now: number }) {
  const late = (key: string, level: 'town' | 'village'): boolean => {
    const stand = standFrom(book, key, { level, now, day })
    return stand !== null && isLate(stand)
  }
  return Object.entries(both).reduce((sum, [key, n]) => {
    const [town = '', village = ''] = key.split('|')
    return late(town, 'town') && late(village, 'village') ? sum + n : sum
  }, 0)
}

export async function patrolNumbers(db: Db, book: Rulebook, asked: Asked): Promise<PatrolNumbers> {
  const { now } = asked
  const day = dayOf(now)
  await freshView(db, book, { day, now })
  const ranges = rangesIn(asked.ranges, '/')
  const tally = await readTally(db, day, { ranges })
  const town = standsOf(book, tally, { level: 'town', now, day })
  const village = standsOf(book, tally, { level: 'village', now, day })
  const asking = (level: 'town' | 'village', stands: readonly Stand[], limit: number) => ({
    ...{ day, level, ranges, limit, teams: null, after: null },
    stands: stands.map(({ key }) => key),
  })
  const alone = town.filter((each) => each.alone)
  const late = { town: town.filter(isLate), village: village.filter(isLate) }
  // A place of the village's may be one of the town's: so many more are looked at.
  const [first = [], second = [], left = []] = await readLines(
    db,
    [
      asking('town', late.town, FIRST),
      asking('village', late.village, 2 * FIRST),
      asking('town', alone, FIRST),
    ],
    now,
  )
  const places = new Map([...first, ...second].map(({ place }) => [place.id, place.name]))
  const sums = (kind: GridKind): GridSums =>
    gridSumsOver(
      town.filter(({ target }) => KIND_OF[target] === kind),
      now,
    )
  const rounds = sumsOver([...town, ...village], now)
  const twice = missedTwice(book, tally, { day, now })
  return {
    missed: {
      rounds: rounds.missed,
      places: count(late.town) + count(late.village) - twice,
      names: [...places.values()].slice(0, FIRST),
    },
    alone: { sites: count(alone), first: leftAlone(left, now) },
    rounds,
    kinds: {
      site: sums('site'),
      shop: sums('shop'),
      enterprise: sums('enterprise'),
      shut: sums('shut'),
    },
    found: { found: tally.found, right: tally.right },
  }
}
