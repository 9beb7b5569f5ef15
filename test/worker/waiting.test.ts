// What waits for officers: what triggers keep of it, against the rows that wait.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { readWaiting } from '../../src/features/accounts'
import type { WaitingTable } from '../../src/features/accounts/waiting-store'
import { notingD1, plansOf } from '../support/plans'
import { db, foundTown, one } from '../support/town'
import { forEach, widen } from '../support/wide-town'

const NEVER = Number.MAX_SAFE_INTEGER
const FROM = 50_000
const ROWS = 6

/** The rows that wait: where, in which state, until when, and whose they are beside their area's. */
const WAITS: Record<Exclude<WaitingTable, 'inspections'>, string> = {
  applications: `area_path AS path, state, ifnull(answer_by, ${NEVER}) AS due, '#' || department AS own
    FROM applications WHERE state IN ('submitted', 'accepted')`,
  orders: `area_path AS path, state, due_at AS due, NULL AS own FROM orders WHERE state IN ('open', 'answered')`,
  notices: `area_path AS path, state, iif(state = 'reported' AND NOT ifnull(reported_at > due_at, 0), ${NEVER}, due_at) AS due,
    NULL AS own FROM notices WHERE state IN ('issued', 'received', 'in_hand', 'reported')`,
  return_batches: `area_path AS path, state, day AS due, NULL AS own FROM return_batches WHERE state = 'planned'`,
  patrol_rounds: `area_path AS path, review AS state, at AS due, '@' || by AS own FROM patrol_rounds WHERE review = 'pending'`,
  arrivals: `found_area_path AS path, 'nobodys' AS state, ${NEVER} AS due, NULL AS own FROM arrivals
    WHERE area_id IS NULL AND notice_id IS NULL AND left_on IS NULL`,
  cases: `area_path AS path, state, ${NEVER} AS due, NULL AS own FROM cases WHERE state = 'open'`,
  stage_steps: `area_path AS path, state, ${NEVER} AS due, NULL AS own FROM stage_steps WHERE state = 'asked'`,
}
const TABLES = Object.keys(WAITS) as (keyof typeof WAITS)[]

/** Each row once for every area it lies in, and once more as somebody's; an inspection is its inspectors'. */
const waitingNow = (table: WaitingTable): string =>
  table === 'inspections'
    ? `SELECT '@' || m.account_id AS scope, 'inspections.open' AS what, i.on_day AS due, i.id AS item FROM inspections i
       JOIN inspection_members m ON m.inspection_id = i.id WHERE i.state IN ('planned', 'started')`
    : `SELECT a.path || o.value AS scope, '${table}.' || x.state AS what, x.due, x.id AS item
       FROM (SELECT id, ${WAITS[table]}) x JOIN areas a ON substr(x.path, 1, length(a.path)) = a.path
       CROSS JOIN json_each(iif(x.own IS NULL, '[""]', json_array('', x.own))) o`

const kept = (table: WaitingTable): string =>
  `SELECT scope, what, due, item FROM waiting WHERE what GLOB '${table}.*'`

const COUNTED = 'SELECT scope, what, count(*) AS count FROM waiting GROUP BY scope, what'
const KEPT_COUNTS = 'SELECT scope, what, count FROM waiting_counts WHERE count <> 0'

/** Rows that are in one of two selections and not in the other. */
async function differing(one: string, other: string): Promise<unknown[]> {
  const both = await db.$client.batch(
    [`${one} EXCEPT ${other}`, `${other} EXCEPT ${one}`].map((sql) => db.$client.prepare(sql)),
  )
  return both.flatMap(({ results }) => results)
}

const inserted = (sql: string) => forEach(FROM, ROWS, sql)

beforeAll(async () => {
  await foundTown()
  await widen(1_000)
  await db.$client.batch([
    inserted(`INSERT INTO return_batches (id, key, place_id, area_path, seq, day, state, rulebook_version, by, at)
      SELECT i, 'w' || i, i, '/1/2/3/', 1, 18000, 'planned', 1, 1, 0 FROM n`),
    inserted(`INSERT INTO patrol_rounds (id, key, place_id, area_path, day, level, target, at, received_at, by, proof, review,
        problems, rulebook_version)
      SELECT i, 'w' || i, i, '/1/2/3/', 18000, 'town', 'listed', 950, 950, i % 3, 'none', 'pending', 0, 1 FROM n`),
    inserted(`INSERT INTO arrivals (id, key, name, phone, phone_index, address, origin, arrived_on, found_area_id,
        found_area_path, reported_by, at)
      SELECT i, 'w' || i, '', '', 'w' || i, '', '', 18000, 3, '/1/2/3/', 1, 0 FROM n`),
    inserted(`INSERT INTO cases (id, key, name, address, area_id, area_path, kind, state, rulebook_version, by, at)
      SELECT i, 'w' || i, '', '', 3, '/1/2/3/', 'unlicensed', 'open', 1, 1, 0 FROM n`),
    inserted(`INSERT INTO stage_steps (id, key, place_id, area_path, from_stage, to_stage, day, state, by, at)
      SELECT i, 'w' || i, i, '/1/2/3/', 'stopped', 'preparing', 18000, 'asked', 1, 0 FROM n`),
    inserted(
      "INSERT INTO inspection_members (inspection_id, account_id, department) SELECT i, 1 + i % 2, 'market' FROM n",
    ),
  ])
})

