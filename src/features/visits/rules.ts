// What a check-in comes to: verdicts, when to measure again, and which numbers an entry moves.

import { MINUTE, slotOf } from '../../shared/clock'
import type { DoorState } from '../places'
import type { Rulebook } from '../rulebook/form'
import { isOver } from '../rulebook/rules'
import type { Doubt, Reading, Verdict, Visit } from './tables'

/** Which numbers a visit stands in. All zero for doubtful and voided entries, which are said to be so. */
export interface Share {
  visits: number
  people: number
  over: number
  waiting: number
  doubtful: number
}

/**
 * The verdict of readings in tenths of a degree, oldest first. None: `pending`. First over: `wait`;
 * then `stopAt` over → `stop`, and enough normal ones that `stopAt` can no longer be reached → `go`.
 */
export function verdictOf(
  book: Rulebook,
  readings: readonly Pick<Reading, 't'>[],
): 'pending' | 'go' | 'wait' | 'stop' {
  const { stopAt, outOf } = book.fever
  const over = readings.filter((reading) => isOver(book, reading.t)).length
  if (readings.length === 0) return 'pending'
  if (over === 0) return 'go'
  if (over >= stopAt) return 'stop'
  return readings.length - over > outOf - stopAt ? 'go' : 'wait'
}

/** The instant the next reading may be taken: the rulebook's minutes after the last one. */
export const remeasureAt = (book: Rulebook, readings: readonly Reading[]): number =>
  (readings.at(-1)?.at ?? 0) + book.fever.remeasureAfterMinutes * MINUTE

export interface Arrival {
  state: DoorState
  temperature: number | null
  party: number
  live: number
  capacity: number | null
}

/** The verdict and doubt of somebody at the door, before anyone has looked. */
export function judgeArrival(
  book: Rulebook,
  arrival: Arrival,
): { verdict: Verdict; doubt: Doubt | null } {
  if (arrival.state !== 'open' && arrival.state !== 'hours')
    return { verdict: 'shut', doubt: 'shut' }
  const doubt = arrival.state === 'hours' ? 'hours' : null
  const measured = verdictOf(book, arrival.temperature === null ? [] : [{ t: arrival.temperature }])
  const full = arrival.capacity !== null && arrival.live + arrival.party > arrival.capacity
  return { verdict: measured === 'go' && full ? 'full' : measured, doubt }
}

/**
 * The verdict of a line on the paper register, typed in hours later: nobody can be measured again, so
 * a temperature over the limit stands as it was written.
 */
export const paperVerdict = (book: Rulebook, temperature: number): 'go' | 'stop' =>
  isOver(book, temperature) ? 'stop' : 'go'

type Counted = Pick<Visit, 'verdict' | 'party' | 'doubt' | 'voidedAt'> & {
  readings: readonly Pick<Reading, 't'>[]
}

const NOTHING: Share = { visits: 0, people: 0, over: 0, waiting: 0, doubtful: 0 }

/** What one entry adds to the numbers of its place and day. */
export function shareOf(book: Rulebook, visit: Counted): Share {
  if (visit.voidedAt !== null) return NOTHING
  if (visit.doubt !== null) return { ...NOTHING, doubtful: 1 }
  const inside = visit.verdict === 'go' ? 1 : 0
  const waiting =
    visit.verdict === 'pending' || visit.verdict === 'wait' || visit.verdict === 'full'
  const over = visit.readings.some((reading) => isOver(book, reading.t))
  return {
    visits: inside,
    people: inside * visit.party,
    over: over ? 1 : 0,
    waiting: waiting ? 1 : 0,
    doubtful: 0,
  }
}

/** How the numbers move when an entry changes. */
export const difference = (before: Share, after: Share): Share => ({
  visits: after.visits - before.visits,
  people: after.people - before.people,
  over: after.over - before.over,
  waiting: after.waiting - before.waiting,
  doubtful: after.doubtful - before.doubtful,
})

/** The first slot whose people count as still inside: the default stay of the kind, in whole slots. */
export const firstLiveSlot = (
  book: Rulebook,
  kind: 'shop' | 'enterprise' | 'site',
  now: number,
): number => slotOf(now - book.visits.defaultStayMinutes[kind] * MINUTE) + 1

/** Whether contact and hint may be erased now: not while somebody still has to decide. */
export const mayErase = (visit: Pick<Visit, 'verdict' | 'voidedAt'>): boolean =>
  visit.voidedAt !== null ||
  (visit.verdict !== 'wait' && visit.verdict !== 'pending' && visit.verdict !== 'full')
