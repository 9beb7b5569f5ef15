// What requests wait for one officer: those to take, and those in hand.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { MOST_LATE, type Task } from '../../shared/task'
import { areaIdsOf, rangesOf, scopesOf } from '../accounts'
import { WRITERS } from './opened'
import { countHelp, countMine } from './store-counts'
import { ownUnits } from './units'

/** A reviewer of one department sees what is with it and with their teams; the others see their area. */
export async function requestTasks(db: Db, actor: AccountActor, now: number): Promise<Task[]> {
  const scopes = scopesOf(actor, ...WRITERS)
  if (scopes.length === 0) return []
  const narrow = scopes.every(({ department }) => department)
  const units = narrow ? await ownUnits(db, actor) : null
  const [waiting, mine] = await Promise.all([
    countHelp(db, areaIdsOf(rangesOf(actor, ...WRITERS)), now, {
      ...{ units, late: ['open'], most: MOST_LATE },
    }),
    countMine(db, actor.id, now),
  ])
  return [
    {
      label: 'tasks.requests_open',
      href: `/office/requests${narrow ? '?ours=1' : ''}`,
      count: waiting.open,
      late: waiting.late,
      mostLate: MOST_LATE,
    },
    {
      label: 'tasks.requests_mine',
      href: '/office/requests?view=mine',
      count: mine.n,
      late: mine.late,
    },
  ]
}
