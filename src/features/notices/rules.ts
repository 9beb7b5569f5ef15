// The life of a notice, its number and its deadline.
import { DAY, dayOf, HOUR, isoDay, startOfDay } from '../../shared/clock'
import type { NoticeRow, NoticeState } from './tables'

interface Move {
  from: readonly NoticeState[]
  to: NoticeState
  /** The village does it, or headquarters. */
  by: 'clerk' | 'admin'
}

/** Every way from one state to another; a notice in any other state refuses the act. */
export const NOTICE_MOVES = {
  receive: { from: ['issued'], to: 'received', by: 'clerk' },
  start: { from: ['received'], to: 'in_hand', by: 'clerk' },
  report: { from: ['received', 'in_hand'], to: 'reported', by: 'clerk' },
  close: { from: ['reported'], to: 'closed', by: 'admin' },
  return: { from: ['reported'], to: 'in_hand', by: 'admin' },
} as const satisfies Record<string, Move>

export type NoticeAct = keyof typeof NOTICE_MOVES

export const NOTICE_ACTS = Object.keys(NOTICE_MOVES) as NoticeAct[]

/** Whether a state allows an act. */
export const allowsNoticeAct = (state: NoticeState, act: NoticeAct): boolean => {
  const { from }: Move = NOTICE_MOVES[act]
  return from.includes(state)
}

export const OPEN_STATES = [
  'issued',
  'received',
  'in_hand',
  'reported',
] as const satisfies NoticeState[]

/** Past its deadline without a report of the village; one reported in time waits for headquarters. */
export function isLate(
  notice: Pick<NoticeRow, 'state' | 'dueAt' | 'reportedAt'>,
  now: number,
): boolean {
  if (notice.state === 'closed') return false
  const answered = notice.state === 'reported' ? notice.reportedAt : null
  return (answered ?? now) > notice.dueAt
}

/** Reports are due at 18:00. */
const DUE_HOUR = 18

export const dueOn = (day: number): number => startOfDay(day) + DUE_HOUR * HOUR

const DAYS_AHEAD = 14

/** The days a notice may be due on: today only before 18:00. */
export function dueDays(now: number): number[] {
  const first = dayOf(now) + (now < dueOn(dayOf(now)) ? 0 : 1)
  return Array.from({ length: DAYS_AHEAD + 1 }, (_, i) => first + i)
}

/** The day proposed: as many days ahead as the rulebook gives, within those that can be chosen. */
export const proposedDay = (now: number, within: number): number =>
  dayOf(now) + Math.min(within, DAYS_AHEAD)

const ARRIVED_WITHIN_DAYS = 60

/** The days somebody may have come on, today first. */
export const arrivalDays = (today: number): number[] =>
  Array.from({ length: ARRIVED_WITHIN_DAYS }, (_, i) => today - i)

/** Kept so many days after somebody left. */
export const KEPT_DAYS = 28

/** The last day of leaving whose people go today. */
export const leftThrough = (now: number): number => dayOf(now - KEPT_DAYS * DAY)

export interface NoticeNumber {
  year: number
  seq: number
}

export const yearOf = (now: number): number => Number(isoDay(dayOf(now)).slice(0, 4))

/** `2020-12`, as it stands in an address. */
export const numberPath = ({ year, seq }: NoticeNumber): string => `${year}-${seq}`

/** The number in an address, or null. */
export function readNumberPath(typed: string): NoticeNumber | null {
  const [, year, seq] = /^(\d{4})-([1-9]\d{0,5})$/.exec(typed) ?? []
  return year && seq ? { year: Number(year), seq: Number(seq) } : null
}

/** What somebody types to find one: `12`, `2020-12`, `峡防指交〔2020〕12 号`. */
export function readNumber(typed: string, thisYear: number): NoticeNumber | null {
  const found = typed.normalize('NFKC').match(/\d{1,6}/g) ?? []
  const seq = Number(found.at(-1) ?? 0)
  const year = found.length > 1 ? Number(found.at(-2)) : thisYear
  return seq > 0 && year >= 2000 && year < 2200 ? { year, seq } : null
}

/** Who a notice is addressed to: 左照沟村 and its committee. */
export const committeeOf = (village: string): string =>
  `${village}${village.endsWith('社区') ? '居民' : '村民'}委员会`
