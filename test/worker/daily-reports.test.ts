import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import type { Place } from '../../src/features/places/tables'
import { reportTasks } from '../../src/features/reports'
import { dayStatement } from '../../src/features/reports/store-office'
import { DAY, dayOf, isoDay, MINUTE } from '../../src/shared/clock'
import { DUTIES, pageKey, tap, workerAt } from '../support/board'
import { countedD1 } from '../support/counted'
import { locationOf } from '../support/keeper-day'
import { helperOf, keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace } from '../support/town'

let hq: OwnPhone
beforeAll(async () => {
  const departments = [
    { id: 'market', name: { zh: '市场监管', en: 'Market' } },
    { id: 'industry', name: { zh: '工信', en: 'Industry' } },
  ]
  await foundTown({
    duties: DUTIES,
    departments,
    trades: [
      { id: 'catering', name: { zh: '餐饮', en: 'Catering' }, department: 'market' },
      { id: 'machinery', name: { zh: '机械', en: 'Machinery' }, department: 'industry' },
    ],
  })
  hq = await officer({ role: 'admin' })
})

let place: Place
let keeper: OwnPhone
let workers: number[] = []
let days = 0
const EARLY = MORNING - 60 * MINUTE
/** Each test has its own enterprise, with three people, on its own day at 09:24. */
beforeEach(async () => {
  days += 3
  clock.now = EARLY + days * DAY
  await hq.signIn()
  place = await enterprise()
  keeper = await keeperOf(place)
  workers = [await workerAt(place), await workerAt(place), await workerAt(place)]
  await db.$client
    .prepare('UPDATE employments SET since = ? WHERE place_id = ?')
    .bind(dayOf(clock.now) - 30, place.id)
    .run()
})

const enterprise = (change: Partial<Place> = {}) =>
  openPlace({ kind: 'enterprise', name: '豫和机械', trade: 'machinery', ...change })

const measure = (worker: number, temperature = 365, shift = 'am') =>
  db.$client
    .prepare(
      `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
       VALUES (?, ?, ?, ?, ?, ?, ?, 1, 'tap')`,
    )
    .bind(pageKey(), place.id, dayOf(clock.now), worker, shift, temperature, clock.now)
    .run()
const measureAll = async () => {
  for (const worker of workers) await measure(worker)
}

const path = () => `/keep/${place.code}/report`
const form = (change: Record<string, string> = {}) => ({
  key: pageKey(),
  day: isoDay(dayOf(clock.now)),
  seen: '0',
  present: '3',
  abnormal: '0',
  returned: '0',
  outside: '0',
  masks: '5',
  needs: '',
  ...change,
})
const zero = (change: Record<string, string> = {}) => ({
  key: pageKey(),
  day: isoDay(dayOf(clock.now)),
  seen: '0',
  zero: '1',
  ...change,
})
const rows = async () =>
  (
    await db.$client
      .prepare('SELECT * FROM daily_reports WHERE place_id = ? ORDER BY day, seq')
      .bind(place.id)
      .all<Record<string, number | string | null>>()
  ).results
const text = async (phone: OwnPhone, at: string) => (await phone.get(at)).text()

