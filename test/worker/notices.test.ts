import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  issued,
  NOTICES,
  newcomer,
  noticeAt,
  noticeForm,
  step,
  type Village,
  villageWithClerk,
} from '../support/notices'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, one } from '../support/town'

let hq: OwnPhone
let village: Village
let elsewhere: Village
beforeAll(async () => {
  await foundTown({ notices: NOTICES })
  hq = await officer({ role: 'admin' })
  village = await villageWithClerk(60)
  elsewhere = await villageWithClerk(61)
})
beforeEach(() => {
  clock.now += 1000
})

const person = (id: number) =>
  one<{ area_id: number | null; notice_id: number | null }>(
    'SELECT area_id, notice_id FROM arrivals WHERE id = ?',
    id,
  )
const pathOf = (sent: Response) => (sent.headers.get('location') ?? '').replace(/\?.*/, '')

describe('a notice in the village', () => {
  test('is received by name, begun, reported and closed; then its people are the village’s', async () => {
    const { id } = await newcomer(village)
    const path = pathOf(await hq.post('/office/notices', noticeForm(village, [id])))
    expect((await step(village.clerk, path, 'receive')).status).toBe(303)
    expect(await (await hq.get(path)).text()).toMatch(/签收<\/span><b>李卫东 3 月 12 日/)
    await step(village.clerk, path, 'start')
    await step(village.clerk, path, 'report', { result: 'all', text: '' })
    expect(await person(id)).toMatchObject({ area_id: null })
    const before = await (await village.clerk.get('/office/arrivals')).text()
    expect((await step(hq, path, 'close')).status).toBe(303)
    expect(await person(id)).toMatchObject({ area_id: village.id })
    const count = (page: string) => Number(/第60村 (\d+) 人/.exec(page)?.[1] ?? 0)
    const after = await (await village.clerk.get('/office/arrivals')).text()
    expect(count(after)).toBe(count(before) + 1)
    const { results } = await db.$client
      .prepare("SELECT act FROM audit WHERE subject = ? AND act NOT LIKE '%read' ORDER BY seq")
      .bind(path.replace('/office/notices/', 'notices:'))
      .all<{ act: string }>()
    expect(results.map(({ act }) => act)).toEqual(
      ['receive', 'start', 'report', 'close'].map((act) => `notices.${act}`),
    )
  })

  test('given back is in hand again with a new deadline and the reason', async () => {
    const path = await issued(hq, village)
    await step(village.clerk, path, 'receive')
    await step(village.clerk, path, 'report', { result: 'part', text: '1 人未见到' })
    const sent = await step(hq, path, 'return', { text: '请当面核实', due: '2020-03-15' })
    expect(sent.status).toBe(303)
    expect(await noticeAt(path)).toMatchObject({
      state: 'in_hand',
      returns: 1,
      due_at: Date.parse('2020-03-15T18:00:00+08:00'),
    })
    const page = await (await village.clerk.get(path)).text()
    expect(page).toContain('第 1 次退回重办')
    expect(page).toContain('请当面核实')
    expect((await step(village.clerk, path, 'report', { result: 'all' })).status).toBe(303)
  })

  test('declined and closed leaves its people without a village, free for another', async () => {
    const { id } = await newcomer(village)
    const path = pathOf(await hq.post('/office/notices', noticeForm(village, [id])))
    await step(village.clerk, path, 'receive')
    await step(village.clerk, path, 'report', { result: 'declined', text: '住在别村' })
    await step(hq, path, 'close')
    expect(await person(id)).toEqual({ area_id: null, notice_id: null })
    expect((await hq.post('/office/notices', noticeForm(elsewhere, [id]))).status).toBe(303)
  })

  test('not wholly done must say why; what was typed is kept', async () => {
    const path = await issued(hq, village)
    await step(village.clerk, path, 'receive')
    const sent = await step(village.clerk, path, 'report', { result: 'part', text: '' })
    expect(sent.status).toBe(422)
    const page = await sent.text()
    expect(page).toContain('请写明原因')
    expect(page).toContain('value="part" checked')
    const none = await step(village.clerk, path, 'report', {})
    expect(none.status).toBe(422)
    expect((await noticeAt(path))?.state).toBe('received')
    await step(village.clerk, path, 'report', { result: 'all' })
    const empty = await step(hq, path, 'return', { text: '', due: '2020-03-15' })
    expect(empty.status).toBe(422)
  })

  test('keeps what villages and headquarters write sealed', async () => {
    const path = await issued(hq, village)
    await step(village.clerk, path, 'receive')
    await step(village.clerk, path, 'report', { result: 'part', text: '陈建国外出' })
    const row = await one('SELECT * FROM notices WHERE id = ?', (await noticeAt(path))?.id)
    expect(JSON.stringify(row)).not.toContain('陈建国')
    expect(await (await hq.get(path)).text()).toContain('陈建国外出')
  })
})

