// What the office may decide about an application, on what grounds, and what an appeal takes back.
import { isoDay } from '../../shared/clock'
import type { LifeAct, PlaceStatus } from '../places'
import type { Rulebook } from '../rulebook'
import type { Bilingual } from '../rulebook/form'
import { inForceOn } from '../rulebook/rules'
import { type ApplicationMove, stateAfter } from './rules'
import type { ApplicationAct, ApplicationState } from './tables'

export const DECISIONS = ['accept', 'send_back', 'refuse'] as const
export type Decision = (typeof DECISIONS)[number]

/** Handed in and not over: a draft, or one sent back, is with its keeper. */
export const IN_OFFICE = ['submitted', 'accepted', 'failed'] as const satisfies ApplicationState[]

const isInOffice = (state: ApplicationState): boolean => IN_OFFICE.some((each) => each === state)

/** The office's to read: handed in once, or refused by the rules before it could be. */
export const isFiled = (application: {
  state: ApplicationState
  submittedAt: number | null
}): boolean => application.submittedAt !== null || application.state === 'refused'

/** The decisions an officer can take on an application in this state. */
export const decisionsFor = (state: ApplicationState): Decision[] =>
  isInOffice(state) ? DECISIONS.filter((each) => stateAfter(state, each) !== null) : []

/** A reason of the rulebook an officer ticks. */
export interface Ground {
  id: string
  text: Bilingual
  source: string
}

/**
 * On what an application may be refused: entries of the negative list that name its trade on that
 * day, and the rulebook's own grounds. Nothing else is one.
 */
export function groundsFor(
  book: Pick<Rulebook, 'negativeList' | 'opening'>,
  trade: string,
  day: number,
): Ground[] {
  const entries = inForceOn(book.negativeList, isoDay(day)).filter(({ trades }) =>
    trades.includes(trade),
  )
  return [
    ...entries.map(({ id, category, reason, source }) => ({
      id: `${LISTED_TRADE}${id}`,
      text: { zh: `${category.zh}：${reason.zh}`, en: `${category.en}: ${reason.en}` },
      source,
    })),
    ...book.opening.refusals,
  ]
}

const LISTED_TRADE = 'negative_list:'

/** The negative list's entry in a ground or reason, or null. */
export const listedEntryOf = (reason: string): string | null =>
  reason.startsWith(LISTED_TRADE) ? reason.slice(LISTED_TRADE.length) : null

/** Reasons of a step in words; one the rulebook no longer names shows itself. */
export function reasonWords(
  book: Pick<Rulebook, 'negativeList' | 'opening'>,
  reasons: readonly string[],
  lang: keyof Bilingual,
): string[] {
  const named = [...book.opening.sendBack, ...book.opening.refusals]
  return reasons.map((reason) => {
    const entry = book.negativeList.find((each) => each.id === listedEntryOf(reason))
    return (entry?.category ?? named.find((each) => each.id === reason)?.text)?.[lang] ?? reason
  })
}

/** What is appealed: the step of an application, or of the life of its place. */
export type Against =
  | { room: 'application_events'; id: number; act: ApplicationAct }
  | { room: 'place_changes'; id: number; to: PlaceStatus; cause: string }

/** `application_events:12` in parts; null for anything else. */
export function readAgainst(against: string): Pick<Against, 'room' | 'id'> | null {
  const [, room, id] = /^(application_events|place_changes):(\d{1,15})$/.exec(against) ?? []
  if (room !== 'application_events' && room !== 'place_changes') return null
  return { room, id: Number(id) }
}

interface Standing {
  application: { state: ApplicationState; submittedAt: number | null } | null
  place: { status: PlaceStatus; statusCause: string | null }
}

/** What overturning moves; both empty: the decision no longer stands, only the answer is recorded. */
export interface Undoing {
  move: Extract<ApplicationMove, 'reconsider' | 'overturn' | 'relieve'> | null
  life: Extract<LifeAct, 'apply' | 'resume' | 'reopen'> | null
}

const NOTHING: Undoing = { move: null, life: null }

/** What follows when a decision is overturned, as things stand now. */
export function undoingOf(against: Against, { application, place }: Standing): Undoing {
  if (against.room === 'place_changes') {
    if (place.status !== against.to || place.statusCause !== against.cause) return NOTHING
    if (against.to === 'suspended') return { move: null, life: 'resume' }
    return against.to === 'closed' ? { move: null, life: 'reopen' } : NOTHING
  }
  const stands = application?.state === DECIDED[against.act]
  if (!application || !stands) return NOTHING
  if (against.act === 'fail') return { move: 'relieve', life: null }
  if (place.status !== 'known') return NOTHING
  // Refused by the rules while it was a draft: its keeper has yet to hand it in.
  return against.act === 'refuse' && application.submittedAt === null
    ? { move: 'overturn', life: null }
    : { move: 'reconsider', life: 'apply' }
}

const DECIDED: Partial<Record<ApplicationAct, ApplicationState>> = {
  refuse: 'refused',
  send_back: 'sent_back',
  fail: 'failed',
}
