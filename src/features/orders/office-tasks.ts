// What of the orders waits for one officer: those answered are to be looked at, those late to be urged.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { MOST_LATE, type Task } from '../../shared/task'
import { rangesOf, scopesOf } from '../accounts'
import { countOrders } from './store-list'

/** Lines of 我的待办; none for an officer who rechecks nothing. */
export async function orderTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  const writers = ['admin', 'patrol', 'clerk'] as const
  if (scopesOf(actor, ...writers).length === 0) return []
  const { answered, late } = await countOrders(db, rangesOf(actor, ...writers), now, MOST_LATE)
  return [
    {
      label: 'tasks.orders_answered',
      href: '/office/orders?view=answered',
      count: answered,
      late: 0,
    },
    {
      label: 'tasks.orders_late',
      href: '/office/orders?view=late',
      count: late,
      late,
      mostCount: MOST_LATE,
      mostLate: MOST_LATE,
    },
  ]
}
