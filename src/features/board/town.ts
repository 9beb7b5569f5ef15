// The keepers' duties of many places at once: which are late, for lists and reminders of the officers.
import type { Db } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { outermost } from '../accounts'
import { type Owed, owed } from '../obligations'
import type { Rulebook } from '../rulebook'
import { doneFrom } from './rules-done'
import { readTownRows } from './store-town'

type LateDuty = Pick<Owed, 'duty' | 'block' | 'due' | 'lateBy'>

interface LatePlace {
  placeId: number
  /** At least one, in the order they were due. */
  late: LateDuty[]
}

const NOBODY = { staff: 0, am: 0, amAt: null, pm: 0, pmAt: null }

/**
 * The places in the ranges (as of `rangesOf`) whose keeper owes something late, by the engine of a place's
 * own page. Two rows are read for everybody who works there, so a list asks for its own page of places.
 */
export async function lateDuties(
  db: Db,
  book: Rulebook,
  ranges: string,
  now: number,
  among: number[] | null = null,
): Promise<LatePlace[]> {
  const rows = await readTownRows(db, outermost(ranges), dayOf(now), among)
  const corrected = new Set(rows.records.map((each) => each.corrects))
  const records = Map.groupBy(
    rows.records.filter((each) => !corrected.has(each.id)),
    (each) => each.placeId,
  )
  const counts = Map.groupBy(rows.counts, (each) => each.placeId)
  const staff = new Map(rows.staff.map((each) => [each.placeId, each]))
  const watched = new Map(rows.watched.map((each) => [each.placeId, each.watched]))
  return rows.places.flatMap((place): LatePlace[] => {
    const { id: placeId, kind } = place
    const here = staff.get(placeId) ?? NOBODY
    const done = doneFrom(book, kind, {
      records: records.get(placeId) ?? [],
      counted: (counts.get(placeId) ?? []).map(({ at }) => at),
      staff: here.staff,
      measured: {
        am: { count: here.am, at: here.amAt ?? 0 },
        pm: { count: here.pm, at: here.pmAt ?? 0 },
      },
    })
    const facts = { place, staff: here.staff, watched: watched.get(placeId) ?? 0, done }
    const late = owed(book, facts, now).filter(({ state }) => state === 'late')
    return late.length === 0
      ? []
      : [
          {
            placeId,
            late: late.map(({ duty, block, due, lateBy }) => ({ duty, block, due, lateBy })),
          },
        ]
  })
}
