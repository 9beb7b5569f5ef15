// What waits for one officer at the desk: one indexed count each.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { MOST_LATE, type Task } from '../../shared/task'
import { rangesOf, scopesOf } from '../accounts'
import { countAppeals } from './appeal-store'
import { DECIDERS, departmentsOf, READERS } from './office-desk'
import { countInHand, readSums } from './store-office'

/** Applications to review and in hand, appeals to answer; empty for who decides nothing here. */
export async function reviewTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  if (scopesOf(actor, ...DECIDERS).length === 0) return []
  const departments = departmentsOf(actor)
  const tab = departments.length > 0 ? ('department' as const) : ('town' as const)
  const ranges = rangesOf(actor, ...READERS)
  const [sums, inHand, appeals] = await Promise.all([
    readSums(db, { tab, me: actor.id, departments, ranges }, { now, most: MOST_LATE }),
    countInHand(db, actor.id),
    countAppeals(db, rangesOf(actor, ...DECIDERS), actor.id),
  ])
  const none = { late: 0 }
  return [
    {
      label: 'tasks.review',
      href: '/office/applications',
      count: sums.waiting,
      late: sums.late,
      mostLate: MOST_LATE,
    },
    {
      ...none,
      label: 'tasks.mine',
      href: '/office/applications?tab=mine&state=live',
      count: inHand,
    },
    { ...none, label: 'tasks.appeals', href: '/office/appeals', count: appeals },
  ]
}
