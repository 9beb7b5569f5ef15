import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../src/shared/clock'
import { countsOf, nextMorning, receiptOf, rowsAt, scanAndFill } from '../support/scan'
import { clock, foundTown, one, openPlace, Phone, publish } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

beforeEach(nextMorning)

describe('a visitor at an open door', () => {
  test('with a normal temperature is asked in and counted', async () => {
    const { door, page } = await scanAndFill({ party: '2' })
    expect(page).toContain('请进')
    expect(page).toContain('36.5℃')
    expect(await countsOf(door.id)).toEqual({
      visits: 1,
      people: 2,
      over: 0,
      waiting: 0,
      doubtful: 0,
    })
  })

  test('over the limit waits, is not counted as inside, and reads when to measure again', async () => {
    const { door, page } = await scanAndFill({ temperature: '37.6' })
    expect(page).toContain('请稍等')
    expect(page).toMatch(/\d\d:\d\d 后再测一次/)
    expect(await countsOf(door.id)).toEqual({
      visits: 0,
      people: 0,
      over: 1,
      waiting: 1,
      doubtful: 0,
    })
  })

  test('is asked only the temperature the second time', async () => {
    const { door, phone } = await scanAndFill({})
    const page = await (await phone.get(`/p/${door.code}`)).text()
    expect(page).toContain('138****1234')
    expect(page).not.toContain('name="phone"')
    const again = await phone.checkIn(door, { temperature: '364' })
    expect(again.status).toBe(303)
    expect(await rowsAt(door.id)).toBe(2)
  })

  test('may enter somebody else, whom the phone then remembers', async () => {
    const { door, phone } = await scanAndFill({})
    expect(await (await phone.get(`/p/${door.code}?new=1`)).text()).toContain('name="phone"')
    await phone.checkIn(door, { name: '李建国', phone: '13600007720' })
    expect(await (await phone.get(`/p/${door.code}`)).text()).toContain('136****7720')
  })

  test('reaches the same door in lower and upper case, without a redirect', async () => {
    const door = await openPlace()
    const phone = new Phone()
    const form = { name: '张小燕', phone: '13800001234', temperature: '36.5', party: '1' }
    for (const path of [`/P/${door.code}`, `/p/${door.code.toLowerCase()}`]) {
      expect((await phone.get(path)).status).toBe(200)
      const key = await phone.keyOf(door)
      expect((await phone.post(`${path}/visits`, { ...form, key })).status).toBe(303)
    }
    expect(await rowsAt(door.id)).toBe(2)
  })
})

describe('bad input', () => {
  test.each(['3.65', '3650', '43.1', '三十六度', ''])(
    'a temperature of “%s” answers the page again with everything typed',
    async (temperature) => {
      const { door, sent, page } = await scanAndFill({
        temperature,
        party: '3',
        name: '买买提·吐尔逊',
      })
      expect(sent.status).toBe(422)
      expect(page).toContain('value="买买提·吐尔逊"')
      expect(page).toContain('value="13800001234"')
      expect(page).toMatch(/<option[^>]*value="3"[^>]*selected|<option[^>]*selected[^>]*value="3"/)
      expect(page).toContain('id="f-temperature-error"')
      expect(page).toContain(temperature ? '体温应在 34.0–43.0 之间，如 36.5' : '请填写')
      expect(page).toContain('<title>错误：')
      expect(await rowsAt(door.id)).toBe(0)
    },
  )

  test('a field nobody asked for is refused and what was typed is kept', async () => {
    const { sent, page } = await scanAndFill({ verdict: 'go' })
    expect(sent.status).toBe(422)
    expect(page).toContain('value="张小燕"')
  })

  test('a body of one megabyte is refused as too large', async () => {
    const door = await openPlace()
    const sent = await new Phone().post(`/p/${door.code}/visits`, { name: 'x'.repeat(1_000_000) })
    expect(sent.status).toBe(413)
    expect(await sent.text()).toContain('内容太大')
  })

  test.each([
    ['/p/7K3M9QZ', '编号有误'],
    ['/p/老马', '编号有误'],
    ['/P/1', '编号有误'],
  ])('the mistyped code %s answers a page that offers the next step', async (path, text) => {
    const page = await new Phone().get(path)
    expect(page.status).toBe(404)
    const body = await page.text()
    expect(body).toContain(text)
    expect(body).toContain('action="/places"')
  })

  test('a form sent from another site is refused and nothing is written', async () => {
    const door = await openPlace()
    const phone = new Phone()
    const key = await phone.keyOf(door)
    const sent = await phone.post(
      `/p/${door.code}/visits`,
      { key, name: '张小燕', phone: '13800001234', temperature: '36.5' },
      { origin: 'https://evil.example' },
    )
    expect(sent.status).toBe(403)
    expect(await rowsAt(door.id)).toBe(0)
  })

  test('bytes that are no form at all answer the page, never an error of the server', async () => {
    const door = await openPlace()
    const phone = new Phone()
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
    ]) {
      const sent = await phone.post(`/p/${door.code}/visits`, '\u0000\ufffd%%%=&&', {
        'content-type': type,
      })
      expect([403, 415, 422]).toContain(sent.status)
    }
    expect(await rowsAt(door.id)).toBe(0)
  })
})