describe('a daily report', () => {
  test('is filled in from what was measured and disinfected that morning', async () => {
    await measure(workers[0] ?? 0)
    await measure(workers[1] ?? 0, 376)
    await tap(keeper, place, { duty: 'disinfect', where: 'gate', with: 'alcohol' })
    const page = await text(keeper, path())
    expect(page).toMatch(/今日到岗<\/dt><dd><b>2 人/)
    expect(page).toMatch(/2 \/ 3<\/b>/)
    expect(page).toMatch(/体温异常<\/dt><dd><b class="no">1 人/)
    expect(page).toContain('出入口 1 次')
  })

  test('sent twice by a double press is one row, audited once, in time before 10:00', async () => {
    await measureAll()
    const sent = form({ needs: '口罩 2000 只' })
    expect((await keeper.post(path(), sent)).status).toBe(303)
    expect(locationOf(await keeper.post(path(), sent))).toBe(`${path()}?sent=1`)
    expect(await rows()).toMatchObject([{ seq: 1, late: 0, zero: 0, measured: 3, masks: 5 }])
    const audited = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'reports.send' AND subject = ?",
      `places:${place.id}`,
    )
    expect(audited?.n).toBe(1)
    expect((await rows())[0]?.needs).not.toContain('口罩')
    expect(await text(hq, `/office/reports/${place.code}`)).toContain('口罩 2000 只')
  })

  test('after 10:00 says that it is late, and stays late when corrected', async () => {
    clock.now += 60 * MINUTE
    expect(await text(keeper, path())).toContain('应 10:00 前报，已晚 24 分钟')
    await keeper.post(path(), form())
    await keeper.post(path(), form({ seen: '1', present: '2' }))
    expect(await rows()).toMatchObject([{ late: 1 }, { late: 1 }])
  })

  test('corrected shows both what is and what was, and what the records said', async () => {
    await measureAll()
    await keeper.post(path(), form())
    clock.now += 20 * MINUTE
    await keeper.post(path(), form({ seen: '1', present: '2' }))
    const stored = await rows()
    expect(stored).toMatchObject([
      { seq: 1, present: 3 },
      { seq: 2, present: 2 },
    ])
    expect(stored[1]?.computed).toBe('{"present":3}')
    expect(await text(keeper, path())).toContain('到岗：3 → 2')
    const office = await text(hq, `/office/reports/${place.code}`)
    expect(office).toContain('到岗：3 → 2')
    expect(office).toContain('系统为 3')
    await expect(db.$client.prepare('UPDATE daily_reports SET present = 9').run()).rejects.toThrow(
      'append-only',
    )
  })

  test('of two people at once is one report; the second is told who was first', async () => {
    const helper = await helperOf(place)
    await keeper.post(path(), form())
    const second = await helper.post(path(), form({ present: '1' }))
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('马* 已在 09:24 上报')
    expect(await rows()).toHaveLength(1)
  })

  test('from a page of yesterday is not taken for today', async () => {
    const old = form()
    clock.now += DAY
    await keeper.signIn()
    expect((await keeper.post(path(), old)).status).toBe(409)
    expect(await rows()).toEqual([])
  })

  test('with a word for a figure comes back with what was typed', async () => {
    const bad = await keeper.post(path(), form({ present: '很多', needs: '口罩' }))
    expect(bad.status).toBe(422)
    const page = await bad.text()
    expect(page).toContain('value="很多"')
    expect(page).toContain('口罩</textarea>')
  })
})

describe('nothing to report', () => {
  test('is one tap on a day like yesterday, and says the same figures', async () => {
    await measureAll()
    await keeper.post(path(), form())
    clock.now += DAY
    await keeper.signIn()
    await measureAll()
    expect(await text(keeper, path())).toContain('和昨天相同，没有异常？')
    expect((await keeper.post(path(), zero())).status).toBe(303)
    const [before, today] = await rows()
    expect(today?.zero).toBe(1)
    for (const figure of ['staff', 'present', 'measured', 'abnormal', 'returned', 'watched'])
      expect([figure, today?.[figure]]).toEqual([figure, before?.[figure]])
  })

  test('is refused when fewer came than yesterday, and nothing is written', async () => {
    await measureAll()
    await keeper.post(path(), form())
    clock.now += DAY
    await keeper.signIn()
    expect(await text(keeper, path())).toContain('今天不能零报告：到岗人数和昨天不同')
    expect((await keeper.post(path(), zero())).status).toBe(422)
    expect(await rows()).toHaveLength(1)
  })
})

describe('an enterprise whose production stands still', () => {
  const stop = (change: Record<string, string> = {}) =>
    keeper.post(`/keep/${place.code}/stop`, {
      key: pageKey(),
      from: isoDay(dayOf(clock.now)),
      until: '',
      reason: 'orders',
      ...change,
    })

  test('owes no report, and one it sends is refused with the reason', async () => {
    expect((await stop()).status).toBe(303)
    const refused = await keeper.post(path(), form())
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('停产期间不收日报告')
    expect(await rows()).toEqual([])
    clock.now += 60 * MINUTE
    const missing = await text(hq, '/office/reports?view=missing')
    expect(missing).not.toContain(place.code)
    expect(await text(hq, '/office/reports?view=stopped')).toContain(place.code)
    expect(await text(keeper, `/p/${place.code}`)).toContain('暂停营业')
  })

  test('goes on when the keeper says so, stops once, and a helper may do neither', async () => {
    const helper = await helperOf(place)
    expect((await helper.post(`/keep/${place.code}/stop`, {})).status).toBe(403)
    await stop()
    expect((await stop()).status).toBe(409)
    const resumed = await keeper.post(`/keep/${place.code}/stop/end`, {})
    expect(locationOf(resumed)).toContain('done=resumed')
    expect(await one('SELECT paused_from FROM places WHERE id = ?', place.id)).toEqual({
      paused_from: null,
    })
    expect((await keeper.post(path(), form())).status).toBe(303)
    const again = await keeper.post(`/keep/${place.code}/stop/end`, {})
    expect(locationOf(again)).toContain('done=same')
  })
})

