// What of the watches waits for one officer.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import type { Task } from '../../shared/task'
import { areaIdsOf, rangesOf, scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { DECIDERS } from './reach'
import { dueThrough } from './rules'
import { countWatches } from './store-lists'

/** Lines of 我的待办: fevers nobody was told of, closing visits, proposals of others, gaps. */
export async function watchTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  if (scopesOf(actor, ...DECIDERS).length === 0) return []
  const through = dueThrough(await rulebookInForce(db, now), now)
  const asked = { areas: areaIdsOf(rangesOf(actor, ...DECIDERS)), today: dayOf(now), through }
  const counts = await countWatches(db, asked, actor.id)
  const task = (view: string, count: number, late: number): Task => ({
    label: `tasks.watch_${view}`,
    href: `/office/watches?view=${view}`,
    count,
    late,
  })
  return [
    task('fever', counts.fever, counts.fever),
    task('ending', counts.ending, counts.overdue),
    task('proposed', counts.proposed, 0),
    task('gaps', counts.gaps, 0),
  ]
}
