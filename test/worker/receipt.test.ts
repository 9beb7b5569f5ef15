import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { storedKey } from '../../src/features/visits/ref'
import { dayOf, MINUTE, startOfDay } from '../../src/shared/clock'
import { countsOf, nextMorning, receiptOf, rowsAt, scanAndFill } from '../support/scan'
import { clock, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

beforeEach(nextMorning)

describe('the same form twice', () => {
  test('as a double click, a reload or a replay is one row and one count', async () => {
    const door = await openPlace()
    const phone = new Phone()
    const key = await phone.keyOf(door)
    const both = await Promise.all([
      phone.checkIn(door, { key, name: '张小燕', phone: '13800001234' }),
      phone.checkIn(door, { key, name: '张小燕', phone: '13800001234' }),
    ])
    const reload = await phone.checkIn(door, { key })
    expect(new Set([...both, reload].map(receiptOf)).size).toBe(1)
    expect(await rowsAt(door.id)).toBe(1)
    expect(await countsOf(door.id)).toMatchObject({ visits: 1, people: 1 })
  })

  test('ten minutes later offers to register again with a fresh key', async () => {
    const door = await openPlace()
    const phone = new Phone()
    const key = await phone.keyOf(door)
    await phone.checkIn(door, { key })
    clock.now += 11 * MINUTE
    const late = await phone.checkIn(door, { key })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toMatch(/\d\d:\d\d 已经登记过/)
    const fresh = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(fresh).not.toBe(key)
    expect((await phone.checkIn(door, { key: fresh })).status).toBe(303)
    expect(await rowsAt(door.id)).toBe(2)
  })

  test('over midnight is still one row', async () => {
    const door = await openPlace({ opensAt: null, closesAt: null })
    const phone = new Phone()
    clock.now = startOfDay(dayOf(clock.now) + 1) - 2 * MINUTE
    const key = await phone.keyOf(door)
    await phone.checkIn(door, { key })
    clock.now += 4 * MINUTE
    await phone.checkIn(door, { key })
    expect(await rowsAt(door.id)).toBe(1)
  })

  test('from somebody else does not give away the first one’s receipt', async () => {
    const { door, phone, sent } = await scanAndFill({ key: 'program-key-77' })
    const other = new Phone()
    const stolen = await other.checkIn(door, {
      key: 'program-key-77',
      name: '李建国',
      phone: '13600007720',
    })
    expect(stolen.status).toBe(409)
    expect((await other.get(receiptOf(sent))).status).toBe(404)
    expect((await phone.get(receiptOf(sent))).status).toBe(200)
  })

  test('cannot be sent by reading the key off the receipt’s address', async () => {
    const { sent } = await scanAndFill({})
    const inAddress = receiptOf(sent).split('-').at(-1) ?? ''
    expect(await storedKey(inAddress)).not.toBe(inAddress)
  })
})

describe('the receipt', () => {
  test('opens on the phone that checked in and on no other', async () => {
    const { phone, sent } = await scanAndFill({})
    expect((await phone.get(receiptOf(sent))).status).toBe(200)
    const other = await new Phone().get(receiptOf(sent))
    expect(other.status).toBe(404)
    expect(await other.text()).toContain('只能在登记的那部手机上打开')
  })

  test('stands in the phone’s own log, thirty at most', async () => {
    const door = await openPlace()
    const phone = new Phone()
    for (let i = 0; i < 32; i++) await phone.checkIn(door, { temperature: '36.4' })
    const log = await (await phone.get('/visits')).text()
    expect(log.match(/class="row"/g)?.length).toBe(30)
    expect([...phone.cookies.values()].join('').length).toBeLessThan(4_000)
  })

  test('shows an entry word that is another one a minute later', async () => {
    const { phone, sent } = await scanAndFill({})
    const wordOf = async () =>
      ((await (await phone.get(`${receiptOf(sent)}/live`)).json()) as { word: string }).word
    const first = await wordOf()
    expect(first).toMatch(/^word\d+ \d\d$/)
    clock.now += MINUTE
    expect(await wordOf()).not.toBe(first)
  })

  test('can be left once, and the place has room again', async () => {
    const door = await openPlace({ capacity: 2 })
    const { phone, sent } = await scanAndFill({ party: '2' }, door)
    for (let i = 0; i < 2; i++)
      expect((await phone.post(`${receiptOf(sent)}/leave`, {})).status).toBe(303)
    expect(await (await phone.get(receiptOf(sent))).text()).toContain('已离开')
    expect(await one('SELECT people FROM place_slots WHERE place_id = ?', door.id)).toEqual({
      people: 0,
    })
    expect((await scanAndFill({}, door)).page).toContain('请进')
  })

  test('is erased on request: contact and hint are gone, the count stays', async () => {
    const { door, phone, sent } = await scanAndFill({})
    expect(await (await phone.get(`${receiptOf(sent)}/erase`)).text()).toContain('删除这次登记？')
    expect(receiptOf(await phone.post(`${receiptOf(sent)}/erase`, {}))).toBe('/visits?done=erased')
    expect(
      await one('SELECT contact, surname, tail FROM visits WHERE place_id = ?', door.id),
    ).toEqual({ contact: null, surname: null, tail: null })
    expect(await countsOf(door.id)).toMatchObject({ visits: 1, people: 1 })
    expect(
      await one("SELECT actor_kind FROM audit WHERE act = 'visits.erase' ORDER BY seq DESC"),
    ).toEqual({ actor_kind: 'visitor' })
  })

  test('cannot be erased while the staff still have to decide', async () => {
    const { door, phone, sent } = await scanAndFill({ temperature: '37.6' })
    await phone.post(`${receiptOf(sent)}/erase`, {})
    expect(await (await phone.get(`${receiptOf(sent)}/erase`)).text()).toContain('处理完才能删除')
    expect(await one('SELECT surname FROM visits WHERE place_id = ?', door.id)).toEqual({
      surname: '张',
    })
  })

  test('and everything remembered is forgotten by the phone on request', async () => {
    const { door, phone } = await scanAndFill({})
    await phone.post('/visits/forget', {})
    expect(await (await phone.get('/visits')).text()).toContain('还没有登记')
    expect(await (await phone.get(`/p/${door.code}`)).text()).toContain('name="phone"')
  })
})
