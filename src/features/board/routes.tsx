// The staff's side of the board: today's duties as taps, counting, measuring, undo, rest.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { setRestDay } from '../places'
import { StaffNav } from '../visits'
import { type AtPlace, atPlace, madeAt } from './at-place'
import { feverRoutes } from './fever-routes'
import { fixForm, noVehicleForm, stockForm, tapForm } from './form'
import { RecordPage, StockPage } from './forms'
import { publicRoutes } from './public-routes'
import { POSTER, taskOf } from './rules'
import { staffCheckRoutes } from './staff-check-routes'
import { readRows } from './store'
import {
  correctDuty,
  knownTap,
  recordDuty,
  recordStock,
  standingRecord,
  type UndoKind,
  undoTap,
} from './store-taps'
import { detailText } from './texts'
import { answerTap, showToday, todayPath, whoWhen } from './today-answer'

type C = Context<AppEnv>

const tapOf = (c: C, at: AtPlace, key: string) => ({
  key,
  placeId: at.place.id,
  day: dayOf(c.var.ui.now),
  at: c.var.ui.now,
  actor: at.actor,
})

async function postDuty(c: C): Promise<Response> {
  const at = await atPlace(c)
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  const duty = [...at.book.duties[at.place.kind], POSTER].find((each) => each.id === values.duty)
  const task = duty ? taskOf(duty) : 'stock'
  if (!duty || task === 'stock' || task === 'staff')
    return showToday(c, at, { status: 422, notice: ui.t('board.unknown_duty') })
  const none = task === 'vehicle' && values.none !== undefined
  const form = judge(none ? noVehicleForm : tapForm(at.book, duty, at.place.kind), values)
  if (!form.ok) return showToday(c, at, { status: 422, refused: { duty: duty.id, form } })
  const { key, seen, detail } = form.value
  if (dayOf(madeAt(key)) !== dayOf(ui.now)) {
    const known = await knownTap(db, key)
    if (known) return answerTap(c, at, { outcome: 'known', ...known })
    return showToday(c, at, { status: 409, notice: ui.t('keep.notice.old_page') })
  }
  const tapped = await recordDuty(db, {
    ...tapOf(c, at, key),
    duty: duty.id,
    detail,
    seen: task === 'vehicle' && !none ? null : seen,
  })
  return answerTap(c, at, tapped)
}

interface StockShown {
  form: FormState
  key: string
  status: 200 | 409 | 422
  notice?: string
}

const showStock = (c: C, at: AtPlace, { form, key, status, notice }: StockShown): Response =>
  html(
    c,
    <StockPage
      ui={{ ...c.var.ui, here: `/keep/${at.place.code}/stock` }}
      book={at.book}
      place={at.place}
      form={form}
      formKey={key}
      notice={notice ?? null}
    >
      <StaffNav ui={c.var.ui} place={at.place} keeper={at.keeper} current="today" />
    </StockPage>,
    status,
  )

async function postStock(c: C): Promise<Response> {
  const at = await atPlace(c)
  const { db, ui, random } = c.var
  const values = await formValues(c.req.raw)
  const form = judge(stockForm(at.book), values)
  const fresh = newKey(ui.now, random)
  if (!form.ok) return showStock(c, at, { form, key: values.key ?? fresh, status: 422 })
  const { key, counts } = form.value
  const items = at.book.supplies.items.flatMap(({ id }) => {
    const quantity = counts[`q_${id}`] ?? null
    return quantity === null ? [] : [{ item: id, quantity, perDay: counts[`d_${id}`] ?? null }]
  })
  const openedAt = madeAt(key)
  const tapped = await recordStock(db, { ...tapOf(c, at, key), items, openedAt })
  if (tapped.outcome !== 'taken') return answerTap(c, at, tapped)
  // Somebody counted since this page was opened: shown once, then theirs may be replaced knowingly.
  const notice = ui.t('stock.taken', await whoWhen(c, tapped))
  return showStock(c, at, { form: { values, errors: {} }, key: fresh, status: 409, notice })
}

