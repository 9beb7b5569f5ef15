import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY, dayOf, HOUR, isoDay, MINUTE } from '../../src/shared/clock'
import { pageKey, tap } from '../support/board'
import { countedD1 } from '../support/counted'
import { auditedSince, locationOf, rowsAt } from '../support/keeper-day'
import { helperOf, type OwnPhone, officer } from '../support/people'
import { notingD1, plansOf } from '../support/plans'
import {
  accidentForm,
  ENTERPRISE_RULES,
  enterprise,
  enterpriseDays,
  measure,
  measureAll,
  nextDay,
  reportForm,
  rosterForm,
  sentBy,
  stopForm,
  text,
  zeroForm,
} from '../support/reports'
import { clock, db, foundTown, one } from '../support/town'

let hq: OwnPhone
beforeAll(async () => {
  await foundTown(ENTERPRISE_RULES)
  hq = await officer({ role: 'admin' })
})
const NOTHING = { trips: 0, read: 0, written: 0 }
const day = enterpriseDays()
beforeEach(() => hq.signIn())

describe('a daily report', () => {
  test('is filled in from what was measured and disinfected that morning', async () => {
    const { place, keeper, path, workers } = day()
    await measure(place, workers[0])
    await measure(place, workers[1], 376)
    await tap(keeper, place, { duty: 'disinfect', where: 'gate', with: 'alcohol' })
    const page = await text(keeper, path)
    expect(page).toMatch(/今日到岗<\/dt><dd><b>2 人/)
    expect(page).toMatch(/2 \/ 3<\/b>/)
    expect(page).toMatch(/体温异常<\/dt><dd><b class="no">1 人/)
    expect(page).toContain('出入口 1 次')
  })

  test('sent twice by a double press is one row, audited once, in time before 10:00', async () => {
    const { place, keeper, path } = day()
    await measureAll(day())
    const sent = reportForm({ needs: '口罩 2000 只' })
    expect((await keeper.post(path, sent)).status).toBe(303)
    expect(locationOf(await keeper.post(path, sent))).toBe(path)
    const rows = await sentBy(place)
    expect(rows).toMatchObject([{ seq: 1, late: 0, zero: 0, measured: 3, masks: 5 }])
    expect(await auditedSince(clock.now, 'reports.send')).toBe(1)
    expect(rows[0]?.needs).not.toContain('口罩')
    expect(await text(hq, `/office/reports/${place.code}`)).toContain('口罩 2000 只')
  })

  test('after 10:00 says that it is late, and stays late when corrected', async () => {
    const { place, keeper, path } = day()
    await measureAll(day())
    clock.now += HOUR
    expect(await text(keeper, path)).toContain('应 10:00 前报，已晚 24 分钟')
    await keeper.post(path, reportForm())
    await keeper.post(path, reportForm({ seen: '1', present: '2' }))
    expect(await sentBy(place)).toMatchObject([{ late: 1 }, { late: 1 }])
  })

  test('corrected shows both what is and what was, and what the records said', async () => {
    const { place, keeper, path } = day()
    await measureAll(day())
    await keeper.post(path, reportForm())
    clock.now += 20 * MINUTE
    await keeper.post(path, reportForm({ seen: '1', present: '2' }))
    const stored = await sentBy(place)
    expect(stored).toMatchObject([
      { present: 3 },
      { seq: 2, present: 2, computed: '{"present":3}' },
    ])
    expect(await text(keeper, path)).toContain('到岗：3 → 2')
    const office = await text(hq, `/office/reports/${place.code}`)
    expect(office).toContain('到岗：3 → 2')
    expect(office).toContain('系统为 3')
    await expect(db.$client.prepare('UPDATE daily_reports SET present = 9').run()).rejects.toThrow(
      'append-only',
    )
  })

  test('of two people at once is one report; the second is told who was first', async () => {
    const { place, keeper, path } = day()
    const helper = await helperOf(place)
    await keeper.post(path, reportForm())
    const second = await helper.post(path, reportForm({ present: '1' }))
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('马* 已在 09:24 上报')
    expect(await sentBy(place)).toHaveLength(1)
  })

  test('from a page of yesterday is not taken for today, nor one with a word for a figure', async () => {
    const { place, keeper, path } = day()
    const bad = await keeper.post(path, reportForm({ present: '很多', needs: '口罩' }))
    expect(bad.status).toBe(422)
    expect(await bad.text()).toMatch(/value="很多"[\s\S]*口罩<\/textarea>/)
    const old = reportForm()
    await nextDay(day())
    expect((await keeper.post(path, old)).status).toBe(409)
    expect(await sentBy(place)).toEqual([])
  })
})

