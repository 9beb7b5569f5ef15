import { beforeAll, describe, expect, test } from 'vitest'
import {
  candidateStatements,
  latelyStatement,
} from '../../src/features/inspections/store-candidates'
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
    const statements = [
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
