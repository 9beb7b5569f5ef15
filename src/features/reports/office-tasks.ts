// What of the enterprises' day waits for one officer: reports past their time, accidents nobody has read.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import type { Task } from '../../shared/task'
import { scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { coverOf, DOERS } from './cover'
import { dueAt } from './rules'
import { countNewAccidents } from './store-accidents'
import { readOfficeDay } from './store-office'

/** Lines of 我的待办 for administrators, reviewers and clerks. */
export async function reportTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  if (scopesOf(actor, ...DOERS).length === 0) return []
  const book = await rulebookInForce(db, now)
  const cover = coverOf(actor, book, DOERS)
  const day = dayOf(now)
  const late = now > dueAt(book, day)
  const [office, accidents] = await Promise.all([
    late ? readOfficeDay(db, { day, areaPath: '/', cover }) : null,
    countNewAccidents(db, cover),
  ])
  const missing = office?.sums.missing ?? 0
  return [
    {
      label: 'tasks.accidents_new',
      href: '/office/reports/accidents?show=new',
      count: accidents,
      late: 0,
    },
    {
      label: 'tasks.reports_late',
      href: '/office/reports?view=missing',
      count: missing,
      late: missing,
    },
  ]
}
