// What the staff may do with an entry, as pure steps: the visit as it is in, the visit as it becomes
// out, or the code of the reason why not.
import { slotOf } from '../../shared/clock'
import type { Rulebook } from '../rulebook/form'
import { paperVerdict, remeasureAt, shareOf, verdictOf } from './rules'
import type { Reading, Visit } from './tables'

export type ListedVisit = Omit<Visit, 'contact'>

/** The columns a change may set. */
export type Changed = Pick<
  Visit,
  'verdict' | 'party' | 'readings' | 'slot' | 'leftAt' | 'voidedAt' | 'reportedAt'
>

export interface Room {
  live: number
  capacity: number | null
}

export type Step =
  | { ok: true; after: Changed }
  | { ok: false; code: 'staff.too_early' | 'staff.not_now' }

const NOT_NOW: Step = { ok: false, code: 'staff.not_now' }

/** Counted entries get a slot when they first count and keep it; uncounted ones have none. */
function become(book: Rulebook, visit: ListedVisit, change: Partial<Changed>, now: number): Step {
  const next = { ...visit, ...change }
  const counted = shareOf(book, next).visits > 0
  const { verdict, party, readings, leftAt, voidedAt, reportedAt } = next
  const slot = counted ? (visit.slot ?? slotOf(now)) : null
  return { ok: true, after: { verdict, party, readings, leftAt, voidedAt, reportedAt, slot } }
}

const isFull = (visit: ListedVisit, room: Room): boolean =>
  room.capacity !== null && room.live + visit.party > room.capacity

/** The staff measure somebody who waits: at once the first time, by the rulebook's minutes after that. */
export function measure(book: Rulebook, visit: ListedVisit, reading: Reading, room: Room): Step {
  const waits = visit.verdict === 'pending' || visit.verdict === 'wait'
  if (!waits || visit.voidedAt !== null) return NOT_NOW
  if (visit.readings.length > 0 && reading.at < remeasureAt(book, visit.readings)) {
    return { ok: false, code: 'staff.too_early' }
  }
  const readings = [...visit.readings, reading]
  const judged = verdictOf(book, readings)
  return become(
    book,
    visit,
    { readings, verdict: judged === 'go' && isFull(visit, room) ? 'full' : judged },
    reading.at,
  )
}

/** The staff let in somebody who waited because the place was full. */
export const admit = (book: Rulebook, visit: ListedVisit, now: number): Step =>
  visit.verdict === 'full' && visit.voidedAt === null
    ? become(book, visit, { verdict: 'go' }, now)
    : NOT_NOW

/** Somebody counted as inside has gone. */
export const leave = (book: Rulebook, visit: ListedVisit, now: number): Step =>
  visit.verdict === 'go' && visit.voidedAt === null && visit.leftAt === null
    ? become(book, visit, { leftAt: now }, now)
    : NOT_NOW

/** A mistyped last reading or party; the verdict follows, what stood before stays in the reading. */
export function correct(
  book: Rulebook,
  visit: ListedVisit,
  fix: { temperature: number; party: number; by: number },
  now: number,
): Step {
  const last = visit.readings.at(-1)
  if (!last || visit.voidedAt !== null || visit.verdict === 'shut') return NOT_NOW
  const was = [...(last.was ?? []), { t: last.t, at: now, by: fix.by }]
  const mended: Reading = fix.temperature === last.t ? last : { ...last, t: fix.temperature, was }
  const readings = [...visit.readings.slice(0, -1), mended]
  const judged =
    visit.source === 'paper' ? paperVerdict(book, fix.temperature) : verdictOf(book, readings)
  const verdict = judged === 'go' && visit.verdict === 'full' ? 'full' : judged
  return become(book, visit, { readings, party: fix.party, verdict }, now)
}

/** Doubled, scanned by mistake, never came in. */
export const voidVisit = (book: Rulebook, visit: ListedVisit, now: number): Step =>
  visit.voidedAt === null ? become(book, visit, { voidedAt: now }, now) : NOT_NOW

/** Those the rulebook names have been told of a fever. */
export const report = (book: Rulebook, visit: ListedVisit, now: number): Step =>
  visit.verdict === 'stop' && visit.reportedAt === null
    ? become(book, visit, { reportedAt: now }, now)
    : NOT_NOW