describe('an accident', () => {
  const told = (change: Record<string, string> = {}) => ({
    key: pageKey(),
    kind: 'transport',
    on: isoDay(dayOf(clock.now)),
    time: '8:50',
    where: '北门',
    what: '倒车碰坏围挡',
    hurt: '1',
    done: '已送医',
    ...change,
  })

  test('is seen by the town at once, one row however often it is sent, and read once', async () => {
    const sent = told()
    await keeper.post(`/keep/${place.code}/accidents`, sent)
    await keeper.post(`/keep/${place.code}/accidents`, sent)
    const accident = await one<{ id: number; what: string }>(
      'SELECT id, what FROM accidents WHERE place_id = ?',
      place.id,
    )
    expect(accident?.what).not.toContain('围挡')
    const tasks = await text(hq, '/office')
    expect(tasks).toContain('新报的事故')
    expect(await text(hq, '/office/reports/accidents?show=new')).toContain('倒车碰坏围挡')
    const seen = `/office/reports/accidents/${accident?.id}/seen`
    expect(locationOf(await hq.post(seen, {}))).toContain('done=1')
    expect(locationOf(await hq.post(seen, {}))).toContain('done=0')
    expect(await text(keeper, `/keep/${place.code}/accidents`)).toContain('李卫东')
  })

  test('that has not happened yet is asked about, with everything kept', async () => {
    const bad = await keeper.post(`/keep/${place.code}/accidents`, told({ time: '23:00' }))
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('倒车碰坏围挡')
  })
})

describe('a duty roster', () => {
  const cells = { day_duty: '李卫东、王强', day_production: '张小燕', night_duty: '赵四' }
  const at = (day: number) => `/keep/${place.code}/roster/${isoDay(day)}`
  const save = (day: number, change: Record<string, string> = {}) =>
    keeper.post(at(day), { key: pageKey(), version: '0', ...cells, ...change })

  test('names its gaps, is stored unreadable, and copied fills only what is empty', async () => {
    const today = dayOf(clock.now)
    expect((await save(today)).status).toBe(303)
    await save(today + 1, { day_duty: '钱七', night_duty: '' })
    const stored = await one<{ names: string; gaps: number }>(
      'SELECT names, gaps FROM duty_rosters WHERE place_id = ? AND day = ?',
      place.id,
      today,
    )
    expect(stored?.gaps).toBe(1)
    expect(stored?.names).not.toContain('李卫东')
    const week = await text(keeper, `/keep/${place.code}/roster`)
    expect(week).toContain('缺：夜班生产岗位带班')
    expect(week).toContain('7 天里还有 23 处没有人')
    const copied = await keeper.post(`${at(today + 1)}/copy`, { key: pageKey(), from: 'day' })
    expect(locationOf(copied)).toContain('done=copied')
    const page = await text(keeper, at(today + 1))
    expect(page).toContain('钱七')
    expect(page).toContain('赵四')
    await measureAll()
    await keeper.post(path(), form())
    expect(await text(hq, `/office/reports/${place.code}`)).toContain('生产岗位带班 张小燕')
  })

  test('of last week is copied to the next seven days in one press', async () => {
    const today = dayOf(clock.now)
    await save(today + 2)
    clock.now += 7 * DAY
    await keeper.signIn()
    const copied = { key: pageKey(), from: 'week' }
    await keeper.post(`/keep/${place.code}/roster/copy`, copied)
    const again = await keeper.post(`/keep/${place.code}/roster/copy`, copied)
    expect(locationOf(again)).toContain('done=same')
    expect(await text(keeper, at(today + 9))).toContain('李卫东、王强')
    expect(await text(keeper, `/keep/${place.code}/roster/sheet`)).toContain('张小燕')
  })

  test('changed by two at once keeps the first, and the second is asked', async () => {
    const today = dayOf(clock.now)
    const first = { key: pageKey(), version: '0', ...cells }
    await keeper.post(at(today), first)
    expect((await keeper.post(at(today), first)).status).toBe(303)
    const second = await save(today, { day_duty: '钱七' })
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('value="钱七"')
    expect((await save(today, { version: '1', day_duty: '钱七' })).status).toBe(303)
  })
})

