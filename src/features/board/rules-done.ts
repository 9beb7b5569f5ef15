// What was done of a place's duties, put together from its records, counts and readings. Pure.
import type { Done } from '../obligations/rules'
import type { PlaceKind } from '../places/tables'
import type { Rulebook } from '../rulebook/form'
import { type Shift, shiftOf, taskOf } from './rules'

/** How far the staff check of one shift is. */
export interface Measured {
  /** Workers of the place with a reading. */
  count: number
  /** When the last of them was measured; 0 without any. */
  at: number
}

export interface DoneFacts {
  records: readonly { duty: string; at: number }[]
  /** When supplies were counted. */
  counted: readonly number[]
  /** People who work there. */
  staff: number
  measured: Record<Shift, Measured>
}

/** What was done, as the obligations count it: a staff check is done when the last one is measured. */
export function doneFrom(
  book: Pick<Rulebook, 'duties'>,
  kind: PlaceKind,
  { records, counted, staff, measured }: DoneFacts,
): Done[] {
  const duties = book.duties[kind]
  const stocks = duties.filter((duty) => taskOf(duty) === 'stock')
  const checks = duties.filter((duty) => taskOf(duty) === 'staff')
  return [
    ...records.map(({ duty, at }) => ({ duty, at })),
    ...stocks.flatMap((duty) => counted.map((at) => ({ duty: duty.id, at }))),
    ...checks.flatMap((duty) => {
      const { count, at } = measured[shiftOf(duty)]
      return staff > 0 && count >= staff ? [{ duty: duty.id, at }] : []
    }),
  ]
}
