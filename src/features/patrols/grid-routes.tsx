// The supervisor's pages. They read the day and nothing else, so their numbers cannot differ.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { DAY, dayOf, isoDay, startOfDay } from '../../shared/clock'
import { newKey } from '../../shared/ids'
import { html } from '../../ui/html'
import { account, accountNames, allow, rangesOf, rolesOf, scopesOf } from '../accounts'
import { lateDuties } from '../board'
import { listAreas } from '../places'
import { rulebookInForce } from '../rulebook'
import { readPatrolDay } from './day'
import { GridPage } from './grid'
import { type GridQuery, readGridQuery } from './grid-form'
import { gridCsv, gridText } from './grid-texts'
import { maskedNames } from './names'
import type { PatrolLine } from './rules-day'
import {
  gridSums,
  isWrong,
  leftAlone,
  linesOfKind,
  missedCount,
  missedOf,
  pageAfter,
  urgedVillages,
} from './rules-grid'
import { workersAt } from './store-list'
import { auditGridExport, auditUrged } from './store-urge'
import { UrgePage } from './urge'
import { peopleToUrge } from './urge-people'

type C = Context<AppEnv>

const GRID_READERS = [
  'admin',
  'patrol',
  'clerk',
  'viewer',
  'inspector',
  'reviewer',
] as const satisfies OfficerRole[]
const URGERS = ['admin', 'patrol', 'clerk', 'viewer'] as const satisfies OfficerRole[]
const WALKERS = ['admin', 'patrol', 'clerk'] as const satisfies OfficerRole[]

const PAGE_ROWS = 50

/** A village's clerk looks at the rounds of the villages first, everybody else at those of the town. */
const firstLevel = (c: C): 'town' | 'village' =>
  rolesOf(c).every((role) => role === 'clerk') ? 'village' : 'town'

const queryOf = (c: C): GridQuery =>
  readGridQuery(c.req.query(), { today: dayOf(c.var.ui.now), level: firstLevel(c) })

/** Everything a grid, its file and its text are made of. */
async function readGrid(c: C, query: GridQuery) {
  const { db, ui } = c.var
  const actor = account(c)
  const [book, all] = await Promise.all([rulebookInForce(db, ui.now), listAreas(db)])
  const covered = all.filter(({ path }) =>
    scopesOf(actor, ...GRID_READERS).some(({ areaPath }) => path.startsWith(areaPath)),
  )
  const area = covered.find(({ id }) => id === query.area)
  const asked = { level: query.level, day: query.day, now: ui.now }
  const day = await readPatrolDay(db, book, { ...asked, ranges: rangesOf(actor, ...GRID_READERS) })
  const lines = linesOfKind(day, query.kind).filter(({ place }) =>
    place.areaPath.startsWith(area?.path ?? '/'),
  )
  const at = Math.min(ui.now, startOfDay(query.day) + DAY - 1)
  const sums = gridSums(lines, at)
  const name = area ? (ui.lang === 'zh' ? area.name : area.nameEn) : ''
  return { book, areas: covered, area: name, lines, at, sums }
}

/** Masked, of whoever stays or stayed at the sites shown. */
async function residentNames(c: C, lines: readonly PatrolLine[]) {
  const shifts = lines.flatMap(({ resident }) => resident?.shifts ?? [])
  const ids = shifts.map(({ accountId }) => accountId)
  return maskedNames(c.env.FIELD_KEY, await accountNames(c.var.db, ids))
}

async function showGrid(c: C): Promise<Response> {
  const { ui } = c.var
  const query = queryOf(c)
  const { book, areas, area, lines, at, sums } = await readGrid(c, query)
  const wanted = query.wrong ? lines.filter(isWrong) : lines
  const page = pageAfter(wanted, query.after, query.all ? wanted.length : PAGE_ROWS)
  const atSites = query.kind === 'site' ? page.rows.map(({ place }) => place.id) : []
  const [nameOf, workers] = await Promise.all([
    residentNames(c, page.rows),
    workersAt(c.var.db, atSites),
  ])
  const told = { query, sums, area, missed: missedOf(lines), alone: leftAlone(lines, at) }
  const roles = rolesOf(c)
  return html(
    c,
    <GridPage
      ui={ui}
      roles={roles}
      query={query}
      areas={areas}
      sums={sums}
      lines={lines}
      rows={page.rows}
      workers={workers}
      found={wanted.length}
      next={page.next}
      at={at}
      shiftHours={book.rounds.shiftHours}
      nameOf={nameOf}
      text={gridText(ui, told)}
      urges={query.day === dayOf(ui.now) && URGERS.some((role) => roles.includes(role))}
    />,
  )
}

async function exportGrid(c: C): Promise<Response> {
  const { db, ui, random } = c.var
  const query = queryOf(c)
  const { book, lines, at, sums } = await readGrid(c, query)
  const { kind, level, day } = query
  const shown = query.wrong ? lines.filter(isWrong) : lines
  const nameOf = await residentNames(c, shown)
  const mark = newKey(ui.now, random)
  const file = { mark, kind, level, day, rows: shown.length }
  await auditGridExport(db, file, { actor: account(c), now: ui.now })
  const judged = { at, shiftHours: book.rounds.shiftHours }
  return c.body(gridCsv(ui, { ...judged, nameOf, query, lines: shown, sums, mark }), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="patrols-${kind}-${isoDay(day)}.csv"`,
  })
}

async function showUrge(c: C): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const book = await rulebookInForce(db, ui.now)
  const asked = { ranges: rangesOf(actor, ...URGERS), now: ui.now }
  const [town, village, late] = await Promise.all([
    readPatrolDay(db, book, { ...asked, level: 'town' }),
    readPatrolDay(db, book, { ...asked, level: 'village' }),
    lateDuties(db, book, asked.ranges, ui.now),
  ])
  const missed = [...missedOf(town), ...missedOf(village)]
  const behind = new Set(late.map(({ placeId }) => placeId))
  const stale = town.map(({ place }) => place).filter(({ id }) => behind.has(id))
  const villages = urgedVillages(missed, leftAlone(town, ui.now), stale)
  const people = await peopleToUrge(db, c.env.FIELD_KEY, villages, ui.now)
  const shown = new Set([...people.values()].flat().map(({ as, id }) => `${as}/${id}`))
  if (shown.size > 0) {
    const read = { missed: missedCount(missed), people: shown.size }
    await auditUrged(db, read, { actor, now: ui.now })
  }
  const roles = rolesOf(c)
  const walks = WALKERS.some((role) => roles.includes(role))
  return html(
    c,
    <UrgePage ui={ui} roles={roles} villages={villages} people={people} walks={walks} />,
  )
}

export const gridRoutes = new Hono<AppEnv>()
  .get('/office/patrols/grid', allow.officer(...GRID_READERS), showGrid)
  .get('/office/patrols/grid.csv', allow.officer(...GRID_READERS), exportGrid)
  .get('/office/patrols/urge', allow.officer(...URGERS), showUrge)