describe('nothing to report', () => {
  test('is one tap on a day like yesterday, and says the same figures', async () => {
    const { place, keeper, path } = day()
    await measureAll(day())
    await keeper.post(path, reportForm())
    await nextDay(day())
    await measureAll(day())
    expect(await text(keeper, path)).toContain('和昨天相同，没有异常？')
    expect((await keeper.post(path, zeroForm())).status).toBe(303)
    const [before, today] = await sentBy(place)
    expect(today?.zero).toBe(1)
    for (const figure of ['staff', 'present', 'measured', 'abnormal', 'returned', 'watched'])
      expect([figure, today?.[figure]]).toEqual([figure, before?.[figure]])
  })

  test('is refused when fewer came than yesterday, and nothing is written', async () => {
    const { place, keeper, path, workers } = day()
    await measureAll(day())
    await keeper.post(path, reportForm())
    await nextDay(day())
    await measure(place, workers[0])
    expect(await text(keeper, path)).toContain('今天不能零报告：到岗人数和昨天不同')
    expect((await keeper.post(path, zeroForm())).status).toBe(422)
  })
})

describe('an enterprise whose production stands still', () => {
  test('owes no report, and one it sends is refused with the reason', async () => {
    const { place, keeper, path } = day()
    expect((await keeper.post(`/keep/${place.code}/stop`, stopForm())).status).toBe(303)
    const refused = await keeper.post(path, reportForm())
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('停产期间不收日报告')
    expect(await sentBy(place)).toEqual([])
    clock.now += HOUR
    expect(await text(hq, '/office/reports?view=missing')).not.toContain(place.code)
    expect(await text(hq, '/office/reports?view=stopped')).toContain(place.code)
    expect(await text(keeper, `/p/${place.code}`)).toContain('暂停生产')
  })

  test('goes on when the keeper says so, stops once, and a helper may do neither', async () => {
    const { place, keeper, path } = day()
    const [stop, end] = [`/keep/${place.code}/stop`, `/keep/${place.code}/stop/end`]
    expect((await (await helperOf(place)).post(stop, stopForm())).status).toBe(403)
    await keeper.post(stop, stopForm())
    expect((await keeper.post(stop, stopForm())).status).toBe(409)
    expect(locationOf(await keeper.post(end, {}))).toContain('done=resumed')
    expect(locationOf(await keeper.post(end, {}))).toContain('done=same')
    expect((await keeper.post(path, reportForm())).status).toBe(303)
  })
})

test('an accident is seen by the town at once, one row however often it is sent, and read once', async () => {
  const { place, keeper } = day()
  const [sent, path] = [accidentForm(), `/keep/${place.code}/accidents`]
  await keeper.post(path, sent)
  await keeper.post(path, sent)
  expect(await rowsAt(place, 'accidents')).toBe(1)
  const told = await one<{ id: number; what: string }>('SELECT * FROM accidents ORDER BY id DESC')
  expect(told?.what).not.toContain('围挡')
  expect(await text(hq, '/office')).toContain('新报的事故')
  expect(await text(hq, '/office/reports/accidents?show=new')).toContain('倒车碰坏围挡')
  const seen = `/office/reports/accidents/${told?.id}/seen`
  expect(locationOf(await hq.post(seen, {}))).toContain('done=1')
  expect(locationOf(await hq.post(seen, {}))).toContain('done=0')
  expect(await text(keeper, path)).toContain('李卫东')
})

describe('a duty roster', () => {
  const at = (on: number) => `/keep/${day().place.code}/roster/${isoDay(on)}`

  test('names its gaps, is stored unreadable, and copied fills only what is empty', async () => {
    const { place, keeper, path } = day()
    const today = dayOf(clock.now)
    expect((await keeper.post(at(today), rosterForm())).status).toBe(303)
    await keeper.post(at(today + 1), rosterForm({ day_duty: '钱七', night_duty: '' }))
    const stored = await one('SELECT names FROM duty_rosters WHERE place_id = ?', place.id)
    expect(JSON.stringify(stored)).not.toContain('李卫东')
    const week = await text(keeper, `/keep/${place.code}/roster`)
    expect(week).toContain('缺：夜班生产岗位带班')
    expect(week).toContain('7 天里还有 23 处没有人')
    await keeper.post(`${at(today + 1)}/copy`, { key: pageKey(), from: 'day' })
    expect(await text(keeper, at(today + 1))).toMatch(/钱七[\s\S]*赵四/)
    await keeper.post(path, reportForm())
    expect(await text(hq, `/office/reports/${place.code}`)).toContain(
      '带班 张小燕；值班 李卫东、王强',
    )
  })

  test('of last week is copied to the next seven days in one press', async () => {
    const { place, keeper } = day()
    const today = dayOf(clock.now)
    await keeper.post(at(today + 2), rosterForm())
    clock.now += 7 * DAY
    await keeper.signIn()
    await keeper.post(`/keep/${place.code}/roster/copy`, { key: pageKey(), from: 'week' })
    expect(await text(keeper, at(today + 9))).toContain('李卫东、王强')
  })

  test('changed by two at once keeps the first, and the second is asked', async () => {
    const { keeper } = day()
    const [path, first] = [at(dayOf(clock.now)), rosterForm()]
    await keeper.post(path, first)
    expect((await keeper.post(path, first)).status).toBe(303)
    const second = await keeper.post(path, rosterForm({ day_duty: '钱七' }))
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('value="钱七"')
    expect((await keeper.post(path, rosterForm({ version: '1' }))).status).toBe(303)
  })
})

