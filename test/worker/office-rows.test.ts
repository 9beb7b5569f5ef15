import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { waitingStatement } from '../../src/features/accounts'
import type { WaitingTable } from '../../src/features/accounts/waiting-store'
import {
  candidateStatements,
  latelyStatement,
} from '../../src/features/inspections/store-candidates'
import { listAreas } from '../../src/features/places'
import { officersStatement } from '../../src/features/places/store-officers'
import { branchStatement } from '../../src/features/teams/store-chart'
import { countedD1 } from '../support/counted'
import { type OwnPhone, officer } from '../support/people'
import { deskRules } from '../support/review'
import { clock, db, foundTown, openPlace } from '../support/town'
import { OFFICERS, widen } from '../support/wide-town'

let admin: OwnPhone
let reviewer: OwnPhone
let market: OwnPhone
let clerk: OwnPhone
let shop: string

beforeAll(async () => {
  await foundTown(deskRules())
  admin = await officer({ role: 'admin' })
  reviewer = await officer({ role: 'reviewer', department: 'd3' })
  market = await officer({ role: 'reviewer', department: 'market' })
  clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
  await widen(clock.now)
  shop = (await openPlace({ status: 'closed' })).code
  // Read once by an isolate, whatever is opened first.
  await listAreas(db)
})

/** What a page costs somebody, and what it says; the day of patrols is made by then, as every minute does. */
async function opened(who: OwnPhone, path: string) {
  const tally = { trips: 0, read: 0, written: 0 }
  const { bindings } = who
  Object.assign(who, { bindings: { ...bindings, DB: countedD1(tally) } })
  if (path === '/office') {
    await who.get(path)
    Object.assign(tally, { trips: 0, read: 0, written: 0 })
  }
  const answer = await who.get(path)
  Object.assign(who, { bindings })
  return { ...tally, status: answer.status, page: await answer.text() }
}

describe('in a town several times as large as ours', () => {
  const WHO = {
    admin: () => admin,
    reviewer: () => reviewer,
    market: () => market,
    clerk: () => clerk,
  }

  test.each([
    ['admin', '/office/audit'],
    ['admin', '/office/audit?act=visits.void'],
    ['admin', '/office/liaisons'],
    ['clerk', '/office/liaisons'],
    ['admin', '/office/places/:code'],
    ['admin', '/office/teams'],
    ['admin', '/office/teams?all=1'],
    ['clerk', '/office/teams?q=%E5%AE%BD'],
    ['admin', '/office/teams/50007'],
    ['admin', '/office/applications'],
    ['admin', '/office/applications?state=live'],
    ['clerk', '/office/applications?state=live'],
    ['reviewer', '/office/applications?state=live'],
    ['admin', '/office/applications?trade=retail&all=1'],
    ['admin', '/office/inspections?show=owed'],
    ['market', '/office/inspections?show=owed'],
    ['reviewer', '/office'],
    ['admin', '/progress/workers'],
  ] as const)('%s opens %s with a hundred rows at most', async (who, path) => {
    const { status, read } = await opened(WHO[who](), path.replace(':code', shop))
    expect(status).toBe(200)
    expect(read).toBeLessThanOrEqual(100)
  })

  test('an officer’s home waits for the database four times at most: who it is, all rooms at once, the day of patrols', async () => {
    const { trips, page } = await opened(clerk, '/office')
    expect(trips).toBeLessThanOrEqual(4)
    expect(page).toMatch(/<b>9\+<\/b> [^<]*<span class="no">/)
  })

  test('every officer can be chosen, each on one page of officers', async () => {
    const found: string[] = []
    let next: string | undefined = '/office/liaisons'
    while (next) {
      const { page, read }: { page: string; read: number } = await opened(admin, next)
      expect(read).toBeLessThanOrEqual(100)
      const [, select = ''] = /<select[^>]*name="officer"[^>]*>(.*?)<\/select>/s.exec(page) ?? []
      found.push(...[...select.matchAll(/value="(\d+)"/g)].map(([, id = '']) => id))
      next = /class="tap" href="(\/office\/liaisons\?officers=[^"]*)"/.exec(page)?.[1]
    }
    expect(found).toHaveLength(OFFICERS + 4)
    expect(new Set(found).size).toBe(found.length)
  })

  test('those of the village stand first where one is chosen for a place', async () => {
    const { page } = await opened(admin, `/office/places/${shop}`)
    const [, select = ''] = /<select[^>]*name="officer"[^>]*>(.*?)<\/select>/s.exec(page) ?? []
    const ids = [...select.matchAll(/value="(\d+)"/g)].map(([, id]) => Number(id))
    expect(ids).toContain(clerk.accountId)
    expect(ids.every((id) => id === clerk.accountId || id % 2 === 0)).toBe(true)
  })

  test('every team is reached from the top of the chart, and the sheet to print has all of them', async () => {
    const names = (page: string) =>
      [...page.matchAll(/>(组\d+)<\/a>/g)].map(([, name = '']) => name)
    const found = new Set<string>()
    let next: string | undefined = '/office/teams'
    while (next) {
      const { page, read }: { page: string; read: number } = await opened(admin, next)
      expect(read).toBeLessThanOrEqual(100)
      for (const name of names(page)) found.add(name)
      next = /class="tap" href="(\/office\/teams\?[^"]*after=\d+)"/
        .exec(page)?.[1]
        ?.replaceAll('&amp;', '&')
    }
    const { page, read } = await opened(admin, '/office/teams?all=1')
    expect([...found].sort()).toEqual(names(page).sort())
    expect(found.size).toBe(61)

    await db.$client
      .prepare('UPDATE teams SET dissolved_at = 1 WHERE id BETWEEN 50040 AND 50059')
      .run()
    const without = await opened(admin, '/office/teams?all=1')
    await db.$client
      .prepare('UPDATE teams SET dissolved_at = NULL WHERE id BETWEEN 50040 AND 50059')
      .run()
    expect(names(without.page)).toHaveLength(41)
    expect(without.read).toBe(read - 20)
  })

  test('is read over indexes, without a sort', async () => {
    const ranges = '[["/1/","/10",""]]'
    const asked = { table: 'orders', ranges, late: ['open'], now: clock.now } as const
    const statements = [
      waitingStatement(db, asked),
      officersStatement(db, '/1/2/3/', { now: 1, after: '' }),
      latelyStatement(db),
      ...candidateStatements(db, 1, { lately: [1], after: '' }),
      branchStatement(db, null, 0),
    ]
    for (const statement of statements) {
      const sql = String(Reflect.get(statement, 'statement'))
      const params = Math.max(0, ...[...sql.matchAll(/\?(\d+)/g)].map(([, n]) => Number(n)))
      const bound = Array(params || (sql.includes('?') ? 1 : 0)).fill(null)
      const { results } = await db.$client
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...bound)
        .all<{ detail: string }>()
      const plan = results.map(({ detail }) => detail).join('\n')
      expect(plan).not.toContain('TEMP B-TREE')
      expect(
        plan.replaceAll(
          /SCAN (s|m|\(subquery.*\)|inspection_members USING) .*|SCAN \(subquery.*|SCAN m$/gm,
          '',
        ),
      ).not.toContain('SCAN')
    }
  })
})

