// The supervisor's pages. They read the day and nothing else, so their numbers cannot differ.

import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, isoDay } from '../../shared/clock'
import { newKey } from '../../shared/ids'
import { html } from '../../ui/html'
import { account, accountNames, allow, rangesOf, rolesOf, scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { behindRoutes } from './behind-routes'
import { GridPage } from './grid'
import { type GridQuery, readGridQuery } from './grid-form'
import { gridDay, gridPage, gridRows } from './grid-read'
import { gridCsv, gridText } from './grid-texts'
import { maskedNames } from './names'
import type { PatrolLine } from './rules-day'
import { workersAt } from './store-list'
import { auditGridExport } from './store-urge'
import { URGERS, urgeRoutes } from './urge-routes'
import { freshView } from './view'
import { rangesIn } from './within'

type C = Context<AppEnv>

const GRID_READERS = [
  'admin',
  'patrol',
  'clerk',
  'viewer',
  'inspector',
  'reviewer',
] as const satisfies OfficerRole[]

/** A village's clerk looks at the rounds of the villages first, everybody else at those of the town. */
const firstLevel = (c: C): 'town' | 'village' =>
  rolesOf(c).every((role) => role === 'clerk') ? 'village' : 'town'

const queryOf = (c: C): GridQuery =>
  readGridQuery(c.req.query(), { today: dayOf(c.var.ui.now), level: firstLevel(c) })

/** Everything a grid, its file and its text are made of. */
async function readGrid(c: C, query: GridQuery) {
  const { db, ui } = c.var
  const actor = account(c)
  const book = await rulebookInForce(db, ui.now)
  const all = await freshView(db, book, { day: query.day, now: ui.now })
  const areas = all.filter(({ path }) =>
    scopesOf(actor, ...GRID_READERS).some(({ areaPath }) => path.startsWith(areaPath)),
  )
  const area = areas.find(({ id }) => id === query.area)
  const ranges = rangesIn(rangesOf(actor, ...GRID_READERS), area?.path ?? '/')
  const asked = { query, ranges, now: ui.now }
  const grid = await gridDay(db, book, asked)
  const name = area ? (ui.lang === 'zh' ? area.name : area.nameEn) : ''
  return { book, areas, area: name, asked, grid }
}

/** Masked, of whoever stays or stayed at the sites shown. */
async function residentNames(c: C, lines: readonly PatrolLine[]) {
  const shifts = lines.flatMap(({ resident }) => resident?.shifts ?? [])
  const ids = shifts.map(({ accountId }) => accountId)
  return maskedNames(c.env.FIELD_KEY, await accountNames(c.var.db, ids))
}

async function showGrid(c: C): Promise<Response> {
  const { ui, db } = c.var
  const query = queryOf(c)
  const { book, areas, area, asked, grid } = await readGrid(c, query)
  const { told, ...page } = await gridPage(db, asked, grid)
  const atSites = query.kind === 'site' ? page.rows.map(({ place }) => place.id) : []
  const [nameOf, workers] = await Promise.all([residentNames(c, page.rows), workersAt(db, atSites)])
  const roles = rolesOf(c)
  const { columns, resident, sums, at } = grid
  return html(
    c,
    <GridPage
      {...{ ui, roles, query, areas, columns, resident, sums, at, workers, nameOf }}
      {...page}
      shiftHours={book.rounds.shiftHours}
      text={told && gridText(ui, { query, sums, area, ...told })}
      urges={query.day === dayOf(ui.now) && URGERS.some((role) => roles.includes(role))}
    />,
  )
}

async function exportGrid(c: C): Promise<Response> {
  const { db, ui, random } = c.var
  const query = queryOf(c)
  const { book, asked, grid } = await readGrid(c, query)
  const { kind, level, day } = query
  const lines = await gridRows(db, asked, grid)
  const nameOf = await residentNames(c, lines)
  const mark = newKey(ui.now, random)
  const file = { mark, kind, level, day, rows: lines.length }
  await auditGridExport(db, file, { actor: account(c), now: ui.now })
  const { sums, at } = grid
  const judged = { at, shiftHours: book.rounds.shiftHours, nameOf }
  return c.body(gridCsv(ui, { ...judged, query, lines, sums, mark }), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="patrols-${kind}-${isoDay(day)}.csv"`,
  })
}

export const gridRoutes = new Hono<AppEnv>()
  .get('/office/patrols/grid', allow.officer(...GRID_READERS), showGrid)
  .get('/office/patrols/grid.csv', allow.officer(...GRID_READERS), exportGrid)
  .route('/', urgeRoutes)
  .route('/', behindRoutes)
