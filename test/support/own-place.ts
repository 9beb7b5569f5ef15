// A place of a story's own in the served town, in the clerk's village, with a keeper who signs in there.
import { onTestFinished } from 'vitest'
import { accountField } from '../../src/features/accounts/seed'
import { encryptField } from '../../src/shared/fields'
import { systemRandom } from '../../src/shared/ids'
import { newPlaceCode } from '../../src/shared/place-code'
import { sql } from './aging'
import { fieldKey } from './employ'

export interface OwnPlace {
  id: number
  code: string
  /** What its keeper signs in with, and the demo password. */
  account: string
}

const FIRST_ACCOUNT = 800_000
const LONG_SINCE = 18_000

/** Open since long ago, as one of the town's of that kind is, until the story ends. */
export async function ownPlace(kind: 'enterprise' | 'site', name: string): Promise<OwnPlace> {
  const code = newPlaceCode(systemRandom)
  const [place] = await sql<{ id: number }>(
    `INSERT INTO places (code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status,
       stage, returned_on, working_on, opened_on, opens_at, closes_at, created_at)
     SELECT ?1, kind, ?2, ?2, trade, '左照沟村 8 号', a.id, a.path, entrances, status,
       stage, returned_on, working_on, ?4, opens_at, closes_at, p.created_at
     FROM places p, areas a WHERE p.kind = ?3 AND p.status = 'open' AND a.name = '左照沟村' LIMIT 1
     RETURNING id`,
    code,
    name,
    kind,
    LONG_SINCE,
  )
  if (!place) throw new Error(`the town has no open ${kind}`)
  // Other stories count what is open in the town.
  onTestFinished(async () => {
    await sql("UPDATE places SET status = 'closed' WHERE id = ?", place.id)
  })
  const account = FIRST_ACCOUNT + place.id
  const login = `story-${code.toLowerCase()}`
  await sql(
    `INSERT INTO accounts (id, kind, name, display_name, password_hash, demo, created_at)
     SELECT ?, kind, ?, ?, password_hash, 1, created_at FROM accounts WHERE name = 'keeper'`,
    account,
    login,
    await encryptField(fieldKey(), accountField('display_name', account), '桑卫东'),
  )
  await sql(
    "INSERT INTO place_members (place_id, account_id, role, since) VALUES (?, ?, 'keeper', 0)",
    place.id,
    account,
  )
  return { id: place.id, code, account: login }
}
