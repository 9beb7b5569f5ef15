// A worker comes back from a risk area: watched, measured, checked; and everything that may go wrong.
import { describe, expect, test } from 'vitest'
import { DAY, isoDay } from '../../src/shared/clock'
import { pageKey, workerAt } from '../support/board'
import { sendForm } from '../support/multipart'
import { helperOf, officer } from '../support/people'
import { somebody, staffed } from '../support/pledge'
import { clock, db, one, Phone } from '../support/town'
import { clerk, idIn, key, text, today, watched, watchRow, watchTown } from '../support/watched'

watchTown()

describe('a watch', () => {
  test('begins from the pledge by one press, with the days of the rule; twice is once', async () => {
    const { keeper, place, worker, id } = await watched()
    const row = await watchRow(id)
    expect([row?.first_day, row?.last_day]).toEqual([today() - 1, today() + 12])
    const again = await keeper.post(`/keep/${place.code}/staff/${worker}/watch`, { key: key() })
    expect(idIn(again)).toBe(id)
    const rows = 'SELECT count(*) AS n FROM watches WHERE worker_id = ?'
    expect(await one(rows, worker)).toEqual({ n: 1 })
    expect(await text(keeper, `/keep/${place.code}/watches`)).toContain('王小梅')
    const helper = await text(await helperOf(place), `/keep/${place.code}/watches`)
    expect(helper).toContain('王*')
    expect(helper).not.toContain('王小梅')
  })

  test('by hand is refused when it ends before it begins, is short, or another runs', async () => {
    const { place, worker } = await staffed(somebody('李大力'))
    const phone = await clerk()
    const path = `/office/watches/worker/${worker}`
    const open = (form: Record<string, string>) =>
      phone.post(path, {
        key: key(),
        place: String(place.id),
        first: isoDay(today()),
        kept: 'home',
        why: 'contact',
        text: '同住人确诊',
        ...form,
      })
    const early = await open({ last: isoDay(today() - 1) })
    expect(early.status).toBe(422)
    expect(await early.text()).toMatch(/id="f-open-last-error">最后一天不能早于开始日期/)
    expect(await (await open({ last: isoDay(today() + 3) })).text()).toContain('比返岗规定的天数短')
    expect((await open({ text: '' })).status).toBe(422)
    const made = await open({ last: '' })
    expect((await watchRow(idIn(made)))?.last_day).toBe(today() + 13)
    expect(await (await open({})).text()).toContain('已经在隔离观察')
    const reason = await one<{ text: string }>(
      'SELECT text FROM watch_entries WHERE watch_id = ?',
      idIn(made),
    )
    expect(reason?.text).not.toContain('确诊')
  })

  test('is of one’s own area or place only, and every reading of it is in the log', async () => {
    const { id, worker, keep } = await watched()
    const elsewhere = await officer({ role: 'clerk', areaId: 9, areaPath: '/1/9/' })
    expect((await elsewhere.get(`/office/watches/${id}`)).status).toBe(403)
    expect((await elsewhere.get(`/office/watches/worker/${worker}`)).status).toBe(404)
    const other = await staffed(somebody())
    const foreign = keep.replace(/keep\/\w+/, `keep/${other.place.code}`)
    expect((await other.keeper.get(foreign)).status).toBe(404)
    const reads = () =>
      one<{ n: number }>(
        "SELECT count(*) AS n FROM audit WHERE act = 'watches.read' AND subject = ?",
        `workers:${worker}`,
      )
    const before = (await reads())?.n ?? 0
    const phone = await clerk()
    expect(await text(phone, `/office/watches/${id}`)).toContain('王小梅')
    expect(await text(phone, '/office/watches')).not.toContain('王小梅')
    expect((await reads())?.n).toBe(before + 1)
  })
})

