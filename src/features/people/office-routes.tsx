import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { readSearchFrom } from '../../shared/search-from'
import { maskName } from '../../shared/text'
import { html } from '../../ui/html'
import { account, allow, rolesOf } from '../accounts'
import { type ListedArea, listAreas } from '../places'
import { rulebookInForce } from '../rulebook'
import { papersOf } from '../watches'
import { RisksPage } from './office'
import { listRisks } from './office-store'
import { readCursor } from './rules'
import { openWorkerField } from './worker'

const READERS = ['clerk', 'health', 'admin'] as const

/** The areas this officer answers for, and below. */
async function ownAreas(c: Context<AppEnv>): Promise<ListedArea[]> {
  const paths = account(c)
    .scopes.filter(({ role }) => READERS.some((each) => each === role))
    .map((scope) => scope.areaPath)
  const areas = await listAreas(c.var.db)
  return areas.filter((area) => paths.some((path) => area.path.startsWith(path)))
}

/** The topmost of some areas: together they hold all of them, and no place twice. */
const rootsOf = (areas: ListedArea[]): ListedArea[] =>
  areas.filter(
    ({ path }, _, all) => !all.some((top) => top.path !== path && path.startsWith(top.path)),
  )

export const officeWorkerRoutes = new Hono<AppEnv>().get(
  '/office/workers',
  allow.officer(...READERS),
  async (c) => {
    const { db, ui } = c.var
    const query = c.req.query()
    const areas = await ownAreas(c)
    const area = areas.find((each) => String(each.id) === query.area)
    const [signedAt, id] = readCursor(query.after) ?? []
    const q = (query.q ?? '').trim().slice(0, 20)
    const watch = query.watch === '1'
    const from = readSearchFrom(query.after)
    const { lines, more, next } = await listRisks(db, {
      areas: area ? [area] : rootsOf(areas),
      q,
      today: dayOf(ui.now),
      watch,
      after: signedAt === undefined || id === undefined ? null : { signedAt, id },
      from,
    })
    const shown = await Promise.all(
      lines.map(async (line) => ({
        ...line,
        name: maskName(await openWorkerField(c.env.FIELD_KEY, 'name', line.workerId, line.name)),
      })),
    )
    const further = signedAt !== undefined || from !== null
    const asked = { q, area: area?.id ?? null, watch, further }
    const roles = rolesOf(c)
    const papers = await papersOf(
      db,
      shown.map(({ workerId }) => workerId),
    )
    const book = await rulebookInForce(db, ui.now)
    const list = { areas, asked, lines: shown, more, next, book, papers }
    return html(c, <RisksPage ui={ui} roles={roles} {...list} />)
  },
)