const AREAS = ['/1/2/3/', '/1/2/100/', '/1/2/101/']
const among = (column: string, values: (string | number)[]) => (pick: number) => {
  const value = values[pick % values.length] ?? ''
  return `${column} = ${typeof value === 'number' ? value : `'${value}'`}`
}
const unset = (column: string) => (pick: number) => `${column} = ${pick % 2 ? 'NULL' : '3'}`
const area = among('area_path', AREAS)

/** What may happen to a row of each table. */
const SETS: Record<WaitingTable, ((pick: number) => string)[]> = {
  applications: [
    among('state', ['submitted', 'accepted', 'sent_back']),
    among('answer_by', [900, 960, 1020]),
    among('department', ['d1', 'd2']),
    area,
  ],
  orders: [among('state', ['open', 'answered', 'closed']), among('due_at', [900, 1020]), area],
  notices: [
    among('state', ['issued', 'received', 'in_hand', 'reported', 'closed']),
    among('due_at', [900, 960, 1020]),
    among('reported_at', [900, 960, 1020]),
    area,
  ],
  return_batches: [among('state', ['planned', 'approved']), among('day', [999, 1000, 1001]), area],
  patrol_rounds: [(pick) => `review = ${pick % 2 ? 'NULL' : "'pending'"}`, area],
  arrivals: [
    unset('area_id'),
    unset('notice_id'),
    unset('left_on'),
    among('found_area_path', AREAS),
  ],
  cases: [among('state', ['open', 'closed']), area],
  stage_steps: [among('state', ['asked', 'confirmed']), area],
  inspections: [
    among('state', ['planned', 'started', 'passed', 'cancelled']),
    among('on_day', [999, 1000, 1001]),
  ],
}
const KEPT_FOREVER = ['stage_steps']

const step = fc.record({
  table: fc.constantFrom(...(Object.keys(SETS) as WaitingTable[])),
  row: fc.nat(ROWS - 1),
  act: fc.nat(4),
  pick: fc.nat(11),
})

describe('what waits', () => {
  test('is what the rows say, whatever was done to them and in whichever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        await db.$client.batch(
          steps.map(({ table, row, act, pick }) => {
            const set = SETS[table][act]
            const where = `id = ${FROM + row}`
            if (set) return db.$client.prepare(`UPDATE ${table} SET ${set(pick)} WHERE ${where}`)
            const gone = pick === 0 && row === 0 && !KEPT_FOREVER.includes(table)
            return db.$client.prepare(
              table === 'inspections'
                ? `DELETE FROM inspection_members WHERE inspection_id = ${FROM + row} AND ${pick === 0}`
                : `DELETE FROM ${table} WHERE ${where} AND ${gone}`,
            )
          }),
        )
        for (const table of new Set(steps.map((each) => each.table)))
          expect(await differing(kept(table), waitingNow(table))).toEqual([])
        expect(await differing(KEPT_COUNTS, COUNTED)).toEqual([])
      }),
      { numRuns: 12, seed: 20_200_312, endOnFailure: true },
    )
  })

  test.each(TABLES)(
    'of %s is counted for an area as its rows are, and so are the late ones',
    async (table) => {
      const states = [
        'submitted',
        'accepted',
        'open',
        'answered',
        'issued',
        'planned',
        'pending',
        'nobodys',
        'asked',
      ]
      for (const path of ['/1/', '/1/2/', '/1/2/3/', '/1/2/100/']) {
        const ranges = JSON.stringify([[path, `${path.slice(0, -1)}0`, '']])
        const waiting = await readWaiting(db, { table, ranges, late: states, now: 1_000 })
        for (const state of states)
          expect(waiting(state)).toEqual(
            await one(
              `SELECT count(*) AS n, ifnull(sum(due < 1000), 0) AS late FROM (SELECT ${WAITS[table]})
             WHERE state = ?1 AND substr(path, 1, length(?2)) = ?2`,
              ...[state, path],
            ),
          )
      }
    },
  )

  test('with somebody is counted where it lies; late ones are counted so far as is asked', async () => {
    const own = await one<{ n: number }>(
      "SELECT count(*) AS n FROM patrol_rounds WHERE review = 'pending' AND by = 1 AND area_path LIKE '/1/2/%'",
    )
    const ranges = '[["/1/2/","/1/20",""]]'
    const rounds = { table: 'patrol_rounds', ranges, late: [], now: 0 } as const
    expect((await readWaiting(db, { ...rounds, own: 1 }))('pending').n).toBe(own?.n)
    const orders = { table: 'orders', ranges, late: ['open'], now: NEVER, most: 9 } as const
    expect((await readWaiting(db, orders))('open').late).toBe(10)
    const nowhere = { table: 'orders', ranges: '[]', late: ['open'], now: NEVER } as const
    expect((await readWaiting(db, nowhere))('open')).toEqual({ n: 0, late: 0 })
  })

  test('is read from the head of its range', async () => {
    const sent: Parameters<typeof notingD1>[0] = []
    const orders = {
      table: 'orders',
      ranges: '[["/1/","/10",""]]',
      late: ['open'],
      now: 1,
    } as const
    await readWaiting(openDb(notingD1(sent)), orders)
    const plans = await plansOf(sent, ['json_each'])
    expect(plans.map(({ sorted }) => sorted)).toEqual([false, false])
    expect(plans[0]?.detail).toMatch(/SEARCH c USING PRIMARY KEY \(scope=\?\)/)
    expect(plans[1]?.detail).toMatch(
      /SEARCH w USING PRIMARY KEY \(scope=\? AND what=\? AND due<\?\)/,
    )
  })
})
