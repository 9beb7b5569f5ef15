// Who is asking, from the session cookie; a visitor without one costs no query.
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../env'
import { accountTag, actorOfSession, readCookie } from '../features/accounts'

export const session: MiddlewareHandler<AppEnv> = async function session(c, next) {
  const token = readCookie(c, 'session')
  const actor = token ? await actorOfSession(c.var.db, token, c.var.clock()) : null
  // What a phone kept for one account is not sent under another that signed in meanwhile.
  const meant = c.req.header('x-account')
  const itself = !actor || meant === undefined || meant === (await accountTag(c.env, actor.id))
  if (actor && itself) c.set('actor', actor)
  await next()
}
