// Which teams and departments an officer answers for.
import type { Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { scopesOf } from '../accounts'
import { teamUnitsOf } from './store-list'

/** Their departments, the teams they belong to, and headquarters for its administrators. */
export async function ownUnits(db: Db, actor: AccountActor): Promise<string[]> {
  const departments = scopesOf(actor, 'reviewer').flatMap(({ department }) =>
    department ? [`dept.${department}`] : [],
  )
  const headquarters = scopesOf(actor, 'admin').length > 0 ? [''] : []
  return [...headquarters, ...departments, ...(await teamUnitsOf(db, actor.id))]
}