describe('what waits', () => {
  const PATHS = ['/1/', '/1/2/', '/1/2/3/', '/1/2/100/'] as const
  const KINDS: Record<
    WaitingTable,
    { live: string[]; over: string; due: string; unit: string | null }
  > = {
    applications: {
      live: ['submitted', 'accepted'],
      over: 'sent_back',
      due: 'answer_by',
      unit: 'department',
    },
    orders: { live: ['open', 'answered'], over: 'closed', due: 'due_at', unit: null },
    notices: {
      live: ['issued', 'received', 'in_hand', 'reported'],
      over: 'closed',
      due: 'due_at',
      unit: null,
    },
  }
  const NOW = 1_000

  /** What the triggers keep, against the rows themselves. */
  async function compare(table: WaitingTable): Promise<void> {
    const { live, due, unit } = KINDS[table]
    const late = `${due} < ${NOW}${table === 'notices' ? " AND (state <> 'reported' OR reported_at > due_at)" : ''}`
    for (const path of PATHS) {
      const units = unit ? [null, 'd1', 'd2'] : [null]
      for (const of of units) {
        const ranges = JSON.stringify([[path, `${path.slice(0, -1)}0`, '']])
        const { results } = await waitingStatement(db, {
          table,
          ranges,
          units: of === null ? null : [of],
          late: live,
          now: NOW,
        }).all<{ what: string; n: number; late: number }>()
        const kept = results.filter(({ n }) => n > 0)
        const counted = await db.$client
          .prepare(
            `SELECT '${table}.' || state AS what, count(*) AS n, ifnull(sum(${late}), 0) AS late FROM ${table}
             WHERE state IN (${live.map((state) => `'${state}'`)}) AND substr(area_path, 1, length(?1)) = ?1
               ${of === null ? '' : `AND ${unit} = '${of}'`} GROUP BY state ORDER BY 1`,
          )
          .bind(path)
          .all()
        expect(kept.sort((a, b) => (a.what < b.what ? -1 : 1))).toEqual(counted.results)
      }
    }
  }

  const step = fc.record({
    table: fc.constantFrom(...(Object.keys(KINDS) as WaitingTable[])),
    row: fc.integer({ min: 0, max: 5 }),
    act: fc.constantFrom('state', 'due', 'area', 'unit', 'reported', 'delete'),
    pick: fc.nat(11),
  })

  test('is what the rows say, whatever was done to them and in whichever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await db.$client.batch(
          steps.map(({ table, row, act, pick }) => {
            const { live, over, due, unit } = KINDS[table]
            const id = 50_000 + row
            const states = [...live, over]
            const set = {
              state: `state = '${states[pick % states.length]}'`,
              due: `${due} = ${900 + pick * 20}`,
              area: `area_path = '${['/1/2/3/', '/1/2/100/', '/1/2/101/'][pick % 3]}'`,
              unit: unit ? `${unit} = 'd${pick % 3}'` : `${due} = ${due} + 1`,
              reported:
                table === 'notices' ? `reported_at = ${900 + pick * 20}` : `state = '${live[0]}'`,
            }
            return db.$client.prepare(
              act === 'delete'
                ? `DELETE FROM ${table} WHERE id = ${id + 10 + pick}`
                : `UPDATE ${table} SET ${set[act]} WHERE id = ${id}`,
            )
          }),
        )
        for (const table of new Set(steps.map((each) => each.table))) await compare(table)
      }),
      { numRuns: 6 },
    )
  })
})
