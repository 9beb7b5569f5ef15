// One worker for an officer: found by phone, documents seen, a watch opened; and the worker's own certificate.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { maskName, readPhone } from '../../shared/text'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, covers, rolesOf } from '../accounts'
import {
  openWorkerField,
  ownPhone,
  storedWorker,
  workerPhoneIndex,
  workersByPhone,
} from '../people'
import { rulebookInForce } from '../rulebook'
import {
  beginDeclared,
  beginWatch,
  by,
  openDeclared,
  saidOf,
  shownCopies,
  shownPapers,
} from './begin'
import { beginForm, openForm, paperForm } from './form'
import { FindPage, OfficeWorkerPage } from './open'
import { rowId, through } from './opened'
import { DECIDERS, placesFor, placesWithin, READERS, reachOf } from './reach'
import { auditRead } from './store'
import { seePaper } from './store-papers'
import { watchById, watchesOfWorker } from './store-read'
import { showCertificate } from './watch-answer'

type C = Context<AppEnv>

/** The worker of the address with the places that make them this officer's. Throws 404 for others. */
async function ownWorker(c: C) {
  const id = rowId(c.req.param('worker'))
  const worker = await storedWorker(c.var.db, id)
  const reach = worker && (await reachOf(c, id))
  const places = reach && placesWithin(c, reach, READERS)
  if (!worker || !places) throw problem('err.not_found', 404)
  return { id, stored: worker, places, decides: placesWithin(c, reach, DECIDERS) !== null }
}

type Worker = Awaited<ReturnType<typeof ownWorker>>

async function show(
  c: C,
  worker: Worker,
  forms: { open?: FormState; paper?: FormState } = {},
): Promise<Response> {
  const { db, random } = c.var
  const { id, stored, places, decides } = worker
  const action = `/office/watches/worker/${id}`
  const ui = { ...c.var.ui, here: action }
  const book = await rulebookInForce(db, ui.now)
  const watches = await watchesOfWorker(db, id, through(c, book))
  await auditRead(db, 'watches.read', id, by(c))
  const opens = places.some(({ areaPath }) => covers(account(c), [...DECIDERS], { areaPath }))
  const page = (
    <OfficeWorkerPage
      {...{ ui, book, watches }}
      roles={rolesOf(c)}
      worker={{ id, places, name: await openWorkerField(c.env.FIELD_KEY, 'name', id, stored.name) }}
      declared={await openDeclared(c, id, watches)}
      opens={opens}
      form={forms.open ?? EMPTY_FORM}
      said={saidOf(c)}
      papers={{
        papers: await shownPapers(c, id),
        copies: await shownCopies(c, id, () => decides),
        copiesAt: decides ? action : null,
        action: `${action}/papers`,
        travel: true,
        form: forms.paper ?? EMPTY_FORM,
        newKey: () => newKey(ui.now, random),
      }}
    />
  )
  return html(c, page, forms.open || forms.paper ? 422 : 200)
}

async function find(c: C): Promise<Response> {
  const { db, ui } = c.var
  const q = (c.req.query('phone') ?? '').slice(0, 24)
  const phone = readPhone(q)
  const error = q && !phone ? 'form.phone' : null
  const props = { ui: { ...ui, here: '/office/watches/new' }, roles: rolesOf(c), q, error }
  if (!phone) return html(c, <FindPage {...props} found={null} />, error ? 422 : 200)
  const known = await workersByPhone(db, await workerPhoneIndex(c.env.INDEX_KEY, phone))
  const found = await Promise.all(
    known.map(async ({ id, name }) => {
      const places = await placesFor(c, id, READERS)
      if (!places) return []
      const open = await openWorkerField(c.env.FIELD_KEY, 'name', id, name)
      return [{ id, name: maskName(open), places: places.map((each) => each.name).join(' · ') }]
    }),
  )
  return html(c, <FindPage {...props} found={found.flat()} />)
}

async function open(c: C): Promise<Response> {
  const { db, ui } = c.var
  const worker = await ownWorker(c)
  const book = await rulebookInForce(db, ui.now)
  const values = await formValues(c.req.raw)
  const ids = worker.places.map(({ id }) => id)
  const form = judge(openForm(book, ids, dayOf(ui.now)), values)
  if (!form.ok) return show(c, worker, { open: form })
  const { placeId, first, last, ...rest } = form.value
  const place = worker.places.find(({ id }) => id === placeId)
  if (!place) throw problem('place.unknown', 404)
  const begun = { ...rest, place, workerId: worker.id, pledgeId: null }
  const made = await beginWatch(c, book, { ...begun, firstDay: first, lastDay: last })
  if (made.outcome === 'refused') throw problem('watch.not_here', 409)
  if (made.outcome === 'running')
    return show(c, worker, { open: { values, errors: { '': 'watch.runs_already' } } })
  return c.redirect(`/office/watches/${made.id}?done=open`, 303)
}

async function begin(c: C): Promise<Response> {
  const { places, id: workerId } = await ownWorker(c)
  const form = judge(beginForm, await formValues(c.req.raw))
  if (!form.ok) throw problem('watch.key', 422)
  const [place] = places
  const id = place ? await beginDeclared(c, form.value.key, workerId, place) : null
  if (id === null) throw problem('watch.not_declared', 409)
  return c.redirect(`/office/watches/${id}?done=open`, 303)
}

async function postPaper(c: C): Promise<Response> {
  const { db, ui } = c.var
  const worker = await ownWorker(c)
  const book = await rulebookInForce(db, ui.now)
  const form = judge(paperForm(book, dayOf(ui.now), true), await formValues(c.req.raw))
  if (!form.ok) return show(c, worker, { paper: form })
  await seePaper(db, { ...form.value, workerId: worker.id }, by(c))
  return c.redirect(`/office/watches/worker/${worker.id}?done=paper`, 303)
}

export const workerWatchRoutes = new Hono<AppEnv>()
  .get('/office/watches/new', allow.officer(...DECIDERS), find)
  .get('/office/watches/worker/:worker', allow.officer(...READERS), async (c) =>
    show(c, await ownWorker(c)),
  )
  .post('/office/watches/worker/:worker', allow.officer(...DECIDERS), open)
  .post('/office/watches/worker/:worker/begin', allow.officer(...DECIDERS), begin)
  .post('/office/watches/worker/:worker/papers', allow.officer(...READERS), postPaper)
  .get('/pledges/released/:watch', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const own = await ownPhone(c)
    const book = await rulebookInForce(db, ui.now)
    const watch = own?.confirmed
      ? await watchById(db, rowId(c.req.param('watch')), through(c, book))
      : null
    if (!watch || watch.workerId !== own?.workerId) throw problem('watch.unknown', 404)
    return showCertificate(c, { watch, base: '/pledges', own: true })
  })
