// What of this room an officer may see and do.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { problem } from '../../shared/problem'
import { account, covers } from '../accounts'
import { type OpenOrder, openOrders } from './opened'
import { readOrder } from './store'

type C = Context<AppEnv>

/** Who goes and looks again. */
export const WRITERS = ['admin', 'patrol', 'clerk'] as const satisfies OfficerRole[]
export const READERS = [
  ...WRITERS,
  'reviewer',
  'viewer',
  'inspector',
] as const satisfies OfficerRole[]

export const mayRecheck = (c: C, areaPath: string): boolean =>
  covers(account(c), [...WRITERS], { areaPath })

/** The order of `:id` for an officer of its area. Throws 404 and 403. */
export async function officeOrder(c: C): Promise<OpenOrder> {
  const typed = c.req.param('id') ?? ''
  const read = /^[1-9]\d{0,14}$/.test(typed) ? await readOrder(c.var.db, Number(typed)) : null
  const [order] = read ? await openOrders(c, read, true) : []
  if (!order) throw problem('order.unknown', 404)
  if (!covers(account(c), [...READERS], { areaPath: order.row.areaPath }))
    throw problem('err.forbidden', 403)
  return order
}
