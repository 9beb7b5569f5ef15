// What a round is answered with: a page to people, JSON to a phone that sends what it has kept.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { translateCode } from '../../i18n'
import { degrees } from '../../i18n/format'
import { dayOf, MINUTE } from '../../shared/clock'
import type { FormErrors, FormValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { html } from '../../ui/html'
import { account, accountTag, openMaskedName, rolesOf } from '../accounts'
import { whenText } from './parts'
import { RoundPage, type RoundPageProps } from './round-page'
import { deadlinesFrom, knownItems, owesResident, roundItems } from './rules-round'
import { spotCandidates } from './spots'
import { readStanding } from './store-record'
import { type KnownRound, roundBeside } from './store-round'
import { targetAt, type Visit } from './visit'

type C = Context<AppEnv>

export const wantsJson = (c: C): boolean =>
  (c.req.header('accept') ?? '').startsWith('application/json')

interface Refused {
  values: FormValues
  errors: FormErrors
}

/** Errors in the reader's language. */
function textsOf(c: C, { book }: Visit, errors: FormErrors): FormErrors {
  const { min, max } = book.fever.plausible
  const params = { min: degrees(min), max: degrees(max), mb: 5 }
  return Object.fromEntries(
    Object.entries(errors).map(([name, code]) => [name, translateCode(c.var.ui.t, code, params)]),
  )
}

/** Items of the list, and those of the other one that something was said of. */
function itemsOf(visit: Visit, at: number, values: FormValues) {
  const { book, place } = visit
  const shown = roundItems(book, place, targetAt(visit, at))
  const spoken = knownItems(book, place).filter(
    ({ id }) => !shown.some((each) => each.id === id) && (values[`i_${id}`] ?? 'pass') !== 'pass',
  )
  return [...shown, ...spoken]
}

/** The page with the form, as it was sent if it was refused. */
export async function showForm(c: C, visit: Visit, refused?: Refused): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book } = visit
  const { values, errors } = refused ?? { values: {}, errors: {} }
  const day = dayOf(ui.now)
  const asked = { placeIds: [place.id], day, n: book.rounds.spotWorkers }
  const [spots, standing] = await Promise.all([
    spotCandidates(db, c.env.FIELD_KEY, asked),
    readStanding(db, place.id, day),
  ])
  const data: RoundPageProps['data'] = {
    key: values.key && !errors[''] ? values.key : newKey(ui.now, random),
    place,
    target: targetAt(visit, ui.now),
    items: itemsOf(visit, ui.now, values).map(({ id, aspect, text }) => ({
      id,
      aspect: aspect?.[ui.lang] ?? '',
      text: text[ui.lang],
    })),
    spot: (spots.get(place.id) ?? []).map(({ workerId, maskedName, job }) => ({
      id: workerId,
      name: maskedName,
      job,
    })),
    deadlines: deadlinesFrom(book, ui.now).map(({ id, text }) => ({ id, text: text[ui.lang] })),
    values,
    errors: textsOf(c, visit, errors),
  }
  const page = (
    <RoundPage
      ui={{ ...ui, here: `/office/patrols/round/${place.code}` }}
      roles={rolesOf(c)}
      account={await accountTag(c.env, account(c).id)}
      visit={visit}
      target={data.target}
      data={data}
      form={{ values, errors }}
      {...standing}
      resident={owesResident(visit)}
    />
  )
  return html(c, page, refused ? 422 : 200)
}

/** What was typed is wrong: beside the fields of the page, or by the names of the fields. */
export function refuse(c: C, visit: Visit, refused: Refused): Response | Promise<Response> {
  if (!wantsJson(c)) return showForm(c, visit, refused)
  const errors = textsOf(c, visit, refused.errors)
  const [first = ''] = Object.values(errors)
  return c.json({ ok: false, errors, message: first }, 422)
}

/** 王* 13:52 也查过这一次; null: nobody. */
export async function besideText(
  c: C,
  round: Parameters<typeof roundBeside>[1],
  apartMinutes: number,
): Promise<string | null> {
  const { db, ui } = c.var
  const beside = await roundBeside(db, round, apartMinutes * MINUTE)
  if (!beside) return null
  const who = beside.name ? await openMaskedName(c.env.FIELD_KEY, beside.by, beside.name) : '—'
  return ui.t('patrol.beside', { who, time: whenText(ui, beside.at) })
}

/** It is written, now or by an earlier sending of the same key. */
export async function answerMade(
  c: C,
  round: KnownRound,
  { again, apartMinutes }: { again: boolean; apartMinutes: number },
): Promise<Response> {
  if (!wantsJson(c)) return c.redirect(`/office/patrols/rounds/${round.id}?done=1`, 303)
  const beside = await besideText(c, round, apartMinutes)
  return c.json({ ok: true, id: round.id, again, beside, now: c.var.ui.now })
}