describe('who may do what', () => {
  test('a clerk of another village neither sees nor receives it; headquarters does not receive', async () => {
    const path = await issued(hq, village)
    for (const look of [path, `${path}/form`])
      expect((await elsewhere.clerk.get(look)).status).toBe(403)
    expect((await step(elsewhere.clerk, path, 'receive')).status).toBe(403)
    expect((await step(hq, path, 'receive')).status).toBe(403)
    expect((await step(village.clerk, path, 'close')).status).toBe(403)
    expect((await noticeAt(path))?.state).toBe('issued')
  })

  test('a viewer sees how far it is, its people masked, and no form', async () => {
    const path = await issued(hq, village)
    const viewer = await officer({ role: 'viewer' })
    const page = await (await viewer.get(path)).text()
    expect(page).toContain('陈*')
    expect(page).not.toMatch(/陈建国|3 组出租房|1590000\d{4}/)
    expect((await viewer.get(`${path}/form`)).status).toBe(403)
  })

  test('headquarters of one district hands over nobody found in another', async () => {
    await db.$client.batch([
      db.$client.prepare("INSERT INTO areas VALUES (80, 1, 'district', '八片区', 'D8', '/1/80/')"),
      db.$client.prepare("INSERT INTO areas VALUES (81, 80, 'village', '八村', 'V8', '/1/80/81/')"),
    ])
    const eighth = await officer({ role: 'admin', areaId: 80, areaPath: '/1/80/' })
    const { id } = await newcomer(village)
    const target = { id: 81, path: '/1/80/81/', clerk: eighth }
    expect((await eighth.post('/office/notices', noticeForm(target, [id]))).status).toBe(409)
    expect((await eighth.post('/office/notices', noticeForm(village, [id]))).status).toBe(422)
    expect(await person(id)).toEqual({ area_id: null, notice_id: null })
  })

  test('an unknown number is a clear 404', async () => {
    for (const number of ['2020-999', '1999-1', 'x', '2020-0'])
      expect((await hq.get(`/office/notices/${number}`)).status).toBe(404)
  })

  test('every look at names is written down', async () => {
    const path = await issued(hq, village)
    await village.clerk.get(path)
    await village.clerk.get(`${path}/form`)
    const { results } = await db.$client
      .prepare('SELECT act FROM audit WHERE subject = ? ORDER BY seq')
      .bind(path.replace('/office/notices/', 'notices:'))
      .all<{ act: string }>()
    expect(results.map(({ act }) => act)).toEqual(['notices.read', 'notices.print'])
  })
})

describe('a step that comes too late', () => {
  test('by another officer says who was first and how it stands', async () => {
    const path = await issued(hq, village)
    const other = await officer({ role: 'clerk', areaId: village.id, areaPath: village.path })
    await step(village.clerk, path, 'receive')
    const sent = await step(other, path, 'receive', { version: '1' })
    expect(sent.status).toBe(409)
    expect(await sent.text()).toContain('现在是“已签收”，最近由 李卫东 于 3 月 12 日')
  })

  test('is the same tap again when the same clerk sent it', async () => {
    const path = await issued(hq, village)
    await step(village.clerk, path, 'receive', { version: '1' })
    const again = await step(village.clerk, path, 'receive', { version: '1' })
    expect(again.status).toBe(303)
    expect(await noticeAt(path)).toMatchObject({ state: 'received', version: 2 })
  })

  test('of ten clerks and officers at once exactly one wins', async () => {
    const path = await issued(hq, village)
    const clerks: OwnPhone[] = []
    for (let n = 0; n < 10; n++)
      clerks.push(await officer({ role: 'clerk', areaId: village.id, areaPath: village.path }))
    const answers = await Promise.all(
      clerks.map((clerk) => step(clerk, path, 'receive', { version: '1' })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
    expect(await noticeAt(path)).toMatchObject({ version: 2 })
  })

  test('closing and giving back at once: one of them', async () => {
    const path = await issued(hq, village)
    await step(village.clerk, path, 'receive')
    await step(village.clerk, path, 'report', { result: 'all' })
    const second = await officer({ role: 'admin' })
    const answers = await Promise.all([
      step(hq, path, 'close', { version: '3' }),
      step(second, path, 'return', { version: '3', text: '再核实', due: '2020-03-15' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  })
})

describe('the form on paper', () => {
  test('says what the notice says, as the town’s own form, in both languages', async () => {
    const { id, phone } = await newcomer(village)
    const sent = await hq.post('/office/notices', noticeForm(village, [id], { other: '当日回访' }))
    const path = pathOf(sent)
    await step(village.clerk, path, 'receive')
    const page = await (await village.clerk.get(`${path}/form`)).text()
    expect(page).toContain('第60村村民委员会：')
    expect(page).toContain('2020 年 3 月 13 日 18 时前')
    expect(page).toContain(phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3'))
    expect(page).toContain('☑ 1. 登记入册')
    expect(page).toContain('☐ 2. 隔离观察')
    expect(page).toContain('☑ 3. 其他：当日回访')
    expect(page).toMatch(/李卫东（第60村）　3 月 12 日/)
    const check = /查验号 (T\d+-\w{4})/.exec(page)?.[1]
    expect(check).toBeDefined()
    expect(await (await hq.get(path)).text()).toContain(`查验号 ${check}`)
    village.clerk.cookies.set('lang', 'en')
    const english = await (await village.clerk.get(`${path}/form`)).text()
    village.clerk.cookies.delete('lang')
    expect(english).toContain('To the village committee of Village 60:')
    expect(english).toContain('18:00 on 13 Mar 2020')
  })
})