describe('a door that is not open', () => {
  test.each([
    ['suspended', { status: 'suspended' as const }, '暂停营业'],
    ['not allowed yet', { status: 'known' as const }, '未经批准'],
    ['closed down', { status: 'closed' as const }, '已停止营业'],
  ])('(%s) says so and takes no entry into its numbers', async (_why, change, text) => {
    const door = await openPlace(change)
    const { page, sent } = await scanAndFill({ key: 'program-key-1' }, door)
    expect(sent.status).toBe(303)
    expect(page).toContain('暂不接待')
    expect(await (await new Phone().get(`/p/${door.code}`)).text()).toContain(text)
    expect(await countsOf(door.id)).toEqual({
      visits: 0,
      people: 0,
      over: 0,
      waiting: 0,
      doubtful: 1,
    })
  })

  test('for the hour takes the entry, marked doubtful, and says so', async () => {
    const door = await openPlace({ opensAt: 0, closesAt: 60 })
    const { page } = await scanAndFill({}, door)
    expect(page).toContain('不计入人数')
    expect(await countsOf(door.id)).toEqual({
      visits: 0,
      people: 0,
      over: 0,
      waiting: 0,
      doubtful: 1,
    })
  })
})

test('a full place asks to wait and counts nobody yet', async () => {
  const door = await openPlace({ capacity: 2 })
  await scanAndFill({ party: '2' }, door)
  const { page } = await scanAndFill({ party: '1' }, door)
  expect(page).toContain('店内已满，请稍候')
  expect(await countsOf(door.id)).toMatchObject({ visits: 1, people: 2, waiting: 1 })
})

describe('bursts', () => {
  test('from one phone are taken, marked doubtful, and say so', async () => {
    const door = await openPlace()
    const phone = new Phone()
    let last = await phone.checkIn(door)
    for (let i = 0; i < 6; i++) last = await phone.checkIn(door, { temperature: '36.4' })
    expect(await (await phone.get(receiptOf(last))).text()).toContain('短时间内登记太多')
    expect(await countsOf(door.id)).toMatchObject({ visits: 6, doubtful: 1 })
  })
})

describe('the rulebook', () => {
  test('decides that the keeper types the temperature: one tap, then the staff', async () => {
    const before = await publish()
    await publish({ visits: { ...before.visits, temperatureBy: 'keeper' } })
    const { door, page } = await scanAndFill({})
    expect(page).toContain('待测温')
    expect(await (await new Phone().get(`/p/${door.code}`)).text()).not.toContain(
      'name="temperature"',
    )
    expect(await countsOf(door.id)).toMatchObject({ visits: 0, waiting: 1 })
    await publish()
  })

  test('in force is stored with each judgement', async () => {
    const book = await publish()
    const { door } = await scanAndFill({})
    expect(
      await one('SELECT rulebook_version AS v FROM visits WHERE place_id = ?', door.id),
    ).toEqual({ v: book.version })
  })
})

test('pages are in English when asked, and say so to screen readers', async () => {
  const { door, phone } = await scanAndFill({})
  const switched = await phone.get(`/p/${door.code}?lang=en`)
  expect(switched.status).toBe(303)
  const page = await (await phone.get(`/p/${door.code}`)).text()
  expect(page).toContain('<html lang="en"')
  expect(page).toContain('Check in')
  expect(page).not.toContain('登记，进店')
})

test('an unknown path answers 404, and no answer leaks a stack', async () => {
  const phone = new Phone()
  for (const path of ['/nothing', '/visits/x', '/p/', '/keep/x/y/z', '/%E0%A4%A']) {
    const answer = await phone.get(path)
    expect([303, 400, 404]).toContain(answer.status)
    expect(await answer.text()).not.toMatch(/at .*\.tsx?:\d+/)
  }
})

test('entries from last night do not count as inside in the morning', async () => {
  const door = await openPlace({ capacity: 1, opensAt: null, closesAt: null })
  await scanAndFill({}, door)
  clock.now += 12 * HOUR
  expect((await scanAndFill({}, door)).page).toContain('请进')
})
