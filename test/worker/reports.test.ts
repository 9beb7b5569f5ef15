import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { workerRow } from '../../src/features/people'
import { freshKey, NOTICES, today, type Village, villageWithClerk } from '../support/notices'

import { clock, db, foundTown, one, openPlace } from '../support/town'

let village: Village
let elsewhere: Village
beforeAll(async () => {
  await foundTown({ notices: NOTICES })
  village = await villageWithClerk(60)
  elsewhere = await villageWithClerk(61)
})
beforeEach(() => {
  clock.now += 1000
})

const shop = (change: Record<string, string> = {}) => ({
  key: freshKey(),
  name: '小郑烧烤',
  trade: 'catering',
  address: '汝南路 66 号',
  area: String(village.id),
  keeper: '',
  phone: '',
  ...change,
})

const person = (change: Record<string, string> = {}) => ({
  key: freshKey(),
  name: '陈志强',
  phone: '13600005521',
  address: '左照沟村 3 组出租房',
  origin: '南阳市',
  arrived: today(),
  place: '',
  area: String(village.id),
  managed: 'no',
  ...change,
})

const placesNamed = async (name: string) =>
  (await one<{ n: number }>('SELECT count(*) AS n FROM places WHERE name = ?', name))?.n
const listed = async () => (await one<{ n: number }>('SELECT count(*) AS n FROM arrivals'))?.n ?? 0

describe('a newly opened shop', () => {
  test('is reported from one page with one button, and is known but not open', async () => {
    const form = shop({ name: '新开面馆', keeper: '郑大勇', phone: '136 0000 5522' })
    const sent = await village.clerk.post('/office/report/place', form)
    expect(sent.status).toBe(303)
    const place = await one<Record<string, unknown>>(
      "SELECT code, status, area_path, contact_name, contact_phone_index IS NOT NULL AS reachable FROM places WHERE name = '新开面馆'",
    )
    expect(place).toMatchObject({ status: 'known', area_path: village.path, reachable: 1 })
    expect(String(place?.contact_name)).not.toContain('郑')
    expect(
      await one(
        "SELECT c.cause, c.to_status FROM place_changes c JOIN places p ON p.id = c.place_id WHERE p.name = '新开面馆'",
      ),
    ).toEqual({ cause: 'report', to_status: 'known' })
    const next = await (await village.clerk.get(sent.headers.get('location') ?? '')).text()
    expect(next).toContain(`已登记：新开面馆，编号 ${place?.code}`)
  })

  test('sent twice is one shop', async () => {
    const form = shop({ name: '两次面馆' })
    const first = await village.clerk.post('/office/report/place', form)
    const second = await village.clerk.post('/office/report/place', form)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await placesNamed('两次面馆')).toBe(1)
  })

  test('of a name the village has already is shown first, and saved only when the clerk goes on', async () => {
    const known = await openPlace({ name: '福源粮油', areaId: village.id, areaPath: village.path })
    const form = shop({ name: '福 源 粮 油' })
    const asked = await village.clerk.post('/office/report/place', form)
    expect(asked.status).toBe(409)
    const page = await asked.text()
    expect(page).toContain(`/office/places/${known.code}`)
    expect(page).toContain('就是这家')
    expect(await placesNamed('福 源 粮 油')).toBe(0)
    await village.clerk.post('/office/report/place', { ...form, sure: '1' })
    expect(await placesNamed('福 源 粮 油')).toBe(1)
  })

  test('of a keeper whose number another place has is shown first', async () => {
    await village.clerk.post('/office/report/place', shop({ name: '甲店', phone: '13600005533' }))
    const asked = await village.clerk.post(
      '/office/report/place',
      shop({ name: '乙店', phone: '13600005533' }),
    )
    expect(asked.status).toBe(409)
    expect(await asked.text()).toContain('店主手机号相同')
  })

  test('badly filled in comes back with what was typed', async () => {
    const sent = await village.clerk.post(
      '/office/report/place',
      shop({ name: '', phone: '123', address: '汝南路 9 号' }),
    )
    expect(sent.status).toBe(422)
    const page = await sent.text()
    expect(page).toContain('请改正下面 2 处')
    expect(page).toContain('手机号应是 11 位数字')
    expect(page).toContain('value="汝南路 9 号"')
  })

  test('is not reported for another village', async () => {
    const sent = await village.clerk.post(
      '/office/report/place',
      shop({ name: '别村的店', area: String(elsewhere.id) }),
    )
    expect(sent.status).toBe(422)
    expect(await placesNamed('别村的店')).toBe(0)
  })
})

