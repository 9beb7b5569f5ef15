// The public board: five blocks, what it may show, and when it says that it is out of date.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { boardOf } from '../../src/features/board'
import { readRows } from '../../src/features/board/store'
import { placeByCode } from '../../src/features/places'
import type { Place } from '../../src/features/places/tables'
import { type Rulebook, rulebookInForce } from '../../src/features/rulebook'
import { DAY, dayOf, HOUR } from '../../src/shared/clock'
import { DISINFECTED, DUTIES, pageKey, tap, workerAt } from '../support/board'
import { countedD1 } from '../support/counted'
import { keeperOf, type OwnPhone } from '../support/people'
import { notingD1, plansOf } from '../support/plans'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown({ duties: DUTIES })
})

let morning = MORNING
let place: Place
let keeper: OwnPhone
let book: Rulebook
beforeEach(async () => {
  morning += DAY
  clock.now = morning
  place = await openPlace()
  keeper = await keeperOf(place)
  book = await rulebookInForce(db, clock.now)
})

const page = async (path = 'board', of = place): Promise<string> =>
  (await new Phone().get(`/p/${of.code}${path && '/'}${path}`)).text()
const board = async (of = place) => {
  const fresh = await placeByCode(db, of.code)
  if (!fresh) throw new Error('no such place')
  return boardOf(db, env, { book, place: fresh, now: clock.now })
}
const count = (form: Record<string, string>) =>
  keeper.post(`/keep/${place.code}/stock`, { key: pageKey(), ...form })
const measure = (id: number, temperature: string, shift = 'am') =>
  keeper.post(`/keep/${place.code}/staff-check`, {
    key: pageKey(),
    shift,
    [`t${id}`]: temperature,
  })

