// Sets up the demo town's teams and the officer of each place, once.
import { batchAll, type Db } from '../../src/db/client'
import { type AccountKeys, accountField, phoneIndexOf } from '../../src/features/accounts/seed'
import { memberName } from '../../src/features/teams/people'
import { startOfDay } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { insertStatements, UNLESS_THERE } from './found'
import { type DemoOfficer, teamsOfTown } from './teams'
import { DAYS } from './top-up'

/** The administrator, who set them up. */
const BY = 1

// An empty hash matches no password: these people are there to be called.
async function accountOf(officer: DemoOfficer, keys: AccountKeys, at: number) {
  const { id, name, phone } = officer
  const { FIELD_KEY, INDEX_KEY } = keys
  return {
    id,
    kind: 'officer',
    name: `officer-${id}`,
    display_name: await encryptField(FIELD_KEY, accountField('display_name', id), name),
    phone: await encryptField(FIELD_KEY, accountField('phone', id), phone),
    phone_index: await phoneIndexOf(INDEX_KEY, phone),
    password_hash: '',
    demo: 1,
    created_at: at,
  }
}

const liaisonStatement = (db: Db, { id, areaId }: DemoOfficer): D1PreparedStatement =>
  db.$client
    .prepare(
      'UPDATE places SET liaison_id = ? WHERE area_path = (SELECT path FROM areas WHERE id = ?)',
    )
    .bind(id, areaId)

/** Whole or not at all; a town that has teams keeps them. */
export async function setUpTeams(
  { db, keys }: { db: Db; keys: AccountKeys },
  foundedOn: number,
): Promise<void> {
  if (await db.$client.prepare('SELECT 1 FROM teams LIMIT 1').first()) return
  const at = startOfDay(foundedOn - DAYS)
  const { officers, teams, members, liaisons } = teamsOfTown()
  const accounts = await Promise.all(officers.map((each) => accountOf(each, keys, at)))
  const roles = officers.map(({ id, areaId, areaPath }) => ({
    account_id: id,
    role: 'patrol',
    department: '',
    area_id: areaId,
    area_path: areaPath,
  }))
  const joined = await Promise.all(
    members.map(async ({ teamId, officer, name, department, role }, i) => ({
      id: i + 1,
      key: `demo-member-${i + 1}`,
      teamId,
      accountId: officer?.id ?? null,
      name: officer ? null : await encryptField(keys.FIELD_KEY, memberName(i + 1), name),
      department,
      role,
      since: at,
      by: BY,
    })),
  )
  await batchAll(db, [
    ...insertStatements(db, 'accounts', accounts, UNLESS_THERE),
    ...insertStatements(db, 'roles', roles, UNLESS_THERE),
    ...insertStatements(
      db,
      'teams',
      teams.map((team) => ({ ...team, key: `demo-team-${team.id}`, createdBy: BY, createdAt: at })),
    ),
    ...insertStatements(db, 'team_members', joined),
    ...liaisons.map((officer) => liaisonStatement(db, officer)),
  ])
}
