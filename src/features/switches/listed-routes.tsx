// Listing a place by itself, and ending it.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf, isoDay } from '../../shared/clock'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { listingForm } from './form'
import { ListedPage, NewListingPage } from './listed'
import { type FoundPlace, findPlaces } from './store-found'
import { endListing, type ListedQuery, listingById, listListed, listPlace } from './store-listed'

type C = Context<AppEnv>

function queryOf(c: C): ListedQuery {
  const { q = '', show, before = '' } = c.req.query()
  const [, endedAt, id] = /^(\d{1,15})~(\d{1,17})$/.exec(before) ?? []
  return {
    q: [...q.trim()].slice(0, 30).join(''),
    ended: show === 'ended',
    before: id ? { endedAt: Number(endedAt), id: Number(id) } : null,
  }
}

function showForm(c: C, form: FormState, status: 200 | 422, found: FoundPlace[] = []): Response {
  const { ui, random } = c.var
  return html(
    c,
    <NewListingPage
      ui={{ ...ui, here: '/office/listed/new' }}
      roles={rolesOf(c)}
      form={form}
      formKey={newKey(ui.now, random)}
      found={found}
    />,
    status,
  )
}

/** Known before its row, because the step of its place names it; grows with time, so lists read newest first. */
const newListingId = (c: C): number => {
  const [high = 0, low = 0] = c.var.random(2)
  return c.var.ui.now * 1000 + ((high * 256 + low) % 1000)
}

async function postListing(c: C): Promise<Response> {
  const { db, ui } = c.var
  const values = await formValues(c.req.raw)
  const parsed = judge(listingForm(dayOf(ui.now)), values)
  if (!parsed.ok) return showForm(c, parsed, 422)
  const { key, place, reason, from: fromDay, to: toDay } = parsed.value
  const found = await findPlaces(db, place)
  const [only] = found
  if (!only || found.length > 1) {
    const error = only ? 'listed.many' : 'listed.no_place'
    return showForm(c, { values, errors: { place: error } }, 422, found)
  }
  const listing = { id: newListingId(c), key, placeId: only.id, reason, fromDay, toDay }
  const book = await rulebookInForce(db, ui.now)
  const listed = await listPlace(db, book, listing, account(c), ui.now)
  if (listed === 'closed') throw problem('listed.is_closed', 409)
  if (listed === 'known') throw problem('listed.known', 409)
  return c.redirect('/office/listed?notice=listed', 303)
}

export const listedRoutes = new Hono<AppEnv>()
  .get('/office/listed', allow.officer(), async (c) => {
    const { db, ui } = c.var
    const query = queryOf(c)
    const name = (['listed', 'ended'] as const).find((each) => each === c.req.query('notice'))
    return html(
      c,
      <ListedPage
        ui={ui}
        roles={rolesOf(c)}
        {...query}
        {...(await listListed(db, query))}
        notice={name ? { text: ui.t(`listed.notice.${name}`), good: true } : null}
      />,
    )
  })
  .get('/office/listed/new', allow.officer('admin'), (c) => {
    const values = { from: isoDay(dayOf(c.var.ui.now)), place: c.req.query('place') ?? '' }
    return showForm(c, { values, errors: {} }, 200)
  })
  .post('/office/listed', allow.officer('admin'), postListing)
  .post('/office/listed/:id/end', allow.officer('admin'), async (c) => {
    const { db, ui } = c.var
    const id = c.req.param('id')
    const listing = /^\d{1,17}$/.test(id) ? await listingById(db, Number(id)) : null
    if (!listing) throw problem('listed.gone', 404)
    await endListing(db, await rulebookInForce(db, ui.now), listing, account(c), ui.now)
    return c.redirect('/office/listed?notice=ended', 303)
  })
