// The day of patrols, read once for whoever asks: list, grid, reminders, leader's page, phone.
import type { Db } from '../../db/client'
import { DAY, dayOf, startOfDay } from '../../shared/clock'
import type { PatrolLevel } from '../../shared/patrol'
import { outermost } from '../accounts'
import type { Rulebook } from '../rulebook'
import { linesOf, type PatrolLine, SHIFT_LOOKBACK } from './rules-day'
import { readDayRows } from './store-day'

export interface PatrolAsked {
  /** As of `rangesOf`. */
  ranges: string
  level: PatrolLevel
  now: number
  /** Another day than that of `now`; it is judged as of its last instant. */
  day?: number
}

/** One round trip, however many places. A place's state is that of today on every day. */
export async function readPatrolDay(
  db: Db,
  book: Rulebook,
  { ranges, level, now, day = dayOf(now) }: PatrolAsked,
): Promise<PatrolLine[]> {
  const midnight = startOfDay(day)
  const as = { level, day, now: Math.min(now, midnight + DAY - 1) }
  const spans = { shiftsFrom: midnight - SHIFT_LOOKBACK, shiftsTo: midnight + DAY }
  const asked = { ranges: outermost(ranges), level, day }
  return linesOf(book, await readDayRows(db, asked, spans), as)
}