describe('measuring', () => {
  test('once a half day; a second one corrects knowingly; gaps are said and counted', async () => {
    const { id, keep, keeper, place, measure } = await watched()
    const first = { key: key(), shift: 'pm' }
    await measure(first)
    await measure(first)
    expect((await watchRow(id))?.measured).toBe(1)
    const second = await measure({ shift: 'pm', temperature: '36.8' }, await helperOf(place))
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('别人刚刚登记过')
    const reading = await one<{ id: number }>(
      'SELECT id FROM watch_readings WHERE watch_id = ?',
      id,
    )
    await measure({ shift: 'pm', temperature: '36.8', seen: String(reading?.id) })
    expect(await text(keeper, keep)).toContain('36.8℃')
    expect((await watchRow(id))?.measured).toBe(1)
    clock.now += 2 * DAY
    const page = await text(await keeper.signIn(), keep)
    // The mornings of two days and one evening.
    expect(page).toContain('漏测 3 次')
    const list = await text(await clerk(), '/office/watches?view=gaps')
    expect(list).toContain('漏测 3 次')
  })

  const bad: [string, Record<string, string>, string][] = [
    ['words', { temperature: '正常' }, '34.0'],
    ['nothing', { temperature: '' }, '请填'],
    ['a symptom nobody asked for', { s_gold: '1' }, '系统不认识'],
  ]
  test.each(bad)('refuses %s', async (_, form, says) => {
    const { measure, id } = await watched()
    const answer = await measure(form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
    expect((await watchRow(id))?.measured).toBe(0)
  })

  test('a fever or a symptom says at once what to do, and stands with the officers until told', async () => {
    const { id, keep, keeper, measure } = await watched()
    const phone = await clerk()
    const tasks = async () => text(phone, '/office')
    await measure({ temperature: '36.5', s_cough: '1' })
    expect(await text(keeper, keep)).toContain('马上报告：村（社区）')
    expect(await tasks()).toContain('隔离观察：发热待报告')
    const reading = await one<{ id: number }>(
      'SELECT id FROM watch_readings WHERE watch_id = ?',
      id,
    )
    const told = () => keeper.post(`${keep}/told`, { reading: String(reading?.id) })
    await told()
    await told()
    expect(await tasks()).not.toContain('隔离观察：发热待报告')
    expect(await text(keeper, keep)).toContain('已报告')
    const log = "SELECT count(*) AS n FROM audit WHERE act = 'watches.report_fever' AND subject = ?"
    expect(await one(log, `watches:${id}`)).toEqual({ n: 1 })
  })
})

describe('somebody on watch is not at work', () => {
  test('a place that has nobody else is not told that it has no staff', async () => {
    const { place, keeper } = await watched()
    const page = await text(keeper, `/keep/${place.code}/staff-check`)
    expect(page).toContain('不能上工：1 人')
    expect(page).not.toContain('还没有员工')
  })

  test('no box in the staff check; a temperature for them is refused at the row, the others are saved', async () => {
    const { place, keeper, worker } = await watched()
    const other = await workerAt(place, { name: '赵四' })
    const path = `/keep/${place.code}/staff-check`
    const page = await text(keeper, path)
    expect(page).toContain('不能上工：1 人')
    expect(page).not.toContain(`name="t${worker}"`)
    const form = { key: pageKey(), shift: 'am', [`t${worker}`]: '36.4', [`t${other}`]: '36.6' }
    for (const _ of ['sent', 'sent again']) {
      const answer = await keeper.post(path, form)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toMatch(
        new RegExp(`id="f-t${worker}-error">在隔离观察，不能上工`),
      )
    }
    const rows = 'SELECT worker_id AS worker FROM worker_temperatures WHERE place_id = ?'
    const { results } = await db.$client.prepare(rows).bind(place.id).all()
    expect(results).toEqual([{ worker: other }])
    expect(await text(keeper, `/keep/${place.code}/staff?show=watch`)).toContain('观察中 1')
    const board = await text(new Phone(), `/p/${place.code}/board`)
    expect(board).not.toContain('王*')
  })
})

describe('spot checks and documents', () => {
  test('a check is written once; who is not there needs words; missed days are said', async () => {
    const made = await watched()
    const phone = await officer({ role: 'patrol', areaId: 3, areaPath: '/1/2/3/' })
    const check = (form: Record<string, string>) =>
      sendForm(phone, `/office/watches/${made.id}/checks/files`, form)
    expect((await check({ key: key(), found: '0', text: '' })).status).toBe(422)
    const once = { key: key(), found: '1', text: '' }
    expect((await check(once)).status).toBe(303)
    expect((await check(once)).status).toBe(303)
    clock.now += 3 * DAY
    const page = await text(await phone.signIn(), `/office/watches/${made.id}`)
    expect(page).toContain('抽查 1 次')
    expect(page).toContain('2 天没抽查')
  })

  test('a document is only noted as seen; an expired one says so; travel is an officer’s', async () => {
    const { keeper, place, worker } = await staffed(somebody('赵四'))
    await keeper.post(`/keep/${place.code}/staff/${worker}/confirm`, {})
    const path = `/keep/${place.code}/staff/${worker}/papers`
    const until = isoDay(today() + 1)
    await keeper.post(path, { key: key(), kind: 'health', until })
    expect((await keeper.post(path, { key: key(), kind: 'travel_sms', until: '' })).status).toBe(
      422,
    )
    const phone = await clerk()
    const office = `/office/watches/worker/${worker}/papers`
    const travel = { key: key(), kind: 'travel_sms', until: '' }
    expect((await phone.post(office, { ...travel, result: '' })).status).toBe(422)
    await phone.post(office, { ...travel, result: 'clear' })
    clock.now += 2 * DAY
    const page = await text(await keeper.signIn(), `/keep/${place.code}/staff`)
    expect(page).toContain('已过期，请看新的')
    expect(page).toContain('没到过风险地区')
  })
})
