// 公示表过时的场所: walked through some at a time, so that a village of any size is read in pages.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { account, allow, covers, rolesOf } from '../accounts'
import { walkLate } from '../board'
import { listAreas } from '../places'
import { rulebookInForce } from '../rulebook'
import { type BehindAfter, BehindPage } from './behind'
import { URGERS } from './urge-routes'

/** Four rows and more are read of each. */
const AT_ONCE = 10

/** `/1/2/3/~17`; anything else: the first places. */
function readAfter(typed: string): BehindAfter | null {
  const [, areaPath, id] = /^(\/(?:\d{1,9}\/){1,6})~(\d{1,15})$/.exec(typed) ?? []
  return areaPath && id ? { areaPath, id: Number(id) } : null
}

async function showBehind(c: Context<AppEnv>): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const own = (await listAreas(db)).filter(({ path }) =>
    covers(actor, [...URGERS], { areaPath: path }),
  )
  // In walking order the widest of them comes first.
  const area = own.find(({ id }) => String(id) === c.req.query('area')) ?? own[0]
  if (!area) return c.redirect('/office/patrols/urge', 303)
  const book = await rulebookInForce(db, ui.now)
  const walk = {
    areaPath: area.path,
    after: readAfter(c.req.query('after') ?? ''),
    limit: AT_ONCE,
  }
  const read = await walkLate(db, book, walk, ui.now)
  return html(c, <BehindPage ui={ui} roles={rolesOf(c)} area={area} {...read} />)
}

export const behindRoutes = new Hono<AppEnv>().get(
  '/office/patrols/behind',
  allow.officer(...URGERS),
  showBehind,
)
