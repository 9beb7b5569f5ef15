// What patrols have for one officer: what is missed, still to be done today, and to be confirmed.
import type { Db } from '../../db/client'
import type { AccountActor, OfficerRole } from '../../shared/actor'
import type { PatrolLevel } from '../../shared/patrol'
import type { Task } from '../../shared/task'
import { rangesOf, scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { readPatrolDay } from './day'
import { sumsOf } from './rules-day'

/** Whose rounds a role makes or answers for. */
const LEVELS: Partial<Record<OfficerRole, readonly PatrolLevel[]>> = {
  admin: ['town', 'village'],
  patrol: ['town'],
  clerk: ['village'],
}
const ROLES = ['admin', 'patrol', 'clerk'] as const

/** Lines of 我的待办; none for an officer who makes no rounds. Who holds several roles has the sum of them. */
export async function patrolTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  const held = ROLES.filter((role) => scopesOf(actor, role).length > 0)
  if (held.length === 0) return []
  const book = await rulebookInForce(db, now)
  const levels = [...new Set(held.flatMap((role) => LEVELS[role] ?? []))]
  const days = await Promise.all(
    levels.map((level) => {
      const roles = held.filter((role) => LEVELS[role]?.includes(level))
      return readPatrolDay(db, book, { ranges: rangesOf(actor, ...roles), level, now })
    }),
  )
  const { missed, owed, dueByNow } = sumsOf(days.flat(), now)
  const admin = held.includes('admin')
  return [
    {
      label: 'tasks.patrol_missed',
      href: admin ? '/office/patrols/urge' : '/office/patrols',
      count: missed,
      late: missed,
    },
    { label: 'tasks.patrol_due', href: '/office/patrols', count: owed - dueByNow, late: 0 },
  ]
}
