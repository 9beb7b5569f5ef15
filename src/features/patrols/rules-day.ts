// A day of patrols put together: what is owed at each place, by whom, and how far it is. Pure.
import { DAY, startOfDay } from '../../shared/clock'
import type { PatrolLevel, PatrolTarget } from '../../shared/patrol'
import {
  isResident,
  type OwedRound,
  roundsOwed,
  shiftGaps,
  targetOf,
} from '../obligations/rules-rounds'
import type { Rulebook } from '../rulebook/form'
import type { DayOrder, DayPlace, DayRound, DayRows, DayShift, DayTeam } from './store-day'

export interface PatrolLine {
  place: DayPlace
  target: PatrolTarget
  /** What this level owes that day, in the order it is due. */
  slots: OwedRound[]
  /** Rounds of that day and level, the oldest first; refused ones are in it and count for nothing. */
  rounds: DayRound[]
  /** The team that makes its rounds; null: none is named for it. */
  team: DayTeam | null
  /** Orders that wait for an answer or a recheck, the nearest first. */
  orders: DayOrder[]
  /** Resident supervision; null: none is owed. */
  resident: { shifts: DayShift[]; gaps: { from: number; to: number }[] } | null
}

/**
 * The team of a place: of those of the kind whose area holds it, the ones nearest to it share its
 * villages, each taking whole ones.
 */
export function teamOf(
  place: Pick<DayPlace, 'areaId' | 'areaPath'>,
  kind: string | undefined,
  teams: readonly DayTeam[],
): DayTeam | null {
  const over = teams.filter(
    (team) => team.kind === kind && place.areaPath.startsWith(team.areaPath),
  )
  const depth = Math.max(...over.map((team) => team.areaPath.length))
  const nearest = over.filter((team) => team.areaPath.length === depth)
  return nearest[place.areaId % nearest.length] ?? null
}

interface Judged {
  level: PatrolLevel
  /** The instant it is judged at: now, or the end of a day that is over. */
  now: number
  /** The Shanghai day. */
  day: number
}

/** The places the level owes a round on that day, in walking order. */
export function linesOf(book: Rulebook, rows: DayRows, { level, now, day }: Judged): PatrolLine[] {
  const rounds = Map.groupBy(rows.rounds, (round) => round.placeId)
  const orders = Map.groupBy(rows.orders, (order) => order.placeId)
  const shifts = Map.groupBy(rows.shifts, (shift) => shift.placeId)
  const kinds = new Map(book.rounds.teams.map(({ target, kind }) => [target, kind]))
  return rows.places.flatMap((place): PatrolLine[] => {
    const made = rounds.get(place.id) ?? []
    const facts = { place: { ...place, listed: place.listed === 1 }, watched: place.watched }
    const held = made.filter((round) => round.review !== 'refused')
    const target = targetOf(book, facts, now)
    const slots = roundsOwed(book, { ...facts, rounds: held }, level, now)
    if (!target || slots.length === 0) return []
    const there = shifts.get(place.id) ?? []
    return [
      {
        place,
        target,
        slots,
        rounds: made,
        team: level === 'town' ? teamOf(place, kinds.get(target), rows.teams) : null,
        orders: (orders.get(place.id) ?? []).sort((a, b) => a.dueAt - b.dueAt || a.id - b.id),
        resident:
          level === 'town' && isResident(book, target)
            ? { shifts: there, gaps: shiftGaps(there, startOfDay(day), now) }
            : null,
      },
    ]
  })
}

/** The first open round of a place; null: all are done. */
export const nextOf = <T extends Pick<OwedRound, 'state'>>({
  slots,
}: {
  slots: readonly T[]
}): T | null => slots.find((slot) => slot.state !== 'done') ?? null

/** Nearest due first, then in walking order; what is done comes last. */
export const byDue = (a: PatrolLine, b: PatrolLine): number =>
  (nextOf(a)?.due ?? Number.POSITIVE_INFINITY) - (nextOf(b)?.due ?? Number.POSITIVE_INFINITY) || 0

export interface PatrolSums {
  /** Rounds owed in all that day. */
  owed: number
  /** Of these, owed until now: done or late. */
  dueByNow: number
  done: number
  /** Done after their time. */
  madeUp: number
  /** 漏查: past their time and not made. */
  missed: number
  /** Places where something was found wrong that day. */
  problems: number
  /** Sites whose resident supervision has a gap just now or had one that day. */
  gaps: number
}

/** What is counted of a line, or of many that stand alike. */
export interface Standing {
  slots: readonly Pick<OwedRound, 'from' | 'due' | 'state' | 'lateBy'>[]
  /** A round that holds found something wrong. */
  problems: boolean
  /** A round without a code waits for the supervisor. */
  pending: boolean
  /** An order waits for an answer or a recheck. */
  ordered: boolean
  /** Resident supervision has a gap just now or had one that day. */
  gap: boolean
}

export function standingOf({ slots, rounds, orders, resident }: PatrolLine): Standing {
  const held = rounds.filter((round) => round.review !== 'refused')
  return {
    slots,
    problems: held.some((round) => round.problems > 0),
    pending: held.some((round) => round.review === 'pending'),
    ordered: orders.length > 0,
    gap: (resident?.gaps.length ?? 0) > 0,
  }
}

/** Standings with how many places have each. */
export type Counted = Standing & { n: number }

/** What a supervisor counts. */
export function sumsOver(standings: readonly Counted[], now: number): PatrolSums {
  const count = (of: (each: Counted) => number): number =>
    standings.reduce((sum, each) => sum + each.n * of(each), 0)
  const slots = (which: (slot: Standing['slots'][number]) => boolean): number =>
    count((each) => each.slots.filter(which).length)
  return {
    owed: count((each) => each.slots.length),
    dueByNow: slots(({ state, due }) => state === 'done' || due < now),
    done: slots(({ state }) => state === 'done'),
    madeUp: slots(({ state, lateBy }) => state === 'done' && lateBy > 0),
    missed: slots(({ state }) => state === 'late'),
    problems: count(({ problems }) => Number(problems)),
    gaps: count(({ gap }) => Number(gap)),
  }
}

export const countedOf = (lines: readonly PatrolLine[]): Counted[] =>
  lines.map((line) => ({ ...standingOf(line), n: 1 }))

export const sumsOf = (lines: readonly PatrolLine[], now: number): PatrolSums =>
  sumsOver(countedOf(lines), now)

/** How long before a day a shift may have begun and still be looked at. */
export const SHIFT_LOOKBACK = 3 * DAY
