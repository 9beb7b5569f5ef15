// No page of the office reads more than a hundred rows in a full town: 7,740 people, 14 days.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { HOUR } from '../../src/shared/clock'
import { countedD1, type Tally } from '../support/counted'
import { foundFullTown } from '../support/full-town'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, one } from '../support/town'

let places: Place[]
const readers: Record<string, OwnPhone> = {}

beforeAll(async () => {
  clock.now += HOUR
  places = (await foundFullTown()).places
  const village = { areaId: 14, areaPath: '/1/3/14/' }
  Object.assign(readers, {
    admin: await officer({ role: 'admin' }),
    patrol: await officer({ role: 'patrol', areaId: 3, areaPath: '/1/3/' }),
    clerk: await officer({ role: 'clerk', ...village }),
    reviewer: await officer({ role: 'reviewer', department: 'market' }),
    industry: await officer({ role: 'reviewer', department: 'industry' }),
    health: await officer({ role: 'health' }),
  })
}, 120_000)

const open = (kind: string): string =>
  places.find((each) => each.kind === kind && each.areaPath === '/1/3/14/')?.code ?? ''

/** How many rows a page reads for each who may open it. */
async function rowsOf(path: string): Promise<Record<string, number>> {
  const rows: Record<string, number> = {}
  for (const [who, phone] of Object.entries(readers)) {
    const tally: Tally = { trips: 0, read: 0, written: 0 }
    const DB = countedD1(tally)
    const answer = await Object.assign(phone, { bindings: { ...env, DB } }).get(path)
    if (answer.status === 403) continue
    expect([path, who, answer.status]).toEqual([path, who, 200])
    await answer.text()
    rows[who] = tally.read
  }
  return rows
}

describe('at the size of the town a page reads at most a hundred rows', () => {
  test('7,740 people measured on 14 days', async () => {
    const held = await one<{ n: number; days: number }>(
      'SELECT count(*) AS n, count(DISTINCT day) AS days FROM worker_temperatures',
    )
    expect(held?.days).toBe(14)
    expect(held?.n).toBeGreaterThan(7_740 * 14)
  })

  test.each([
    '/office/workers',
    '/office/workers?watch=1&q=%E9%9D%A2',
    '/office/workers?q=%E8%B1%AB%E8%A5%BF%E9%93%9D',
    '/office/watches',
    '/office/watches?view=gaps',
    '/office/watches?view=fever',
    '/office/reports',
    '/office/reports?view=all',
    '/office/reports?view=reported',
    '/office/reports?view=stopped',
    '/office/reports?q=zzzz',
    '/office/reports?q=%E9%98%80%E9%97%A8',
    '/office/reports/accidents',
    '/office/surveys',
    '/office/surveys?show=visited',
    '/office/surveys?show=no_handbook',
    '/office/returns',
    '/office/returns/1',
    '/office/requests',
    '/office/requests?view=late',
    '/office/requests/numbers',
  ])('%s', async (path) => {
    const { admin = 0, ...others } = await rowsOf(path)
    expect(admin).toBeGreaterThan(0)
    const rows = { admin, ...others }
    expect(Object.entries(rows).filter(([, read]) => read > 100)).toEqual([])
  })

  test('the day of one enterprise, its survey, the stage of one site', async () => {
    for (const path of [
      `/office/reports/${open('enterprise')}`,
      `/office/surveys/${open('enterprise')}`,
      `/office/sites/${open('site')}`,
    ]) {
      const rows = await rowsOf(path)
      expect(Object.entries(rows).filter(([, read]) => read > 100)).toEqual([])
    }
  })

  test('the text for the group reads two rows for each name it holds', async () => {
    const { admin } = await rowsOf('/office/reports/group')
    const late = await one<{ n: number }>(
      'SELECT sum(missing) AS n FROM report_counts WHERE area_id = 1 AND day = (SELECT max(day) - 1 FROM report_sheets)',
    )
    expect(late?.n).toBeGreaterThan(50)
    expect(admin).toBeLessThan(2 * (late?.n ?? 0) + 60)
  })
})

describe('what triggers keep is what the rows say', () => {
  test.each([
    ['report_days', 'report_days_now'],
    ['survey_places', 'survey_places_now'],
    ['risk_posts', 'risk_posts_now'],
    ['watch_posts', 'watch_posts_now'],
    ['batch_lists', 'batch_lists_now'],
    ['help_lists', 'help_lists_now'],
  ])('%s', async (kept, live) => {
    const differ = await one<{ n: number }>(
      `SELECT (SELECT count(*) FROM (SELECT * FROM ${kept} EXCEPT SELECT * FROM ${live})) +
         (SELECT count(*) FROM (SELECT * FROM ${live} EXCEPT SELECT * FROM ${kept})) AS n`,
    )
    expect(differ?.n).toBe(0)
    expect((await db.$client.prepare(`SELECT * FROM ${kept} LIMIT 1`).all()).results).toHaveLength(
      1,
    )
  })
})
