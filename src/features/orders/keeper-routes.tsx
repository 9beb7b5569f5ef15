// The keeper reads what a patrol ordered, answers it, and prints it.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formFiles, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { type Place, placeOfCode } from '../places'
import { StaffNav } from '../visits'
import { entryKey, sealEntry } from './fields'
import { answerForm } from './form'
import { KeepOrdersPage } from './keep'
import { type OpenOrder, openOrders } from './opened'
import { answerQr } from './qr'
import { OrderSheetPage } from './sheet'
import { ordersAt } from './store'
import { answerOrder, entryKeyUsed } from './store-step'

type C = Context<AppEnv>

async function ownPlace(c: C): Promise<Place> {
  const place = await placeOfCode(c.var.db, c.req.param('code'))
  return place
}

const ordersOf = async (c: C, place: Place): Promise<OpenOrder[]> =>
  openOrders(c, await ordersAt(c.var.db, place.id), false)

/** The order of `:id` at this place. Throws 404. */
async function ownOrder(c: C, place: Place): Promise<OpenOrder> {
  const order = (await ordersOf(c, place)).find(({ row }) => String(row.id) === c.req.param('id'))
  if (!order) throw problem('order.unknown', 404)
  return order
}

const pathOf = (place: Place): string => `/keep/${place.code}/orders`

async function show(
  c: C,
  place: Place,
  wrong: { id: number; form: FormState } | null = null,
  status: 200 | 409 | 422 = wrong ? 422 : 200,
): Promise<Response> {
  const { ui, random } = c.var
  const saved = c.req.query('done') === 'answer'
  return html(
    c,
    <KeepOrdersPage
      ui={{ ...ui, here: pathOf(place) }}
      place={place}
      orders={await ordersOf(c, place)}
      wrong={wrong}
      newKey={() => newKey(ui.now, random)}
      notice={saved ? { text: ui.t('order.answer_saved'), good: true } : null}
    >
      <StaffNav ui={ui} place={place} keeper current="today" />
    </KeepOrdersPage>,
    status,
  )
}

async function postAnswer(c: C): Promise<Response> {
  const { db, ui } = c.var
  const place = await ownPlace(c)
  const { row, book } = await ownOrder(c, place)
  const { values, files } = await formFiles(c.req.raw)
  const name = `photo_${row.id}`
  const { [name]: _photo, ...typed } = values
  const form = judge(answerForm, typed)
  if (!form.ok) return show(c, place, { id: row.id, form: { values, errors: form.errors } })
  const { key, failed, text } = form.value
  const actor = account(c)
  const taking = { purpose: 'answer', placeId: place.id, key, by: actor, kinds: PHOTOS }
  const taken = files[name] ? await takeFile(c, files[name], taking) : null
  if (taken && !taken.ok)
    return show(c, place, { id: row.id, form: { values, errors: { [name]: taken.problem } } })
  const by = { actor, now: ui.now, rulebookVersion: book.version }
  const answer = {
    ...by,
    order: row,
    key,
    failed,
    text: await sealEntry(c.env, entryKey(row.id, key), text),
    fileId: taken?.file.id ?? null,
  }
  const kept = taken
    ? fileStatements(db, { file: taken.file, subject: `orders:${row.id}`, ...by })
    : []
  if ((await answerOrder(db, answer, kept)) || (await entryKeyUsed(db, row.id, key)))
    return c.redirect(`${pathOf(place)}?done=answer#n-${row.id}`, 303)
  // Looked at again meanwhile: what was typed stays, under what was found then.
  const { key: _key, failed: _failed, ...again } = values
  return show(
    c,
    place,
    { id: row.id, form: { values: again, errors: { '': 'order.answer_late' } } },
    409,
  )
}

export const keeperRoutes = new Hono<AppEnv>()
  .get('/keep/:code/orders', allow.keeper, async (c) => show(c, await ownPlace(c)))
  .post('/keep/:code/orders/:id/files', allow.keeper, postAnswer)
  .get('/keep/:code/orders/:id/form', allow.keeper, async (c) => {
    const place = await ownPlace(c)
    const order = await ownOrder(c, place)
    const copies = ['place'] as const
    const props = { order, book: order.book, copies, back: pathOf(place) }
    const ui = { ...c.var.ui, here: `${pathOf(place)}/${order.row.id}/form` }
    return html(c, <OrderSheetPage ui={ui} {...props} qr={await answerQr(c, place.code)} />)
  })