describe('the office', () => {
  test('adds up what was sent, corrections in place of what they correct', async () => {
    const { keeper, path } = day()
    await keeper.post(path, reportForm({ abnormal: '1' }))
    await keeper.post(path, reportForm({ seen: '1', present: '2', abnormal: '2' }))
    clock.now += HOUR
    const page = await text(hq, '/office/reports?view=all')
    const truth = await one<Record<string, number>>(
      `SELECT sum(present) AS present, sum(abnormal) AS abnormal, (SELECT count(*) FROM places
         WHERE kind = 'enterprise' AND status = 'open' AND paused_from IS NULL) - count(*) AS missing FROM daily_reports r
       WHERE day = ?1 AND seq = (SELECT max(seq) FROM daily_reports m WHERE m.place_id = r.place_id AND m.day = ?1)`,
      dayOf(clock.now),
    )
    const figures = [...page.matchAll(/<b>(\d+)<\/b><span>([^<]+)<\/span>/g)]
    const counts = Object.fromEntries(figures.map(([, n, label]) => [label, Number(n)]))
    expect(counts).toMatchObject({ 已报: 1, 到岗: 2, 体温异常: 2, 未报: truth?.missing })
    expect(truth).toMatchObject({ present: 2, abnormal: 2 })
    expect(page).toMatch(/有更正<\/span><b>1</)
  })

  test('lists the late ones for the group by name, and as a task', async () => {
    const late = await enterprise({ name: '迟报铸造厂' })
    expect(await text(hq, '/office/reports')).not.toContain('<textarea')
    clock.now += HOUR
    const list = /<textarea[^>]*>([^<]*)/.exec(await text(hq, '/office/reports'))?.[1]
    expect(list).toContain('迟报铸造厂')
    expect(await text(hq, '/office')).toContain('今天没报日报告的企业')
    for (const q of [encodeURIComponent('迟报'), late.code])
      expect(await text(hq, `/office/reports?q=${q}`)).toContain(`/office/reports/${late.code}`)
  })

  test('shows a reviewer the own department, a clerk the own village', async () => {
    const elsewhere = await enterprise({ name: '别村机械', areaPath: '/1/4/9/', areaId: 1 })
    const mill = await enterprise({ name: '面粉厂', trade: 'catering' })
    const reviewer = await officer({ role: 'reviewer', department: 'industry' })
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const seen = async (phone: OwnPhone, { code, name }: Place) => [
      (await text(phone, `/office/reports?q=${encodeURIComponent(name)}`)).includes(code),
      (await phone.get(`/office/reports/${code}`)).status,
    ]
    expect(await seen(reviewer, day().place)).toEqual([true, 200])
    expect(await seen(reviewer, mill)).toEqual([false, 403])
    expect(await seen(clerk, mill)).toEqual([true, 200])
    expect(await seen(clerk, elsewhere)).toEqual([false, 403])
  })

  test('exports a day as text no spreadsheet runs, and prints a report', async () => {
    const { place, keeper, path } = day()
    await enterprise({ name: '=1+1 机械' })
    await keeper.post(path, reportForm())
    const file = await (await hq.post('/office/reports/export', { area: '1' })).text()
    expect(file).toContain("'=1+1 机械")
    expect(await text(hq, `/office/reports/${place.code}/form`)).toContain('企业负责人（签字）')
    expect(await auditedSince(clock.now, 'reports.export')).toBe(1)
  })

  test('asks the database as often for fifty enterprises as for one, over an index', async () => {
    const open = async (DB: D1Database) => {
      const phone = Object.assign(await officer({ role: 'admin' }), { bindings: { ...env, DB } })
      await hq.get('/office/reports')
      await phone.get('/office/reports?view=all')
    }
    clock.now += HOUR
    const [few, many] = [{ ...NOTHING }, { ...NOTHING }]
    await open(countedD1(few))
    for (let n = 0; n < 50; n++) await enterprise({ name: `第 ${n} 机械厂` })
    await open(countedD1(many))
    expect(many.trips).toBe(few.trips)
    const sent: Parameters<typeof notingD1>[0] = []
    await open(notingD1(sent))
    const tables = ['places', 'report_days', 'report_counts']
    for (const { detail, sorted } of await plansOf(sent, tables)) {
      expect(`${sorted} ${detail}`).not.toMatch(/^true|SCAN [prda]\b(?! VIRTUAL)/)
    }
  })
})
