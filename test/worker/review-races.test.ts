import { beforeAll, expect, test } from 'vitest'
import { DECISIONS, type Decision } from '../../src/features/applications/rules-office'
import { decideAll, stepKey } from '../../src/features/applications/store-decide'
import type { AccountActor } from '../../src/shared/actor'
import { deskRules, newFormKey } from '../support/review'
import { clock, db, foundTown, one } from '../support/town'

const RACES = 1_000
const AT_ONCE = 50
const OFFICERS = 20

beforeAll(async () => {
  await foundTown(deskRules())
  await db.$client.batch(
    [
      `INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status, created_at)
       SELECT i, 'X' || i, 'shop', '店', '店', 'catering', '路', 3, '/1/2/3/', '[]', 'applied', 0 FROM n`,
      `INSERT INTO applications (id, key, number, place_id, trade, area_path, department, state, version, rulebook_version,
         answers, self_check, papers, created_by, created_at, updated_at, submitted_at, answer_by)
       SELECT i, 'k' || i, 'N' || i, i, 'catering', '/1/2/3/', 'market', 'submitted', 1, 1, '', '{}', '{}', 1, 0, 0, 0, i FROM n`,
    ].map((sql) =>
      db.$client.prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${RACES}) ${sql}`,
      ),
    ),
  )
})

const officerOf = (id: number): AccountActor => ({
  kind: 'officer',
  id,
  name: '',
  scopes: [],
  places: [],
})

/** One officer's decision on one application, as its form would send it. */
const decide = (id: number, officer: number): Promise<Set<number>> => {
  const decision: Decision = DECISIONS[officer % DECISIONS.length] ?? 'accept'
  return decideAll(db, [
    {
      application: { id, number: `N${id}`, version: 1, placeId: id },
      decision,
      key: stepKey(newFormKey(), { id, version: 1 }),
      reasons: decision === 'refuse' ? ['three_in_one'] : [],
      text: null,
      publicReason: null,
      actor: officerOf(officer + 1),
      at: clock.now,
      rulebookVersion: 1,
    },
  ])
}

test('of officers who decide the same application at once exactly one wins, in 1,000 races', async () => {
  const winners = new Map<number, number>()
  for (let from = 1; from <= RACES; from += AT_ONCE) {
    const races = Array.from({ length: AT_ONCE }, (_, i) => from + i)
    // Two officers meet at each; what they decide differs as often as not.
    const tries = races.flatMap((id) =>
      [0, 1].map(async (n) => {
        const moved = await decide(id, (id * 7 + n * 5) % OFFICERS)
        if (moved.has(id)) winners.set(id, (winners.get(id) ?? 0) + 1)
      }),
    )
    await Promise.all(tries)
  }
  expect(winners.size).toBe(RACES)
  expect([...winners.values()].filter((count) => count !== 1)).toEqual([])
  // Nothing of a loser is left, nothing of a winner is missing.
  expect(
    await one(
      `SELECT (SELECT count(*) FROM application_events) AS steps, (SELECT count(DISTINCT application_id) FROM application_events) AS told,
         (SELECT count(*) FROM place_changes) AS moves, (SELECT count(DISTINCT place_id) FROM place_changes) AS moved,
         (SELECT count(*) FROM audit WHERE act LIKE 'applications.%') AS decided,
         (SELECT count(*) FROM audit WHERE act LIKE 'places.%') AS lived,
         (SELECT count(*) FROM applications a JOIN places p ON p.id = a.place_id
            JOIN application_events e ON e.application_id = a.id AND e.actor_id = a.decided_by
          WHERE a.version = 2 AND p.version = 2 AND (a.state, p.status, e.act) IN
            (VALUES ('accepted', 'accepted', 'accept'), ('sent_back', 'known', 'send_back'), ('refused', 'known', 'refuse'))) AS whole`,
    ),
  ).toEqual({
    steps: RACES,
    told: RACES,
    moves: RACES,
    moved: RACES,
    decided: RACES,
    lived: RACES,
    whole: RACES,
  })
}, 60_000)

test('twenty officers at one application: one decides, nineteen change nothing', async () => {
  await db.$client.batch([
    db.$client.prepare(
      "UPDATE applications SET state = 'submitted', version = 1, decided_by = NULL WHERE id = 1",
    ),
    db.$client.prepare("UPDATE places SET status = 'applied', version = 1 WHERE id = 1"),
  ])
  const outcomes = await Promise.all(Array.from({ length: OFFICERS }, (_, n) => decide(1, n)))
  expect(outcomes.filter((moved) => moved.size === 1)).toHaveLength(1)
  expect(await one('SELECT version FROM applications WHERE id = 1')).toEqual({ version: 2 })
})
