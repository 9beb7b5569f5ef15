import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { problem } from '../../shared/problem'
import { readPhone } from '../../shared/text'
import { areaOptions } from '../../ui/area-options'
import { html } from '../../ui/html'
import { account, allow, covers, rolesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { ArrivalPage, ArrivalsPage } from './arrivals'
import { arrivalIndexOf, openArrival } from './fields'
import { type ArrivalQuery, readArrivalQuery } from './form'
import { chosenArea, isHeadquarters, NAMES, ownAreas } from './own'
import { auditRead } from './store'
import {
  type ArrivalDetail,
  arrivalById,
  arrivalCounts,
  type ListedArrival,
  listArrivals,
  markLeft,
  searchedArrivals,
} from './store-arrivals'

type C = Context<AppEnv>

const MOST_FOUND = 50

const opened = async <T extends { key: string; name: string; phone: string }>(
  c: C,
  row: T,
): Promise<T> => ({
  ...row,
  name: await openArrival(c.env, row.key, 'name', row.name),
  phone: await openArrival(c.env, row.key, 'phone', row.phone),
})

/** By telephone number, or by part of a name. */
async function search(c: C, areaPath: string, q: string): Promise<ListedArrival[]> {
  const phone = readPhone(q)
  const index = phone ? await arrivalIndexOf(c.env, phone) : null
  const rows = await searchedArrivals(c.var.db, areaPath, index)
  const people = await Promise.all(rows.map((row) => opened(c, row)))
  await auditRead(c.var.db, 'notices.search', `areas:${areaPath}`, {
    actor: account(c),
    now: c.var.ui.now,
  })
  return people.filter(({ name }) => phone || name.includes(q)).slice(0, MOST_FOUND)
}

async function page(c: C, area: { path: string }, query: ArrivalQuery, view: ArrivalView) {
  if (query.q) return { rows: await search(c, area.path, query.q), more: false }
  const after = query.after
  const { rows, more } = await listArrivals(c.var.db, { areaPath: area.path, view, after })
  return { rows: await Promise.all(rows.map((row) => opened(c, row))), more }
}

type ArrivalView = NonNullable<ArrivalQuery['view']>

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readArrivalQuery(c.req.query())
  const areas = await ownAreas(c, ...NAMES)
  const area = chosenArea(areas, query.area)
  const view = query.view ?? (isHeadquarters(c) ? 'nobody' : 'village')
  const { rows, more } = await page(c, area, query, view)
  const last = more ? rows.at(-1) : undefined
  const asked = { area: String(area.id), view }
  const props = {
    ...(await arrivalCounts(db, area.path)),
    book: await rulebookInForce(db, ui.now),
    q: query.q,
    areas: areaOptions(c.var.ui, areas),
    picks: !query.q && view === 'nobody' && isHeadquarters(c),
    next: last
      ? `/office/arrivals?${new URLSearchParams({ ...asked, after: `${last.path}~${last.id}` })}`
      : null,
  }
  return html(c, <ArrivalsPage ui={ui} roles={rolesOf(c)} {...props} {...{ area, view, rows }} />)
}

/** Somebody of an area the officer has: found there, looked after there, or on its way there. */
async function ownArrival(c: C): Promise<ArrivalDetail> {
  const id = c.req.param('id') ?? ''
  const person = /^\d{1,15}$/.test(id) ? await arrivalById(c.var.db, Number(id)) : null
  if (!person) throw problem('arrival.unknown', 404)
  const where = [person.areaPath, person.foundPath, person.noticePath]
  const own = where.some((areaPath) => areaPath && covers(account(c), NAMES, { areaPath }))
  if (!own) throw problem('err.forbidden', 403)
  return person
}

export const arrivalRoutes = new Hono<AppEnv>()
  .get('/office/arrivals', allow.officer('clerk', 'admin'), list)
  .get('/office/arrivals/:id', allow.officer('clerk', 'admin'), async (c) => {
    const { db, ui } = c.var
    const person = await ownArrival(c)
    const by = { actor: account(c), now: ui.now }
    await auditRead(db, 'notices.read_arrival', `arrivals:${person.id}`, by)
    const open = {
      ...(await opened(c, person)),
      address: await openArrival(c.env, person.key, 'address', person.address),
      origin: await openArrival(c.env, person.key, 'origin', person.origin),
    }
    const notice = c.req.query('done') === '1' ? { text: ui.t('staff.done'), good: true } : null
    const book = await rulebookInForce(db, ui.now)
    const props = { roles: rolesOf(c), person: open, book, notice }
    return html(c, <ArrivalPage ui={{ ...ui, here: c.req.path }} {...props} />)
  })
  .post('/office/arrivals/:id/:act{left|back}', allow.officer('clerk', 'admin'), async (c) => {
    const { db, ui } = c.var
    const { id } = await ownArrival(c)
    const by = { actor: account(c), now: ui.now }
    await markLeft(db, id, c.req.param('act') === 'left', by)
    return c.redirect(`/office/arrivals/${id}?done=1`, 303)
  })
