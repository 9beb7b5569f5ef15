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
  arrivalsOfPhone,
  listArrivals,
  markLeft,
} from './store-arrivals'
import { arrivalsById, FOUND, type SealedFrom, sealedNames } from './store-sealed'

type C = Context<AppEnv>

const opened = async <T extends { key: string; name: string; phone: string }>(
  c: C,
  row: T,
): Promise<T> => ({
  ...row,
  name: await openArrival(c.env, row.key, 'name', row.name),
  phone: await openArrival(c.env, row.key, 'phone', row.phone),
})

/** By part of a name, which is sealed: so many are opened for a page. */
async function searchNames(c: C, areaPath: string, { q, from }: ArrivalQuery) {
  const { names, next } = await sealedNames(c.var.db, areaPath, from)
  const read = await Promise.all(
    names.map(async (each) => ({
      ...each,
      name: await openArrival(c.env, each.key, 'name', each.name),
    })),
  )
  const found = read.filter(({ name }) => name.includes(q))
  const shown = found.slice(0, FOUND)
  const last = found.length > FOUND ? shown.at(-1) : undefined
  const rows = await arrivalsById(
    c.var.db,
    shown.map(({ id }) => id),
  )
  return { rows, next: last ?? next }
}

/** By telephone number, or by part of a name. */
async function search(c: C, areaPath: string, query: ArrivalQuery) {
  const { db, ui } = c.var
  const phone = readPhone(query.q)
  const found = phone
    ? { rows: await arrivalsOfPhone(db, areaPath, await arrivalIndexOf(c.env, phone)), next: null }
    : await searchNames(c, areaPath, query)
  const by = { actor: account(c), now: ui.now }
  await auditRead(db, 'notices.search', `areas:${areaPath}`, by)
  return found
}

async function page(c: C, area: { path: string }, query: ArrivalQuery, view: ArrivalView) {
  const { db } = c.var
  const after = query.after
  const { rows, next } = query.q
    ? await search(c, area.path, query)
    : nextOf(await listArrivals(db, { areaPath: area.path, view, after }))
  return { rows: await Promise.all(rows.map((row) => opened(c, row))), next }
}

const nextOf = <Row extends SealedFrom>({ rows, more }: { rows: Row[]; more: boolean }) => ({
  rows,
  next: more ? rows.at(-1) : null,
})

/** They stand above the list; a search reads nothing beside itself. */
const countsOf = async (c: C, { path }: { path: string }, { q }: ArrivalQuery) =>
  q ? { villages: [], nobody: null } : arrivalCounts(c.var.db, path)

type ArrivalView = NonNullable<ArrivalQuery['view']>

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readArrivalQuery(c.req.query())
  const areas = await ownAreas(c, ...NAMES)
  const area = chosenArea(areas, query.area)
  const view = query.view ?? (isHeadquarters(c) ? 'nobody' : 'village')
  const { rows, next } = await page(c, area, query, view)
  const asked = { ...(query.q ? { q: query.q } : {}), area: String(area.id), view }
  const props = {
    ...(await countsOf(c, area, query)),
    book: await rulebookInForce(db, ui.now),
    q: query.q,
    areas: areaOptions(c.var.ui, areas),
    picks: !query.q && view === 'nobody' && isHeadquarters(c),
    further: query.q !== '' && query.from !== null,
    next: next
      ? `/office/arrivals?${new URLSearchParams({ ...asked, after: `${next.path}~${next.id}` })}`
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
