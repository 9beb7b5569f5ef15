// Stopping one place at once, letting it open again, closing it: each with its reason, public at the door.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { timeOf } from '../../i18n/format'
import type { OfficerRole } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, covers, rolesOf } from '../accounts'
import { type Place, placeByCode, statusAfter, whyShut } from '../places'
import { rulebookInForce } from '../rulebook'
import { departmentOf } from '../rulebook/rules'
import { stepForm } from './form'
import { type StopAct, StopPage, StoppedPage } from './place'
import { namesOf } from './proposal-answer'
import { holdOf } from './rules'
import { factsOfPlace } from './store-listed'
import { stepOf, stopPlace } from './store-place'

type C = Context<AppEnv>

const DECIDES: Record<StopAct, OfficerRole[]> = {
  suspend: ['admin', 'reviewer'],
  resume: ['admin', 'reviewer'],
  close: ['admin'],
}

const actOf = (c: C): StopAct =>
  (['suspend', 'resume', 'close'] as const).find((each) => c.req.path.endsWith(each)) ?? 'suspend'

/** The place, where the officer's area and department cover it. Throws 403 or 404. */
async function ownPlace(c: C, act: StopAct) {
  const { db, ui } = c.var
  const place = await placeByCode(db, placeCodeOr404(c.req.param('code') ?? ''))
  if (!place) throw problem('place.unknown', 404)
  const book = await rulebookInForce(db, ui.now)
  const where = { areaPath: place.areaPath, department: departmentOf(book, place.trade) }
  if (!covers(account(c), DECIDES[act], where)) throw problem('err.forbidden', 403)
  return { place, book }
}

async function showStop(c: C, form: FormState = EMPTY_FORM, status: 200 | 422 = 200) {
  const { ui, random } = c.var
  const act = actOf(c)
  const { place, book } = await ownPlace(c, act)
  const formKey = newKey(ui.now, random)
  if (statusAfter(place.status, act) === null)
    throw problem('stop.wrong', 409, { state: ui.t(`stop.status.${place.status}`) })
  const shown = { ui: { ...ui, here: c.req.path }, roles: rolesOf(c), book, place, act }
  return html(c, <StopPage {...shown} form={form} formKey={formKey} />, status)
}

/** Why a place may not open again yet: a list holds it still. */
async function heldBy(c: C, { place, book }: Awaited<ReturnType<typeof ownPlace>>) {
  const { db, ui } = c.var
  const day = dayOf(ui.now)
  const facts = await factsOfPlace(db, place.id, day)
  const hold = facts && holdOf({ book, day }, { ...facts, owes: false })
  if (!hold) return null
  const statusCause = `${hold.cause}:${hold.ref}`
  return whyShut(ui, book, { ...place, status: 'suspended', statusCause }) ?? ui.t('listed.title')
}

/** Somebody was first: says who, when, and to what. Throws. */
async function moved(c: C, place: Place): Promise<never> {
  const { db, ui } = c.var
  const last = await stepOf(db, place.id, null)
  const { approver } = await namesOf(c, { proposedBy: 0, approvedBy: last?.actorId ?? null })
  throw problem('stop.moved', 409, {
    state: ui.t(`stop.status.${last?.toStatus ?? place.status}`),
    time: timeOf(last?.at ?? ui.now),
    name: last?.actorId ? approver : ui.t('stop.somebody'),
  })
}

async function postStop(c: C): Promise<Response> {
  const { db, ui } = c.var
  const act = actOf(c)
  const { place, book } = await ownPlace(c, act)
  const by = account(c)
  const values = await formValues(c.req.raw)
  const parsed = judge(stepForm(book, act), values)
  if (!parsed.ok) return showStop(c, parsed, 422)
  const { key, version, reason, text } = parsed.value
  const keys = `stop:${key}:`
  const done = `/office/places/${place.code}/stopped?act=${act}&key=${key}`
  if (await stepOf(db, place.id, `${keys}${place.id}`)) return c.redirect(done, 303)
  const held = act === 'resume' ? await heldBy(c, { place, book }) : null
  if (held)
    return showStop(c, { values, errors: { text: ui.t('stop.held', { reason: held }) } }, 422)
  const stopped = await stopPlace(db, {
    ...{ key: `${keys}${place.id}`, keys, placeId: place.id, act, version, actor: by },
    ...{ cause: 'officer', ref: reason || null, reason: text || null, at: ui.now },
    rulebookVersion: book.version,
  })
  return stopped ? c.redirect(done, 303) : moved(c, place)
}

export const placeStopRoutes = new Hono<AppEnv>()
  .get('/office/places/:code/suspend', allow.officer('admin', 'reviewer'), (c) => showStop(c))
  .post('/office/places/:code/suspend', allow.officer('admin', 'reviewer'), postStop)
  .get('/office/places/:code/resume', allow.officer('admin', 'reviewer'), (c) => showStop(c))
  .post('/office/places/:code/resume', allow.officer('admin', 'reviewer'), postStop)
  .get('/office/places/:code/close', allow.officer('admin'), (c) => showStop(c))
  .post('/office/places/:code/close', allow.officer('admin'), postStop)
  .get('/office/places/:code/stopped', allow.officer('admin', 'reviewer'), async (c) => {
    const { db, ui } = c.var
    const { act: typed = '', key = '' } = c.req.query()
    const act = (['suspend', 'resume', 'close'] as const).find((each) => each === typed)
    const { place } = await ownPlace(c, act ?? 'suspend')
    const step = await stepOf(db, place.id, `stop:${key}:${place.id}`)
    if (!step || !act) throw problem('err.not_found', 404)
    return html(c, <StoppedPage ui={ui} roles={rolesOf(c)} place={place} act={act} at={step.at} />)
  })
