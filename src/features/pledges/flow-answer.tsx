// The walk through a pledge, the same for a worker at the door and a keeper: which page comes, what
// was answered, when everything is there.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { type FormValues, formValues, judge } from '../../shared/form'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { openWorkerInvitation } from '../people'
import { type Place, placeByCode } from '../places'
import { rulebookInForce } from '../rulebook'
import { CheckPage } from './check'
import { type Draft, newDraft, readDraft, writeDraft } from './draft'
import { answerValues, readAnswer, whoForm } from './form'
import { areasAsked, CHECK, outcomeOf, type PledgeKind, stepsOf, textOf, WHO } from './rules'
import { type Flow, QuestionPage, WhoPage } from './step'

type C = Context<AppEnv>

/** The place of `:code`. Throws 404 with the nearest next step. */
export async function placeOr404(c: C): Promise<Place> {
  const place = await placeByCode(c.var.db, placeCodeOr404(c.req.param('code') ?? ''))
  if (!place) throw problem('place.unknown', 404)
  return place
}

/** A pledge of one kind at a place, as far as this phone has filled it in. */
export async function flowAt(c: C, kind: PledgeKind, place: Place): Promise<Flow> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const text = textOf(book, kind, place.kind)
  const draft = (await readDraft(c, kind, place.code)) ?? newDraft(c, kind, place.code)
  const today = dayOf(ui.now)
  return {
    draft,
    place,
    book,
    text,
    steps: stepsOf(kind, text),
    base: kind === 'personal' ? `/p/${place.code}/pledge` : `/keep/${place.code}/pledge`,
    today,
    outcome: outcomeOf(book, text, draft.answers, today),
  }
}

const isAnswered = ({ draft }: Flow, step: string): boolean =>
  step === WHO ? draft.who !== null : draft.answers[step] !== undefined

/** The first page without an answer; the check when all are there. */
export const firstOpen = (flow: Flow): string =>
  flow.steps.find((step) => step !== CHECK && !isAnswered(flow, step)) ?? CHECK

/** Whether a page may be shown: it is one of this pledge, and all before it are answered. */
const isReached = (flow: Flow, step: string): boolean =>
  flow.steps.includes(step) && flow.steps.indexOf(step) <= flow.steps.indexOf(firstOpen(flow))

const uiAt = (c: C, flow: Flow, step: string) => ({ ...c.var.ui, here: `${flow.base}/${step}` })

interface Shown {
  form?: FormState
  rows?: number
  status?: 200 | 422
}

function stepForm(flow: Flow, step: string): FormState {
  const { draft } = flow
  const values: FormValues =
    step === WHO
      ? { ...draft.who, invitation: draft.invitation }
      : answerValues(draft.answers[step])
  return { ...EMPTY_FORM, values }
}

/** The first page or a question. */
export function showStep(c: C, flow: Flow, step: string, shown: Shown = {}): Response {
  const props = {
    ui: uiAt(c, flow, step),
    flow,
    step,
    form: shown.form ?? stepForm(flow, step),
    fix: c.req.query('fix') === '1',
    told: c.req.query('told') === '1',
    late: c.req.query('late') === '1',
    rows: shown.rows ?? 1,
  }
  const question = flow.text.questions.find((each) => each.id === step)
  const page = question ? <QuestionPage {...props} question={question} /> : <WhoPage {...props} />
  return html(c, page, shown.status ?? 200)
}

/** Who signs: typed by the worker, or the keeper by their account. */
export type SignerOf = (flow: Flow) => Promise<CheckSigner> | CheckSigner
type CheckSigner = { name: string; phone: string; address: string; job: string }

export function showCheck(
  c: C,
  flow: Flow,
  signer: CheckSigner,
  form: FormState = EMPTY_FORM,
): Response {
  const status = Object.keys(form.errors).length > 0 ? 422 : 200
  return html(
    c,
    <CheckPage ui={uiAt(c, flow, CHECK)} flow={flow} signer={signer} form={form} />,
    status,
  )
}

/** Any page of the walk by GET; one that is too far leads to the first open one. */
export async function walkTo(c: C, flow: Flow, signerOf: SignerOf): Promise<Response> {
  const step = c.req.param('step') ?? ''
  if (!flow.steps.includes(step)) throw problem('err.not_found', 404)
  if (!isReached(flow, step)) return c.redirect(`${flow.base}/${firstOpen(flow)}`, 303)
  if (step !== CHECK) return showStep(c, flow, step)
  // A text without questions has no step that kept the key of the signing.
  await writeDraft(c, flow.draft)
  return showCheck(c, flow, await signerOf(flow))
}

/** The step after one, or back to the check page whence it was opened. */
async function goOn(c: C, flow: Flow, step: string, draft: Draft): Promise<Response> {
  await writeDraft(c, draft)
  const after = { ...flow, draft }
  const fix = c.req.query('fix') === '1' && firstOpen(after) === CHECK
  const next = fix ? CHECK : (flow.steps[flow.steps.indexOf(step) + 1] ?? CHECK)
  const question = flow.text.questions.find((each) => each.id === step)
  const told = question?.risk && draft.answers[step]?.value === 'yes' && next !== CHECK
  return c.redirect(`${flow.base}/${next}${told ? '?told=1' : ''}`, 303)
}

/** Takes the answer of a page. */
export async function takeStep(c: C, flow: Flow): Promise<Response> {
  const step = c.req.param('step') ?? ''
  if (!flow.steps.includes(step)) throw problem('err.not_found', 404)
  if (!isReached(flow, step)) return c.redirect(`${flow.base}/${firstOpen(flow)}`, 303)
  const values = await formValues(c.req.raw)
  const question = flow.text.questions.find((each) => each.id === step)
  if (!question) return takeWho(c, flow, values)
  if (values.more) {
    const form = { ...EMPTY_FORM, values: { ...values, answer: 'yes' } }
    return showStep(c, flow, step, { form, rows: Number(values.more) || 1 })
  }
  const asked = { areas: areasAsked(flow.book, flow.today), today: flow.today }
  const form = readAnswer(question, values, asked)
  if (!form.ok) return showStep(c, flow, step, { form, status: 422 })
  const answers = { ...flow.draft.answers, [step]: form.value }
  return goOn(c, flow, step, { ...flow.draft, answers })
}

async function takeWho(c: C, flow: Flow, values: FormValues): Promise<Response> {
  const refuse = (form: FormState) => showStep(c, flow, WHO, { form, status: 422 })
  const form = judge(whoForm, values)
  if (!form.ok) return refuse(form)
  const { invitation, ...who } = form.value
  if (invitation && !(await isInvited(c, flow.place, invitation)))
    return refuse({ values, errors: { invitation: 'pledge.invitation_gone' } })
  return goOn(c, flow, WHO, { ...flow.draft, who, invitation })
}

export const isInvited = async (c: C, place: Place, secret: string): Promise<boolean> =>
  (await openWorkerInvitation(
    c.var.db,
    { secret, placeId: place.id, indexKey: c.env.INDEX_KEY },
    c.var.ui.now,
  )) !== null

/** 李* 厨师 */
export const boardName = (name: string, job: string): string => `${maskName(name)} ${job}`
