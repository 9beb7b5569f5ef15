// The town's own name on every page, from the rulebook this isolate has seen; one read on a cold start.
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../../env'
import { lastSeenRulebook, rulebookInForce } from './store'

export const townName: MiddlewareHandler<AppEnv> = async function townName(c, next) {
  const { ui, db } = c.var
  const book = lastSeenRulebook() ?? (await rulebookInForce(db, ui.now))
  c.set('ui', { ...ui, town: book.town.name[ui.lang] })
  await next()
}
