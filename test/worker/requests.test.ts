import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actorOfSession } from '../../src/features/accounts'
import type { Place } from '../../src/features/places'
import { requestTasks } from '../../src/features/requests'
import { DAY, dayOf, isoDay } from '../../src/shared/clock'
import {
  actsOf,
  asked,
  DEPARTMENTS,
  helpForm,
  helpRow,
  helpStep,
  plansOfHelp,
  supplierForm,
} from '../support/help'
import { keeperOf, type OwnPhone, officer, person } from '../support/people'
import { bytesOf, PLAIN } from '../support/photos'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let place: Place
let keeper: OwnPhone
let hq: OwnPhone
let clerk: OwnPhone

const office = (number: string) => `/office/requests/${number}`
const own = (number: string) => `/keep/${place.code}/help/${number}`
const text = async (phone: Phone, path: string) => (await phone.get(path)).text()

const told = async (sent: Response, status: number, says = '') => {
  expect(sent.status).toBe(status)
  expect(await sent.text()).toContain(says)
}

beforeAll(async () => {
  await foundTown({ departments: DEPARTMENTS })
  hq = await officer({ role: 'admin' })
  clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
})
beforeEach(async () => {
  clock.now += 1000
  for (const phone of [hq, clerk]) await phone.signIn()
  place = await openPlace({ name: '鑫源机械厂', kind: 'enterprise' })
  keeper = await keeperOf(place)
})

