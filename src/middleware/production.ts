// A Worker on a public address refuses to serve a demo town or an example secret. Asked once an
// isolate when the answer is clean, once a minute while it is not.
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../env'
import { refuseDemo } from '../features/accounts'
import { MINUTE } from '../shared/clock'
import { isLocal } from './context'

export function production(): MiddlewareHandler<AppEnv> {
  let clean = false
  let refused: { line: string; at: number } | null = null
  return async function production(c, next) {
    if (clean || isLocal(new URL(c.req.url).hostname)) return next()
    const now = c.var.clock()
    if (!refused || now - refused.at >= MINUTE) {
      const line = await refuseDemo(c.env, c.var.db)
      clean = line === null
      refused = line === null ? null : { line, at: now }
    }
    return refused ? c.text(refused.line, 503) : next()
  }
}
