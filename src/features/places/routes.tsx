import { Hono } from 'hono'
import type { Db } from '../../db/client'
import type { AppEnv } from '../../env'
import { edgeCache } from '../../shared/edge-cache'
import { publicOrigin } from '../../shared/origin'
import { placeCodeOr404, readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { readListQuery } from './form'
import { ListPage, PlaceNotePage, TownPage } from './pages'
import { doorQr } from './qr'
import { listAreas, listPlaces, openCounts, placeByCode } from './store'
import type { Place } from './tables'

const QR_CACHE = 'public, max-age=31536000, immutable'

/** The place of a typed code. Throws 404 with the nearest next step. */
async function placeOr404(db: Db, typed: string): Promise<Place> {
  const place = await placeByCode(db, placeCodeOr404(typed))
  if (!place) throw problem('place.unknown', 404)
  return place
}

export const placeRoutes = new Hono<AppEnv>()
  .get('/', allow.everyone, async (c) => {
    const counts = await openCounts(c.var.db)
    return html(c, <TownPage ui={c.var.ui} counts={counts} />)
  })
  .get('/places', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const query = readListQuery(c.req.query())
    const code = readPlaceCode(query.q)
    if (code && (await placeByCode(db, code))) return c.redirect(`/p/${code}`, 303)
    const areas = await listAreas(db)
    const area = areas.find((each) => each.id === query.area)
    const list = await listPlaces(db, { ...query, areaPath: area?.path ?? '/' })
    const book = await rulebookInForce(db, ui.now)
    const names = new Map(book.trades.map((trade) => [trade.id, trade.name[ui.lang]]))
    return html(
      c,
      <ListPage
        ui={ui}
        query={query}
        areas={areas}
        {...list}
        tradeName={(trade) => names.get(trade) ?? trade}
      />,
    )
  })
  .get('/p/:code/qr.svg', allow.everyone, async (c) => {
    const cached = await edgeCache().match(c.req.raw)
    if (cached) return new Response(cached.body, cached)
    const place = await placeOr404(c.var.db, c.req.param('code'))
    const svg = await doorQr(publicOrigin(c.env, c.req.url), place.code)
    const response = c.body(svg, 200, {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': QR_CACHE,
    })
    c.executionCtx.waitUntil(edgeCache().put(c.req.raw, response.clone()))
    return response
  })
  .get('/p/:code/report', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const place = await placeOr404(db, c.req.param('code'))
    const { town } = await rulebookInForce(db, ui.now)
    return html(
      c,
      <PlaceNotePage
        ui={ui}
        place={place}
        title={ui.t('place.report_title')}
        text={ui.t('place.report_text')}
      >
        <p class="code">{place.code}</p>
        <p>
          {ui.t('place.report_hotline')}：{town.hotline[ui.lang]}
        </p>
      </PlaceNotePage>,
    )
  })
  .get('/p/:code/keep', allow.everyone, async (c) => {
    const place = await placeOr404(c.var.db, c.req.param('code'))
    return c.redirect(`/keep/${place.code}`, 303)
  })
  .get('/p/:code/patrol', allow.officer('patrol', 'clerk', 'admin'), async (c) => {
    const place = await placeOr404(c.var.db, c.req.param('code'))
    return c.redirect(`/office/patrols/round/${place.code}`, 303)
  })