describe('somebody newly come', () => {
  test('is listed with name, number and address sealed', async () => {
    const place = await openPlace({ name: '广源床品店' })
    const sent = await village.clerk.post(
      '/office/report/person',
      person({ phone: '13600005541', place: '广源床品', managed: 'yes' }),
    )
    expect(sent.status).toBe(303)
    const row = await one<Record<string, string | number>>(
      'SELECT * FROM arrivals ORDER BY id DESC LIMIT 1',
    )
    expect(row).toMatchObject({ place_id: place.id, area_path: village.path, notice_id: null })
    expect(JSON.stringify(row)).not.toMatch(/陈志强|13600005541|出租房|南阳/)
  })

  test('sent twice is one person', async () => {
    const form = person({ phone: '13600005542' })
    await village.clerk.post('/office/report/person', form)
    const before = await listed()
    expect((await village.clerk.post('/office/report/person', form)).status).toBe(303)
    expect(await listed()).toBe(before)
  })

  test('of a number that is listed already is shown masked before saving', async () => {
    await elsewhere.clerk.post(
      '/office/report/person',
      person({ phone: '13600005543', area: String(elsewhere.id) }),
    )
    const before = await listed()
    const form = person({ phone: '13600005543', name: '陈强' })
    const asked = await village.clerk.post('/office/report/person', form)
    expect(asked.status).toBe(409)
    const page = await asked.text()
    expect(page).toContain('陈*')
    expect(page).not.toContain('陈志强')
    expect(await listed()).toBe(before)
    await village.clerk.post('/office/report/person', { ...form, sure: '1' })
    expect(await listed()).toBe(before + 1)
  })

  test('typed wrongly is changed without typing everything again', async () => {
    const form = person({ phone: '13600005543', worker: '7001', edit: '1' })
    const again = await village.clerk.post('/office/report/person', form)
    expect(again.status).toBe(200)
    const page = await again.text()
    expect(page).toContain('value="13600005543"')
    expect(page).toContain('value="no" checked')
  })

  test('reported by two clerks at the same moment is asked about once', async () => {
    const before = await listed()
    const answers = await Promise.all([
      village.clerk.post('/office/report/person', person({ phone: '13600005544' })),
      village.clerk.post('/office/report/person', person({ phone: '13600005544' })),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await listed()).toBe(before + 1)
  })

  test('who is a worker of the register is tied to that worker, if the number is theirs', async () => {
    const worker = { id: 7001, name: '陈志强', phone: '13600005545', address: '-', areaId: null }
    const row = await workerRow(worker, env, clock.now)
    await db.$client
      .prepare(
        'INSERT INTO workers (id, name, phone, phone_index, address, created_at) VALUES (?,?,?,?,?,?)',
      )
      .bind(row.id, row.name, row.phone, row.phone_index, row.address, clock.now)
      .run()
    const form = person({ phone: '13600005545' })
    const asked = await village.clerk.post('/office/report/person', form)
    expect(asked.status).toBe(409)
    expect(await asked.text()).toContain('已登记的从业人员')
    await village.clerk.post('/office/report/person', { ...form, sure: '1', worker: '7001' })
    const last = () => one('SELECT worker_id FROM arrivals ORDER BY id DESC LIMIT 1')
    expect(await last()).toEqual({ worker_id: 7001 })
    const other = person({ phone: '13600005546', sure: '1', worker: '7001' })
    await village.clerk.post('/office/report/person', other)
    expect(await last()).toEqual({ worker_id: null })
  })

  test('who works at one of several shops of a name is asked which', async () => {
    const east = await openPlace({ name: '同名小吃东店' })
    await openPlace({ name: '同名小吃西店' })
    const form = person({ phone: '13600005547', place: '同名小吃' })
    const asked = await village.clerk.post('/office/report/person', form)
    expect(asked.status).toBe(422)
    const page = await asked.text()
    expect(page).toContain('有几家店叫这个名字')
    expect(page).toContain(`value="${east.code}"`)
    const sent = await village.clerk.post('/office/report/person', {
      ...form,
      place: east.code,
    })
    expect(sent.status).toBe(303)
  })

  test.each([
    [{ name: '' }, '请填写'],
    [{ phone: '12345' }, '手机号应是 11 位数字'],
    [{ arrived: '2020-13-45' }, '请填写'],
    [{ arrived: '2031-01-01' }, '请填写'],
    [{ managed: '' }, '请填写'],
    [{ place: '没有这家店' }, '没有找到这家店'],
    [{ key: 'x' }, '这张表单已过期'],
  ])('badly filled in, %j, is told at the field', async (change, says) => {
    const before = await listed()
    const sent = await village.clerk.post('/office/report/person', person(change))
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain(says)
    expect(await listed()).toBe(before)
  })
})
