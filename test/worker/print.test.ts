import { beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { keeperOf, officer } from '../support/people'
import { db, foundTown, one, openPlace, Phone } from '../support/town'
import { tokensIn, villageOf } from '../support/village'

beforeAll(async () => {
  await foundTown()
  await db.$client
    .prepare("INSERT INTO areas VALUES (4, 2, 'village', '柳湾村', 'Liuwan', '/1/2/4/')")
    .run()
})

const pageOf = async (phone: Phone, path: string): Promise<string> => (await phone.get(path)).text()

describe('printing for a village', () => {
  const inLiuwan = (name: string, change: Partial<Place> = {}) =>
    openPlace({ name, areaId: 4, areaPath: '/1/2/4/', ...change })
  const clerkOf = (areaId: number, areaPath: string) => officer({ role: 'clerk', areaId, areaPath })

  test('puts its places into one document in walking order, and no closed ones', async () => {
    const [first, second] = [await inLiuwan('东头小卖部'), await inLiuwan('西头小卖部')]
    await inLiuwan('关门的店', { status: 'closed' })
    const clerk = await clerkOf(4, '/1/2/4/')
    const page = await pageOf(clerk, '/office/places/print?area=4&what=posters')
    expect(page).toContain(first.name)
    expect(page.indexOf(second.name)).toBeGreaterThan(page.indexOf(first.name))
    expect(page).not.toContain('关门的店')
  })

  test('is refused for a village of somebody else', async () => {
    await inLiuwan('东头小卖部')
    const other = await clerkOf(3, '/1/2/3/')
    const page = await other.get('/office/places/print?area=4')
    expect(page.status).toBe(422)
    expect(await page.text()).not.toContain('东头小卖部')
    const letters = await other.post('/office/places/print', { area: '4', who: 'all', after: '' })
    expect(letters.status).toBe(422)
  })

  test('comes in parts of sixty, each place once', async () => {
    const path = '/1/2/5/'
    await db.$client
      .prepare("INSERT INTO areas VALUES (5, 2, 'village', '大村', 'Dacun', ?)")
      .bind(path)
      .run()
    for (let i = 0; i < 63; i++) await openPlace({ name: `店${i}号`, areaId: 5, areaPath: path })
    const admin = await officer({ role: 'admin' })
    const first = await pageOf(admin, '/office/places/print?area=5&what=cards')
    expect(first.match(/class="cc"/g)).toHaveLength(60)
    expect(first).toContain('本页 60 处，共 63 处')
    const [, next = ''] = /class="tap" href="([^"]+)"/.exec(first) ?? []
    const second = await pageOf(admin, next.replaceAll('&amp;', '&'))
    expect(second.match(/class="cc"/g)).toHaveLength(3)
    expect(second).not.toContain('店59号')
  })
})

describe('letters to keepers', () => {
  test('let a keeper take over the place, once', async () => {
    const { places, ask } = await villageOf(31, ['豆腐坊'])
    const [token = ''] = tokensIn(await (await ask()).text())
    const person = { name: '马长顺', phone: '13911110001', pin: '258036', pin2: '258036' }
    const joined = await new Phone().post(`/join/${token}`, person)
    expect(joined.headers.get('location')).toBe(`/keep/${places[0]?.code}`)
    expect(await one('SELECT role FROM place_members WHERE place_id = ?', places[0]?.id)).toEqual({
      role: 'keeper',
    })
    expect((await new Phone().get(`/join/${token}`)).status).toBe(410)
  })

  test('are made only for places nobody keeps, unless all are asked for', async () => {
    const { places, ask } = await villageOf(32, ['豆腐坊', '粮油店'])
    await keeperOf(places[0] ?? { id: 0 })
    expect(tokensIn(await (await ask()).text())).toHaveLength(1)
    expect(tokensIn(await (await ask('all')).text())).toHaveLength(2)
  })

  test('end the letters printed before', async () => {
    const { ask } = await villageOf(33, ['豆腐坊'])
    const [old = ''] = tokensIn(await (await ask()).text())
    const [fresh = ''] = tokensIn(await (await ask()).text())
    expect((await new Phone().get(`/join/${old}`)).status).toBe(410)
    expect((await new Phone().get(`/join/${fresh}`)).status).toBe(200)
  })

  test('are each in the log, and the token is not in the database', async () => {
    const { places, ask } = await villageOf(34, ['豆腐坊', '粮油店'])
    const [token = ''] = tokensIn(await (await ask()).text())
    const subjects = JSON.stringify(places.map(({ id }) => `places:${id}`))
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'accounts.invite' AND subject IN (SELECT value FROM json_each(?))",
        subjects,
      ),
    ).toEqual({ n: 2 })
    expect(await one('SELECT 1 FROM invitations WHERE token_hash = ?', token)).toBeNull()
  })

  test('are made for one place by its code, whoever keeps it: the way back in after a lost PIN', async () => {
    const { places, ask } = await villageOf(36, ['豆腐坊', '粮油店'])
    await keeperOf(places[0] ?? { id: 0 })
    const page = await (await ask('unclaimed', places[0]?.code)).text()
    expect(tokensIn(page)).toHaveLength(1)
    expect(page).toContain('致 豆腐坊 负责人')
  })

  test('are not made for a code of another village, or one mistyped', async () => {
    const elsewhere = await openPlace({ name: '别村的店' })
    const { ask } = await villageOf(37, ['豆腐坊'])
    const foreign = await ask('unclaimed', elsewhere.code)
    expect(foreign.status).toBe(422)
    expect(await foreign.text()).toContain('您负责的范围内没有这个编号的场所')
    expect((await ask('unclaimed', '1234567')).status).toBe(422)
  })

  test('are not made where every place has a keeper', async () => {
    const { places, ask } = await villageOf(35, ['豆腐坊'])
    await keeperOf(places[0] ?? { id: 0 })
    const sent = await ask()
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain('这里的场所都已有店主入口')
  })
})
