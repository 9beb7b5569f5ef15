// Who is asking, from the session cookie; a visitor without one costs no query.
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../env'
import { actorOfSession, readCookie } from '../features/accounts'

export const session: MiddlewareHandler<AppEnv> = async function session(c, next) {
  const token = readCookie(c, 'session')
  const actor = token ? await actorOfSession(c.var.db, token, c.var.clock()) : null
  if (actor) c.set('actor', actor)
  await next()
}
