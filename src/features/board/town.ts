// The keepers' duties of many places at once: which are late, for lists and reminders of the officers.
import type { Db } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { outermost } from '../accounts'
import { type Owed, owed } from '../obligations'
import type { Rulebook } from '../rulebook'
import { doneFrom } from './rules-done'
import { readTownPlaces, readWalk, type TownPlace, type Walk, type WalkedPlace } from './store-town'

type LateDuty = Pick<Owed, 'duty' | 'block' | 'due' | 'lateBy'>

interface LatePlace {
  placeId: number
  /** At least one, in the order they were due. */
  late: LateDuty[]
}

/** What a keeper owes that is late, by the engine of a place's own page. */
const lateOf =
  (book: Rulebook, now: number) =>
  ({ counts, ...place }: TownPlace): LateDuty[] => {
    const facts = {
      ...{ place, staff: counts.present.staff, watched: counts.watched },
      done: doneFrom(book, place.kind, counts, now),
    }
    return owed(book, facts, now)
      .filter(({ state }) => state === 'late')
      .map(({ duty, block, due, lateBy }) => ({ duty, block, due, lateBy }))
  }

/**
 * The places in the ranges (as of `rangesOf`) whose keeper owes something late. Three rows are read of a place,
 * and one of everybody who is kept away from it.
 */
export async function lateDuties(
  db: Db,
  book: Rulebook,
  ranges: string,
  now: number,
  among: number[] | null = null,
): Promise<LatePlace[]> {
  const places = await readTownPlaces(db, outermost(ranges), dayOf(now), among)
  const late = lateOf(book, now)
  return places
    .map((place) => ({ placeId: place.id, late: late(place) }))
    .filter((each) => each.late.length > 0)
}

export interface BehindPlace extends Pick<WalkedPlace, 'id' | 'code' | 'name'> {
  /** How many duties are late; none of most places. */
  late: number
}

/** Some open places of an area in walking order, and where the next ones begin; null after the last. */
export async function walkLate(
  db: Db,
  book: Rulebook,
  walk: Walk,
  now: number,
): Promise<{ places: BehindPlace[]; next: Walk['after'] }> {
  const read = await readWalk(db, { ...walk, limit: walk.limit + 1 }, dayOf(now))
  const late = lateOf(book, now)
  const shown = read.slice(0, walk.limit)
  const last = read.length > walk.limit ? shown.at(-1) : undefined
  return {
    places: shown.map((place) => ({
      ...{ id: place.id, code: place.code, name: place.name },
      late: late(place).length,
    })),
    next: last ? { areaPath: last.areaPath, id: last.id } : null,
  }
}
