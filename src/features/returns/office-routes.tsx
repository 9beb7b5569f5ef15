// The office reads batches and answers them.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { formValues, judge } from '../../shared/form'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, covers, outermost, rangesOf, rolesOf } from '../accounts'
import { type Place, placeByCode } from '../places'
import { rulebookInForce } from '../rulebook'
import { batchId, openPeople } from './batch-answer'
import { decideBatchForm } from './form'
import { OfficeBatchesPage, OfficeBatchPage } from './office-batches'
import { mayWrite, READERS, WRITERS } from './own'
import { type BatchRow, batchById, batchesOf, decideBatch, listBatches } from './store-batch'
import { waitingSteps } from './store-waiting'
import { BATCH_STATES } from './values'

type C = Context<AppEnv>

/** All of one place, for an officer of its area. */
async function batchesIn(c: C, place: Place): Promise<BatchRow[]> {
  if (!covers(account(c), [...READERS], place)) throw problem('err.forbidden', 403)
  return batchesOf(c.var.db, place.id)
}

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const state = BATCH_STATES.find((each) => each === c.req.query('state')) ?? 'planned'
  const [, day, id] = /^(\d{1,6})~(\d{1,15})$/.exec(c.req.query('after') ?? '') ?? []
  const after = day && id ? { day: Number(day), id: Number(id) } : null
  const ranges = outermost(rangesOf(account(c), ...READERS))
  const code = readPlaceCode(c.req.query('place') ?? '')
  const place = code ? await placeByCode(db, code) : null
  const found = place
    ? { rows: await batchesIn(c, place), more: false }
    : await listBatches(db, { ranges, state, after })
  const steps = after ? [] : await waitingSteps(db, ranges)
  const props = {
    state: place ? null : state,
    steps: place ? [] : steps,
    first: after === null,
    roles: rolesOf(c),
  }
  return html(c, <OfficeBatchesPage ui={ui} {...props} {...found} />)
}

async function officeBatch(c: C): Promise<BatchRow> {
  const row = await batchById(c.var.db, batchId(c))
  if (!row) throw problem('batch.unknown', 404)
  if (!covers(account(c), [...READERS], row)) throw problem('err.forbidden', 403)
  return row
}

async function show(
  c: C,
  row: BatchRow,
  form: FormState = EMPTY_FORM,
  warning: string | null = null,
): Promise<Response> {
  const { db, ui } = c.var
  const text = warning ?? (c.req.query('done') ? ui.t('batch.answered') : null)
  return html(
    c,
    <OfficeBatchPage
      ui={{ ...ui, here: `/office/returns/${row.id}` }}
      roles={rolesOf(c)}
      book={await rulebookInForce(db, ui.now)}
      row={row}
      people={await openPeople(c, row.id, false)}
      writes={mayWrite(c, row)}
      form={form}
      notice={text ? { text, good: !warning } : null}
    />,
    form !== EMPTY_FORM ? 422 : warning ? 409 : 200,
  )
}

async function postDecision(c: C): Promise<Response> {
  const { db, ui } = c.var
  const row = await officeBatch(c)
  if (!mayWrite(c, row)) throw problem('err.forbidden', 403)
  const form = judge(decideBatchForm, await formValues(c.req.raw))
  if (!form.ok) return show(c, row, form)
  const { version, decision, reason } = form.value
  const actor = account(c)
  const book = await rulebookInForce(db, ui.now)
  const by = { actor, now: ui.now, rulebookVersion: book.version }
  const approve = decision === 'approve'
  const done = await decideBatch(db, { ...by, batchId: row.id, version, approve, reason })
  const mine = row.version === version + 1 && row.decidedBy === actor.id
  if (done || mine) return c.redirect(`/office/returns/${row.id}?done=1`, 303)
  return show(c, await officeBatch(c), EMPTY_FORM, ui.t('batch.changed'))
}

export const officeReturnRoutes = new Hono<AppEnv>()
  .get('/office/returns', allow.officer(...READERS), list)
  .get('/office/returns/:id', allow.officer(...READERS), async (c) => show(c, await officeBatch(c)))
  .post('/office/returns/:id', allow.officer(...WRITERS), postDecision)
