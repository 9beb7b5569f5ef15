// Gives a town that was founded before some demo account was thought of that account, once.
import { batchAll, type Db } from '../../src/db/client'
import { type AccountKeys, DEMO_ACCOUNTS } from '../../src/features/accounts/seed'
import { startOfDay } from '../../src/shared/clock'
import { ACCOUNT_NAMES, demoRows, idOf, secondKeepers } from './accounts'
import { insertStatements, UNLESS_THERE } from './found'
import { type DemoState, writeState } from './state'
import { allPlaces } from './top-up'

interface Opening {
  db: Db
  keys: AccountKeys
  data: string
}

export async function openAccounts({ db, keys, data }: Opening, state: DemoState): Promise<void> {
  const fresh = DEMO_ACCOUNTS.filter(({ name }) => !state.accounts.includes(name))
  if (fresh.length === 0) return
  const since = startOfDay(state.foundedOn)
  const ids = new Set(fresh.map(({ name }) => idOf(name)))
  const rows = await demoRows(fresh, keys, state.password, since)
  const members = secondKeepers(await allPlaces(db), since)
  await batchAll(db, [
    ...insertStatements(
      db,
      'accounts',
      rows.map((row) => ({ ...row })),
      UNLESS_THERE,
    ),
    ...insertStatements(
      db,
      'place_members',
      members.filter((each) => ids.has(each.account_id)),
      UNLESS_THERE,
    ),
    db.$client.prepare('SELECT 1'),
  ])
  state.accounts = ACCOUNT_NAMES
  writeState(data, state)
}
