// The leader's page: only what is wrong now, the same numbers everywhere, and texts made of them.
import { beforeAll, describe, expect, test } from 'vitest'
import { lateStatement } from '../../src/features/applications/store-late'
import { feverStatements } from '../../src/features/board/store-fevers'
import { patrolNumbers } from '../../src/features/patrols'
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf } from '../../src/shared/clock'
import { findAt, makeRound, PATROLLED, stayAt, watchAt } from '../support/patrolled'
import { type OwnPhone, officer } from '../support/people'
import { plansOf } from '../support/plans'
import { clock, db, foundTown, openPlace, type Phone } from '../support/town'

const at = (time: string): number => Date.parse(`2020-03-12T${time}:00+08:00`)
const NOW = at('15:10')
const RANGES = JSON.stringify([['/1/', '/10', '']])

const site = (name: string, change: Partial<Place> = {}) =>
  openPlace({ kind: 'site', name, stage: 'working', opensAt: null, closesAt: null, ...change })

let viewer: OwnPhone
let book: Rulebook
let sites: Place[]

beforeAll(async () => {
  book = await foundTown(PATROLLED)
  clock.now = NOW
  viewer = await officer({ role: 'viewer' })
  sites = [await site('峡窝安置区 A'), await site('峡窝安置区 B'), await site('金屏苑三期')]
  const shop = await openPlace({ name: '老马烩面馆' })
  // Two of each site's three rounds so far; of the shop's two, the town's.
  for (const place of sites)
    for (const time of ['08:17', '10:40']) {
      const wrong = place === sites[0] && time === '08:17'
      const id = await makeRound(place, { at: at(time), problems: wrong ? 1 : 0 })
      if (wrong) await findAt(place, id, { item: 'gate', fixed: false, order: 'open' }, at(time))
    }
  await makeRound(shop, { at: at('09:30') })
})

describe('the leader’s page', () => {
  const leader = async (phone: Phone, path = '') =>
    (await phone.get(`/office/leader${path}`)).text()

  test('has a row for each kind of thing that is wrong, and counts what the other pages count', async () => {
    const page = await leader(viewer)
    // Three sites' third round and the village's at the shop, and an order past its time.
    expect(page).toContain('今天要过问 2 件')
    expect(page).toContain('漏查 4 次')
    expect(page).toContain('整改逾期 1 件')
    expect(page).toContain('应巡查 14 次，已查 7 次，漏查 4 次；')
    expect(await (await viewer.get('/office/patrols/urge')).text()).toContain('催办：漏查 4 次')
    const grid = await (await viewer.get('/office/patrols/grid')).text()
    expect(grid).toContain('<b>6 / 9</b>')
    expect(page).toContain('查出问题 1 个，已整改 0 个')
  })

  test('late applications are told by department', async () => {
    const add = (place: Place, department: string, n: number) =>
      db.$client
        .prepare(
          `INSERT INTO applications (key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
             self_check, papers, created_by, created_at, updated_at, submitted_at, answer_by)
           VALUES (?1, ?1, ?2, 'catering', ?3, ?4, 'submitted', 1, '', '{}', '{}', 1, 0, 0, 0, ?5)`,
        )
        .bind(`late-${n}`, place.id, place.areaPath, department, NOW - n * DAY)
        .run()
    await add(sites[0] as Place, 'market', 1)
    await add(sites[1] as Place, 'market', 2)
    await add(sites[2] as Place, 'commerce', -1)
    const page = await leader(viewer)
    expect(page).toContain('复工申请超时 2 件')
    expect(page).toContain('市场监管 2 件')
    expect(page).not.toContain('商务')
  })

  test('a site that has to be watched and is left alone stands on it, with since when', async () => {
    const place = await site('金屏苑四期')
    await watchAt(place, dayOf(NOW) + 3)
    await stayAt(place, 1, [at('00:00') - DAY / 2, at('12:00')])
    const page = await leader(viewer)
    expect(page).toContain('驻场断班 1 处')
    expect(page).toContain('金屏苑四期 12:00 起无人驻场')
  })

  test('the draft of a bulletin says the same numbers, for the printer', async () => {
    const page = await leader(viewer, '/bulletin')
    expect(page).toContain('查出问题 1 个，已整改 0 个')
    expect(page).toMatch(/漏查 \d 次/)
    expect(page).toContain('截至 3 月 12 日 15 时')
  })

  test('temperatures over the limit are told of staff and visitors together, and none as none', async () => {
    expect(await leader(viewer)).toContain('无发热异常报告')
    const [place] = sites
    await db.$client.batch([
      db.$client
        .prepare(
          `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
           SELECT 'hot-' || value, ?1, ?2, 900, iif(value = 375, 'am', 'pm'), value, ?3, 1, 'tap' FROM json_each('[375, 373, 372]')`,
        )
        .bind(place?.id, dayOf(NOW), NOW),
      db.$client
        .prepare(
          'INSERT INTO place_days (place_id, day, visits, people, over, waiting, doubtful, version) VALUES (?, ?, 9, 9, 1, 0, 0, 1)',
        )
        .bind(place?.id, dayOf(NOW)),
    ])
    // One worker measured twice counts once.
    expect(await leader(viewer)).toContain('体温异常 2 人次')
    expect(await leader(viewer, '/bulletin')).toContain('体温异常 2 人次')
  })

  test('when nothing is wrong it says so calmly', async () => {
    const other = await officer({ role: 'viewer', areaId: 5, areaPath: '/1/5/' })
    expect(await leader(other)).toContain('今天没有要过问的事')
  })
})

describe('what was found wrong', () => {
  test('is right once put right on the spot or passed at the recheck; a refused round found nothing', async () => {
    const place = await site('查问题工地', { areaId: 5, areaPath: '/1/5/' })
    const found = { item: 'gate', fixed: false }
    const ranges = JSON.stringify([['/1/5/', '/1/50', '']])
    const fixed = await makeRound(place, { at: at('06:10'), problems: 1 })
    await findAt(place, fixed, { item: 'a', fixed: true }, at('06:10'))
    const closed = await makeRound(place, { at: at('07:10'), problems: 1 })
    await findAt(place, closed, { ...found, item: 'b', order: 'closed' }, at('07:10'))
    const open = await makeRound(place, { at: at('08:10'), problems: 1 })
    await findAt(place, open, { ...found, item: 'c', order: 'open' }, at('08:10'))
    const refused = await makeRound(place, { at: at('09:10'), problems: 1, review: 'refused' })
    await findAt(place, refused, { ...found, item: 'd' }, at('09:10'))
    const { found: numbers } = await patrolNumbers(db, book, { ranges, now: NOW })
    expect(numbers).toEqual({ found: 3, right: 2 })
  })
})

test('the queries of these pages are read over an index', async () => {
  const statements = [
    lateStatement(db, RANGES, NOW),
    ...feverStatements(db, RANGES, dayOf(NOW), 373),
  ]
  const sent = statements.map((each) => ({
    sql: String(Reflect.get(each, 'statement')),
    values: Reflect.get(each, 'params') as unknown[],
  }))
  const tables = ['applications', 'worker_temperatures', 'place_days']
  const plans = await plansOf(sent, tables)
  expect(plans).toHaveLength(statements.length)
  for (const { detail } of plans) {
    expect(detail).toMatch(/SEARCH/)
    expect(detail.replaceAll(/SCAN (s|r)\b.*/g, '')).not.toMatch(/SCAN/)
  }
})
