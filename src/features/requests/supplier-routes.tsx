// The published list of suppliers, and how headquarters keeps it.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, isoDay } from '../../shared/clock'
import { parseForm } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { readSupplierQuery, supplierForm } from './form-suppliers'
import { addSupplier, endSupplier, listSuppliers, supplierById } from './store-suppliers'
import { OfficeSuppliersPage, SupplierFormPage, SuppliersPage } from './suppliers'

type C = Context<AppEnv>

const by = (c: C) => ({ actor: account(c), now: c.var.ui.now })
const OFFICE = '/office/suppliers'

async function published(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = { ...readSupplierQuery(c.req.query()), ended: false }
  const props = {
    book: await rulebookInForce(db, ui.now),
    ...(await listSuppliers(db, query, dayOf(ui.now))),
  }
  return html(c, <SuppliersPage ui={ui} query={query} {...props} />)
}

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readSupplierQuery(c.req.query())
  const done = (['saved', 'ended'] as const).find((each) => each === c.req.query('done'))
  const props = {
    roles: rolesOf(c),
    book: await rulebookInForce(db, ui.now),
    notice: done ? { text: ui.t(`supplier.done_${done}`), good: true } : null,
    ...(await listSuppliers(db, query, null)),
  }
  return html(c, <OfficeSuppliersPage ui={ui} query={query} {...props} />)
}

/** A number out of an address, 0 when it is none. */
const idOf = (typed = ''): number => Number(/^[1-9]\d{0,11}$/.exec(typed)?.[0] ?? 0)

/** The form as it failed, or a new one: empty, or like `?like=` where something about that one changed. */
async function showForm(c: C, failed: FormState | null = null): Promise<Response> {
  const { db, ui, random } = c.var
  const like = failed ? null : await supplierById(db, idOf(c.req.query('like')))
  const { name = '', category = '', what = '', price = '', contact = '' } = like ?? {}
  const values = { name, category, what, price, contact, from: isoDay(dayOf(ui.now)) }
  const form: FormState = failed ?? { values, errors: {} }
  return html(
    c,
    <SupplierFormPage
      ui={{ ...ui, here: `${OFFICE}/new` }}
      roles={rolesOf(c)}
      book={await rulebookInForce(db, ui.now)}
      form={form}
      formKey={form.values.key ?? newKey(ui.now, random)}
    />,
    failed ? 422 : 200,
  )
}

async function add(c: C): Promise<Response> {
  const { db, ui } = c.var
  const form = await parseForm(c.req.raw, supplierForm(await rulebookInForce(db, ui.now), ui.now))
  if (!form.ok) return showForm(c, form)
  await addSupplier(db, form.value, by(c))
  return c.redirect(`${OFFICE}?done=saved`, 303)
}

async function end(c: C): Promise<Response> {
  const supplier = await supplierById(c.var.db, idOf(c.req.param('id')))
  if (!supplier) throw problem('supplier.unknown', 404)
  await endSupplier(c.var.db, supplier.id, by(c))
  return c.redirect(`${OFFICE}?done=ended`, 303)
}

export const supplierRoutes = new Hono<AppEnv>()
  .get('/suppliers', allow.everyone, published)
  .get('/office/suppliers', allow.officer('admin'), list)
  .get('/office/suppliers/new', allow.officer('admin'), (c) => showForm(c))
  .post('/office/suppliers/new', allow.officer('admin'), add)
  .post('/office/suppliers/:id/end', allow.officer('admin'), end)
