// The keepers' duties of many places at once: which are late, for lists and reminders of the officers.
import type { Db } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { outermost } from '../accounts'
import { type Owed, owed } from '../obligations'
import type { Rulebook } from '../rulebook'
import { doneFrom } from './rules-done'
import { readTownPlaces } from './store-town'

type LateDuty = Pick<Owed, 'duty' | 'block' | 'due' | 'lateBy'>

interface LatePlace {
  placeId: number
  /** At least one, in the order they were due. */
  late: LateDuty[]
}

/**
 * The places in the ranges (as of `rangesOf`) whose keeper owes something late, by the engine of a place's
 * own page. Three rows are read of a place, and one of everybody who is kept away from it.
 */
export async function lateDuties(
  db: Db,
  book: Rulebook,
  ranges: string,
  now: number,
  among: number[] | null = null,
): Promise<LatePlace[]> {
  const places = await readTownPlaces(db, outermost(ranges), dayOf(now), among)
  return places.flatMap(({ counts, ...place }): LatePlace[] => {
    const { staff } = counts.present
    const done = doneFrom(book, place.kind, counts, now)
    const facts = { place, staff, watched: counts.watched, done }
    const late = owed(book, facts, now).filter(({ state }) => state === 'late')
    return late.length === 0
      ? []
      : [
          {
            placeId: place.id,
            late: late.map(({ duty, block, due, lateBy }) => ({ duty, block, due, lateBy })),
          },
        ]
  })
}
