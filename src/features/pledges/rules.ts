// What a pledge asks, and what follows from its answers. Pure: rulebook, answers and a day in.
import { dayFromIso, isoDay } from '../../shared/clock'
import type { Rulebook } from '../rulebook'
import type { PLEDGE_KINDS } from './values'

export type PledgeKind = (typeof PLEDGE_KINDS)[number]
export type PledgeText = Rulebook['pledges']['personal']
export type Question = PledgeText['questions'][number]
export type RiskArea = Rulebook['riskAreas'][number]
export type ReturnRule = Rulebook['returnRules'][number]

/** Travel is asked for 14 days, the days the questions of the rulebook speak of. */
export const ASKED_DAYS = 14
/** Stays one pledge can hold; more are for the village to write down. */
export const MOST_STAYS = 8

export interface Stay {
  /** Code of the risk area. */
  area: string
  /** Where exactly, in the person's own words; may be empty. */
  where: string
  /** `YYYY-MM-DD`; the first day asked about stands for “or earlier”. */
  from: string
  to: string
}

export interface Answer {
  /** `yes`, `no`, the id of an option, or a line of text. */
  value: string
  stays: Stay[]
}

/** By the question's id. */
export type Answers = Record<string, Answer>

/** First of the pages of a personal pledge; the questions follow, then the check. */
export const WHO = 'who'
export const CHECK = 'check'

/** The pages in order; a place's keeper is known, so its pledge begins with the first question. */
export const stepsOf = (kind: PledgeKind, text: PledgeText): string[] => [
  ...(kind === 'personal' ? [WHO] : []),
  ...text.questions.map((question) => question.id),
  CHECK,
]

/** The first day asked about. */
export const askedSince = (today: number): number => today - ASKED_DAYS

/** Areas that were of medium or high risk on any of the days asked about, the highest first. */
export function areasAsked(book: Rulebook, today: number): RiskArea[] {
  const [first, last] = [isoDay(askedSince(today)), isoDay(today)]
  return book.riskAreas
    .filter((area) => area.from <= last && (area.to === null || area.to >= first))
    .sort((a, b) => (a.level === b.level ? 0 : a.level === 'high' ? -1 : 1))
}

export interface Outcome {
  /** A risk question was answered with yes. */
  risk: boolean
  /** From this day number the person may work; null: at once. */
  worksFrom: number | null
  /** The rule behind the date. */
  rule: ReturnRule | null
  /** The watch is counted from this day. */
  watchedFrom: number | null
}

const NONE: Outcome = { risk: false, worksFrom: null, rule: null, watchedFrom: null }

/** The rule that keeps people away longest: for a yes that names no area. */
const strictest = (book: Rulebook): ReturnRule | null =>
  book.returnRules.reduce<ReturnRule | null>(
    (most, rule) => (most && most.watchDays >= rule.watchDays ? most : rule),
    null,
  )

/** The watch begins on the day after and is full after `watchDays` days. */
function watched(rule: ReturnRule | null, lastDay: number, today: number): Outcome {
  if (!rule || rule.watchDays === 0) return { ...NONE, risk: true, rule }
  const worksFrom = lastDay + 1 + rule.watchDays
  return {
    risk: true,
    worksFrom: worksFrom > today ? worksFrom : null,
    rule,
    watchedFrom: lastDay + 1,
  }
}

/** What follows from having been in an area until a day; an area nobody knows counts as of high risk. */
export function outcomeOfStay(
  book: Rulebook,
  code: string,
  lastDay: number,
  today: number,
): Outcome {
  const level = book.riskAreas.find((area) => area.code === code)?.level ?? 'high'
  const rule = book.returnRules.find((each) => each.level === level) ?? strictest(book)
  return watched(rule, lastDay, today)
}

function outcomeOfOne(book: Rulebook, question: Question, answer: Answer, today: number) {
  if (answer.value !== 'yes') return []
  if (question.kind !== 'stays') return [watched(strictest(book), today, today)]
  return answer.stays.map((stay) => outcomeOfStay(book, stay.area, dayFromIso(stay.to), today))
}

/**
 * What follows from the answers on a day: of several risks the one that ends last. A stay is judged
 * by the rule of its area's level from the day after it ended; any other yes by the strictest rule
 * from the day of signing. Source: `returnRules` of the rulebook.
 */
export function outcomeOf(
  book: Rulebook,
  text: PledgeText,
  answers: Answers,
  today: number,
): Outcome {
  return text.questions
    .filter((question) => question.risk)
    .flatMap((question) => {
      const answer = answers[question.id]
      return answer ? outcomeOfOne(book, question, answer, today) : []
    })
    .reduce(
      (worst, each) =>
        !worst.risk || (each.worksFrom ?? 0) > (worst.worksFrom ?? 0) ? each : worst,
      NONE,
    )
}

export const PLEDGE_STATES = ['valid', 'old_text', 'superseded', 'withdrawn'] as const
export type PledgeState = (typeof PLEDGE_STATES)[number]

/** How a stored pledge stands against the text in force. */
export function stateOf(
  pledge: { withdrawnAt: number | null; supersededBy: number | null; textVersion: number },
  textVersion: number,
): PledgeState {
  if (pledge.withdrawnAt !== null) return 'withdrawn'
  if (pledge.supersededBy !== null) return 'superseded'
  return pledge.textVersion < textVersion ? 'old_text' : 'valid'
}

/** The text of a pledge in a rulebook. */
export const textOf = (
  book: Rulebook,
  kind: PledgeKind,
  placeKind: keyof Rulebook['pledges']['place'],
): PledgeText => (kind === 'personal' ? book.pledges.personal : book.pledges.place[placeKind])
