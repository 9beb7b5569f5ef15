// Who may come back and when, how a site stands by its own judgement, what its stage may become. Pure.
import { dayOf } from '../../shared/clock'
import type { ReachedStage, SiteStage } from '../places/tables'
import { areasAsked, type RiskArea } from '../pledges/rules'
import type { Rulebook } from '../rulebook/form'
import type { BatchState, Rated } from './tables'

/** Where somebody comes from: the town, elsewhere without risk, or a risk area by its code. */
export const SAFE_ORIGINS = ['local', 'other'] as const

/** The risk areas somebody may come from on a day, the highest first. */
export const originAreas = (book: Rulebook, day: number): RiskArea[] => areasAsked(book, day)

export interface Returning {
  /** Refused until this day number; null: may come with the batch. */
  comesFrom: number | null
  /** May come, and works from this day number after observation; null: at once. */
  worksFrom: number | null
}

/**
 * The return rule for one person and the day of a batch, by the level of where they come from: `now` may
 * come, `in_order` comes and is observed first, `deferred` may not come until the observation days since
 * they left have passed. Without a day of leaving they are taken to leave on the day before the batch.
 * Source: `returnRules` of the rulebook; a level without a rule is put off like a high one.
 */
export function judgeReturn(
  book: Rulebook,
  { origin, leftOn }: { origin: string; leftOn: number | null },
  day: number,
): Returning {
  const area = originAreas(book, day).find(({ code }) => code === origin)
  if (!area) return { comesFrom: null, worksFrom: null }
  const strictest = Math.max(0, ...book.returnRules.map((each) => each.watchDays))
  const rule = book.returnRules.find(({ level }) => level === area.level) ?? {
    rule: 'deferred',
    watchDays: strictest,
  }
  const free = (leftOn ?? day - 1) + 1 + rule.watchDays
  if (rule.rule === 'now' || free <= day) return { comesFrom: null, worksFrom: null }
  if (rule.rule === 'deferred') return { comesFrom: free, worksFrom: null }
  return { comesFrom: null, worksFrom: free }
}

/** Whether people can still be put on a batch, or taken off it. */
export const isDraft = (state: BatchState): boolean => state === 'planned' || state === 'sent_back'

/**
 * Whether who came can be ticked: from its day on, once the office has approved. Where the risk is low
 * nothing waits for an approval (国办发明电〔2020〕6 号).
 */
export const mayArrive = (
  book: Pick<Rulebook, 'riskLevel'>,
  batch: { state: BatchState; day: number },
  now: number,
): boolean =>
  batch.day <= dayOf(now) &&
  (batch.state === 'approved' || (batch.state === 'planned' && book.riskLevel === 'low'))

/** Items done, of those that apply. */
export function ratingOf(results: Readonly<Record<string, Rated>>): {
  done: number
  applying: number
} {
  const all = Object.values(results).filter((each) => each !== 'na')
  return { done: all.filter((each) => each === 'pass').length, applying: all.length }
}

/** The day a site owes its next self-rating; today when it made none. */
export const ratingDueOn = (
  book: Pick<Rulebook, 'siteNorm'>,
  last: { day: number } | null,
  now: number,
): number => (last ? last.day + book.siteNorm.everyDays : dayOf(now))

/** Rooms a site of so many people should have for isolation: one for each hundred begun. */
export const roomsNeeded = (book: Pick<Rulebook, 'siteNorm'>, staff: number): number =>
  Math.ceil(staff / book.siteNorm.isolationPerStaff)

const NEXT: Record<SiteStage, ReachedStage | null> = {
  none: 'returned',
  returned: 'working',
  working: null,
}

/** What a keeper may ask for; null: nothing is left. */
export const stageAfter = (stage: SiteStage | null): ReachedStage | null => NEXT[stage ?? 'none']

export interface StageDates {
  stage: SiteStage
  returnedOn: number | null
  workingOn: number | null
}

/** The dates of a site once it reaches a stage on a day; going back takes away the dates that no longer hold. */
export function stageDates(
  place: Pick<StageDates, 'returnedOn'>,
  stage: SiteStage,
  day: number,
): StageDates {
  if (stage === 'none') return { stage, returnedOn: null, workingOn: null }
  if (stage === 'returned') return { stage, returnedOn: day, workingOn: null }
  return { stage, returnedOn: Math.min(place.returnedOn ?? day, day), workingOn: day }
}
