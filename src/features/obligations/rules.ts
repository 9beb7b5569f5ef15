// What a place owes on a day: the duties of the rulebook against what was done. Pure, without a clock.
import { dayOf, MINUTE, minutesOf, startOfDay } from '../../shared/clock'
import { type DoorFacts, doorState } from '../places/rules'
import type { Rulebook } from '../rulebook/form'
import { type Settled, settle } from './rules-settle'

type DutyRule = Rulebook['duties']['shop'][number]

/** One time a duty was done; the order of a list of them does not matter. */
export interface Done {
  duty: string
  at: number
}

export interface Records {
  place: DoorFacts
  /** People who work there; without any, nobody is to be measured. */
  staff: number
  /** Of those, people under observation. */
  watched: number
  done: readonly Done[]
}

/** One of the times a duty is owed that day. */
export interface Owed extends Settled {
  duty: string
  block: DutyRule['block']
}

/** Before opening nothing is due earlier than the opening, after closing nothing later than the closing. */
function withinHours(place: DoorFacts, minute: number): number {
  const { opensAt, closesAt } = place
  if (opensAt === null || closesAt === null) return minute
  if (opensAt < closesAt) return Math.min(Math.max(minute, opensAt), closesAt)
  // Open past midnight: what falls into the closed hours is due when the door opens again.
  return minute >= closesAt && minute < opensAt ? opensAt : minute
}

/** Whether a place has opened its door that day, or will: neither resting nor shut. */
export const isRunning = (place: DoorFacts, now: number): boolean => {
  const state = doorState(place, now)
  return state === 'open' || state === 'hours'
}

/** The duties a place has on the day of `now`: none while it rests, pauses, is closed or not yet open. */
function dutiesOf(book: Rulebook, { place, staff, watched }: Omit<Records, 'done'>, now: number) {
  if (!isRunning(place, now)) return []
  return book.duties[place.kind].filter(
    (duty) => (duty.block !== 'staff' || staff > 0) && (duty.when !== 'watch' || watched > 0),
  )
}

/**
 * What a place owes on the day of `now`, in the order it is due. The n-th record of a duty settles its
 * n-th time; records of other days, of the future, and beyond the quota settle nothing.
 */
export function owed(book: Rulebook, records: Records, now: number): Owed[] {
  const today = dayOf(now)
  const midnight = startOfDay(today)
  return dutiesOf(book, records, now)
    .flatMap((duty) => {
      const times = records.done
        .filter((each) => each.duty === duty.id && dayOf(each.at) === today)
        .map((each) => each.at)
      const slots = duty.times.map((time) => ({
        from: midnight,
        due: midnight + withinHours(records.place, minutesOf(time)) * MINUTE,
      }))
      return settle(slots, times, now).map(
        (each): Owed => ({ duty: duty.id, block: duty.block, ...each }),
      )
    })
    .sort((a, b) => a.due - b.due)
}