describe('a place asks the town for help', () => {
  test('and sees who took it, what was answered and that it is closed, each with its time', async () => {
    const number = await asked(keeper, place, { needed: '2020-03-14' })
    expect(await text(keeper, `/keep/${place.code}/today`)).toContain('1 件在办理')
    expect((await helpStep(clerk, office(number), 'take')).status).toBe(303)
    const answer = { text: '镇里调配 2000 只，明早 9 点到服务专班领' }
    expect((await helpStep(clerk, office(number), 'answer', answer)).status).toBe(303)
    expect(await text(keeper, `/keep/${place.code}/today`)).toContain('1 件已答复，请看')
    const page = await text(keeper, `/keep/${place.code}/help`)
    expect(page).toMatch(/峡企诉〔2020〕[\s\S]*口罩只够 2 天[\s\S]*2000 只 · 3 月 14 日前要/)
    expect(page).toMatch(/接单<\/b> · 李卫东/)
    expect(page).toContain(answer.text)
    expect((await helpStep(keeper, own(number), 'solved')).status).toBe(303)
    expect(await helpRow(number)).toMatchObject({ state: 'closed', version: 4 })
    for (const sheet of [
      await text(keeper, `${own(number)}/form`),
      await text(clerk, `${office(number)}/form`),
    ]) {
      for (const says of ['企业诉求单', '鑫源机械厂（企业）', '2000 只', '李卫东', answer.text])
        expect(sheet).toContain(says)
      expect(sheet).not.toContain('马长顺')
    }
    expect(await actsOf(`requests:${number}`)).toEqual(['take', 'answer', 'solved', 'print'])
  })

  test('sent twice it is one; what is written lies sealed, its history cannot be changed', async () => {
    const form = helpForm({ text: '缺口罩，联系陈建国' })
    for (let n = 0; n < 2; n++)
      expect((await keeper.post(`/keep/${place.code}/help`, form)).status).toBe(303)
    const count = 'SELECT count(*) AS n FROM help_requests WHERE place_id = ?'
    expect(await one(count, place.id)).toEqual({ n: 1 })
    const row = await one('SELECT * FROM help_requests WHERE key = ?', form.key)
    expect(JSON.stringify(row)).not.toMatch(/陈建国|2000/)
    for (const sql of ["UPDATE help_entries SET kind = 'close'", 'DELETE FROM help_entries'])
      await expect(db.$client.prepare(sql).run()).rejects.toThrow('append-only')
  })

  test('what is wrong is said beside its field, and what was typed is kept', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ category: 'weapons' }, '请填写'],
      [{ text: ' ' }, '请填写'],
      [{ text: '字'.repeat(301) }, '太长'],
      [{ needed: '2020-02-01' }, '请填写'],
      [{ quantity: 'a\u202eb' }, '不能'],
      [{ key: 'x' }, '页面已过期'],
      [{ extra: '1' }, '不认识'],
    ]
    for (const [change, says] of wrong) {
      const form = helpForm({ quantity: '15 箱', ...change })
      await told(await keeper.post(`/keep/${place.code}/help`, form), 422, says)
    }
    const { category: _, ...unchosen } = helpForm()
    const page = await (await keeper.post(`/keep/${place.code}/help`, unchosen)).text()
    expect(page).toMatch(/href="#f-category">哪方面[^<]*请填写/)
    expect(page).toContain('value="2000 只"')
  })

  test('a fourth at once waits until one of three is closed or withdrawn', async () => {
    const first = await asked(keeper, place)
    await asked(keeper, place)
    await asked(keeper, place)
    await told(await keeper.post(`/keep/${place.code}/help`, helpForm()), 409, '已有 3 件在办理')
    expect((await helpStep(keeper, own(first), 'withdraw')).status).toBe(303)
    await asked(keeper, place)
    await told(await helpStep(keeper, own(first), 'withdraw', { version: '1' }), 303)
    expect(await helpRow(first)).toMatchObject({ state: 'withdrawn', version: 2 })
  })

  test('“not solved” within seven days puts it back with a new time; later it is too late', async () => {
    const number = await asked(keeper, place)
    await helpStep(clerk, office(number), 'take')
    await helpStep(clerk, office(number), 'answer', { text: '请自行购买' })
    await told(await helpStep(keeper, own(number), 'reopen', { text: '' }), 422)
    await helpStep(hq, office(number), 'close')
    const before = await helpRow(number)
    clock.now += DAY
    for (const phone of [hq, clerk, keeper]) await phone.signIn()
    expect((await helpStep(keeper, own(number), 'reopen', { text: '买不到' })).status).toBe(303)
    const after = await helpRow(number)
    expect(after).toMatchObject({ state: 'open', reopens: 1, taken_by: null })
    expect(after?.answer_by).toBeGreaterThan((before?.answer_by ?? 0) + DAY / 2)
    expect(await text(hq, office(number))).toContain('买不到')
    await helpStep(clerk, office(number), 'take')
    await helpStep(clerk, office(number), 'answer', { text: '已送到' })
    clock.now += 8 * DAY
    await keeper.signIn()
    expect(await text(keeper, `/keep/${place.code}/help`)).not.toContain('/reopen')
    await told(
      await helpStep(keeper, own(number), 'reopen', { text: '还差' }),
      409,
      '已过可以说“没解决”的期限',
    )
  })

  test('the keeper of another place neither sees nor changes it', async () => {
    const number = await asked(keeper, place)
    const elsewhere = await openPlace()
    const other = await keeperOf(elsewhere)
    for (const path of [own(number), `/keep/${elsewhere.code}/help/${number}`]) {
      expect([403, 404]).toContain((await other.get(`${path}/form`)).status)
      expect([403, 404]).toContain((await helpStep(other, path, 'withdraw')).status)
    }
    expect(await helpRow(number)).toMatchObject({ state: 'open' })
  })
})

