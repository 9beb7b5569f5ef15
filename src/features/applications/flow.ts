// Where a keeper stands with an application: place, rules, what is filled in, what is open.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { dayOf } from '../../shared/clock'
import { sha256 } from '../../shared/crypto'
import { newRowId } from '../../shared/ids'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { account } from '../accounts'
import { type Place, placeByCode } from '../places'
import { pledgeOfPlace, stateOf, textOf } from '../pledges'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { type Answers, openAnswers, sealAnswers } from './fields'
import { filingValues } from './form'
import { newApplicationNumber } from './number'
import { type Barred, isOpenToChange } from './rules'
import { openSteps, type Step } from './rules-steps'
import { barredOn, liveApplication } from './store'
import type { Start } from './store-start'
import type { Application } from './tables'

type C = Context<AppEnv>

/** The place of `:code` and the rules in force. Throws 404 with the nearest next step. */
export async function placeAndBook(c: C): Promise<{ place: Place; book: Rulebook }> {
  const { db, ui } = c.var
  const place = await placeByCode(db, placeCodeOr404(c.req.param('code') ?? ''))
  if (!place) throw problem('place.unknown', 404)
  return { place, book: await rulebookInForce(db, ui.now) }
}

export interface Flow {
  place: Place
  book: Rulebook
  today: number
  application: Application
  answers: Answers
  /** The number of the place pledge that holds under the text in force, or null. */
  pledge: { id: number; number: string } | null
  open: Step[]
}

/** The application being filled in, or null: there is none, or it is with the office. */
export async function readFlow(c: C, place: Place, book: Rulebook): Promise<Flow | null> {
  const { db, ui } = c.var
  const application = await liveApplication(db, place.id)
  if (!application || !isOpenToChange(application.state)) return null
  const today = dayOf(ui.now)
  const signed = await pledgeOfPlace(db, place.id)
  const valid = signed && stateOf(signed, textOf(book, 'place', place.kind).version) === 'valid'
  const pledge = valid ? { id: signed.id, number: signed.number } : null
  const answers = await openAnswers(c.env.FIELD_KEY, application)
  const filled = { application, answers, pledged: pledge !== null }
  const open = openSteps(book, place, filled, today)
  return { place, book, today, application, answers, pledge, open }
}

/** What a new application needs before it is written. */
export async function newStart(
  c: C,
  place: Start['place'],
  { book, key }: { book: Rulebook; key: string },
): Promise<Start & { barred: Barred | null }> {
  const { db, ui, random } = c.var
  const id = newRowId(random)
  return {
    id,
    key,
    number: newApplicationNumber(random),
    place,
    answers: await sealAnswers(c.env.FIELD_KEY, id, {}),
    barred: await barredOn(db, book, place, dayOf(ui.now)),
  }
}

export const by = (c: C, book: Rulebook) => ({ book, actor: account(c), now: c.var.ui.now })

export type SavedPart = 'filing' | 'self-check'

/** What a step holds, as its form sends it. */
export const heldBy = ({ application, answers }: Flow, part: SavedPart): Record<string, string> =>
  part === 'filing' ? filingValues(answers, application) : application.selfCheck

/** The same as one short text, so that a form can say what it was made from. */
export async function printOf(held: Record<string, string>): Promise<string> {
  const sorted = Object.entries(held)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return toBase64url(await sha256(JSON.stringify(sorted))).slice(0, 16)
}
