import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { areaOptions } from '../../ui/area-options'
import { html } from '../../ui/html'
import { account, allow, rangesOf, rolesOf, scopesOf } from '../accounts'
import { type ListedArea, pathEnd } from '../places'
import { rulebookInForce } from '../rulebook'
import { type NoticeQuery, readNoticeQuery } from './form'
import { NoticesPage } from './list'
import { chosenArea, isHeadquarters, NAMES, ownAreas, READERS } from './own'
import { readNumber, yearOf } from './rules'
import { countNoticesFor, listNotices, noticesOfNumber } from './store-list'

type C = Context<AppEnv>

/** The part of the list asked for: one by its number, or a page of the area chosen. */
async function page(c: C, area: ListedArea, query: NoticeQuery) {
  const { db, ui } = c.var
  if (query.q) {
    const number = readNumber(query.q, yearOf(ui.now))
    const ranges = rangesOf(account(c), ...READERS)
    return { rows: number ? await noticesOfNumber(db, number, ranges) : [], more: false }
  }
  const village = area.level === 'village' ? area.path : null
  const ranges = JSON.stringify([[area.path, pathEnd(area.path)]])
  return listNotices(db, { view: query.view, village, ranges, after: query.after })
}

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const query = readNoticeQuery(c.req.query())
  const areas = await ownAreas(c, ...READERS)
  const area = chosenArea(areas, query.area)
  const { rows, more } = await page(c, area, query)
  const last = more ? rows.at(-1) : undefined
  const asked = { area: String(area.id), view: query.view }
  const props = {
    book: await rulebookInForce(db, ui.now),
    counts: await countNoticesFor(db, rangesOf(account(c), ...READERS), ui.now),
    areas: areaOptions(c.var.ui, areas),
    next: last
      ? `/office/notices?${new URLSearchParams({ ...asked, after: `${last.dueAt}~${last.id}` })}`
      : null,
    reports: scopesOf(account(c), ...NAMES).length > 0,
    issues: isHeadquarters(c),
  }
  return html(
    c,
    <NoticesPage
      ui={ui}
      roles={rolesOf(c)}
      {...props}
      {...{ area, rows, q: query.q, view: query.view }}
    />,
  )
}

export const listRoutes = new Hono<AppEnv>().get('/office/notices', allow.officer(...READERS), list)
