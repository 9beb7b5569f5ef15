// 我换地方上班了: the worker moves on their own phone.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import {
  destination,
  moveWorker,
  openWorkerField,
  ownPhone,
  storedWorker,
  type Workplace,
  workplacesOf,
} from '../people'
import { namesStaff } from '../places'
import { ownMoveForm } from './form'
import { OwnMovePage, workplaceValue } from './move'

type C = Context<AppEnv>

/** Whoever holds a confirmed phone, with where they work; null: nothing to move from. */
async function mover(c: C) {
  const own = await ownPhone(c)
  const worker = own?.confirmed ? await storedWorker(c.var.db, own.workerId) : null
  if (!worker) return null
  const workplaces = await workplacesOf(c.var.db, worker.id)
  const name = await openWorkerField(c.env.FIELD_KEY, 'name', worker.id, worker.name)
  return { workerId: worker.id, masked: maskName(name), workplaces }
}

type Mover = NonNullable<Awaited<ReturnType<typeof mover>>>

const show = (c: C, { workplaces, masked }: Mover, form: FormState): Response =>
  html(
    c,
    <OwnMovePage
      ui={{ ...c.var.ui, here: '/pledges/move' }}
      workplaces={workplaces}
      masked={masked}
      form={form}
    />,
    Object.keys(form.errors).length > 0 ? 422 : 200,
  )

/** The place a form names, also one that has been left since: then the move says so, or was this one. */
async function leaving(c: C, from: string, workplaces: Workplace[]) {
  const here = workplaces.find((each) => workplaceValue(each) === from)
  if (here) return { placeId: here.placeId, seen: here.seen }
  const [, code = '', seen = ''] = /^(\w{7})-(\d{1,15})$/.exec(from) ?? []
  const place = readPlaceCode(code) ? await destination(c, code, 0) : null
  return place && typeof place !== 'string' ? { placeId: place.id, seen: Number(seen) } : null
}

async function postMove(c: C): Promise<Response> {
  const who = await mover(c)
  if (!who) return c.redirect('/pledges', 303)
  const values = await formValues(c.req.raw)
  const form = judge(ownMoveForm, values)
  if (!form.ok) return show(c, who, form)
  const { from, code, job, consent } = form.value
  const left = await leaving(c, from, who.workplaces)
  if (!left) return show(c, who, { values, errors: { from: 'move.which' } })
  const target = await destination(c, code, left.placeId)
  if (typeof target === 'string') return show(c, who, { values, errors: { code: target } })
  const where = { workerId: who.workerId, from: left.placeId, to: target.id, seen: left.seen }
  const move = {
    ...where,
    job,
    shown: consent === '1' && namesStaff(target.kind),
    confirmedBy: null,
  }
  if (!(await moveWorker(c.var.db, move, c.var.actor, c.var.ui.now)))
    throw problem('move.own_gone', 409)
  return c.redirect('/pledges?notice=moved', 303)
}

export const ownMoveRoutes = new Hono<AppEnv>()
  .get('/pledges/move', allow.everyone, async (c) => {
    const who = await mover(c)
    if (!who || who.workplaces.length === 0) return c.redirect('/pledges', 303)
    const to = readPlaceCode(c.req.query('to') ?? '')
    return show(c, who, to ? { ...EMPTY_FORM, values: { code: to } } : EMPTY_FORM)
  })
  .post('/pledges/move', allow.everyone, postMove)
