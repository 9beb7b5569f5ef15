// The life of a request for help, its number and its deadline.
import { DAY, dayOf, HOUR, MINUTE, minutesOf, startOfDay } from '../../shared/clock'
import { isWorkingDay } from '../applications/rules'
import type { Bilingual, Rulebook } from '../rulebook/form'
import type { HelpRequest, HelpState } from './tables'

interface Move {
  from: readonly HelpState[]
  to: HelpState
  by: 'place' | 'office'
}

/** Every way from one state to another; a request in any other state refuses the act. */
export const HELP_MOVES = {
  take: { from: ['open'], to: 'in_hand', by: 'office' },
  hand: { from: ['open', 'in_hand'], to: 'open', by: 'office' },
  answer: { from: ['in_hand'], to: 'answered', by: 'office' },
  close: { from: ['answered'], to: 'closed', by: 'office' },
  solved: { from: ['answered'], to: 'closed', by: 'place' },
  /** 没解决: it waits again, with a new deadline. */
  reopen: { from: ['answered', 'closed'], to: 'open', by: 'place' },
  withdraw: { from: ['open', 'in_hand'], to: 'withdrawn', by: 'place' },
} as const satisfies Record<string, Move>

export type HelpAct = keyof typeof HELP_MOVES

export const HELP_ACTS = Object.keys(HELP_MOVES) as HelpAct[]

/** Whether a state allows an act. */
export const allowsHelpAct = (state: HelpState, act: HelpAct): boolean => {
  const { from }: Move = HELP_MOVES[act]
  return from.includes(state)
}

/** Under way: what a place waits for, or has to say something to. */
export const LIVE_HELP = ['open', 'in_hand', 'answered'] as const satisfies HelpState[]
/** Nobody has answered yet. */
export const UNANSWERED = ['open', 'in_hand'] as const satisfies HelpState[]

export const isLiveHelp = ({ state }: Pick<HelpRequest, 'state'>): boolean =>
  LIVE_HELP.some((each) => each === state)

/** 逾期: past its time without an answer. */
export const isLate = (
  { state, answerBy }: Pick<HelpRequest, 'state' | 'answerBy'>,
  now: number,
): boolean => UNANSWERED.some((each) => each === state) && now > answerBy

type Requests = Rulebook['requests']
export type Category = Requests['categories'][number]

/** The last day on which “没解决” can be said. Source: `reopenWithinDays` of the rulebook. */
export const reopenThrough = (
  { requests }: Pick<Rulebook, 'requests'>,
  { answeredAt, endedAt }: Pick<HelpRequest, 'answeredAt' | 'endedAt'>,
): number => dayOf(endedAt ?? answeredAt ?? 0) + requests.reopenWithinDays

/** The earliest answer or end that can still be said not to have solved it. */
export const reopenSince = ({ requests }: Pick<Rulebook, 'requests'>, now: number): number =>
  startOfDay(dayOf(now) - requests.reopenWithinDays)

const clockMs = (time: string): number => minutesOf(time) * MINUTE

type Times = Pick<Rulebook, 'holidays'> & { requests: Pick<Requests, 'hours'> }

/** The first working day from `day` on; a calendar is finite, so there is one. */
const workingFrom = (book: Times, day: number): number => {
  let found = day
  while (!isWorkingDay(book, found)) found += 1
  return found
}

/**
 * The instant by which a request is answered: so many working hours on, or the close of the n-th working
 * day after the one it was received on. Source: `within`, `hours` and `holidays` of the rulebook.
 */
export function helpDeadline(book: Times, within: Category['within'], at: number): number {
  const opens = clockMs(book.requests.hours.from)
  const closes = clockMs(book.requests.hours.to)
  let day = dayOf(at)
  if (within.unit === 'days') {
    day = workingFrom(book, at - startOfDay(day) < closes ? day : day + 1)
    for (let n = 0; n < within.n; n++) day = workingFrom(book, day + 1)
    return startOfDay(day) + closes
  }
  let left = within.n * HOUR
  let from = isWorkingDay(book, day) ? Math.max(at - startOfDay(day), opens) : closes
  while (closes - from < left) {
    left -= Math.max(0, closes - from)
    day = workingFrom(book, day + 1)
    from = opens
  }
  return startOfDay(day) + from + left
}

/** 今天、1–2 天、3–7 天、更久: how many days ago it was asked, as a range of instants. */
export const AGES = ['today', 'days2', 'week', 'older'] as const
export type Age = (typeof AGES)[number]

const OLDEST: Record<Age, number> = { today: 0, days2: 2, week: 7, older: Number.POSITIVE_INFINITY }

/** Asked at `from` or later, before `before`. */
export function ageRange(age: Age, now: number): { from: number; before: number } {
  const today = dayOf(now)
  const newer = AGES[AGES.indexOf(age) - 1]
  const from = OLDEST[age] === Number.POSITIVE_INFINITY ? 0 : startOfDay(today - OLDEST[age])
  return { from, before: newer ? startOfDay(today - OLDEST[newer]) : now + DAY }
}

export const ageOf = (at: number, now: number): Age =>
  AGES.find((age) => at >= ageRange(age, now).from) ?? 'older'

/** Who may be asked to answer, as the form names them: headquarters, teams by kind, departments. */
export const unitsOf = (
  book: Pick<Rulebook, 'town' | 'teams' | 'departments'>,
): { id: string; name: Bilingual }[] => [
  { id: '', name: book.town.headquarters },
  ...book.teams.kinds.map(({ id, text }) => ({ id: `team.${id}`, name: text })),
  ...book.departments.map(({ id, name }) => ({ id: `dept.${id}`, name })),
]

/** Where a request of a category goes first. */
export const unitOf = ({ team }: Pick<Category, 'team'>): string => (team ? `team.${team}` : '')