/** The record of `:id`, if it stands and is of today, with its duty. */
async function recordOf(c: C, at: AtPlace) {
  const id = Number(/^\d{1,15}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)
  const stored = await standingRecord(c.var.db, at.place.id, dayOf(c.var.ui.now), id)
  const duty = at.book.duties[at.place.kind].find((each) => each.id === stored?.duty)
  if (!stored || !duty) throw problem('err.not_found', 404)
  return { id, duty, detail: JSON.parse(stored.detail) as Record<string, string> }
}

type Standing = Awaited<ReturnType<typeof recordOf>>

function showRecord(c: C, at: AtPlace, record: Standing, form: FormState, status: 200 | 422 = 200) {
  const { ui, random } = c.var
  return html(
    c,
    <RecordPage
      ui={{ ...ui, here: `/keep/${at.place.code}/records/${record.id}` }}
      book={at.book}
      place={at.place}
      form={form}
      formKey={newKey(ui.now, random)}
      duty={record.duty}
      id={record.id}
      said={detailText(ui, at.book, record.detail)}
    >
      <StaffNav ui={ui} place={at.place} keeper={at.keeper} current="today" />
    </RecordPage>,
    status,
  )
}

const rest = async (c: C, day: number | null, notice: string): Promise<Response> => {
  const at = await atPlace(c)
  const { db, ui } = c.var
  const changed = await setRestDay(db, at.place, day, { at: ui.now, actor: at.actor })
  return c.redirect(todayPath(at, changed ? notice : 'same'), 303)
}

export const boardRoutes = new Hono<AppEnv>()
  .route('/', publicRoutes)
  .route('/', staffCheckRoutes)
  .route('/', feverRoutes)
  .get('/keep/:code/today', allow.staff, async (c) => showToday(c, await atPlace(c)))
  .post('/keep/:code/duties', allow.staff, postDuty)
  .get('/keep/:code/stock', allow.staff, async (c) => {
    const at = await atPlace(c)
    const { db, ui, random } = c.var
    const { counts } = await readRows(db, at.place.id, dayOf(ui.now), { counts: 1 })
    // What is used a day seldom changes; what is there must be counted anew.
    const values = Object.fromEntries(
      (counts[0]?.items ?? []).map(({ item, perDay }) => [`d_${item}`, String(perDay ?? '')]),
    )
    const form = { ...EMPTY_FORM, values }
    return showStock(c, at, { form, key: newKey(ui.now, random), status: 200 })
  })
  .post('/keep/:code/stock', allow.staff, postStock)
  .get('/keep/:code/records/:id', allow.staff, async (c) => {
    const at = await atPlace(c)
    const record = await recordOf(c, at)
    return showRecord(c, at, record, { values: { ...record.detail, plate: '' }, errors: {} })
  })
  .post('/keep/:code/records/:id', allow.staff, async (c) => {
    const at = await atPlace(c)
    const record = await recordOf(c, at)
    const form = judge(fixForm(at.book, record.duty, at.place.kind), await formValues(c.req.raw))
    if (!form.ok) return showRecord(c, at, record, form, 422)
    const { key, detail } = form.value
    const tap = { ...tapOf(c, at, key), corrects: record.id, detail }
    const won = await correctDuty(c.var.db, tap)
    return c.redirect(todayPath(at, won ? 'fixed' : 'same'), 303)
  })
  .post('/keep/:code/undo/:kind{duty|stock|staff}/:key', allow.staff, async (c) => {
    const at = await atPlace(c)
    const kind = c.req.param('kind') as UndoKind
    const undone = await undoTap(c.var.db, kind, tapOf(c, at, c.req.param('key')))
    return c.redirect(todayPath(at, undone ? 'undone' : 'late'), 303)
  })
  .post('/keep/:code/rest', allow.keeper, (c) => rest(c, dayOf(c.var.ui.now), 'rest'))
  .post('/keep/:code/work', allow.keeper, (c) => rest(c, null, 'work'))
