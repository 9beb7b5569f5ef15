// 我的待办: what every room has for one officer.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import type { Task } from '../../shared/task'
import { reviewTasks } from '../applications'
import { inspectionTasks } from '../inspections'
import { noticeTasks } from '../notices'
import { orderTasks } from '../orders'
import { patrolTasks } from '../patrols'
import { reportTasks } from '../reports'
import { requestTasks } from '../requests'
import { returnTasks } from '../returns'
import { switchTasks } from '../switches'
import { watchTasks } from '../watches'

type TasksOf = (db: Db, actor: AccountActor, now: number) => Promise<Task[]>

/** In the order of an officer's day; each answers for itself what this officer has. */
const ROOMS: readonly TasksOf[] = [
  patrolTasks,
  reviewTasks,
  inspectionTasks,
  reportTasks,
  orderTasks,
  noticeTasks,
  requestTasks,
  watchTasks,
  returnTasks,
  switchTasks,
]

/** Everything that waits for an officer, what is late first. */
export async function tasksOf(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  const tasks = await Promise.all(ROOMS.map((room) => room(db, actor, now)))
  return tasks
    .flat()
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.late - a.late)
}