describe('the office', () => {
  const counts = (page: string) =>
    Object.fromEntries(
      [...page.matchAll(/<b>(\d+)<\/b><span>([^<]+)<\/span>/g)].map(([, n, label]) => [label, n]),
    )

  test('adds up what was sent, corrections in place of what they correct', async () => {
    await measureAll()
    await keeper.post(path(), form({ abnormal: '1' }))
    await keeper.post(path(), form({ seen: '1', present: '2', abnormal: '2' }))
    await measure(workers[0] ?? 0)
    clock.now += 60 * MINUTE
    const page = await text(hq, '/office/reports?view=all')
    const truth = await one<Record<string, number>>(
      `SELECT count(*) AS reported, sum(present) AS present, sum(abnormal) AS abnormal FROM daily_reports r
       WHERE day = ?1 AND seq = (SELECT max(seq) FROM daily_reports m WHERE m.place_id = r.place_id AND m.day = ?1)`,
      dayOf(clock.now),
    )
    expect(truth).toEqual({ reported: 1, present: 2, abnormal: 2 })
    const open = await one<{ n: number }>(
      "SELECT count(*) AS n FROM places WHERE kind = 'enterprise' AND status = 'open' AND paused_from IS NULL",
    )
    expect(counts(page)).toMatchObject({ 已报: '1', 到岗: '2', 体温异常: '2' })
    expect(Number(counts(page).未报)).toBe((open?.n ?? 0) - 1)
    expect(page).toContain('更正 1 家')
  })

  test('lists the late ones for the group by name, and as a task', async () => {
    const late = await enterprise({ name: '迟报铸造厂' })
    expect(await text(hq, '/office/reports')).not.toContain('迟报铸造厂、')
    clock.now += 60 * MINUTE
    const page = await text(hq, '/office/reports')
    const list = /<textarea[^>]*>([^<]*)/.exec(page)?.[1]
    expect(list).toContain('还有')
    expect(list).toContain('迟报铸造厂')
    expect(await text(hq, '/office')).toContain('今天没报日报告的企业')
    expect(await text(hq, `/office/reports?q=${encodeURIComponent('迟报')}`)).toContain(late.code)
  })

  test('shows a reviewer the own department, a clerk the own village', async () => {
    const elsewhere = await enterprise({ name: '别村机械', areaPath: '/1/4/9/', areaId: 1 })
    const bakery = await enterprise({ name: '面粉厂', trade: 'catering' })
    const reviewer = await officer({ role: 'reviewer', department: 'industry' })
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const seen = async (phone: OwnPhone, { code, name }: Place) => {
      const listed = await text(phone, `/office/reports?q=${encodeURIComponent(name)}`)
      const status = (await phone.get(`/office/reports/${code}`)).status
      return [listed.includes(code), status]
    }
    expect(await seen(reviewer, place)).toEqual([true, 200])
    expect(await seen(reviewer, bakery)).toEqual([false, 403])
    expect(await seen(clerk, bakery)).toEqual([true, 200])
    expect(await seen(clerk, elsewhere)).toEqual([false, 403])
  })

  test('exports a day as text no spreadsheet runs, and prints a report', async () => {
    await enterprise({ name: '=1+1 机械' })
    await keeper.post(path(), form())
    const sent = { day: isoDay(dayOf(clock.now)), area: '1' }
    const file = await (await hq.post('/office/reports/export', sent)).text()
    expect(file).toContain("'=1+1 机械")
    expect(file).toContain(place.code)
    const sheet = await text(hq, `/office/reports/${place.code}/form`)
    expect(sheet).toContain('企业负责人（签字）')
    const audited = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'reports.export' AND at = ?",
      clock.now,
    )
    expect(audited?.n).toBe(1)
  })

  test('asks the database as often for fifty enterprises as for one', async () => {
    const trips = async () => {
      const tally = { trips: 0, read: 0, written: 0 }
      const phone = await officer({ role: 'admin' })
      Object.assign(phone, { bindings: { ...env, DB: countedD1(tally) } })
      clock.now += 2 * 60 * MINUTE
      // An isolate that has read the rules keeps them for some seconds.
      await hq.get('/office/reports')
      await phone.get('/office/reports?view=all')
      return tally.trips
    }
    const few = await trips()
    for (let n = 0; n < 50; n++) await enterprise({ name: `第 ${n} 机械厂` })
    clock.now -= 2 * 60 * MINUTE
    expect(await trips()).toBe(few)
  })

  test('walks an index for a page of a day', async () => {
    const asked = { day: 1, areaPath: '/', cover: '[]', view: 'all', q: '', after: null } as const
    const sql = String(Reflect.get(dayStatement(db, asked), 'statement'))
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(1, '/', '0', '[]', '', '', 0)
      .all<{ detail: string }>()
    const plan = results.map(({ detail }) => detail).join('\n')
    expect(plan).toContain('places_by_kind')
    expect(plan.replaceAll(/SCAN (json_each|s\b|CONSTANT ROW).*/g, '')).not.toMatch(
      /SCAN|USE TEMP B-TREE FOR ORDER/,
    )
  })

  test('has no task for an officer who only reads', async () => {
    const actor = { kind: 'officer', id: 1, name: '', places: [] } as const
    const scopes = [{ role: 'viewer', department: null, areaPath: '/1/' } as const]
    expect(await reportTasks(openDb(env.DB), { ...actor, scopes, places: [] }, clock.now)).toEqual(
      [],
    )
  })
})
