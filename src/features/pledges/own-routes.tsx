// The worker's own page: what is held, leaving a place, and a lost card.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { readPlaceCode } from '../../shared/place-code'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import {
  changeEmployment,
  openWorkerField,
  ownPhone,
  requestPhone,
  storedWorker,
  workplacesOf,
} from '../people'
import { rulebookInForce } from '../rulebook'
import { OwnWatches, ownWatches } from '../watches'
import { recoverForm } from './form'
import { HeldPage, RecoverPage } from './own'
import { stateOf } from './rules'
import { readPledgeNumber } from './rules-number'
import { pledgeByNumber, pledgesOfWorker } from './store'

type C = Context<AppEnv>

async function heldProps(c: C) {
  const { db, ui } = c.var
  const own = await ownPhone(c)
  if (!own) return { person: null, workplaces: [], pledges: [], waiting: false, children: null }
  const { pledges: texts } = await rulebookInForce(db, ui.now)
  const pledges = (await pledgesOfWorker(db, own.workerId))
    .filter((each) => own.confirmed || own.numbers.includes(each.number))
    .map((each) => ({ ...each, state: stateOf(each, texts.personal.version) }))
  const worker = own.confirmed ? await storedWorker(db, own.workerId) : null
  if (!worker)
    return { person: null, workplaces: [], pledges, waiting: !own.confirmed, children: null }
  const open = (column: 'name' | 'phone' | 'address') =>
    openWorkerField(c.env.FIELD_KEY, column, worker.id, worker[column])
  return {
    person: {
      name: await open('name'),
      phone: await open('phone'),
      address: await open('address'),
    },
    workplaces: await workplacesOf(db, worker.id),
    pledges,
    waiting: false,
    children: <OwnWatches ui={ui} {...(await ownWatches(c, worker.id))} />,
  }
}

const showRecover = (c: C, form: FormState, status: 200 | 422): Response =>
  html(c, <RecoverPage ui={{ ...c.var.ui, here: '/pledges/recover' }} form={form} />, status)

export const ownRoutes = new Hono<AppEnv>()
  .get('/pledges', allow.everyone, async (c) => {
    const { ui } = c.var
    const asked = c.req.query('notice')
    const done = new Map([
      ['left', ui.t('pledge.left')],
      ['moved', ui.t('move.own_done')],
    ])
    const notice = done.get(asked ?? '') ?? null
    return html(c, <HeldPage ui={ui} {...(await heldProps(c))} notice={notice} />)
  })
  .post('/pledges/leave', allow.everyone, async (c) => {
    const { db, actor, ui } = c.var
    const code = readPlaceCode((await formValues(c.req.raw)).code ?? '')
    const own = await ownPhone(c)
    const places = own?.confirmed ? await workplacesOf(db, own.workerId) : []
    const place = places.find((each) => each.code === code)
    if (!own || !place) return c.redirect('/pledges', 303)
    await changeEmployment(db, 'leave', { ...place, workerId: own.workerId }, actor, ui.now)
    return c.redirect('/pledges?notice=left', 303)
  })
  .get('/pledges/recover', allow.everyone, (c) => showRecover(c, EMPTY_FORM, 200))
  .post('/pledges/recover', allow.everyone, async (c) => {
    const form = judge(recoverForm, await formValues(c.req.raw))
    if (!form.ok) return showRecover(c, form, 422)
    const { number: typed, phone } = form.value
    const number = readPledgeNumber(typed)
    const pledge = number ? await pledgeByNumber(c.var.db, number) : null
    const asked = pledge?.workerId ? await requestPhone(c, pledge.workerId, phone) : null
    if (asked) return c.redirect('/pledges', 303)
    const errors = { number: 'pledge.number_phone' }
    return showRecover(c, { values: { number: typed, phone }, errors }, 422)
  })