describe('the board', () => {
  test('has its five blocks in the official order', async () => {
    const shown = await page()
    const order = ['店内消杀', '从业人员', '防疫物资', '车辆消毒', '体温监测'].map((title) =>
      shown.indexOf(`>${title}<`),
    )
    expect(order.every((at) => at > 0)).toBe(true)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  test('is written by taps: what, where, with what, when and by whom', async () => {
    await tap(keeper, place, DISINFECTED)
    await tap(keeper, place, { duty: 'vehicle', plate: '豫A12128' })
    await count({ q_mask: '60', d_mask: '10', q_chlorine: '20', d_chlorine: '5' })
    const shown = await page()
    expect(shown).toContain('10:24 全店 · 84 消毒液')
    expect(shown).toContain('马*记录')
    expect(shown).toContain('豫A·**128')
    expect(shown).toMatch(/4 天.*84 消毒液够用/)
    expect(shown).toContain('今日，应 2 次')
  })

  test('forgets what was taken back', async () => {
    await tap(keeper, place, DISINFECTED)
    const row = await one<{ key: string }>(
      'SELECT key FROM duty_records WHERE place_id = ?',
      place.id,
    )
    await keeper.post(`/keep/${place.code}/undo/duty/${row?.key}`, {})
    expect((await board()).disinfection).toMatchObject({ times: 0, at: null, lines: [] })
  })

  test('shows what was corrected, once', async () => {
    await tap(keeper, place, DISINFECTED)
    const row = await one<{ id: number }>(
      'SELECT id FROM duty_records WHERE place_id = ?',
      place.id,
    )
    const fixed = { key: pageKey(), where: 'kitchen', with: 'alcohol' }
    await keeper.post(`/keep/${place.code}/records/${row?.id}`, fixed)
    const { disinfection } = await board()
    expect(disinfection.times).toBe(1)
    expect(disinfection.lines).toMatchObject([{ where: 'kitchen', agent: 'alcohol' }])
  })

  test('counts an entry of a visitor as news of the temperatures, without anybody’s hand', async () => {
    await new Phone().checkIn(place)
    expect((await board()).temperatures).toMatchObject({
      visits: 1,
      at: clock.now,
      by: '',
      stale: false,
    })
  })

  test('speaks English', async () => {
    await tap(keeper, place, DISINFECTED)
    const shown = await (
      await new Phone().get(`/p/${place.code}/board`, { cookie: 'lang=en' })
    ).text()
    expect(shown).toContain('whole shop · bleach (84)')
  })

  test('of an unknown or mistyped code is not found', async () => {
    expect((await new Phone().get('/p/0000000/board')).status).toBe(404)
    expect((await new Phone().get('/p/0000001/screen')).status).toBe(404)
  })
})

describe('a block', () => {
  test('without a record says so and is out of date', async () => {
    const { vehicle, supplies, disinfection } = await board()
    expect([vehicle.stale, supplies.stale, disinfection.stale]).toEqual([true, true, true])
    expect(await page()).toContain('还没有记录')
  })

  test('turns amber by itself after the rulebook’s hours, and not before', async () => {
    await count({ q_mask: '60' })
    clock.now += 24 * HOUR
    expect((await board()).supplies.stale).toBe(false)
    clock.now += 1
    expect((await board()).supplies.stale).toBe(true)
    expect(await page()).toContain('昨天 10:24更新，已过时')
    await keeper.signIn()
    await count({ q_mask: '50' })
    expect((await board()).supplies.stale).toBe(false)
  })
})

describe('nothing personal', () => {
  const CANARIES = ['李卫东', '13800005678', '欧阳小燕', '13800009999', '马长顺', '豫A12128']

  test('stands on the public board, the screen or the door', async () => {
    await workerAt(place, { name: '李卫东', phone: '13800005678', shown: true })
    const hidden = await workerAt(place, { name: '欧阳小燕', phone: '13800009999' })
    await tap(keeper, place, DISINFECTED)
    await tap(keeper, place, { duty: 'vehicle', plate: '豫A12128' })
    await measure(hidden, '37.6')
    for (const path of ['board', 'screen', 'screen?part=1', '']) {
      const shown = await page(path)
      for (const canary of CANARIES) expect(shown).not.toContain(canary)
    }
    const json = JSON.stringify(await board())
    for (const canary of CANARIES) expect(json).not.toContain(canary)
  })

  test('a name stands there masked, and only with the worker’s consent; others are counted', async () => {
    await workerAt(place, { name: '李卫东', shown: true, job: '厨师' })
    await workerAt(place, { name: '王秀英', shown: false, job: '服务员' })
    const shown = await page()
    expect(shown).toContain('李* 厨师')
    expect(shown).not.toContain('王*')
    expect(shown).toContain('另 1 人')
  })

  test('a site publishes numbers only', async () => {
    const site = await openPlace({ kind: 'site', stage: 'working', name: '金屏苑三期' })
    await workerAt(site, { name: '李卫东', shown: true })
    expect((await board(site)).staff).toMatchObject({ workers: 1, shown: [] })
    expect(await page('board', site)).not.toContain('李*')
  })

  test('whose fever it was cannot be told: staff and visitors are one number', async () => {
    const id = await workerAt(place)
    await measure(id, '37.6')
    const byStaff = (await board()).temperatures
    const other = await openPlace()
    await new Phone().checkIn(other, { temperature: '37.6' })
    const byVisitor = (await board(other)).temperatures
    expect(byStaff.over).toBe(1)
    expect(byVisitor.over).toBe(1)
    expect(Object.keys(byStaff)).toEqual(Object.keys(byVisitor))
    expect(await page()).toContain('正在处置')
  })

  test('a detail that is not in the lists is not shown, whatever the row holds', async () => {
    const detail = JSON.stringify({ where: '张三家', with: '李四', plate: '豫A12128' })
    await db.$client
      .prepare(
        "INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail) VALUES (?, ?, ?, ?, ?, 1, 'paper', ?)",
      )
      .bind(pageKey(), place.id, dayOf(clock.now), 'disinfect', clock.now, detail)
      .run()
    await db.$client
      .prepare(
        "INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail) VALUES (?, ?, ?, ?, ?, 1, 'paper', ?)",
      )
      .bind(pageKey(), place.id, dayOf(clock.now), 'vehicle', clock.now, detail)
      .run()
    const shown = await page()
    for (const word of ['张三家', '李四', '豫A12128']) expect(shown).not.toContain(word)
    expect(shown).toContain('1 次')
  })
})

describe('the wall screen', () => {
  test('shows the same figures large, and asks again by itself', async () => {
    await tap(keeper, place, DISINFECTED)
    const shown = await page('screen')
    expect(shown).toContain('data-island="wall"')
    expect(shown).toMatch(/<noscript><meta http-equiv="refresh"/)
    expect(shown).toContain('1 次')
    expect(await page('screen?part=1')).not.toContain('<html')
  })

  test('says how many are inside where a capacity asks for it', async () => {
    const small = await openPlace({ capacity: 40 })
    await new Phone().checkIn(small, { party: '3' })
    expect(await page('screen', small)).toContain('3 / 40')
    expect(await page('screen')).not.toContain('现有人数')
  })
})

describe('the door', () => {
  test('says how fresh the board is, and leads to it', async () => {
    const before = await page('')
    expect(before).toContain('class="old">今日还没消毒')
    expect(before).toContain('class="old">员工还没测温')
    await tap(keeper, place, DISINFECTED)
    await measure(await workerAt(place), '36.5')
    const door = await page('')
    expect(door).toContain('今日消毒 10:24')
    expect(door).toContain('员工测温 10:24')
    expect(door).not.toContain('class="old">')
    expect(door).toContain(`/p/${place.code}/board`)
  })
})

describe('the cost of a board', () => {
  test('is one round trip, and every statement goes over an index', async () => {
    const tally = { trips: 0, read: 0, written: 0 }
    const counted = openDb(countedD1(tally))
    await boardOf(counted, env, { book, place, now: clock.now })
    expect(tally.trips).toBe(1)
    expect(tally.written).toBe(0)
    const sent: Parameters<typeof notingD1>[0] = []
    await readRows(openDb(notingD1(sent)), place.id, dayOf(clock.now), {
      records: ['disinfect'],
      ...{ counts: 1, saves: 1, overFrom: 373, shown: 24, liveFrom: 0, firsts: ['disinfect'] },
    })
    const tables = ['duty_records', 'stock_counts', 'employments', 'worker_temperatures']
    const plans = await plansOf(sent, [
      ...tables,
      'place_slots',
      'staff_saves',
      'duty_days',
      'record_days',
    ])
    expect(plans).toHaveLength(8)
    const walked = /SCAN (CONSTANT ROW|\w+ VIRTUAL TABLE|\(subquery-\d+\)|(away|h|p)$)/gm
    for (const { detail, sorted } of plans) {
      expect(detail.replaceAll(walked, '')).not.toMatch(/SCAN/)
      // Only the few who do not count today are put together.
      if (!detail.includes('employments_gone')) expect(sorted).toBe(false)
    }
  })

  test('does not grow with the days that went by', async () => {
    const read = async () => {
      const tally = { trips: 0, read: 0, written: 0 }
      await boardOf(openDb(countedD1(tally)), env, { book, place, now: clock.now })
      return tally.read
    }
    await tap(keeper, place, DISINFECTED)
    const few = await read()
    await db.$client
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
         INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail)
         SELECT ?1 || i, ?2, ?3 - 4 - i % 300, 'disinfect', ?4, 1, 'tap', '{}' FROM n`,
      )
      .bind(`old${place.id}-`, place.id, dayOf(clock.now), clock.now - 5 * DAY)
      .run()
    expect(await read()).toBeLessThanOrEqual(few + 1)
  })
})
