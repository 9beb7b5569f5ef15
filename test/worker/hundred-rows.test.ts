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
      "SELECT sum(missing) AS n FROM report_counts WHERE area_id = 1 AND trade = '*all' AND day = (SELECT max(day) - 1 FROM report_sheets)",
    )
    expect(late?.n).toBeGreaterThan(50)
    expect(admin).toBeLessThan(2 * (late?.n ?? 0) + 60)
  })
})

describe('what triggers keep is what the rows say', () => {
  beforeAll(async () => {
    await db.$client.batch(
      [
        "UPDATE places SET status = 'closed' WHERE id % 11 = 0",
        "UPDATE places SET status = 'open' WHERE id % 22 = 0",
        "UPDATE places SET area_path = '/1/3/14/', area_id = 14, name = 'x', name_folded = 'x' WHERE id % 13 = 0",
        'UPDATE places SET rest_day = (SELECT max(day) FROM daily_reports) WHERE id % 17 = 0',
        'UPDATE places SET paused_from = 1, paused_until = NULL WHERE id % 19 = 0',
        'UPDATE production_stops SET ended_on = from_day WHERE id % 2 = 0',
        'UPDATE employments SET left_on = 1 WHERE worker_id % 75 = 0',
        'UPDATE pledges SET withdrawn_at = 1 WHERE id % 125 = 0',
        'UPDATE watches SET ended_at = opened_at, ended_on = first_day WHERE id % 300 = 0',
        'UPDATE watches SET proposed_by = 1 WHERE id % 450 = 0',
        'UPDATE watch_readings SET told_at = 1 WHERE id % 3 = 0',
        "UPDATE return_batches SET state = 'approved' WHERE id % 4 = 0",
        'UPDATE return_people SET came_at = 1 WHERE id % 3 = 0',
        "UPDATE help_requests SET state = 'closed', unit = 'team.service' WHERE id % 7 = 0",
      ].map((sql) => db.$client.prepare(sql)),
    )
  })

  test.each([
    [
      'report_counts',
      'sum(enterprises), sum(missing), sum(present)',
      'report_days',
      "count(*), sum(state = 'missing'), sum(present)",
      'day = (SELECT max(day) FROM daily_reports)',
      "AND area_id = 1 AND trade = '*all'",
    ],
    [
      'report_counts',
      'sum(enterprises), sum(missing), sum(present)',
      'report_days',
      "count(*), sum(state = 'missing'), sum(present)",
      'day = (SELECT max(day) FROM daily_reports)',
      "AND area_id = 1 AND trade <> '*all'",
    ],
    [
      'watch_sums',
      'sum(n)',
      'watch_posts',
      'count(*)',
      "state = 'running' AND area_id = 1",
      "AND what = 'gap'",
    ],
    [
      'help_sums',
      'sum(n)',
      'help_lists',
      'count(*)',
      "state IN ('open', 'in_hand', 'answered') AND area_id = 1",
      "AND by = 'unit'",
    ],
    [
      'survey_sums',
      'sum(places)',
      'survey_places',
      'count(*)',
      'true',
      "AND area_id = 1 AND question = '*all'",
    ],
  ])('the sums of %s', async (sums, kept, rows, counted, where, only) => {
    const of = where.replace("state = 'running' AND ", '')
    const first = await db.$client.prepare(`SELECT ${kept} FROM ${sums} WHERE ${of} ${only}`).raw()
    const live = await db.$client.prepare(`SELECT ${counted} FROM ${rows} WHERE ${where}`).raw()
    expect(first).toEqual(live)
    expect(Number(first[0]?.[0])).toBeGreaterThan(10)
  })

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
