// One order for officers: read, rechecked, printed.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formFiles, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { MessagePage } from '../../ui/message'
import { account, allow, rolesOf } from '../accounts'
import { fileStatements, takeFile } from '../files'
import { PHOTOS } from '../files/rules'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { entryKey, sealEntry } from './fields'
import { type RecheckInput, recheckForm } from './form'
import type { OpenOrder } from './opened'
import { OrderPage } from './order'
import { mayRecheck, officeOrder, READERS, WRITERS } from './own'
import { momentText, numberText } from './parts'
import { answerQr } from './qr'
import { dueAtOf, RECHECKS } from './rules'
import { COPIES, OrderSheetPage } from './sheet'
import { entryKeyUsed, recheckOrder } from './store-step'

type C = Context<AppEnv>

const pathOf = ({ row }: OpenOrder): string => `/office/orders/${row.id}`

async function show(
  c: C,
  order: OpenOrder,
  form: FormState = EMPTY_FORM,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { db, ui, random } = c.var
  const done = RECHECKS.find((act) => act === c.req.query('done'))
  const props = {
    roles: rolesOf(c),
    inForce: await rulebookInForce(db, ui.now),
    writes: mayRecheck(c, order.row.areaPath),
    formKey: newKey(ui.now, random),
    notice: done && status === 200 ? { text: ui.t(`order.done.${done}`), good: true } : null,
  }
  const here = pathOf(order)
  return html(c, <OrderPage ui={{ ...ui, here }} {...props} {...{ order, form }} />, status)
}

/** Somebody was first: who, with what. */
function tooLate(c: C, order: OpenOrder): Response {
  const { ui } = c.var
  const last = order.entries.at(-1)
  const text = ui.t('order.too_late_text', {
    state: ui.t(`order.state.${order.row.state}`),
    name: last?.by ?? '—',
    time: momentText(ui, last?.at ?? order.row.at),
  })
  const here = pathOf(order)
  const page = (
    <MessagePage ui={{ ...ui, here }} title={ui.t('order.too_late')} text={text}>
      <a class="go" href={here}>
        {ui.t('order.see_now')}
      </a>
    </MessagePage>
  )
  return html(c, page, 409)
}

interface Photo {
  fileId: number | null
  /** For the batch. */
  kept: D1PreparedStatement[]
}

/** The photo of a form; a problem goes under its field. */
async function photoOf(
  c: C,
  { row }: OpenOrder,
  sent: File | undefined,
  key: string,
): Promise<Photo | { problem: string }> {
  if (!sent) return { fileId: null, kept: [] }
  const { db, ui } = c.var
  const by = account(c)
  const taking = { purpose: 'recheck', placeId: row.placeId, key, by, kinds: PHOTOS }
  const taken = await takeFile(c, sent, taking)
  if (!taken.ok) return { problem: taken.problem }
  const { file } = taken
  const keeping = { file, subject: `orders:${row.id}`, actor: by, now: ui.now }
  return { fileId: file.id, kept: fileStatements(db, keeping) }
}

async function recheck(c: C): Promise<Response> {
  const { db, ui } = c.var
  const order = await officeOrder(c)
  const { row } = order
  if (!mayRecheck(c, row.areaPath)) throw problem('err.forbidden', 403)
  const { values, files } = await formFiles(c.req.raw)
  if (await entryKeyUsed(db, row.id, values.key ?? '')) return c.redirect(pathOf(order), 303)
  if (values.version !== undefined && values.version !== String(row.version))
    return tooLate(c, order)
  const book = await rulebookInForce(db, ui.now)
  const { photo: _photo, ...typed } = values
  const form = judge(recheckForm(book, row, ui.now), typed)
  if (!form.ok) return show(c, order, { values, errors: form.errors }, 422)
  const photo = await photoOf(c, order, files.photo, form.value.key)
  if ('problem' in photo) return show(c, order, { values, errors: { photo: photo.problem } }, 422)
  const done = await writeRecheck(c, order, book, form.value, photo)
  const { result, version } = form.value
  if (done) return c.redirect(`${pathOf(order)}?done=${result}`, 303)
  const now = await officeOrder(c)
  if (await entryKeyUsed(db, row.id, form.value.key)) return c.redirect(pathOf(order), 303)
  if (now.row.version !== version) return tooLate(c, now)
  return show(c, now, { values, errors: { result: 'order.place_not_open' } }, 409)
}

async function writeRecheck(
  c: C,
  { row, book: issued }: OpenOrder,
  book: Rulebook,
  { key, version, result, deadline, text }: RecheckInput,
  { fileId, kept }: Photo,
): Promise<boolean> {
  const { db, ui } = c.var
  const step = {
    order: row,
    key,
    version,
    text: await sealEntry(c.env, entryKey(row.id, key), text),
    fileId,
    dueAt: result === 'unmet' ? dueAtOf(book, deadline, ui.now) : null,
    reason: ui.t('order.suspend_reason', { number: numberText(ui, issued, row) }),
    actor: account(c),
    now: ui.now,
    rulebookVersion: book.version,
  }
  return recheckOrder(db, result, step, kept)
}

export const recheckRoutes = new Hono<AppEnv>()
  .get('/office/orders/:id', allow.officer(...READERS), async (c) => show(c, await officeOrder(c)))
  .post('/office/orders/:id/recheck/files', allow.officer(...WRITERS), recheck)
  .get('/office/orders/:id/form', allow.officer(...READERS), async (c) => {
    const order = await officeOrder(c)
    const props = { order, book: order.book, copies: COPIES, back: pathOf(order) }
    const ui = { ...c.var.ui, here: `${pathOf(order)}/form` }
    return html(c, <OrderSheetPage ui={ui} {...props} qr={await answerQr(c, order.row.code)} />)
  })
