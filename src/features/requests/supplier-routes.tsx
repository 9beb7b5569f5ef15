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
import { account, allow } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { newSupplierForm, readSupplierQuery, supplierForm } from './form-suppliers'
import {
  addSupplier,
  changeSupplier,
  endSupplier,
  type ListedSupplier,
  listSuppliers,
  supplierById,
} from './store-suppliers'
import { OfficeSuppliersPage, SupplierFormPage, SuppliersPage } from './suppliers'

type C = Context<AppEnv>

const by = (c: C) => ({ actor: account(c), now: c.var.ui.now })
const rolesOf = (c: C) => account(c).scopes.map(({ role }) => role)
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

const valuesOf = (c: C, supplier: ListedSupplier | null): FormState['values'] =>
  supplier
    ? {
        name: supplier.name,
        category: supplier.category,
        what: supplier.what,
        price: supplier.price,
        contact: supplier.contact,
        from: isoDay(supplier.fromDay),
      }
    : { from: isoDay(dayOf(c.var.ui.now)), category: c.req.query('category') ?? '' }

async function showForm(
  c: C,
  supplier: ListedSupplier | null,
  failed: FormState | null = null,
  status: 200 | 409 | 422 = failed ? 422 : 200,
): Promise<Response> {
  const { db, ui, random } = c.var
  const form = failed ?? { values: valuesOf(c, supplier), errors: {} }
  return html(
    c,
    <SupplierFormPage
      ui={{ ...ui, here: supplier ? `${OFFICE}/${supplier.id}` : `${OFFICE}/new` }}
      roles={rolesOf(c)}
      book={await rulebookInForce(db, ui.now)}
      form={form}
      supplier={supplier}
      formKey={form.values.key ?? newKey(ui.now, random)}
    />,
    status,
  )
}

/** The supplier of `:id`, if it is published. Throws 404. */
async function ownSupplier(c: C): Promise<ListedSupplier> {
  const id = Number(/^[1-9]\d{0,11}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)
  const supplier = await supplierById(c.var.db, id)
  if (!supplier) throw problem('supplier.unknown', 404)
  return supplier
}

async function add(c: C): Promise<Response> {
  const { db, ui } = c.var
  const book = await rulebookInForce(db, ui.now)
  const form = await parseForm(c.req.raw, newSupplierForm(book, ui.now))
  if (!form.ok) return showForm(c, null, form)
  const { key, ...supplier } = form.value
  await addSupplier(db, { key, ...supplier }, by(c))
  return c.redirect(`${OFFICE}?done=saved`, 303)
}

async function change(c: C): Promise<Response> {
  const { db, ui } = c.var
  const supplier = await ownSupplier(c)
  const book = await rulebookInForce(db, ui.now)
  const form = await parseForm(c.req.raw, supplierForm(book, ui.now, supplier.fromDay))
  if (!form.ok) return showForm(c, supplier, form)
  const { version, ...changed } = form.value
  const saved = await changeSupplier(db, { id: supplier.id, version, ...changed }, by(c))
  if (saved) return c.redirect(`${OFFICE}?done=saved`, 303)
  const now = await ownSupplier(c)
  const { from, ...rest } = changed
  const same =
    now.fromDay === from &&
    Object.entries(rest).every(([name, value]) => Reflect.get(now, name) === value)
  if (same && now.endedAt === null) return c.redirect(`${OFFICE}?done=saved`, 303)
  const values = { ...rest, from: isoDay(from) }
  const code = now.endedAt === null ? 'supplier.changed' : 'supplier.is_ended'
  return showForm(c, now, { values, errors: { '': code } }, 409)
}

export const supplierRoutes = new Hono<AppEnv>()
  .get('/suppliers', allow.everyone, published)
  .get('/office/suppliers', allow.officer('admin'), list)
  .get('/office/suppliers/new', allow.officer('admin'), (c) => showForm(c, null))
  .post('/office/suppliers/new', allow.officer('admin'), add)
  .get('/office/suppliers/:id', allow.officer('admin'), async (c) =>
    showForm(c, await ownSupplier(c)),
  )
  .post('/office/suppliers/:id', allow.officer('admin'), change)
  .post('/office/suppliers/:id/end', allow.officer('admin'), async (c) => {
    const { id } = await ownSupplier(c)
    await endSupplier(c.var.db, id, by(c))
    return c.redirect(`${OFFICE}?done=ended`, 303)
  })
