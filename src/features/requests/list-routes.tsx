import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { account, allow, areaIdsOf, covers, rangesOf, rolesOf, scopesOf } from '../accounts'
import { numberPath, readNumber, yearOf } from '../notices/rules'
import { type ListedArea, listAreas } from '../places'
import { rulebookInForce } from '../rulebook'
import { type HelpQuery, readHelpQuery } from './form'
import { HelpListPage } from './list'
import { HelpNumbersPage } from './numbers'
import { READERS, WRITERS } from './opened'
import { ageRange } from './rules'
import { helpByNumber } from './store'
import { countHelp, countMine, sumHelp } from './store-counts'
import { listHelp, searchHelp } from './store-list'
import { ownUnits } from './units'

type C = Context<AppEnv>

const ranges = (c: C): string => rangesOf(account(c), ...READERS)

const ownAreas = (c: C): number[] => areaIdsOf(ranges(c))

// `12`, `2020-12`, `〔2020〕12 号`; a door code or the name of a place may hold digits too.
const NUMBER = /^\d{1,6}$|\d{4}[^\da-zA-Z]{1,2}\d{1,6}/

/** A page of the list, or what the search finds. */
async function page(c: C, query: HelpQuery, areas: ListedArea[]) {
  const { db, ui } = c.var
  const { q, view, category, kind, age, after } = query
  if (q) return searchHelp(db, q, ranges(c), after)
  const area = areas.find(({ id }) => id === query.area)
  return listHelp(db, {
    view,
    me: account(c).id,
    areas: area ? [area.id] : ownAreas(c),
    category,
    kind,
    asked: age && ageRange(age, ui.now),
    units: query.ours ? await ownUnits(db, account(c)) : null,
    now: ui.now,
    after,
  })
}

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const query = readHelpQuery(c.req.query())
  const number = NUMBER.test(query.q) ? readNumber(query.q, yearOf(ui.now)) : null
  const found = number && (await helpByNumber(db, number))
  if (found && covers(actor, [...READERS], { areaPath: found.areaPath }))
    return c.redirect(`/office/requests/${numberPath(found)}`, 303)
  const areas = (await listAreas(db)).filter(({ path }) =>
    covers(actor, [...READERS], { areaPath: path }),
  )
  const props = {
    roles: rolesOf(c),
    book: await rulebookInForce(db, ui.now),
    counts: await countHelp(db, ownAreas(c), ui.now, { late: ['open', 'in_hand'] }),
    mine: (await countMine(db, actor.id, ui.now)).n,
    writes: scopesOf(actor, ...WRITERS).length > 0,
    ...(await page(c, query, areas)),
  }
  return html(c, <HelpListPage ui={ui} query={query} areas={areas} {...props} />)
}

async function numbers(c: C): Promise<Response> {
  const { db, ui } = c.var
  return html(
    c,
    <HelpNumbersPage
      ui={ui}
      roles={rolesOf(c)}
      book={await rulebookInForce(db, ui.now)}
      sums={await sumHelp(db, ownAreas(c), ui.now)}
    />,
  )
}

export const listRoutes = new Hono<AppEnv>()
  .get('/office/requests', allow.officer(...READERS), list)
  .get('/office/requests/numbers', allow.officer(...READERS), numbers)
