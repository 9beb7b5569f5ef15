import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge, parseForm } from '../../shared/form'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { account, allow } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { sealEventText } from './fields'
import { showBulk } from './office-bulk-answer'
import { showConflict } from './office-conflict-answer'
import { DECIDERS, mayDecide, mayUrge, READERS, URGERS } from './office-desk'
import { acceptForm, bulkForm, refuseForm, sendBackForm, takeForm, urgeForm } from './office-form'
import { showList } from './office-list-answer'
import { type AtDesk, atDesk, showOne } from './office-one-answer'
import { DECISIONS, type Decision, decisionsFor } from './rules-office'
import { decideAll, hasStep, stepKey, takeApplication, urgeApplication } from './store-decide'

type C = Context<AppEnv>

interface Decided {
  key: string
  version: number
  reasons: string[]
  text: string
}

type Judged = { ok: true; value: Decided } | { ok: false; form: FormState }

/** The decision's own form: approving needs no words, the others say why. */
async function readDecision(c: C, at: AtDesk, decision: Decision): Promise<Judged> {
  const values = await formValues(c.req.raw)
  if (decision === 'send_back') {
    const form = judge(sendBackForm(at.book.opening.sendBack), values)
    return form.ok ? form : { ok: false, form }
  }
  if (decision === 'refuse') {
    const form = judge(refuseForm(at.grounds), values)
    if (!form.ok) return { ok: false, form }
    const { ground, ...rest } = form.value
    return { ok: true, value: { ...rest, reasons: [ground] } }
  }
  const form = judge(acceptForm, values)
  if (!form.ok) return { ok: false, form }
  return { ok: true, value: { ...form.value, reasons: [], text: '' } }
}

/** Of a refusal: its ground as people read it at the door. */
const publicReason = (at: AtDesk, reasons: readonly string[]): string | null =>
  at.grounds.find(({ id }) => reasons.includes(id))?.text.zh ?? null

async function postDecision(c: C): Promise<Response> {
  const { db, ui } = c.var
  const at = await atDesk(c)
  const decision = DECISIONS.find((each) => each === c.req.param('act')) ?? 'accept'
  const { application, actor } = at
  if (!mayDecide(actor, application)) throw problem('review.forbidden', 403)
  const form = await readDecision(c, at, decision)
  if (!form.ok) return showOne(c, at, { decision, form: form.form })
  const { version, reasons, text } = form.value
  const key = stepKey(form.value.key, { id: application.id, version })
  const path = `/office/applications/${application.number}`
  const same = version === application.version && decisionsFor(application.state).includes(decision)
  const lost = { typed: text, version }
  if (!same && !(await hasStep(db, key))) return showConflict(c, at, lost)
  if (same && decision === 'accept' && at.barred) throw problem('review.cannot', 409)
  const moved = await decideAll(db, [
    {
      application: { ...application, version },
      decision,
      key,
      reasons,
      text: await sealEventText(c.env.FIELD_KEY, key, text || null),
      publicReason: decision === 'refuse' ? publicReason(at, reasons) : null,
      exempt: at.exempt,
      actor,
      at: ui.now,
      rulebookVersion: at.book.version,
    },
  ])
  if (moved.size === 1 || (await hasStep(db, key)))
    return c.redirect(`${path}?notice=${decision}`, 303)
  return showConflict(c, at, lost)
}

/** What every small step on an application is told of. */
const acting = (c: C, { application, actor, book }: AtDesk, key: string) => ({
  application,
  key: `${key}.${application.id}`,
  actor,
  at: c.var.ui.now,
  rulebookVersion: book.version,
})

async function postTake(c: C): Promise<Response> {
  const at = await atDesk(c)
  if (!mayDecide(at.actor, at.application)) throw problem('review.forbidden', 403)
  const form = await parseForm(c.req.raw, takeForm)
  if (!form.ok) throw problem('review.key', 422)
  const step = acting(c, at, form.value.key)
  const taken = await takeApplication(c.var.db, step, form.value.seen || null)
  if (!taken && !(await hasStep(c.var.db, step.key))) return showConflict(c, at, { acts: ['take'] })
  return c.redirect(`/office/applications/${at.application.number}?notice=taken`, 303)
}

async function postUrge(c: C): Promise<Response> {
  const at = await atDesk(c)
  if (!mayUrge(at.actor, at.application)) throw problem('err.forbidden', 403)
  const form = await parseForm(c.req.raw, urgeForm)
  if (!form.ok) throw problem('review.key', 422)
  const step = acting(c, at, form.value.key)
  const urged = await urgeApplication(c.var.db, step)
  if (!urged && !(await hasStep(c.var.db, step.key))) throw problem('review.urge_again', 409)
  return c.redirect(`/office/applications/${at.application.number}?notice=urged`, 303)
}

async function postBulk(c: C): Promise<Response> {
  const values = await formValues(c.req.raw)
  const form = judge(bulkForm, values)
  if (form.ok) return showBulk(c, account(c), form.value)
  const { trades } = await rulebookInForce(c.var.db, c.var.ui.now)
  const trade = trades.find(({ id }) => id === values.trade)?.id ?? ''
  return showList(c, { query: { trade }, form })
}

export const reviewRoutes = new Hono<AppEnv>()
  .get('/office/applications', allow.officer(...READERS), (c) => showList(c))
  .post('/office/applications/accept', allow.officer(...DECIDERS), postBulk)
  .get('/office/applications/:number', allow.officer(...READERS), async (c) =>
    showOne(c, await atDesk(c)),
  )
  .post(
    '/office/applications/:number/:act{accept|send_back|refuse}',
    allow.officer(...DECIDERS),
    postDecision,
  )
  .post('/office/applications/:number/take', allow.officer(...DECIDERS), postTake)
  .post('/office/applications/:number/urge', allow.officer(...URGERS), postUrge)
