// The gate in the morning, for those who work at a place.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues } from '../../shared/form'
import { html } from '../../ui/html'
import { accountTag, allow, keepsFor } from '../accounts'
import { atPlace } from '../board'
import { saveAgain, saveShift, saveVehicle } from './beside'
import { phoneDay } from './day'
import { answerBeside, answerSave, refuseSave, shiftOf, showGate } from './gate-answer'
import { ShellPage, SignPage } from './page'
import { pasteRoutes } from './paste-routes'
import { saveCrew } from './save'

type C = Context<AppEnv>

async function postCrew(c: C): Promise<Response> {
  const at = await atPlace(c)
  const values = await formValues(c.req.raw)
  const done = await saveCrew(c, at, values)
  if (!done.ok) return refuseSave(c, at, values, done.errors)
  const { day, ...saved } = done.saved
  return answerSave(c, at, day, { values, ...saved })
}

async function postAgain(c: C): Promise<Response> {
  const at = await atPlace(c)
  const values = await formValues(c.req.raw)
  return answerBeside(c, at, 'again', { values, done: await saveAgain(c, at, values) })
}

async function postVehicle(c: C): Promise<Response> {
  const at = await atPlace(c)
  const values = await formValues(c.req.raw)
  return answerBeside(c, at, 'vehicle', { values, done: await saveVehicle(c, at, values) })
}

async function postShift(c: C): Promise<Response> {
  const at = await atPlace(c)
  const values = await formValues(c.req.raw)
  return answerBeside(c, at, 'shift', { values, done: await saveShift(c, at, values) })
}

export const gateRoutes = new Hono<AppEnv>()
  .get('/keep/:code/gate', allow.staff, async (c) => {
    const at = await atPlace(c)
    const { shift, crew = '' } = c.req.query()
    return showGate(c, at, { shift: shiftOf(shift, c.var.ui.now), crew })
  })
  .get('/keep/:code/gate/day', allow.staff, async (c) => {
    const at = await atPlace(c)
    keepsFor(c, await accountTag(c.env, at.actor.id))
    return c.json(await phoneDay(c, at))
  })
  .post('/keep/:code/gate', allow.staff, postCrew)
  .post('/keep/:code/gate/again', allow.staff, postAgain)
  .post('/keep/:code/gate/vehicle', allow.staff, postVehicle)
  .post('/keep/:code/gate/shift', allow.staff, postShift)
  .get('/keep/:code/gate/sign', allow.staff, async (c) => {
    const { place } = await atPlace(c)
    const ui = { ...c.var.ui, here: `/keep/${place.code}/gate/sign` }
    return html(c, <SignPage ui={ui} place={place} />)
  })
  .get('/gate/offline', allow.everyone, (c) => html(c, <ShellPage ui={c.var.ui} />))
  .route('/', pasteRoutes)
