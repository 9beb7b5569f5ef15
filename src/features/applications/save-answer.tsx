// Saving one step: what another phone of the keeper saved meanwhile is shown, never overwritten unseen.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { type FormValues, formFiles, formValues, judge, type Parsed } from '../../shared/form'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account } from '../accounts'
import { listFiles, takeFile } from '../files'
import type { Place } from '../places'
import { checklistOf, type Rulebook } from '../rulebook'
import { sealAnswers } from './fields'
import { by, type Flow, heldBy, printOf, readFlow, type SavedPart } from './flow'
import {
  fieldOf,
  filingForm,
  filingOf,
  filingValues,
  itemField,
  selfCheckForm,
  withoutPageFields,
} from './form'
import { stepPath, type Theirs } from './frame'
import type { Barred } from './rules'
import { FILES_A_PAPER, fileSlots, STEPS } from './rules-steps'
import { answerText, FilingPage, SelfCheckPage } from './steps'
import { barredOn } from './store'
import { filesSubject, keepPaper, type Part, savePart } from './store-draft'
import { isExempt } from './store-keeper'
import type { Application } from './tables'

type C = Context<AppEnv>

/** What bars a place now; an upheld appeal of this application lifts it. */
export async function barsFlow(
  c: C,
  place: Place,
  book: Rulebook,
  application: Application | null,
): Promise<Barred | null> {
  const { db, ui } = c.var
  const barred = await barredOn(db, book, place, dayOf(ui.now))
  return barred && application && (await isExempt(db, application)) ? null : barred
}

interface Filled {
  /** As the form sends them. */
  held: FormValues
  errors?: Record<string, string>
  seen: string
  theirs?: Theirs[] | undefined
}

/** The filing or the self-check, as it is held or as it was typed. */
export function showFilled(c: C, flow: Flow, part: SavedPart, filled: Filled): Response {
  const { errors = {}, seen, theirs } = filled
  const ui = { ...c.var.ui, here: stepPath(flow.place, part) }
  const form: FormState = { values: shownValues(part, filled.held), errors }
  const props = { ui, flow, form, seen, theirs }
  const page = part === 'filing' ? <FilingPage {...props} /> : <SelfCheckPage {...props} />
  return html(c, page, theirs ? 409 : Object.keys(errors).length > 0 ? 422 : 200)
}

/** Items of the self-check are stored by their id and typed under the name of their field. */
const shownValues = (part: SavedPart, held: FormValues): FormValues =>
  part === 'filing'
    ? held
    : Object.fromEntries(Object.entries(held).map(([id, result]) => [itemField(id), result]))

const itemsOf = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, result]) =>
      name.startsWith('c_') ? [[name.slice(2), result]] : [],
    ),
  )

const judgePart = (flow: Flow, part: SavedPart, values: FormValues): Parsed<unknown> =>
  part === 'filing'
    ? judge<unknown>(filingForm(flow.book, flow.place.kind, flow.today), values)
    : judge<unknown>(selfCheckForm(flow.book, flow.place), values)

/** Without what is wrong or missing: saving for now asks for nothing. */
function soundValues(flow: Flow, part: SavedPart, values: FormValues): FormValues {
  let rest = { ...values }
  for (let parsed = judgePart(flow, part, rest); !parsed.ok; ) {
    const wrong = Object.keys(parsed.errors)
    const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !wrong.includes(name)))
    if (Object.keys(kept).length === Object.keys(rest).length) break
    rest = kept
    parsed = judgePart(flow, part, rest)
  }
  return rest
}

/** The values of a step as they are stored, and as they are compared. */
async function partOf(
  c: C,
  flow: Flow,
  part: SavedPart,
  values: FormValues,
): Promise<{ stored: Part; held: FormValues }> {
  if (part === 'self-check') {
    const held = itemsOf(values)
    return { stored: { part, selfCheck: JSON.stringify(held) }, held }
  }
  const judged = judgePart(flow, part, values)
  const filing = filingOf(judged.ok ? (judged.value as FormValues) : values)
  const answers = await sealAnswers(c.env.FIELD_KEY, flow.application.id, filing.answers)
  return { stored: { ...filing, part, answers }, held: filingValues(filing.answers, filing) }
}

