// What patrols have for one officer: what is missed, still to be done today, and to be confirmed.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import type { Task } from '../../shared/task'
import { rangesOf, scopesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { readPatrolDay } from './day'
import { type PatrolLine, sumsOf } from './rules-day'
import { narrowed, ownTeams } from './rules-list'
import { readOwn } from './store-list'
import { countReviews } from './store-review'

type Held = 'admin' | 'patrol' | 'clerk'

async function linesOf(
  db: Db,
  { actor, now }: { actor: AccountActor; now: number },
  [level, ...roles]: ['town' | 'village', ...Held[]],
): Promise<PatrolLine[]> {
  if (scopesOf(actor, ...roles).length === 0) return []
  const book = await rulebookInForce(db, now)
  return readPatrolDay(db, book, { ranges: rangesOf(actor, ...roles), level, now })
}

const task = (label: string, href: string, count: number, late = 0): Task => ({
  label: `tasks.patrol_${label}`,
  href,
  count,
  late,
})

/** Who supervises is asked about everything that is missed; who walks has what their own list shows. */
export async function patrolTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  if (scopesOf(actor, 'admin').length > 0) {
    const [town, village, reviews] = await Promise.all([
      linesOf(db, { actor, now }, ['town', 'admin', 'patrol']),
      linesOf(db, { actor, now }, ['village', 'admin', 'clerk']),
      countReviews(db, rangesOf(actor, 'admin'), actor.id),
    ])
    const { missed } = sumsOf([...town, ...village], now)
    return [
      task('missed', '/office/patrols/urge', missed, missed),
      task('review', '/office/patrols/review', reviews),
    ]
  }
  if (scopesOf(actor, 'patrol', 'clerk').length === 0) return []
  const [town, village, own] = await Promise.all([
    linesOf(db, { actor, now }, ['town', 'patrol']),
    linesOf(db, { actor, now }, ['village', 'clerk']),
    readOwn(db, actor.id, dayOf(now)),
  ])
  const teams = ownTeams(town, own.teamIds)
  const walked = [...narrowed(town, { areaPath: '/', teams, q: '' }), ...village]
  const { missed, owed, dueByNow } = sumsOf(walked, now)
  return [
    task('missed', '/office/patrols', missed, missed),
    task('due', '/office/patrols', owed - dueByNow),
  ]
}
