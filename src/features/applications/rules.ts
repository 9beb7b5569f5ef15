// What an application may become, by when it must be answered, and what stands against it.
import { dayFromIso, dayOf, HOUR, isoDay, minuteOfDay, startOfDay } from '../../shared/clock'
import type { Rulebook } from '../rulebook'
import { inForceOn } from '../rulebook/rules'
import type { ApplicationState } from './tables'

interface Move {
  from: readonly ApplicationState[]
  to: ApplicationState
}

/** Every way from one state to another; the other acts of a timeline change no state. */
export const APPLICATION_MOVES = {
  submit: { from: ['draft', 'sent_back'], to: 'submitted' },
  /** Low risk: handing it in, or the level falling, opens the door. */
  open: { from: ['draft', 'sent_back', 'submitted', 'accepted', 'failed'], to: 'passed' },
  send_back: { from: ['submitted'], to: 'sent_back' },
  accept: { from: ['submitted'], to: 'accepted' },
  /** By the rulebook alone a draft is refused too: the negative list. */
  refuse: { from: ['draft', 'sent_back', 'submitted', 'accepted', 'failed'], to: 'refused' },
  withdraw: { from: ['draft', 'sent_back', 'submitted', 'accepted', 'failed'], to: 'withdrawn' },
  pass: { from: ['accepted', 'failed'], to: 'passed' },
  fail: { from: ['accepted'], to: 'failed' },
  /** The next acceptance is planned. */
  schedule: { from: ['accepted', 'failed'], to: 'accepted' },
  /** A refusal that did not stand, before it was ever handed in: its keeper goes on. */
  overturn: { from: ['refused'], to: 'sent_back' },
  /** A decision that did not stand: the office looks at it again. */
  reconsider: { from: ['refused', 'sent_back'], to: 'submitted' },
  /** A failed acceptance that did not stand: another one is planned. */
  relieve: { from: ['failed'], to: 'accepted' },
} as const satisfies Record<string, Move>

export type ApplicationMove = keyof typeof APPLICATION_MOVES

/** The state an act leads to, or null where the state does not allow it. */
export function stateAfter(state: ApplicationState, act: ApplicationMove): ApplicationState | null {
  const move: Move = APPLICATION_MOVES[act]
  return move.from.includes(state) ? move.to : null
}

/** Not over yet; a place has one such application at most. */
export const LIVE_STATES: readonly ApplicationState[] = [
  'draft',
  'submitted',
  'sent_back',
  'accepted',
  'failed',
]

export const isLive = (state: ApplicationState): boolean => LIVE_STATES.includes(state)

/** Filled in by the keeper: a draft, or one that was sent back. */
export const isOpenToChange = (state: ApplicationState): boolean =>
  stateAfter(state, 'submit') !== null

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5]
/** 1 January 1970 was a Thursday. */
const weekday = (day: number): number => (day + 4) % 7

/** Whether the offices work on a day: the rulebook's calendar, else Monday to Friday. */
export function isWorkingDay(book: Pick<Rulebook, 'holidays'>, day: number): boolean {
  const iso = isoDay(day)
  const named = book.holidays.find((each) => each.date === iso)
  return named ? named.working : MONDAY_TO_FRIDAY.includes(weekday(day))
}

/** The first working day from `day` on; a calendar is finite, so there is one. */
function workingDayFrom(book: Pick<Rulebook, 'holidays'>, day: number): number {
  let found = day
  while (!isWorkingDay(book, found)) found += 1
  return found
}

const CLOSING_MINUTE = 18 * 60

/** The working day an application counts as handed in on: after 18:00 or on a day off, the next one. */
export const receivedOn = (book: Pick<Rulebook, 'holidays'>, at: number): number =>
  workingDayFrom(book, minuteOfDay(at) < CLOSING_MINUTE ? dayOf(at) : dayOf(at) + 1)

/**
 * The instant by which an application handed in at `at` is answered: 18:00 of the n-th working day
 * after the one it was received on, which itself does not count. Source: `answerWithinWorkingDays`
 * and `holidays` of the rulebook.
 */
export function answerBy(
  book: Pick<Rulebook, 'holidays' | 'answerWithinWorkingDays'>,
  at: number,
): number {
  let day = receivedOn(book, at)
  for (let n = 0; n < book.answerWithinWorkingDays; n++) day = workingDayFrom(book, day + 1)
  return startOfDay(day) + (CLOSING_MINUTE / 60) * HOUR
}

/** How the answer stands: `late` past its instant, `today` on its day, `ahead`; null: none is owed. */
export function answerClock(
  application: { state: ApplicationState; answerBy: number | null },
  now: number,
): 'late' | 'today' | 'ahead' | null {
  if (application.state !== 'submitted' || application.answerBy === null) return null
  if (now > application.answerBy) return 'late'
  return dayOf(now) === dayOf(application.answerBy) ? 'today' : 'ahead'
}

export type NegativeEntry = Rulebook['negativeList'][number]

/** The entry of the negative list a trade falls under on a day, or null. */
export const negativeEntry = (
  book: Pick<Rulebook, 'negativeList'>,
  trade: string,
  day: number,
): NegativeEntry | null =>
  inForceOn(book.negativeList, isoDay(day)).find((each) => each.trades.includes(trade)) ?? null

/** What keeps a place from opening: its trade, or the place by itself. */
export type Barred =
  | { by: 'negative_list'; entry: NegativeEntry; until: number | null }
  | { by: 'listed'; id: number; reason: string; until: number | null }

/** By trade; the last day is a day number. */
export function barredByTrade(
  book: Pick<Rulebook, 'negativeList'>,
  trade: string,
  day: number,
): Barred | null {
  const entry = negativeEntry(book, trade, day)
  return (
    entry && { by: 'negative_list', entry, until: entry.to === null ? null : dayFromIso(entry.to) }
  )
}

/** `negative_list:ktv`, `listed:7`: the reason of the refusal as an event keeps it. */
export const barredReason = (barred: Barred): string =>
  barred.by === 'listed' ? `listed:${barred.id}` : `negative_list:${barred.entry.id}`
