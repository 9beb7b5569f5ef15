// What waits for an administrator: the rules another one wants to change.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import type { Task } from '../../shared/task'
import { scopesOf } from '../accounts'
import { liveProposal } from './store'

/** The proposal somebody else made, if this officer may approve it. */
export async function switchTasks(db: Db, actor: AccountActor): Promise<Task[]> {
  if (scopesOf(actor, 'admin').length === 0) return []
  const live = await liveProposal(db)
  if (live?.state !== 'proposed' || live.proposedBy === actor.id) return []
  const href = `/office/rulebook/proposals/${live.id}`
  return [{ label: 'tasks.proposal', href, count: 1, late: 0 }]
}
