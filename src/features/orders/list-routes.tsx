import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { account, allow, areaIdsOf, covers, rangesOf, rolesOf, scopesOf } from '../accounts'
import { listAreas } from '../places'
import { rulebookInForce } from '../rulebook'
import { looksLikeNumber, type OrderQuery, readOrderQuery } from './form'
import { OrdersPage } from './list'
import { READERS, WRITERS } from './own'
import { readNumber, yearOf } from './rules'
import { OrderSheetPage } from './sheet'
import { type Asked, countOrders, listOrders } from './store-list'

type C = Context<AppEnv>

function askedOf({ q }: OrderQuery, now: number): Asked {
  if (!q) return { by: 'view' }
  const number = looksLikeNumber(q) ? readNumber(q, yearOf(now)) : null
  return number ? { by: 'number', ...number } : { by: 'name', q }
}

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readOrderQuery(c.req.query())
  const actor = account(c)
  const ranges = rangesOf(actor, ...READERS)
  const areas = (await listAreas(db)).filter(({ path }) =>
    covers(actor, [...READERS], { areaPath: path }),
  )
  const chosen = areas.find(({ id }) => id === query.area)
  const found = await listOrders(db, askedOf(query, ui.now), {
    ...query,
    areas: chosen ? [chosen.id] : areaIdsOf(ranges),
    ranges,
    now: ui.now,
  })
  const props = {
    roles: rolesOf(c),
    book: await rulebookInForce(db, ui.now),
    counts: await countOrders(db, ranges, ui.now),
    writes: scopesOf(actor, ...WRITERS).length > 0,
  }
  return html(c, <OrdersPage ui={ui} {...props} {...found} query={query} areas={areas} />)
}

export const listRoutes = new Hono<AppEnv>()
  .get('/office/orders', allow.officer(...READERS), list)
  .get('/office/orders/form', allow.officer(...WRITERS), async (c) => {
    const { db, ui } = c.var
    const props = { book: await rulebookInForce(db, ui.now), order: null, qr: null }
    const page = { copies: ['place'] as const, back: '/office/orders' }
    return html(c, <OrderSheetPage ui={ui} {...props} {...page} />)
  })
