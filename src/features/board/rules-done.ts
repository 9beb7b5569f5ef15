// What was done of a place's duties, put together from its counters. Pure.
import type { Done } from '../obligations/rules'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook/form'
import { type Shift, shiftOf, taskOf } from './rules'

/** How far a place is on a day, in numbers. */
export interface DayCounts {
  /** Who works there, the keeper having said so; of those, with a pledge; of those, who may not begin yet. */
  listed: number
  signed: number
  watched: number
  /** How often each duty stands done; `id/none` counts those that said there was nothing. */
  done: Record<string, number>
  /** How often supplies were counted. */
  counted: number
  /** Those listed who have a reading, in each half of the day and in either. */
  measured: Record<Shift | 'either', number>
  /** Those listed who may work, and how many of them have a reading. */
  present: Record<Shift | 'staff', number>
}

/** How many of some duties stand done. */
export const timesOf = (counts: Pick<DayCounts, 'done'>, duties: readonly string[]): number =>
  duties.reduce((sum, id) => sum + (counts.done[id] ?? 0), 0)

/**
 * What was done until `at`, as the obligations count it: a staff check is done when everybody is measured. The
 * n-th time settles the n-th that is owed, whenever it was, so `at` stands for the time of each.
 */
export function doneFrom(
  book: Pick<Rulebook, 'duties'>,
  kind: PlaceKind,
  counts: Pick<DayCounts, 'done' | 'counted' | 'present'>,
  at: number,
): Done[] {
  const { present } = counts
  return book.duties[kind].flatMap((duty) => {
    const task = taskOf(duty)
    const checked = present.staff > 0 && present[shiftOf(duty)] >= present.staff ? 1 : 0
    const stock = task === 'stock' ? counts.counted : 0
    const times = (counts.done[duty.id] ?? 0) + stock + (task === 'staff' ? checked : 0)
    return Array.from({ length: times }, () => ({ duty: duty.id, at }))
  })
}
