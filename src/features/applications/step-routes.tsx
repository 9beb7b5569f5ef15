// The steps of an application, each saved by itself; Back and reload are plain GETs.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { listFiles } from '../files'
import { CheckPage } from './check'
import { sealEventText } from './fields'
import { by, type Flow, heldBy, newStart, placeAndBook, printOf, readFlow } from './flow'
import { checkForm, keyForm, removeForm } from './form'
import { stepPath } from './frame'
import { PapersPage } from './papers'
import { isOpenToChange } from './rules'
import { readStep, type Step } from './rules-steps'
import { barsFlow, saveStep, showFilled, takePaper } from './save-answer'
import { StandsPage } from './stands'
import { PledgePage } from './steps'
import { lastApplication } from './store'
import { dropPaper, filesSubject, hasEvent, refuseByRule, submitApplication } from './store-draft'
import { isExempt } from './store-keeper'
import { startApplication } from './store-start'

type C = Context<AppEnv>

const freshKey = (c: C): string => newKey(c.var.ui.now, c.var.random)

const statusPath = (c: C): string => `/keep/${c.req.param('code')}/application`

/** What stands against it: the first page, also before anything is written. */
async function showStands(c: C): Promise<Response> {
  const { ui } = c.var
  const { place, book } = await placeAndBook(c)
  const flow = await readFlow(c, place, book)
  // With the office, or over: the status says how it stands.
  if (!flow && place.status !== 'known') return c.redirect(statusPath(c), 303)
  const barred = await barsFlow(c, place, book, flow?.application ?? null)
  const next = flow ? (flow.open[0] ?? 'check') : null
  return html(c, <StandsPage {...{ ui, book, place, barred, next }} formKey={freshKey(c)} />)
}

async function postStart(c: C): Promise<Response> {
  const { db } = c.var
  const { place, book } = await placeAndBook(c)
  const form = await parseForm(c.req.raw, keyForm)
  if (!form.ok) return c.redirect(stepPath(place, 'stands'), 303)
  const start = await newStart(c, place, { book, key: form.value.key })
  await startApplication(db, start, by(c, book))
  const last = await lastApplication(db, place.id)
  const goesOn = last !== null && isOpenToChange(last.state)
  return c.redirect(goesOn ? stepPath(place, 'filing') : statusPath(c), 303)
}

/** The application being filled in; what is not open to change leads to the status page. */
async function flowOr(c: C): Promise<Flow | null> {
  const { place, book } = await placeAndBook(c)
  return readFlow(c, place, book)
}

const filesOf = (c: C, { place, application }: Flow) =>
  listFiles(c.var.db, place.id, filesSubject(application))

async function showPapers(c: C, flow: Flow, form: FormState = EMPTY_FORM): Promise<Response> {
  const ui = { ...c.var.ui, here: stepPath(flow.place, 'papers') }
  const status = Object.keys(form.errors).length > 0 ? 422 : 200
  const props = { ui, flow, form, files: await filesOf(c, flow), formKey: freshKey(c) }
  return html(c, <PapersPage {...props} />, status)
}

interface Checked {
  /** It is not what was shown any more. */
  changed?: boolean
  form?: FormState
}

async function showCheck(c: C, flow: Flow, checked: Checked = {}): Promise<Response> {
  const { changed, form = EMPTY_FORM } = checked
  const ui = { ...c.var.ui, here: stepPath(flow.place, 'check') }
  const formKey = form.values.key || freshKey(c)
  const props = { ui, flow, form, changed, files: await filesOf(c, flow), formKey }
  const failed = Object.keys(form.errors).length > 0
  return html(c, <CheckPage {...props} />, changed ? 409 : failed ? 422 : 200)
}

async function showStep(c: C, flow: Flow, step: Step): Promise<Response> {
  if (step === 'papers') return showPapers(c, flow)
  if (step === 'pledge') return html(c, <PledgePage ui={c.var.ui} flow={flow} />)
  if (step === 'check') return showCheck(c, flow)
  const part = step === 'filing' ? 'filing' : 'self-check'
  const held = heldBy(flow, part)
  return showFilled(c, flow, part, { held, seen: await printOf(held) })
}

/** Hands it in if it is whole, allowed, and still what was shown. */
async function postCheck(c: C, flow: Flow): Promise<Response> {
  const { db } = c.var
  const { application, place, book, pledge, open } = flow
  const form = await parseForm(c.req.raw, checkForm)
  if (!form.ok) return showCheck(c, flow, form.errors.note ? { form } : { changed: true })
  const { key, version } = form.value
  const again = { changed: true, form: { values: { note: form.value.note }, errors: {} } }
  if (version !== application.version || open.length > 0 || !pledge)
    return showCheck(c, flow, again)
  const barred = await barsFlow(c, place, book, application)
  const said = { ...by(c, book), key }
  if (barred) {
    await refuseByRule(db, application, barred, said)
    return c.redirect(statusPath(c), 303)
  }
  const exempt = await isExempt(db, application)
  const note = await sealEventText(c.env.FIELD_KEY, key, form.value.note || null)
  const handIn = { ...said, application, place, exempt, note, pledgeId: pledge.id }
  if (await submitApplication(db, handIn))
    return c.redirect(`${statusPath(c)}?notice=submitted`, 303)
  if (await hasEvent(db, key)) return c.redirect(statusPath(c), 303)
  const now = await flowOr(c)
  return now ? showCheck(c, now, again) : c.redirect(statusPath(c), 303)
}

async function postRemove(c: C): Promise<Response> {
  const flow = await flowOr(c)
  if (!flow) return c.redirect(statusPath(c), 303)
  const form = await parseForm(c.req.raw, removeForm)
  if (form.ok) await dropPaper(c.var.db, flow.application, form.value.file, by(c, flow.book))
  return c.redirect(stepPath(flow.place, 'papers'), 303)
}

export const stepRoutes = new Hono<AppEnv>()
  .get('/apply/:code', allow.keeper, showStands)
  .post('/apply/:code/start', allow.keeper, postStart)
  .post('/apply/:code/papers/remove', allow.keeper, postRemove)
  .post('/apply/:code/papers/:paper/files', allow.keeper, async (c) => {
    const flow = await flowOr(c)
    if (!flow) return c.redirect(statusPath(c), 303)
    const form = await takePaper(c, flow, c.req.param('paper'))
    if (form) return showPapers(c, flow, form)
    return c.redirect(`${stepPath(flow.place, 'papers')}#${c.req.param('paper')}`, 303)
  })
  .get('/apply/:code/:step', allow.keeper, async (c) => {
    const step = readStep(c.req.param('step'))
    if (!step) throw problem('err.not_found', 404)
    const flow = await flowOr(c)
    if (step === 'stands') return c.redirect(`/apply/${c.req.param('code')}`, 303)
    return flow ? showStep(c, flow, step) : c.redirect(`/apply/${c.req.param('code')}`, 303)
  })
  .post('/apply/:code/:step', allow.keeper, async (c) => {
    const step = readStep(c.req.param('step'))
    if (step !== 'filing' && step !== 'self-check' && step !== 'check')
      throw problem('err.not_found', 404)
    const flow = await flowOr(c)
    if (!flow) return c.redirect(statusPath(c), 303)
    return step === 'check' ? postCheck(c, flow) : saveStep(c, flow, step)
  })
