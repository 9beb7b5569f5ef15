// When a report is due, what may be reported with one tap, and what a day of an enterprise came to. Pure.
import { MINUTE, minutesOf, startOfDay } from '../../shared/clock'
import type { Rulebook } from '../rulebook'
import type { DayState } from './tables'

/** What the records say of an enterprise's day. */
export interface Figures {
  /** People who work there. */
  staff: number
  /** 今日到岗: measured this morning. */
  present: number
  measured: number
  abnormal: number
  returned: number
  outside: number
  watched: number
}

export const FIGURES = [
  'staff',
  'present',
  'measured',
  'abnormal',
  'returned',
  'outside',
  'watched',
] as const satisfies (keyof Figures)[]

/** The figures somebody may put right by hand. */
export const EDITABLE = ['present', 'abnormal', 'returned', 'outside'] as const
export type Editable = (typeof EDITABLE)[number]

/** The instant the report of a day is due. Source: `reports.dueTime` of the rulebook. */
export const dueAt = ({ reports }: Pick<Rulebook, 'reports'>, day: number): number =>
  startOfDay(day) + minutesOf(reports.dueTime) * MINUTE

/** Why a day is no zero report. */
export type Reason = 'first' | 'abnormal' | 'accident' | 'returned' | 'present' | 'watched'

/**
 * What keeps a day from being reported with one tap: something abnormal, or another figure than
 * yesterday. `before`: yesterday's report; null: there was none.
 */
export function zeroHindered(
  today: Figures,
  before: Pick<Figures, 'present' | 'watched'> | null,
  accidents: number,
): Reason[] {
  const reasons: [Reason, boolean][] = [
    ['abnormal', today.abnormal > 0],
    ['accident', accidents > 0],
    ['first', before === null],
    ['returned', today.returned > 0],
    ['present', before !== null && before.present !== today.present],
    ['watched', before !== null && before.watched !== today.watched],
  ]
  return reasons.flatMap(([reason, holds]) => (holds ? [reason] : []))
}

/** The figures that were changed by hand, as the records had them. */
export const changedByHand = (
  computed: Pick<Figures, Editable>,
  told: Pick<Figures, Editable>,
): Partial<Record<Editable, number>> =>
  Object.fromEntries(
    EDITABLE.flatMap((name) => (computed[name] === told[name] ? [] : [[name, computed[name]]])),
  )

/** What a day of an enterprise came to, or stands at: 未报 is 待报 until the report is due. */
export const reportState = (state: DayState, due: number, now: number): DayState | 'due' =>
  state === 'missing' && now <= due ? 'due' : state

/** Days a stop may begin on: today and the week ahead. */
export const stopDays = (today: number): number[] => Array.from({ length: 8 }, (_, i) => today + i)

/** Whether a pause covers a day; without an end it goes on. */
export const isStopped = (
  { pausedFrom, pausedUntil }: { pausedFrom: number | null; pausedUntil: number | null },
  day: number,
): boolean => pausedFrom !== null && pausedFrom <= day && day <= (pausedUntil ?? day)

/** Whole days something still lasts that was counted some days ago. */
export const lastsStill = (days: number | null, countedOn: number, today: number): number | null =>
  days === null ? null : Math.max(0, days - (today - countedOn))

/** How many days back the office looks. */
export const LOOK_BACK = 14

/** An accident may be told so many days after it happened. */
export const ACCIDENT_DAYS = 3