const ROUNDS = 3

/** Saves the filing or the self-check and goes on to the next step. */
export async function saveStep(c: C, first: Flow, part: SavedPart): Promise<Response> {
  const typed = await formValues(c.req.raw)
  const values = withoutPageFields(typed)
  const later = typed.later === '1'
  const parsed = judgePart(first, part, values)
  const seen = typed.seen ?? ''
  if (!parsed.ok && !later) {
    const held = part === 'filing' ? values : itemsOf(values)
    return showFilled(c, first, part, { held, errors: parsed.errors, seen })
  }
  const { stored, held } = await partOf(
    c,
    first,
    part,
    later ? soundValues(first, part, values) : values,
  )
  const mine = await printOf(held)
  const next = STEPS[STEPS.indexOf(part) + 1] ?? 'check'
  const done = later ? '/apply' : stepPath(first.place, next)
  let flow: Flow | null = first
  // A second round only when another step was saved between the look and the statement.
  for (let round = 0; round < ROUNDS && flow; round++) {
    const theirs = await printOf(heldBy(flow, part))
    if (theirs === mine) return c.redirect(done, 303)
    if (theirs !== seen) return conflict(c, flow, part, held)
    if (await savePart(c.var.db, flow.application, stored, by(c, flow.book)))
      return c.redirect(done, 303)
    flow = await readFlow(c, flow.place, flow.book)
  }
  return c.redirect(`/keep/${first.place.code}/application`, 303)
}

/** The same page with what was typed, beside it what the other phone saved; sending it again replaces that. */
async function conflict(c: C, flow: Flow, part: SavedPart, held: FormValues): Promise<Response> {
  const stored = heldBy(flow, part)
  const theirs = labels(c, flow, part).flatMap(({ name, label, words }) =>
    (stored[name] ?? '') === (held[name] ?? '') ? [] : [{ label, value: words(stored[name]) }],
  )
  return showFilled(c, flow, part, { held, theirs, seen: await printOf(stored) })
}

function labels(c: C, { book, place }: Flow, part: SavedPart) {
  const { ui } = c.var
  const plain = (value: string | undefined): string => value || '—'
  if (part === 'self-check')
    return checklistOf(book, place.kind, place.trade).map((item) => ({
      name: item.id,
      label: item.text[ui.lang],
      words: (value: string | undefined) =>
        value === 'pass' || value === 'fail' || value === 'na' ? ui.t(`apply.${value}`) : '—',
    }))
  const outside = book.opening.outsideFiling?.name[ui.lang] ?? ''
  return [
    ...book.opening.filing[place.kind].map((question) => ({
      name: fieldOf(question.id),
      label: question.text[ui.lang],
      words: (value: string | undefined) => answerText(ui, question, value),
    })),
    { name: 'credit', label: ui.t('apply.credit'), words: plain },
    { name: 'outside_number', label: outside, words: plain },
    { name: 'outside_on', label: ui.t('apply.outside_on'), words: plain },
  ]
}

/** Takes one file of a paper; the form with its error, or null when it was kept. */
export async function takePaper(c: C, flow: Flow, paper: string): Promise<FormState | null> {
  const { db } = c.var
  const { application, place, book } = flow
  const refuse = (error: string): FormState => ({ values: {}, errors: { [paper]: error } })
  if (!fileSlots(book, place.kind).some(({ id }) => id === paper))
    return { values: {}, errors: { '': 'apply.paper_unknown' } }
  const { values, files } = await formFiles(c.req.raw)
  const sent = await listFiles(db, place.id, filesSubject(application))
  if (sent.filter(({ purpose }) => purpose === paper).length >= FILES_A_PAPER)
    return refuse('apply.most_files')
  if (!values.key) return refuse('file.empty')
  const taking = { purpose: paper, placeId: place.id, key: values.key, by: account(c) }
  const taken = await takeFile(c, files[paper], taking)
  if (!taken.ok) return refuse(taken.problem)
  await keepPaper(db, application, taken.file, by(c, book))
  return null
}
