// A watch: how long, which readings are owed and missing, who may end it. Pure: rules and days in.
import { DAY, dayOf, isoDay, MINUTE, minutesOf, startOfDay } from '../../shared/clock'
import type { Rulebook } from '../rulebook/form'
import { isOver } from '../rulebook/rules'
import type { Watch, WatchEntry, WatchReading } from './tables'

export type Shift = WatchReading['shift']

/** How long a watch is: the longest of the rulebook's return rules, or what it says where they name none. */
export const watchDays = (book: Pick<Rulebook, 'returnRules' | 'watch'>): number =>
  Math.max(0, ...book.returnRules.map((rule) => rule.watchDays)) || book.watch.days.usual

/** The last of so many days, the first counted. */
export const lastDayOf = (firstDay: number, days: number): number => firstDay + days - 1

/** What is wrong with the days of a new watch, by its field; null: nothing. */
export function wrongDays(
  { firstDay, lastDay }: Pick<Watch, 'firstDay' | 'lastDay'>,
  book: Pick<Rulebook, 'returnRules' | 'watch'>,
  today: number,
): { first: string } | { last: string } | null {
  if (firstDay > today) return { first: 'watch.begins_later' }
  if (firstDay < today - book.watch.days.begunWithin) return { first: 'watch.begins_early' }
  if (lastDay < firstDay) return { last: 'watch.ends_first' }
  if (lastDay < lastDayOf(firstDay, watchDays(book))) return { last: 'watch.too_short' }
  if (lastDay > lastDayOf(firstDay, book.watch.days.longest)) return { last: 'watch.too_long' }
  return null
}

/** The instant by which a reading is owed. */
export const dueAt = (book: Pick<Rulebook, 'watch'>, day: number, shift: Shift): number => {
  const { morningBy, eveningBy } = book.watch
  return startOfDay(day) + minutesOf(shift === 'am' ? morningBy : eveningBy) * MINUTE
}

/** The first day each reading is owed: none whose time was past when the watch was opened. */
export function owedFrom(
  book: Pick<Rulebook, 'watch'>,
  firstDay: number,
  openedAt: number,
): Pick<Watch, 'amFrom' | 'pmFrom'> {
  const day = Math.max(firstDay, dayOf(openedAt))
  const from = (shift: Shift): number => (dueAt(book, day, shift) > openedAt ? day : day + 1)
  return { amFrom: from('am'), pmFrom: from('pm') }
}

/** The last day whose reading is due by now. */
export function dueThrough(book: Pick<Rulebook, 'watch'>, now: number): { am: number; pm: number } {
  const today = dayOf(now)
  const last = (shift: Shift): number => (dueAt(book, today, shift) <= now ? today : today - 1)
  return { am: last('am'), pm: last('pm') }
}

export interface Slot {
  day: number
  shift: Shift
}

/** Readings that were owed and are not there, the oldest first. They are owed until the watch is closed. */
export function gapsOf(
  watch: Pick<Watch, 'amFrom' | 'pmFrom'>,
  done: readonly Slot[],
  through: { am: number; pm: number },
): Slot[] {
  const there = new Set(done.map(({ day, shift }) => `${day} ${shift}`))
  const owed = (shift: Shift, from: number): Slot[] =>
    Array.from({ length: Math.max(0, through[shift] - from + 1) }, (_, i) => ({
      day: from + i,
      shift,
    }))
  return [...owed('am', watch.amFrom), ...owed('pm', watch.pmFrom)]
    .filter(({ day, shift }) => !there.has(`${day} ${shift}`))
    .sort((a, b) => a.day - b.day || a.shift.localeCompare(b.shift))
}

/** The reading that stands for each half day: the newest; the newest first. */
export function standingReadings<T extends Slot & { id: number }>(readings: readonly T[]): T[] {
  const newest = new Map<string, T>()
  for (const each of [...readings].sort((a, b) => a.id - b.id))
    newest.set(`${each.day} ${each.shift}`, each)
  return [...newest.values()].sort((a, b) => b.day - a.day || b.shift.localeCompare(a.shift))
}

/** Whether somebody has to be told of a reading. */
export const isAlarm = (
  book: Rulebook,
  reading: Pick<WatchReading, 'temperature' | 'symptoms'>,
): boolean => isOver(book, reading.temperature) || reading.symptoms.length > 0

/** Whole days since the opening with fewer spot checks than the rulebook asks for; today is not over. */
export function uncheckedDays(
  book: Pick<Rulebook, 'watch'>,
  watch: Pick<Watch, 'openedAt' | 'endedOn'>,
  checks: readonly Pick<WatchEntry, 'day'>[],
  today: number,
): number[] {
  const first = dayOf(watch.openedAt) + 1
  const end = Math.min(today, watch.endedOn ?? today)
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i).filter(
    (day) => checks.filter((each) => each.day === day).length < book.watch.checksPerDay,
  )
}

/** The closing visit is on the last day or later. */
export const mayClose = (watch: Pick<Watch, 'lastDay' | 'endedAt'>, today: number): boolean =>
  watch.endedAt === null && today >= watch.lastDay

/** Which day of the watch a day is, from 1. */
export const nthDay = ({ firstDay }: Pick<Watch, 'firstDay'>, day: number): number =>
  day - firstDay + 1

export const yearOf = (now: number): number => Number(isoDay(dayOf(now)).slice(0, 4))

/** The last day whose ended watches lose their readings. */
export const purgedThrough = (book: Pick<Rulebook, 'watch'>, now: number): number =>
  dayOf(now - book.watch.keepDays * DAY)

/** Whether a document's last day is past. */
export const isExpired = ({ validUntil }: { validUntil: number | null }, today: number): boolean =>
  validUntil !== null && validUntil < today

export type CopyReason = Rulebook['seenPapers']['copies']['reasons'][number]

/**
 * What is wrong with the reason for a copy, by its field; null: nothing. Somebody who signed on a phone of
 * their own has one; any other reason of theirs is said in words.
 */
export function wrongReason(
  reason: CopyReason,
  { ownPhone, text }: { ownPhone: boolean; text: string },
): { why: string } | { text: string } | null {
  if (ownPhone && reason.phoneless) return { why: 'wcopy.has_phone' }
  if (text === '' && (ownPhone || reason.explain))
    return { text: ownPhone ? 'wcopy.say_own' : 'form.required' }
  return null
}

/** The kinds whose documents may be copied, of those somebody may note. */
export const copiedKinds = (
  book: Pick<Rulebook, 'seenPapers'>,
  travel: boolean,
): Rulebook['seenPapers']['kinds'] =>
  book.seenPapers.kinds.filter(
    (each) => book.seenPapers.copies.kinds.includes(each.id) && (travel || !each.travel),
  )

/** The last day a copy made today is kept. */
export const copyThrough = (book: Pick<Rulebook, 'seenPapers'>, today: number): number =>
  today + book.seenPapers.copies.keepDays
