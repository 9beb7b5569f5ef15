// What a change of the rules does to a place. Pure: two standings of the rules and a place in, one step
// or none out; the preview, the job and the tests all ask here.
import { dayFromIso } from '../../shared/clock'
import { negativeEntry } from '../applications/rules'
import type { PlaceStatus } from '../places/tables'
import type { Rulebook } from '../rulebook/form'

export type RuleParts = Pick<
  Rulebook,
  'riskLevel' | 'negativeList' | 'openOnPledgeInspectionWithinDays'
>

/** A rulebook as it stands on a day. */
export interface Standing {
  book: RuleParts
  day: number
}

export interface PlaceFacts {
  status: PlaceStatus
  /** What brought it there, e.g. `negative_list:ktv`. */
  statusCause: string | null
  trade: string
  /** It was opened on a pledge and still owes the inspection. */
  owes: boolean
  /** Its place pledge holds. */
  pledged: boolean
  /** Its own listing that holds on the day; null: it is not named one by one. */
  listing: number | null
}

export interface Hold {
  cause: 'negative_list' | 'listed' | 'risk_level'
  ref: string | null
}

export interface Effect extends Hold {
  act: 'suspend' | 'resume' | 'refuse' | 'open_on_pledge'
}

/** The causes a rule takes back by itself; those of an officer, an order or a case it never does. */
export const RULE_CAUSES = ['negative_list', 'listed', 'risk_level'] as const

/** What in the rules keeps a place closed; null: nothing does. */
export function holdOf({ book, day }: Standing, place: PlaceFacts): Hold | null {
  const entry = negativeEntry(book, place.trade, day)
  if (entry) return { cause: 'negative_list', ref: entry.id }
  if (place.listing !== null) return { cause: 'listed', ref: String(place.listing) }
  return place.owes && book.riskLevel !== 'low' ? { cause: 'risk_level', ref: null } : null
}

/** The cause of a suspension that a rule made; null for any other. */
export function ruleCause(statusCause: string | null): Hold | null {
  const [name, ref] = (statusCause ?? '').split(/:(.*)/s)
  const cause = RULE_CAUSES.find((each) => each === name)
  return cause ? { cause, ref: ref || null } : null
}

/**
 * The step a place takes when the rules go from one standing to another; null: it stays. `before` null:
 * whatever held before, e.g. when a day begins. A suspension by rule ends when no rule holds the place
 * any more, whichever of them made it.
 */
export function effectOf(
  before: Standing | null,
  after: Standing,
  place: PlaceFacts,
): Effect | null {
  const hold = holdOf(after, place)
  if (place.status === 'suspended') {
    const made = ruleCause(place.statusCause)
    return made && !hold ? { act: 'resume', ...made } : null
  }
  const held = before && holdOf(before, place)
  if (place.status === 'open') return hold && !held ? { act: 'suspend', ...hold } : null
  if (place.status !== 'applied' && place.status !== 'accepted') return null
  if (hold && hold.cause !== 'risk_level') return held ? null : { act: 'refuse', ...hold }
  const lowered = before && before.book.riskLevel !== 'low' && after.book.riskLevel === 'low'
  return lowered && place.pledged ? { act: 'open_on_pledge', cause: 'risk_level', ref: null } : null
}

/** The last day for the inspection of a place that opens on its pledge on a day. */
export const inspectionDueOn = ({ book, day }: Standing): number =>
  day + book.openOnPledgeInspectionWithinDays

/** The day a proposal takes effect: the one it names, or today where that has passed. */
export const effectiveDay = (book: Pick<Rulebook, 'effectiveFrom'>, today: number): number =>
  Math.max(dayFromIso(book.effectiveFrom), today)

/** How a proposal's two books stand on the day it takes effect: only the books differ, not the days. */
export const standings = (
  before: Rulebook,
  after: Rulebook,
  today: number,
): { before: Standing; after: Standing } => {
  const day = effectiveDay(after, today)
  return { before: { book: before, day }, after: { book: after, day } }
}

/** The public words of a step, from the entry that asks for it. */
export const reasonOf = (book: RuleParts, effect: Effect): string | null =>
  effect.cause === 'negative_list' && effect.act !== 'resume'
    ? (book.negativeList.find((each) => each.id === effect.ref)?.reason.zh ?? null)
    : null

type Entry = Rulebook['negativeList'][number]

/** The trades that come onto the list, and whether one goes off it, from the day after `last` to `today`. */
export function turnedSince(
  book: RuleParts,
  last: number,
  today: number,
): { trades: string[]; ended: boolean } {
  const within = (day: number) => last < day && day <= today
  const begun = (each: Entry) => within(dayFromIso(each.from))
  const over = (each: Entry) => each.to !== null && within(dayFromIso(each.to) + 1)
  return {
    trades: [...new Set(book.negativeList.filter(begun).flatMap((each) => each.trades))],
    ended: book.negativeList.some(over),
  }
}
