import { beforeAll, describe, expect, test } from 'vitest'
import { type Db, openDb } from '../../src/db/client'
import { changeLife } from '../../src/features/places'
import { setLiaison, setLiaisons } from '../../src/features/places/store-office'
import {
  addMember,
  addTeam,
  changeTeam,
  dissolveTeam,
  endMember,
} from '../../src/features/teams/store'
import type { AccountActor } from '../../src/shared/actor'
import { brokenD1, poisonedD1 } from '../support/broken'
import { officer } from '../support/people'
import { clock, db, foundTown, one, openPlace } from '../support/town'

const actor: AccountActor = { kind: 'officer', id: 1, name: 'admin', scopes: [], places: [] }
const area = { id: 1, path: '/1/' }
let last = 0
const key = (): string => `fault-${++last}`

beforeAll(async () => {
  await foundTown()
})

const TABLES = ['places', 'place_changes', 'place_counts', 'teams', 'team_members', 'audit']

/** Every row of every table an operation may touch. */
async function rows(): Promise<string> {
  const all = await db.$client.batch(
    TABLES.map((table) => db.$client.prepare(`SELECT * FROM ${table}`)),
  )
  return JSON.stringify(all.map(({ results }) => results))
}

const team = async (parentId: number | null = null): Promise<number> => {
  const made = {
    key: key(),
    kind: 'joint',
    under: parentId === null ? null : 'joint',
    name: '队',
    parentId,
    area,
  }
  return (await addTeam(db, made, { actor, now: clock.now })) ?? 0
}

const member = async (teamId: number) => {
  const id = 9_000 + ++last
  const row = { id, key: key(), teamId, accountId: null, name: 'sealed', department: '' }
  await addMember(db, { ...row, role: 'member' }, { actor, now: clock.now })
  return { id, teamId }
}

/** What is done, prepared afresh each time: the same call on whichever database. */
const OPERATIONS: [string, () => Promise<(on: Db) => Promise<unknown>>][] = [
  [
    'a step of a place’s life',
    async () => {
      const { id: placeId } = await openPlace({ status: 'open' })
      const change = { key: key(), placeId, act: 'suspend', cause: 'officer' } as const
      return (on) => changeLife(on, { ...change, actor, rulebookVersion: 1, at: clock.now })
    },
  ],
  [
    'a liaison officer',
    async () => {
      const { id } = await openPlace()
      const { accountId: liaisonId } = await officer({ role: 'patrol' })
      return (on) => setLiaison(on, { id, was: null }, { liaisonId, actor, now: clock.now })
    },
  ],
  [
    'a village’s liaison officer',
    async () => {
      await openPlace()
      const { accountId: liaisonId } = await officer({ role: 'patrol' })
      const asked = { ...area, onlyWithout: false }
      return (on) => setLiaisons(on, asked, { liaisonId, actor, now: clock.now })
    },
  ],
  [
    'a new team',
    async () => {
      const made = { key: key(), kind: 'joint', under: null, name: '队', parentId: null, area }
      return (on) => addTeam(on, made, { actor, now: clock.now })
    },
  ],
  [
    'a team’s new name',
    async () => {
      const id = await team()
      return (on) => changeTeam(on, { id, version: 1, name: '新', area }, { actor, now: clock.now })
    },
  ],
  [
    'a new member',
    async () => {
      const teamId = await team()
      const row = { id: 9_000 + ++last, key: key(), teamId, accountId: null, name: 'sealed' }
      return (on) =>
        addMember(on, { ...row, department: '', role: 'member' }, { actor, now: clock.now })
    },
  ],
  [
    'a member’s leaving',
    async () => {
      const row = await member(await team())
      return (on) => endMember(on, row, { actor, now: clock.now })
    },
  ],
  [
    'the end of a team with its members',
    async () => {
      const id = await team()
      await member(id)
      return (on) => dissolveTeam(on, { id, version: 1 }, { actor, now: clock.now })
    },
  ],
]

const MOST = 20

describe.each(OPERATIONS)('%s', (_, prepare) => {
  test('a batch that fails after any of its statements leaves nothing half-done', async () => {
    const run = await prepare()
    const before = await rows()
    let broken = 0
    for (let n = 0; n < MOST; n++) {
      const { d1, broke } = poisonedD1(n)
      const failed = await run(openDb(d1)).then(
        () => false,
        () => true,
      )
      if (!broke()) break
      broken += 1
      expect(failed, `after ${n} statements`).toBe(true)
      expect(await rows(), `after ${n} statements`).toBe(before)
    }
    expect(broken).toBeGreaterThan(1)
    expect(await rows()).not.toBe(before)
  })

  test('a connection lost before the call arrives changes nothing; lost after it, sending again adds nothing', async () => {
    const lost = await prepare()
    const before = await rows()
    await expect(lost(openDb(brokenD1(1, 'before').d1))).rejects.toThrow()
    expect(await rows()).toBe(before)
    await expect(lost(openDb(brokenD1(1, 'after').d1))).rejects.toThrow()
    const done = await rows()
    expect(done).not.toBe(before)
    await lost(db)
    expect(await rows()).toBe(done)
  })
})

test('every change of a place’s status has its step and its audit row, whatever failed before', async () => {
  expect(
    await one(
      `SELECT (SELECT count(*) FROM place_changes) AS steps,
         (SELECT count(*) FROM audit WHERE act IN ('places.suspend')) AS audits,
         (SELECT count(*) FROM places WHERE status = 'suspended') AS suspended`,
    ),
  ).toEqual({ steps: 2, audits: 2, suspended: 2 })
})
