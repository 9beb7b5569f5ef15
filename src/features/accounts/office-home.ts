// An officer's home as it is read: what every room has for them, asked together.
import type { Db } from '../../db/client'
import { gathering } from '../../db/gather'
import type { AccountActor } from '../../shared/actor'
import { chainHead } from '../audit'
import { openCounts } from '../places'
import { tasksOf } from './office-tasks'
import { rolesOf, sealedNameOf } from './sign-in-store'

/** Everything of the page, in one round trip unless a room has to ask twice. */
export async function readHome(db: Db, actor: AccountActor, now: number) {
  const home = gathering(db)
  const [roles, sealed, tasks, counts, head] = await Promise.all([
    rolesOf(home, actor.id, now),
    sealedNameOf(home, actor.id),
    tasksOf(home, actor, now),
    openCounts(home),
    chainHead(home),
  ])
  return { roles, sealed, tasks, counts, head }
}
