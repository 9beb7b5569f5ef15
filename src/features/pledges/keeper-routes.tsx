// The keeper's side: the place's own pledge, and what a worker of the place declared.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { decryptField } from '../../shared/fields'
import { formValues } from '../../shared/form'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { openWorkerField, storedWorker, worksFromOf } from '../people'
import { rulebookByVersion, rulebookInForce } from '../rulebook'
import { WorkerWatch, watchOfWorker } from '../watches'
import { dropDraft } from './draft'
import { firstOpen, flowAt, placeOr404, showCheck, takeStep, walkTo } from './flow-answer'
import { readSigning } from './form'
import { PlacePledgePage, WorkerPage } from './keeper'
import { CHECK, stateOf, textOf } from './rules'
import { openPledge } from './seal'
import { signForPlace } from './sign'
import { keeperName, pledgeByKey, pledgeOfPlace, pledgesOfWorker, recordReading } from './store'

type C = Context<AppEnv>

/** The keeper signs by the name of the account; it is opened only here. */
async function keeper(c: C) {
  const { id } = account(c)
  const stored = await keeperName(c.var.db, id)
  const place = { table: 'accounts', column: 'display_name', row: id } as const
  const name = stored ? await decryptField(c.env.FIELD_KEY, place, stored) : null
  return { name: name ?? '—', phone: '', address: '', job: '' }
}

async function signPlace(c: C): Promise<Response> {
  const flow = await flowAt(c, 'place', await placeOr404(c))
  const values = await formValues(c.req.raw)
  const done = values.key ? await pledgeByKey(c.var.db, values.key) : null
  if (done?.placeId === flow.place.id) return c.redirect(`/pledges/${done.number}`, 303)
  if (firstOpen(flow) !== CHECK) return c.redirect(`${flow.base}?late=1`, 303)
  const who = await keeper(c)
  const form = readSigning({ ...values, key: values.key ?? '' }, who.name, flow.book.version)
  if (!form.ok) return showCheck(c, flow, who, form)
  if (form.value.key !== flow.draft.key) return c.redirect(`${flow.base}/${CHECK}`, 303)
  const pledge = await signForPlace(c, { ...flow, who, signing: form.value }, account(c))
  dropDraft(c)
  // Signed on the way to an opening: the way goes on.
  const next = flow.place.status === 'known' ? `/apply/${flow.place.code}/pledge` : null
  return c.redirect(next ?? `/pledges/${pledge.number}`, 303)
}

export const keeperRoutes = new Hono<AppEnv>()
  .get('/keep/:code/pledge', allow.keeper, async (c) => {
    const place = await placeOr404(c)
    const flow = await flowAt(c, 'place', place)
    const pledge = await pledgeOfPlace(c.var.db, place.id)
    const state = pledge && stateOf(pledge, flow.text.version)
    return html(c, <PlacePledgePage ui={c.var.ui} flow={flow} pledge={pledge} state={state} />)
  })
  .get('/keep/:code/pledge/:step', allow.keeper, async (c) => {
    const flow = await flowAt(c, 'place', await placeOr404(c))
    return walkTo(c, flow, () => keeper(c))
  })
  .post('/keep/:code/pledge/:step', allow.keeper, async (c) =>
    c.req.param('step') === CHECK
      ? signPlace(c)
      : takeStep(c, await flowAt(c, 'place', await placeOr404(c))),
  )
  .get('/keep/:code/staff/:worker{[0-9]+}', allow.keeper, async (c) => {
    const { db, ui } = c.var
    const place = await placeOr404(c)
    const id = Number(c.req.param('worker'))
    const worker = Number.isSafeInteger(id) ? await storedWorker(db, id, place.id) : null
    if (!worker) throw problem('err.not_found', 404)
    const inForce = await rulebookInForce(db, ui.now)
    const version = textOf(inForce, 'personal', place.kind).version
    const pledges = await Promise.all(
      (await pledgesOfWorker(db, id)).map(async (pledge) => {
        const book = await rulebookByVersion(db, pledge.rulebookVersion)
        const opened = await openPledge(pledge, book, c.env)
        return { pledge, book, opened, state: stateOf(pledge, version) }
      }),
    )
    await recordReading(db, { workerId: id, placeId: place.id }, account(c), ui.now)
    const open = (column: 'name' | 'phone' | 'address') =>
      openWorkerField(c.env.FIELD_KEY, column, id, worker[column])
    const person = {
      name: await open('name'),
      phone: await open('phone'),
      address: await open('address'),
    }
    const worksFrom = await worksFromOf(db, id, dayOf(ui.now))
    return html(
      c,
      <WorkerPage ui={ui} {...{ place, id, person, worksFrom, pledges }}>
        <WorkerWatch ui={ui} place={place} known={await watchOfWorker(c, id)} />
      </WorkerPage>,
    )
  })
