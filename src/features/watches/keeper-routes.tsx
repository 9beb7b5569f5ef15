// The place's side: who of its people is under observation, their readings, documents seen.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { maskName, wholeNumber } from '../../shared/text'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { openWorkerField, storedWorker } from '../people'
import { type Place, placeOfCode } from '../places'
import { rulebookInForce } from '../rulebook'
import { type Acting, care, mayAct, measure, tell } from './acts-answer'
import { beginDeclared, by, saidOf, shownCopies, shownPapers } from './begin'
import { beginForm, paperForm } from './form'
import { PlaceWatchesPage } from './list'
import { rowId, through } from './opened'
import { KeepPapersPage } from './papers'
import { keepsCopy } from './reach'
import { seePaper } from './store-papers'
import { watchesOfPlace } from './store-place'
import { type ListedWatch, watchById } from './store-read'
import { showCertificate, showWatch } from './watch-answer'

type C = Context<AppEnv>

async function placeOf(c: C): Promise<Place> {
  const place = await placeOfCode(c.var.db, c.req.param('code'))
  return place
}

const isKeeper = (c: C, place: Place): boolean =>
  account(c).places.some((each) => each.placeId === place.id && each.role === 'keeper')

/** The watch of the address: one that began here, or of somebody who works here now. */
async function ownWatch(c: C): Promise<Acting> {
  const { db, ui } = c.var
  const place = await placeOf(c)
  const book = await rulebookInForce(db, ui.now)
  const watch = await watchById(db, rowId(c.req.param('watch')), through(c, book))
  if (!watch || !(watch.placeId === place.id || (await storedWorker(db, watch.workerId, place.id))))
    throw problem('watch.unknown', 404)
  const base = `/keep/${place.code}/watches/${watch.id}`
  return {
    watch,
    here: place.id,
    book,
    base,
    show: (form, status) => showWatch(c, { watch, book, base, place, form, status }),
  }
}

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await placeOf(c)
  const book = await rulebookInForce(db, ui.now)
  const keeper = isKeeper(c, place)
  const after = wholeNumber(c.req.query('after'))
  const found = await watchesOfPlace(db, place.id, { through: through(c, book), after })
  const named = (rows: ListedWatch[]) =>
    Promise.all(
      rows.map(async (row) => {
        const name = await openWorkerField(c.env.FIELD_KEY, 'name', row.workerId, row.name)
        return { ...row, name: keeper ? name : maskName(name) }
      }),
    )
  const [running, ended] = await Promise.all([named(found.running), named(found.ended)])
  const watches = { running, ended, next: found.next }
  return html(
    c,
    <PlaceWatchesPage {...{ ui, book, place, keeper, watches }} further={after !== null} />,
  )
}

async function begin(c: C): Promise<Response> {
  const place = await placeOf(c)
  const form = judge(beginForm, await formValues(c.req.raw))
  if (!form.ok) throw problem('watch.key', 422)
  const workerId = rowId(c.req.param('worker'))
  if (!(await storedWorker(c.var.db, workerId, place.id))) throw problem('err.not_found', 404)
  const id = await beginDeclared(c, form.value.key, workerId, place)
  if (id === null) throw problem('watch.not_declared', 409)
  return c.redirect(`/keep/${place.code}/watches/${id}?done=open`, 303)
}

async function showPapers(c: C, form: FormState): Promise<Response> {
  const { db, ui, random } = c.var
  const place = await placeOf(c)
  const id = rowId(c.req.param('worker'))
  const worker = await storedWorker(db, id, place.id)
  if (!worker) throw problem('err.not_found', 404)
  const action = `/keep/${place.code}/staff/${id}/papers`
  const page = (
    <KeepPapersPage
      ui={{ ...ui, here: action }}
      book={await rulebookInForce(db, ui.now)}
      {...{ place, id, action, form }}
      name={await openWorkerField(c.env.FIELD_KEY, 'name', id, worker.name)}
      papers={await shownPapers(c, id)}
      copies={await shownCopies(c, id, (copy) => keepsCopy(c, copy))}
      copiesAt={action}
      said={saidOf(c)}
      travel={false}
      newKey={() => newKey(ui.now, random)}
    />
  )
  return html(c, page, Object.keys(form.errors).length > 0 ? 422 : 200)
}

async function postPaper(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await placeOf(c)
  const workerId = rowId(c.req.param('worker'))
  if (!(await storedWorker(db, workerId, place.id))) throw problem('err.not_found', 404)
  const book = await rulebookInForce(db, ui.now)
  const form = judge(paperForm(book, dayOf(ui.now), false), await formValues(c.req.raw))
  if (!form.ok) return showPapers(c, form)
  await seePaper(db, { ...form.value, workerId }, by(c))
  return c.redirect(`/keep/${place.code}/staff/${workerId}/papers?done=paper`, 303)
}

export const keeperWatchRoutes = new Hono<AppEnv>()
  .get('/keep/:code/watches', allow.staff, list)
  .get('/keep/:code/watches/:watch', allow.staff, async (c) =>
    showWatch(c, { ...(await ownWatch(c)), place: await placeOf(c) }),
  )
  .get('/keep/:code/watches/:watch/certificate', allow.keeper, async (c) =>
    showCertificate(c, await ownWatch(c)),
  )
  .post('/keep/:code/watches/:watch/readings', allow.staff, async (c) =>
    measure(c, await ownWatch(c)),
  )
  .post('/keep/:code/watches/:watch/told', allow.staff, async (c) => tell(c, await ownWatch(c)))
  .post('/keep/:code/watches/:watch/care', allow.keeper, async (c) => {
    const acting = await ownWatch(c)
    mayAct(c, acting, 'care')
    return care(c, acting)
  })
  .post('/keep/:code/staff/:worker{[0-9]+}/watch', allow.keeper, begin)
  .get('/keep/:code/staff/:worker{[0-9]+}/papers', allow.keeper, (c) => showPapers(c, EMPTY_FORM))
  .post('/keep/:code/staff/:worker{[0-9]+}/papers', allow.keeper, postPaper)