describe('the office', () => {
  test('of ten officers at once one takes it; the others are told who has it', async () => {
    const number = await asked(keeper, place)
    const ten: OwnPhone[] = []
    for (let n = 0; n < 10; n++)
      ten.push(await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' }))
    const answers = await Promise.all(
      ten.map((each) => helpStep(each, office(number), 'take', { version: '1' })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const lost = answers.filter(({ status }) => status === 409)
    expect(lost).toHaveLength(9)
    expect(await lost[0]?.text()).toMatch(/李卫东 于 3 月 \d+ 日 .* 接单。现在是“办理中”/)
    const winner = ten[answers.findIndex(({ status }) => status === 303)] ?? hq
    await told(await helpStep(winner, office(number), 'take', { version: '1' }), 303)
  })

  test('only whoever has it answers; headquarters may hand it on, and the reviewer of that department gets it', async () => {
    const number = await asked(keeper, place)
    await helpStep(clerk, office(number), 'take')
    expect((await helpStep(hq, office(number), 'answer', { text: '好' })).status).toBe(409)
    const reviewer = await officer({ role: 'reviewer', department: 'commerce' })
    await told(await helpStep(reviewer, office(number), 'hand', { unit: 'dept.market' }), 409)
    await told(await helpStep(hq, office(number), 'hand', { unit: 'dept.none' }), 422)
    const hand = { unit: 'dept.commerce', text: '请商务办协调', version: '2' }
    expect((await helpStep(hq, office(number), 'hand', hand)).status).toBe(303)
    expect((await helpStep(hq, office(number), 'hand', hand)).status).toBe(303)
    expect(await helpRow(number)).toMatchObject({ version: 3, taken_by: null })
    const actor = await actorOfSession(db, reviewer.cookies.get('__Host-session') ?? '', clock.now)
    const tasks = actor ? await requestTasks(db, actor, clock.now) : []
    expect(tasks[0]).toMatchObject({ href: '/office/requests?ours=1', count: 1 })
    expect(await text(reviewer, '/office/requests?ours=1')).toContain(office(number))
    expect((await helpStep(reviewer, office(number), 'take')).status).toBe(303)
  })

  test('late is what nobody answered by its time, and it is a task', async () => {
    const number = await asked(keeper, place)
    expect(await text(clerk, '/office/requests?view=late')).not.toContain(office(number))
    clock.now += 5 * DAY
    await clerk.signIn()
    expect(await text(clerk, '/office/requests?view=late')).toContain(office(number))
    expect(await text(clerk, office(number))).toMatch(/逾期 \d 天/)
    expect(await text(clerk, '/office')).toMatch(/待接单的企业诉求[\s\S]*件超时/)
  })

  test('shows to each only their own area, and does nothing for those who read', async () => {
    const number = await asked(keeper, place)
    const far = await officer({ role: 'clerk', areaId: 4, areaPath: '/1/2/4/' })
    for (const query of ['', `?q=${place.code}`]) {
      expect(await text(clerk, `/office/requests${query}`)).toContain(office(number))
      expect(await text(far, `/office/requests${query}`)).not.toContain(office(number))
    }
    expect((await clerk.get(`/office/requests?q=${number}`)).headers.get('location')).toBe(
      office(number),
    )
    expect((await far.get(`/office/requests?q=${number}`)).status).toBe(200)
    expect((await far.get(office(number))).status).toBe(403)
    expect((await helpStep(far, office(number), 'take')).status).toBe(403)
    for (const role of ['patrol', 'viewer', 'inspector'] as const) {
      const reader = await officer({ role })
      const page = await text(reader, office(number))
      expect(page).toContain('口罩只够 2 天')
      expect(page).not.toContain('/take"')
      expect((await helpStep(reader, office(number), 'take')).status).toBe(403)
    }
    expect(await text(clerk, office(number))).toContain(`/office/places/${place.code}/call`)
    for (const path of ['2020-9999', '1999-1', 'x'])
      expect((await hq.get(office(path))).status).toBe(404)
    const read = "SELECT count(*) AS n FROM audit WHERE act = 'requests.read' AND subject = ?"
    expect((await one<{ n: number }>(read, `requests:${number}`))?.n).toBeGreaterThan(2)
  })

  test('an answer brings a photo the keeper opens; a text dressed as a photo is refused', async () => {
    const number = await asked(keeper, place)
    await helpStep(clerk, office(number), 'take')
    const typed = { text: '见照片' }
    const bad = new File([bytesOf('hello')], 'a.jpg', { type: 'image/jpeg' })
    await told(await helpStep(clerk, office(number), 'answer', typed, bad), 422, '见照片')
    const photo = new File([PLAIN.jpeg], 'a.jpg', { type: 'image/jpeg' })
    await told(await helpStep(clerk, office(number), 'answer', typed, photo), 303)
    const href =
      /href="(\/files\/\d+)"/.exec(await text(keeper, `/keep/${place.code}/help`))?.[1] ?? ''
    expect((await keeper.get(href)).status).toBe(200)
    expect((await (await person({ kind: 'keeper' })).get(href)).status).toBe(404)
  })

  test('the numbers are those of the lists they open, by category and by age', async () => {
    clock.now += DAY
    await hq.signIn()
    await asked(keeper, place, { category: 'energy' })
    const page = await text(hq, '/office/requests/numbers')
    const links = page.matchAll(/href="(\/office\/requests\?view=[^"]+)">(\d+)</g)
    for (const [, href = '', n] of links) {
      const rows = await text(hq, href.replaceAll('&amp;', '&'))
      const listed = [...rows.matchAll(/class="row"/g)].length
      expect(listed, href).toBe(Math.min(Number(n), 20))
    }
    expect(page).toMatch(/view=open&amp;category=energy[\s\S]*view=open&amp;age=today/)
  })
})

describe('suppliers', () => {
  test('are published for everybody, found by category and word, and ended with their trace', async () => {
    const sent = supplierForm()
    for (let n = 0; n < 2; n++)
      expect((await hq.post('/office/suppliers/new', sent)).status).toBe(303)
    const visitor = new Phone()
    expect(await text(visitor, '/suppliers')).toContain('洛河医疗器械')
    expect(await text(visitor, `/suppliers?q=${encodeURIComponent('口罩')}`)).toContain('每只 2 元')
    expect(await text(visitor, '/suppliers?category=energy')).not.toContain('洛河医疗器械')
    expect(await text(visitor, '/suppliers?q=zzz')).toContain('没有找到供应商')
    expect(await text(visitor, '/guide')).toContain('href="/suppliers"')
    const row = await one<{ id: number; n: number }>(
      'SELECT max(id) AS id, count(*) AS n FROM suppliers',
    )
    expect(row?.n).toBe(1)
    const path = `/office/suppliers/${row?.id}`
    expect(await text(hq, `/office/suppliers/new?like=${row?.id}`)).toContain(
      'value="洛河医疗器械"',
    )
    expect((await hq.post('/office/suppliers/999/end', {})).status).toBe(404)
    for (let n = 0; n < 2; n++) await hq.post(`${path}/end`, {})
    expect(await text(visitor, '/suppliers')).not.toContain('洛河医疗器械')
    expect(await text(hq, '/office/suppliers?ended=1')).toContain('洛河医疗器械')
    expect(await actsOf(`suppliers:${sent.key}`)).toEqual(['add'])
    expect(await actsOf(`suppliers:${row?.id}`)).toEqual(['end'])
  })

  test('of tomorrow are not shown today; a bad form keeps what was typed', async () => {
    const later = isoDay(dayOf(clock.now) + 1)
    await hq.post('/office/suppliers/new', supplierForm({ name: '明日货运', from: later }))
    expect(await text(new Phone(), '/suppliers')).not.toContain('明日货运')
    const wrong = supplierForm({ contact: '', name: '某某公司' })
    await told(await hq.post('/office/suppliers/new', wrong), 422, 'value="某某公司"')
  })
})

test('no list, search, count or step reads a whole table or sorts one that grows', async () => {
  const number = await asked(keeper, place)
  const plans = await plansOfHelp({ hq, keeper, place, number })
  expect(plans.length).toBeGreaterThan(20)
  const slow = plans.filter(
    ({ sql, detail, sorted }) =>
      /\bSCAN\b/.test(detail.replaceAll(/SCAN (json_each|s|g|j|CONSTANT ROW)\b.*/g, '')) ||
      (sorted && !/GROUP BY/.test(sql)),
  )
  expect(slow.map(({ sql, detail }) => `${sql}\n${detail}`)).toEqual([])
})
