import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { applySwitch, nextStatement, stepSwitch } from '../../src/features/switches/store-apply'
import { groupsMoved, listMoved } from '../../src/features/switches/store-facts'
import { dayOf, isoDay } from '../../src/shared/clock'
import type { OwnPhone } from '../support/people'
import {
  admins,
  approveSeen,
  CATEGORY,
  cleanSlate,
  DEPARTMENTS,
  pageOf,
  proposalOf,
  TRADES,
} from '../support/switches'
import { clock, db, foundTown, one, openPlace } from '../support/town'

let first: OwnPhone
let second: OwnPhone

beforeAll(async () => {
  await foundTown({ trades: TRADES, departments: DEPARTMENTS })
})

beforeEach(async () => {
  await cleanSlate()
  ;[first, second] = await admins()
})

/** Copies of one shop, as many as a town has. */
async function street(trade: string, many: number): Promise<number[]> {
  const model = await openPlace({ trade, name: `${trade}样板` })
  const columns = (
    await db.$client.prepare("SELECT name FROM pragma_table_info('places')").all<{ name: string }>()
  ).results
    .map(({ name }) => name)
    .filter((name) => !['id', 'code'].includes(name))
    .join(', ')
  const base = model.id
  await db.$client
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO places (id, code, ${columns}) SELECT ?2 + i, 'T' || (?2 + i), ${columns} FROM n, places WHERE id = ?3`,
    )
    .bind(many - 1, base, model.id)
    .run()
  return [model.id, ...Array.from({ length: many - 1 }, (_, i) => base + i + 1)]
}

const proposal = () =>
  one<{ state: string; done: number; changed: number; total: number }>(
    'SELECT state, done, changed, total FROM proposals ORDER BY id DESC LIMIT 1',
  )
const counts = async (ids: number[]) => ({
  suspended: (
    await one<{ n: number }>(
      "SELECT count(*) AS n FROM places WHERE status = 'suspended' AND id IN (SELECT value FROM json_each(?))",
      JSON.stringify(ids),
    )
  )?.n,
  steps: (
    await one<{ n: number }>(
      'SELECT count(*) AS n FROM place_changes WHERE place_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    )
  )?.n,
  audits: (
    await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'places.suspend' AND subject IN (SELECT 'places:' || value FROM json_each(?))",
      JSON.stringify(ids),
    )
  )?.n,
})

/** The database of a run that is killed before or after its n-th batch was committed. */
function killedAt(n: number, when: 'before' | 'after') {
  let left = n
  return openDb(
    new Proxy(env.DB, {
      get(target, property) {
        if (property !== 'batch') return Reflect.get(target, property)
        return async (statements: D1PreparedStatement[]) => {
          left -= 1
          if (left === 0 && when === 'before') throw new Error('killed')
          const results = await target.batch(statements)
          if (left === 0) throw new Error('killed')
          return results
        }
      },
    }),
  )
}

describe('300 places', () => {
  test('move in batches of 200 at most, with a bar that says how far', async () => {
    const ids = await street('ktv', 300)
    const path = await proposalOf(first, 'category', CATEGORY)
    expect(await pageOf(second, path)).toContain('暂停营业：门店 300 家')
    // Approved without the worker's own first batch, so that the steps can be told apart.
    await db.$client
      .prepare("UPDATE proposals SET cursor = ? WHERE state = 'proposed'")
      .bind(Number.MAX_SAFE_INTEGER)
      .run()
    await approveSeen(second, path)
    await db.$client
      .prepare(
        "UPDATE proposals SET cursor = 0, done = 0, state = 'approved', applied_at = NULL WHERE id = (SELECT max(id) FROM proposals)",
      )
      .run()
    expect(await counts(ids)).toEqual({ suspended: 0, steps: 0, audits: 0 })

    expect(await stepSwitch(db, clock.now)).toBe('more')
    expect(await counts(ids)).toEqual({ suspended: 200, steps: 200, audits: 200 })
    const page = await pageOf(second, path)
    expect(page).toContain('已查看 200 / 300 个场所，变动 200 个')
    expect(page).toMatch(/<meter min="0" max="300" value="200"/)
    expect(page).toContain('http-equiv="refresh"')

    expect(await stepSwitch(db, clock.now)).toBe('applied')
    expect(await stepSwitch(db, clock.now)).toBe('none')
    expect(await counts(ids)).toEqual({ suspended: 300, steps: 300, audits: 300 })
    expect(await proposal()).toMatchObject({ state: 'applied', done: 300, changed: 300 })
  })

  test.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
  ] as const)(
    'killed in batch %i, %s it is committed, the next minute goes on and nothing is twice',
    async (n, when) => {
      const ids = await street('ktv', 300)
      const path = await proposalOf(first, 'category', CATEGORY)
      const future = isoDay(dayOf(clock.now) + 5)
      await db.$client
        .prepare(
          "UPDATE proposals SET json = json_set(json, '$.effectiveFrom', ?) WHERE state = 'proposed'",
        )
        .bind(future)
        .run()
      await approveSeen(second, path)
      expect(await counts(ids)).toEqual({ suspended: 0, steps: 0, audits: 0 })
      const later = Date.parse(`${future}T00:10:00+08:00`)
      await expect(applySwitch(killedAt(n, when), later)).rejects.toThrow('killed')
      await applySwitch(db, later)
      expect(await counts(ids)).toEqual({ suspended: 300, steps: 300, audits: 300 })
      expect(await proposal()).toMatchObject({ state: 'applied', changed: 300 })
      clock.now = later + 20_000
    },
  )

  test('two runs at once move each place once', async () => {
    const ids = await street('ktv', 300)
    const path = await proposalOf(first, 'category', CATEGORY)
    await approveSeen(second, path)
    await Promise.all([
      applySwitch(db, clock.now),
      applySwitch(db, clock.now),
      applySwitch(db, clock.now),
    ])
    expect(await counts(ids)).toEqual({ suspended: 300, steps: 300, audits: 300 })
    expect(await proposal()).toMatchObject({ state: 'applied', changed: 300 })
  })
})

test('the preview lists every place once, page by page, and finds one by name', async () => {
  const ids = await street('gym', 45)
  const special = await openPlace({ trade: 'gym', name: '铁人健身房' })
  await openPlace({ trade: 'retail' })
  const day = dayOf(clock.now)
  const book = await one<{ json: string }>(
    'SELECT json FROM rulebooks ORDER BY version DESC LIMIT 1',
  )
  const before = { book: JSON.parse(book?.json ?? '{}'), day }
  const entry = {
    id: 'gyms',
    category: { zh: '', en: '' },
    trades: ['gym'],
    reason: { zh: '', en: '' },
    from: '2020-01-01',
    to: null,
    source: '',
  }
  const groups = await groupsMoved(db, before, {
    book: { ...before.book, negativeList: [entry] },
    day,
  })
  expect(groups.map(({ places }) => places)).toEqual([46])
  const seen: number[] = []
  for (let after = 0, more = true; more; ) {
    const page = await listMoved(db, groups, day, { q: '', after })
    seen.push(...page.places.map(({ id }) => id))
    after = seen.at(-1) ?? 0
    more = page.more
  }
  expect(seen.sort((a, b) => a - b)).toEqual([...ids, special.id].sort((a, b) => a - b))
  const found = await listMoved(db, groups, day, { q: '铁人', after: 0 })
  expect(found.places.map(({ id }) => id)).toEqual([special.id])
})

test('a batch is a walk by number, however large the town is', async () => {
  const sql = String(Reflect.get(nextStatement(db, { id: 1, cursor: 0 }, 0), 'statement'))
  const { results } = await db.$client
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(0, 0, 'x')
    .all<{ detail: string }>()
  const plan = results.map(({ detail }) => detail).join('\n')
  expect(plan).toContain('SEARCH p USING INTEGER PRIMARY KEY (rowid>?)')
  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
})
