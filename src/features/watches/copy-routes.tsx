// Copies of documents of people who cannot be scanned: kept by the keeper or an officer, opened by few.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { type FormErrors, type FormValues, formFiles, judge } from '../../shared/form'
import { newKey, newRowId } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { sealedFile, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { openWorkerField, ownPlace, storedWorker } from '../people'
import { placeById } from '../places'
import { rulebookInForce } from '../rulebook'
import { by, shownCopy } from './begin'
import { CopyPage, NewCopyPage } from './copies'
import { openWatchText, sealWatch } from './fields'
import { copyForm } from './form'
import { rowId } from './opened'
import { DECIDERS, openerOf, placesFor } from './reach'
import { copiedKinds, copyThrough } from './rules'
import { copyById, keepCopy, noteOpening, removeCopy, signedOnOwnPhone } from './store-copies'

type C = Context<AppEnv>

/** Somebody whose document is to be copied, and where the photo belongs. */
interface Copying {
  workerId: number
  /** Sealed. */
  name: string
  /** Whose keeper may open it; null: an officer's. */
  placeId: number | null
  /** Files belong to a place. */
  filedAt: number
  travel: boolean
  back: string
}

async function atKeeper(c: C): Promise<Copying> {
  const place = await ownPlace(c)
  const workerId = rowId(c.req.param('worker'))
  const worker = await storedWorker(c.var.db, workerId, place.id)
  if (!worker) throw problem('err.not_found', 404)
  const back = `/keep/${place.code}/staff/${workerId}/papers`
  const at = { placeId: place.id, filedAt: place.id, travel: false, back }
  return { workerId, name: worker.name, ...at }
}

async function atOffice(c: C): Promise<Copying> {
  const workerId = rowId(c.req.param('worker'))
  const worker = await storedWorker(c.var.db, workerId)
  const [place] = (worker && (await placesFor(c, workerId, DECIDERS))) ?? []
  if (!worker || !place) throw problem('err.not_found', 404)
  const back = `/office/watches/worker/${workerId}`
  return { workerId, name: worker.name, placeId: null, filedAt: place.id, travel: true, back }
}

/** Only of a kind the rules let be copied. */
async function copyOf(c: C, copying: Copying) {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const kind = copiedKinds(book, copying.travel).find(({ id }) => id === c.req.param('kind'))
  if (!kind) throw problem('err.not_found', 404)
  return { ...copying, book, kind: kind.id, ownPhone: await signedOnOwnPhone(db, copying.workerId) }
}

type About = Awaited<ReturnType<typeof copyOf>>
type Typed = { values: FormValues; errors: FormErrors }

async function show(c: C, about: About, form: Typed, status: 200 | 409 | 422): Promise<Response> {
  const { ui, random } = c.var
  const { workerId, name, kind, book, back, ownPhone } = about
  const page = (
    <NewCopyPage
      ui={{ ...ui, here: `${back}/copy/${kind}` }}
      {...{ book, kind, back, ownPhone, form }}
      name={await openWorkerField(c.env.FIELD_KEY, 'name', workerId, name)}
      through={copyThrough(book, dayOf(ui.now))}
      newKey={form.values.key ?? newKey(ui.now, random)}
    />
  )
  return html(c, page, status)
}

const ask = async (c: C, copying: Copying): Promise<Response> =>
  show(c, await copyOf(c, copying), { values: {}, errors: {} }, 200)

async function keep(c: C, copying: Copying): Promise<Response> {
  const { db, ui, random } = c.var
  const about = await copyOf(c, copying)
  const { workerId, placeId, filedAt, kind, book, ownPhone } = about
  const { values: typed, files } = await formFiles(c.req.raw)
  // A browser sends the field of the photo also when nobody took one.
  const { photo: _empty, ...values } = typed
  const form = judge(copyForm(book, ownPhone), values)
  if (!form.ok) return show(c, about, form, 422)
  const { key, why, text } = form.value
  const taking = { purpose: 'copy', placeId: filedAt, key, by: by(c).actor, kinds: PHOTOS }
  const photo = await takeFile(c, files.photo, { ...taking, sealed: true })
  if (!photo.ok) return show(c, about, { values, errors: { photo: photo.problem } }, 422)
  const today = dayOf(ui.now)
  const days = { through: copyThrough(book, today), today }
  const sealed = await sealWatch(c.env, 'copy', key, text)
  const row = { id: newRowId(random), key, workerId, placeId, kind, fileId: photo.file.id }
  const kept = await keepCopy(
    db,
    { ...row, ...days, why, text: sealed, selfSigned: ownPhone },
    by(c),
  )
  if (kept === null) return show(c, about, { values, errors: { '': 'wcopy.not_now' } }, 409)
  return c.redirect(`${about.back}?done=copy`, 303)
}

/** The copy of the address with whoever may open it. Throws 404 for everybody else. */
async function opened(c: C) {
  const { db, ui } = c.var
  const copy = await copyById(db, rowId(c.req.param('copy')), dayOf(ui.now))
  const as = copy && (await openerOf(c, copy))
  if (!copy || !as) throw problem('err.not_found', 404)
  const place = as === 'keeper' && copy.placeId ? await placeById(db, copy.placeId) : null
  const back = {
    worker: '/pledges/held',
    officer: `/office/watches/worker/${copy.workerId}`,
    keeper: `/keep/${place?.code}/staff/${copy.workerId}/papers`,
  }[as]
  return { copy, as, back }
}

export const copyRoutes = new Hono<AppEnv>()
  .get('/keep/:code/staff/:worker{[0-9]+}/papers/copy/:kind', allow.keeper, async (c) =>
    ask(c, await atKeeper(c)),
  )
  .post('/keep/:code/staff/:worker{[0-9]+}/papers/copy/:kind/files', allow.keeper, async (c) =>
    keep(c, await atKeeper(c)),
  )
  .get('/office/watches/worker/:worker/copy/:kind', allow.officer(...DECIDERS), async (c) =>
    ask(c, await atOffice(c)),
  )
  .post('/office/watches/worker/:worker/copy/:kind/files', allow.officer(...DECIDERS), async (c) =>
    keep(c, await atOffice(c)),
  )
  .get('/copies/:copy', allow.everyone, async (c) => {
    const { copy, as, back } = await opened(c)
    const worker = await storedWorker(c.var.db, copy.workerId)
    const page = (
      <CopyPage
        ui={{ ...c.var.ui, here: `/copies/${copy.id}` }}
        book={await rulebookInForce(c.var.db, c.var.ui.now)}
        copy={{
          ...(await shownCopy(c, copy, true)),
          text: await openWatchText(c.env, 'copy', copy.key, copy.text),
        }}
        name={await openWorkerField(c.env.FIELD_KEY, 'name', copy.workerId, worker?.name ?? null)}
        {...{ back, own: as === 'worker' }}
      />
    )
    return html(c, page)
  })
  .get('/copies/:copy/photo', allow.everyone, async (c) => {
    const { db, actor, ui } = c.var
    const { copy, as } = await opened(c)
    await noteOpening(db, copy, as, { actor, now: ui.now })
    const photo = await sealedFile(c, copy.fileId)
    if (!photo) throw problem('file.unknown', 404)
    return photo
  })
  .post('/copies/:copy/remove', allow.everyone, async (c) => {
    const { db, actor, ui } = c.var
    const { copy, as, back } = await opened(c)
    await removeCopy(db, copy, as, { actor, now: ui.now })
    return c.redirect(as === 'worker' ? `${back}?notice=copy` : back, 303)
  })
