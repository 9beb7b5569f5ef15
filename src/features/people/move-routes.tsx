// Moving a worker: to another place of this keeper at once, elsewhere by the code of that door.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, placesOf } from '../accounts'
import type { Place } from '../places'
import { moveForm, OTHER_PLACE } from './form'
import { MovePage } from './move'
import { moveWorker } from './move-store'
import { destination, ownPlace } from './own-place'
import { storedWorker, workplacesOf } from './store'
import { openWorkerField } from './worker'

type C = Context<AppEnv>

/** The worker of `:worker` while this place employs them. */
async function workerHere(c: C, place: Place) {
  const id = Number(c.req.param('worker'))
  const stored = Number.isSafeInteger(id) ? await storedWorker(c.var.db, id, place.id) : null
  if (!stored) return null
  const works = (await workplacesOf(c.var.db, id)).find((each) => each.placeId === place.id)
  const name = await openWorkerField(c.env.FIELD_KEY, 'name', id, stored.name)
  return { id, maskedName: maskName(name), job: works?.job ?? '', seen: works?.seen ?? 0 }
}

async function showMove(c: C, place: Place, form: FormState): Promise<Response> {
  const worker = await workerHere(c, place)
  if (!worker) throw problem('err.not_found', 404)
  const own = (await placesOf(c.var.db, account(c).id))
    .filter((each) => each.role === 'keeper' && each.code !== place.code)
    .map((each) => [each.code, each.name] as const)
  const ui = { ...c.var.ui, here: `/keep/${place.code}/staff/${worker.id}/move` }
  const page = (
    <MovePage ui={ui} place={place} worker={worker} own={own} seen={worker.seen} form={form} />
  )
  return html(c, page, Object.keys(form.errors).length > 0 ? 422 : 200)
}

async function postMove(c: C): Promise<Response> {
  const place = await ownPlace(c)
  const values = await formValues(c.req.raw)
  const form = judge(moveForm, values)
  if (!form.ok) return showMove(c, place, form)
  const { to, code, seen } = form.value
  const actor = account(c)
  const target = await destination(c, to === OTHER_PLACE ? code : to, place.id)
  if (typeof target === 'string') return showMove(c, place, { values, errors: { code: target } })
  const keepsBoth = actor.places.some(
    (each) => each.placeId === target.id && each.role === 'keeper',
  )
  const workerId = Number(c.req.param('worker'))
  const confirmedBy = keepsBoth ? actor.id : null
  const where = { workerId, from: place.id, to: target.id, seen }
  const move = { ...where, job: null, shown: false, confirmedBy }
  if (!(await moveWorker(c.var.db, move, actor, c.var.ui.now))) throw problem('move.gone', 409)
  return c.redirect(`/keep/${place.code}/staff?notice=${keepsBoth ? 'moved_own' : 'moved'}`, 303)
}

export const moveRoutes = new Hono<AppEnv>()
  .get('/keep/:code/staff/:worker{[0-9]+}/move', allow.keeper, async (c) =>
    showMove(c, await ownPlace(c), EMPTY_FORM),
  )
  .post('/keep/:code/staff/:worker{[0-9]+}/move', allow.keeper, postMove)
