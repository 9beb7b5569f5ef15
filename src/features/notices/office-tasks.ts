// What notices wait for one officer: a clerk receives and reports, headquarters closes and hands out.
import type { Db } from '../../db/client'
import type { AccountActor, OfficerRole } from '../../shared/actor'
import { MOST_LATE, type Task } from '../../shared/task'
import { rangesOf, scopesOf } from '../accounts'
import { countNobodys } from './store-arrivals'
import { countNoticesFor } from './store-list'

const task = (label: string, href: string, { n, late }: { n: number; late: number }): Task => ({
  label: `tasks.notices_${label}`,
  href,
  count: n,
  late,
  mostLate: MOST_LATE,
})

/** Lines of 我的待办; none for an officer who is neither clerk nor headquarters. */
export async function noticeTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  const holds = (role: OfficerRole): boolean => scopesOf(actor, role).length > 0
  const tasks: Task[] = []
  if (holds('clerk')) {
    const counts = await countNoticesFor(db, rangesOf(actor, 'clerk'), now, MOST_LATE)
    tasks.push(
      task('receive', '/office/notices?view=issued', counts.issued),
      task('do', '/office/notices', counts.inHand),
    )
  }
  if (holds('admin')) {
    const ranges = rangesOf(actor, 'admin')
    const [{ late, reported }, nobodys] = await Promise.all([
      countNoticesFor(db, ranges, now, MOST_LATE),
      countNobodys(db, ranges),
    ])
    tasks.push(
      task('close', '/office/notices?view=reported', reported),
      {
        ...task('late', '/office/notices', { n: late - reported.late, late: late - reported.late }),
        mostCount: MOST_LATE,
      },
      task('nobodys', '/office/arrivals?view=nobody', { n: nobodys, late: 0 }),
    )
  }
  return tasks
}
