// What of returns waits for one officer.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { MOST_LATE, type Task } from '../../shared/task'
import { outermost, rangesOf, scopesOf } from '../accounts'
import { countWaiting } from './store-waiting'

/** Lines of 我的待办; none for an officer who answers nothing. */
export async function returnTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  const writers = ['admin', 'patrol', 'clerk'] as const
  if (scopesOf(actor, ...writers).length === 0) return []
  const ranges = outermost(rangesOf(actor, ...writers))
  const { batches, late, steps } = await countWaiting(db, ranges, dayOf(now))
  return [
    {
      label: 'tasks.return_batches',
      href: '/office/returns',
      count: batches,
      late,
      mostLate: MOST_LATE,
    },
    { label: 'tasks.site_stages', href: '/office/returns', count: steps, late: 0 },
  ]
}
