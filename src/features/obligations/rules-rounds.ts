// What patrols owe a place on a day: the quotas of the rulebook against the rounds that were made, and
// the resident supervision of sites with people under observation. Pure, without a clock.
import { DAY, dayOf, MINUTE, minutesOf, startOfDay } from '../../shared/clock'
import type { PatrolLevel, PatrolTarget } from '../../shared/patrol'
import { negativeEntry } from '../applications/rules'
import type { DoorFacts } from '../places/rules'
import type { Rulebook } from '../rulebook/form'
import { isRunning } from './rules'
import { type Counting, type Settled, type Slot, settle } from './rules-settle'

export interface PatrolledPlace extends DoorFacts {
  trade: string
  /** On the list of places that may not open, by itself. */
  listed: boolean
  /** Rooms of its isolation area; null: it declares none. */
  isolationRooms: number | null
}

export interface PatrolRecords {
  place: PatrolledPlace
  /** People under observation there. */
  watched: number
  /** Rounds that hold, of whatever level and day; their order does not matter. */
  rounds: readonly { level: PatrolLevel; at: number }[]
}

export interface OwedRound extends Settled {
  target: PatrolTarget
  level: PatrolLevel
}

/**
 * What a place is to the patrol on the day of `now`; null: no rounds. Every construction area has its
 * rounds, whether anybody has returned or not; one with an isolation area is supervised as soon as it
 * declares it (seed: 对设有隔离区域的工地), or somebody is under observation there; a place that rests or pauses by itself has none; one that
 * must be shut is looked at all the same.
 */
export function targetOf(
  book: Rulebook,
  { place, watched }: Pick<PatrolRecords, 'place' | 'watched'>,
  now: number,
): PatrolTarget | null {
  const { kind, status } = place
  if (status === 'closed') return null
  if (kind === 'site')
    return watched > 0 || (place.isolationRooms ?? 0) > 0 ? 'site_with_watch' : 'site'
  if (status === 'open') return isRunning(place, now) ? kind : null
  if (place.listed || negativeEntry(book, place.trade, dayOf(now))) return 'negative_list'
  return kind === 'shop' ? 'not_allowed' : null
}

const quotaOf = (book: Rulebook, target: PatrolTarget, level: PatrolLevel) =>
  book.patrols.find((each) => each.target === target && each.level === level) ??
  // A site with people under observation is a site in every town that says nothing else of it.
  (target === 'site_with_watch'
    ? book.patrols.find((each) => each.target === 'site' && each.level === level)
    : undefined)

const WHOLE_DAY = { from: 0, due: DAY / MINUTE }

/** The slots of a quota: one a window; more rounds than windows share the last one. */
function slotsOf(quota: Rulebook['patrols'][number], day: number): Slot[] {
  const midnight = startOfDay(day)
  const windows = quota.windows.map(({ from, to }) => ({
    from: minutesOf(from),
    due: minutesOf(to),
  }))
  return Array.from({ length: quota.roundsPerDay }, (_, i) => {
    const { from, due } = windows[Math.min(i, windows.length - 1)] ?? WHOLE_DAY
    return { from: midnight + from * MINUTE, due: midnight + due * MINUTE }
  })
}

/**
 * The rounds one level owes a place on the day of `now`, in the order they are due. A round settles the
 * window it was made in, or one that ended no more than `rounds.makeUpMinutes` before and is still open; a
 * further one makes up for an earlier window (补查). Rounds nearer together than `rounds.apartMinutes`, of
 * another level, another day or the future settle nothing.
 */
export function roundsOwed(
  book: Rulebook,
  records: PatrolRecords,
  level: PatrolLevel,
  now: number,
): OwedRound[] {
  const target = targetOf(book, records, now)
  if (!target) return []
  const today = dayOf(now)
  const times = records.rounds
    .filter((round) => round.level === level && dayOf(round.at) === today)
    .map((round) => round.at)
  const counting = {
    apart: book.rounds.apartMinutes * MINUTE,
    grace: book.rounds.makeUpMinutes * MINUTE,
  }
  return settled(book, { target, level, day: today }, times, now, counting)
}

interface Owing {
  target: PatrolTarget
  level: PatrolLevel
  /** The Shanghai day. */
  day: number
}

function settled(
  book: Rulebook,
  { target, level, day }: Owing,
  times: readonly number[],
  now: number,
  counting?: Counting,
): OwedRound[] {
  const quota = quotaOf(book, target, level)
  if (!quota) return []
  return settle(slotsOf(quota, day), times, now, counting).map((each) => ({
    target,
    level,
    ...each,
  }))
}

/** What is owed where nobody has been yet, as it stands at `now`. */
export const roundsOpen = (book: Rulebook, owing: Owing, now: number): OwedRound[] =>
  settled(book, owing, [], now)

/** Whether a place is to be supervised by somebody who stays there. */
export const isResident = (book: Rulebook, target: PatrolTarget | null): boolean =>
  book.patrols.some((quota) => quota.target === target && quota.resident)

export interface Shift {
  startedAt: number
  /** Null: still there. */
  endedAt: number | null
}

/** The spans between `from` and `to` in which nobody was there, oldest first; shifts may overlap. */
export function shiftGaps(
  shifts: readonly Shift[],
  from: number,
  to: number,
): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let covered = from
  for (const { startedAt, endedAt } of [...shifts].sort((a, b) => a.startedAt - b.startedAt)) {
    const until = Math.min(endedAt ?? to, to)
    if (until <= Math.max(startedAt, covered)) continue
    if (startedAt > covered) gaps.push({ from: covered, to: startedAt })
    covered = until
  }
  if (covered < to) gaps.push({ from: covered, to })
  return gaps
}
