// What waits for one officer at the doors of the town.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import type { Task } from '../../shared/task'
import { rangesOf } from '../accounts'
import { WRITERS } from './record'
import { countInspectionsFor, countOpenCases } from './store-counts'

/** Inspections this officer is sent to, and open cases of the officer's areas. */
export async function inspectionTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  const [inspections, cases] = await Promise.all([
    countInspectionsFor(db, actor.id, dayOf(now)),
    countOpenCases(db, rangesOf(actor, ...WRITERS)),
  ])
  const none = { late: 0 }
  return [
    { ...none, label: 'tasks.inspections', href: '/office/inspections', count: inspections },
    { ...none, label: 'tasks.cases', href: '/office/cases', count: cases },
  ]
}
