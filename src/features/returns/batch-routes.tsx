// The keeper plans who comes back when, and ticks who came.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { allow } from '../accounts'
import { openRoster, ownBatch, showBatch, showBatches } from './batch-answer'
import { batchForm, keyForm } from './form'
import { ownPlace } from './own'
import { judgeRows } from './rows'
import { isDraft, mayArrive } from './rules'
import { addPeople, type BatchRow, planBatch, removePerson, tickArrivals } from './store-batch'
import { standingOf } from './store-people'

type C = Context<AppEnv>

const KINDS = ['enterprise', 'site'] as const
const pathOf = ({ code, id }: BatchRow): string => `/keep/${code}/returns/${id}`
const atPlace = (c: C) => ownPlace(c, KINDS)

async function postPlan(c: C): Promise<Response> {
  const own = await atPlace(c)
  const { place, book, by } = own
  const form = judge(batchForm(book, by.now), await formValues(c.req.raw))
  if (!form.ok) return showBatches(c, own, form)
  const id = await planBatch(c.var.db, { ...by, ...form.value, placeId: place.id })
  return c.redirect(`/keep/${place.code}/returns${id ? `/${id}` : ''}`, 303)
}

/** The good rows are saved, the others come back with what is wrong beside each. */
async function postPeople(c: C): Promise<Response> {
  const own = await atPlace(c)
  const { place, book, by } = own
  const { db, ui } = c.var
  const row = await ownBatch(c, own)
  const values = await formValues(c.req.raw)
  const key = judge(keyForm, values.key === undefined ? {} : { key: values.key })
  if (!key.ok) return showBatch(c, own, row, { form: { values, errors: key.errors } })
  if (!isDraft(row.state) || row.day < dayOf(by.now))
    return showBatch(c, own, row, { warning: ui.t('batch.closed') })
  const judged = await judgeRows(values, {
    ui,
    book,
    batch: row,
    key: key.value.key,
    keys: c.env,
    roster: await openRoster(c, place.id),
    standing: await standingOf(db, row.id),
  })
  if (judged.people.length > 0)
    await addPeople(db, { ...by, batchId: row.id, people: judged.people })
  if (Object.keys(judged.errors).length === 0) return c.redirect(`${pathOf(row)}?done=added`, 303)
  const after = await ownBatch(c, own)
  const warning = ui.t('batch.some_saved', { n: judged.people.length })
  const form = { values: judged.refused, errors: judged.errors }
  return showBatch(c, own, after, { form, warning })
}

async function postCame(c: C): Promise<Response> {
  const own = await atPlace(c)
  const { book, by } = own
  const row = await ownBatch(c, own)
  if (!mayArrive(book, row, by.now))
    return showBatch(c, own, row, { warning: c.var.ui.t('batch.not_yet') })
  const values = await formValues(c.req.raw)
  const came = Object.keys(values).flatMap((name) => /^p_(\d{1,15})$/.exec(name)?.[1] ?? [])
  await tickArrivals(c.var.db, {
    ...by,
    batchId: row.id,
    came: came.map(Number),
    states: book.riskLevel === 'low' ? ['approved', 'planned'] : ['approved'],
    today: dayOf(by.now),
  })
  return c.redirect(`${pathOf(row)}?done=came`, 303)
}

export const batchRoutes = new Hono<AppEnv>()
  .get('/keep/:code/returns', allow.keeper, async (c) => showBatches(c, await atPlace(c)))
  .post('/keep/:code/returns', allow.keeper, postPlan)
  .get('/keep/:code/returns/:id', allow.keeper, async (c) => {
    const own = await atPlace(c)
    return showBatch(c, own, await ownBatch(c, own))
  })
  .post('/keep/:code/returns/:id/people', allow.keeper, postPeople)
  .post('/keep/:code/returns/:id/came', allow.keeper, postCame)
  .post('/keep/:code/returns/:id/remove/:person', allow.keeper, async (c) => {
    const own = await atPlace(c)
    const row = await ownBatch(c, own)
    const personId = Number(/^\d{1,15}$/.exec(c.req.param('person'))?.[0] ?? 0)
    await removePerson(c.var.db, { ...own.by, batchId: row.id, personId })
    return c.redirect(`${pathOf(row)}?done=removed`, 303)
  })
