// Beside the crew list: a second reading, a vehicle, a hand-over, where people are from. With network or sent later.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { HOUR, MINUTE } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { DUTIES, pageKey, workerAt } from '../support/board'
import { auditedSince, keeperDays, rowsAt } from '../support/keeper-day'
import { helperOf, type OwnPhone } from '../support/people'
import { clock, db, foundTown, one } from '../support/town'

beforeAll(async () => {
  await foundTown({ duties: DUTIES })
})

const day = keeperDays()
let morning: number
let place: Place
let keeper: OwnPhone
beforeEach(async () => {
  ;({ morning, place, keeper } = day())
  await db.$client.prepare("UPDATE places SET kind = 'site' WHERE id = ?").bind(place.id).run()
})

type Form = Record<string, string>
const path = (more = '') => `/keep/${place.code}/gate${more}`
const JSON_ANSWER = { accept: 'application/json' }
/** As the outbox of a phone sends it. */
const send = (what: string, form: Form) =>
  keeper.post(path(what), { key: pageKey(), shift: 'am', ...form }, JSON_ANSWER)
const press = (what: string, form: Form) =>
  keeper.post(path(what), { key: pageKey(), shift: 'am', ...form })
const list = async (phone = keeper) => (await phone.get(path('?shift=am'))).text()
const made = (at: number): Form => ({ phone_at: String(at), offset: '0' })
const readings = () => rowsAt(place, 'worker_temperatures')
const cars = () => rowsAt(place, 'duty_records', "duty = 'vehicle'")

describe('a second reading', () => {
  let worker: number
  const first = pageKey()
  let hot: number
  beforeEach(async () => {
    worker = await workerAt(place, { name: '刘根生' })
    hot = clock.now - 20 * MINUTE
    await send('', { key: `${first.slice(0, -4)}${worker}`, [`t${worker}`]: '37.8', ...made(hot) })
  })
  const ref = () => `${first.slice(0, -4)}${worker}-${worker}`

  test('has its box at the gate, and clears or stops without another page', async () => {
    const page = await list()
    expect(page).toContain('待复测 1 人')
    const [, shown = ''] = /name="after" value="([^"]+)"/.exec(page) ?? []
    const answer = await press('/again', { after: shown, [`a${worker}`]: '37.9' })
    expect(answer.status).toBe(303)
    expect(await list()).toContain('停止工作')
    expect(await readings()).toBe(2)
  })

  test('made without network stands at its time, once, whatever is sent again', async () => {
    const form = { key: pageKey(), after: ref(), [`a${worker}`]: '36.4' }
    const at = made(hot + 6 * MINUTE)
    for (let i = 0; i < 2; i++) expect((await send('/again', { ...form, ...at })).status).toBe(200)
    expect(await readings()).toBe(2)
    const row = await one<{ at: number }>(
      'SELECT at FROM worker_temperatures WHERE place_id = ? ORDER BY id DESC LIMIT 1',
      place.id,
    )
    expect(row?.at).toBe(hot + 6 * MINUTE)
    const changed = await send('/again', { ...form, ...at, [`a${worker}`]: '37.9' })
    expect(await changed.text()).toContain('这一次已存了另一个数')
  })

  const wrong: [string, string, () => Form][] = [
    ['before its minutes are over', '以后再测', () => made(hot + 3 * MINUTE)],
    ['after a first that is nowhere', '前一次体温没有收', () => ({ after: '999999999' })],
    ['days late', '不能再补报', () => made(clock.now - 72 * HOUR)],
    ['that nobody alive has', '34.0–43.0', () => ({ [`a${worker}`]: '50' })],
    ['with nothing in it', '请填写', () => ({ [`a${worker}`]: '' })],
    ['of a page made up', '页面已过期', () => ({ after: 'x' })],
  ]
  test.each(wrong)('%s is refused at its box and writes nothing', async (_, says, more) => {
    const form = { after: ref(), [`a${worker}`]: '36.4', ...more() }
    expect(await (await send('/again', form)).json()).toMatchObject({
      ok: false,
      message: expect.stringContaining(says),
    })
    const page = await press('/again', form)
    expect(page.status).toBe(422)
    expect(await page.text()).toContain(says)
    expect(await readings()).toBe(1)
  })

  test('after somebody else’s is told so', async () => {
    await send('/again', { after: ref(), [`a${worker}`]: '36.4' })
    clock.now += 6 * MINUTE
    const late = await send('/again', { after: ref(), [`a${worker}`]: '36.6' })
    expect(await late.text()).toContain('刚由别人测过')
    expect(await readings()).toBe(2)
  })
})

describe('a vehicle at the gate', () => {
  test('is logged by one press and counted, and of its plate only the mask is kept', async () => {
    expect(await list()).toContain('今天还没有登记车辆')
    const answer = await press('/vehicle', { plate: '豫a 12128' })
    expect(answer.status).toBe(303)
    const page = await list()
    expect(page).toContain('今日 1 辆')
    expect(page).toContain('豫A·**128')
    expect(await rowsAt(place, 'duty_records', "detail LIKE '%12128%'")).toBe(0)
  })

  test('sent again, or pressed twice within minutes, is one', async () => {
    const form = { key: pageKey(), plate: '豫A12128' }
    await send('/vehicle', form)
    await send('/vehicle', form)
    clock.now += MINUTE
    expect((await send('/vehicle', { plate: '豫A12128' })).status).toBe(200)
    expect(await cars()).toBe(1)
  })

  test('that came hours ago, without network, is not the one that came since', async () => {
    await send('/vehicle', { plate: '豫A12128' })
    await send('/vehicle', { plate: '豫A12128', ...made(clock.now - 2 * HOUR) })
    expect(await cars()).toBe(2)
  })

  test('corrected on the page of today is still one, and one taken back is none', async () => {
    await send('/vehicle', { plate: '豫A12128' })
    const id = (await one<{ id: number }>('SELECT max(id) AS id FROM duty_records'))?.id
    await keeper.post(`/keep/${place.code}/records/${id}`, { key: pageKey(), plate: '豫A12129' })
    const page = await list()
    expect(page).toContain('今日 1 辆')
    expect(page).toContain('豫A·**129')
    await db.$client.prepare('UPDATE duty_records SET undone_at = 1').run()
    expect(await list()).toContain('今天还没有登记车辆')
  })

  test('with a plate that is none stays in its box', async () => {
    const answer = await press('/vehicle', { plate: '12128' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('车牌号有误')
    expect(page).toContain('value="12128"')
    expect(await (await send('/vehicle', { plate: '' })).text()).toContain('请填写')
    expect(await cars()).toBe(0)
  })
})

describe('a hand-over', () => {
  const NOTE = '2 号门测温枪没电'
  const shifts = (where = '1') => rowsAt(place, 'gate_shifts', where)
  const taken = async () => (await (await keeper.get(path('/day'))).json()) as Taken
  interface Taken {
    me: string
    shifts: { at: number; who: string; note: string }[]
  }

  test('made without network stands at its time, once, and its note is sealed', async () => {
    const at = clock.now - 2 * HOUR
    const form = { key: pageKey(), note: NOTE, phone_at: String(at + 7000), offset: '-7000' }
    for (let i = 0; i < 2; i++)
      expect(await (await send('/shift', form)).json()).toEqual({
        ok: true,
        rows: [],
        now: clock.now,
      })
    expect(await shifts()).toBe(1)
    expect(await shifts("note LIKE '%测温枪%'")).toBe(0)
    expect(await taken()).toMatchObject({ me: '马*', shifts: [{ at, who: '马*', note: NOTE }] })
    expect(await auditedSince(morning, 'gate.take_over')).toBe(1)
  })

  test('that arrives late does not put anybody else aside', async () => {
    const helper = await helperOf(place)
    await helper.post(path('/shift'), { key: pageKey(), note: '已换电池' })
    await send('/shift', { note: NOTE, ...made(clock.now - HOUR) })
    expect((await taken()).shifts.map(({ note }) => note)).toEqual(['已换电池', NOTE])
  })

  test('pressed again by whoever stands there, without a word, is no other; with one it is', async () => {
    await send('/shift', {})
    clock.now += MINUTE
    await send('/shift', {})
    expect(await shifts()).toBe(1)
    await send('/shift', { note: NOTE })
    clock.now += MINUTE
    await (await helperOf(place)).post(path('/shift'), { key: pageKey() })
    clock.now += MINUTE
    await send('/shift', {})
    clock.now += 11 * MINUTE
    await send('/shift', {})
    expect(await shifts()).toBe(5)
  })

  test('gone back to does not lose a changed note silently', async () => {
    const form = { key: pageKey(), note: NOTE }
    expect((await press('/shift', form)).headers.get('location')).toContain('notice=shift')
    const answer = await press('/shift', { ...form, note: '另外：3 号门锁坏了' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('这次接班已经记下')
    expect(page).toContain('value="另外：3 号门锁坏了"')
    expect(await (await send('/shift', { ...form, note: '' })).json()).toMatchObject({ ok: false })
    expect(await shifts()).toBe(1)
  })

  const wrong: [string, string, () => Form][] = [
    ['days late', '不能再补报', () => made(clock.now - 72 * HOUR)],
    ['of a phone that is ahead', '手机时间比镇里快', () => made(clock.now + 2 * HOUR)],
    ['of a clock that is none', '页面已过期', () => ({ phone_at: 'x' })],
    ['with a book in its note', '太长了', () => ({ note: '长'.repeat(201) })],
    ['of a page made up', '页面已过期', () => ({ key: 'x' })],
  ]
  test.each(wrong)(
    '%s is refused with the reason, to a phone and on the page',
    async (_, says, more) => {
      const form = { note: NOTE, ...more() }
      const answer = await send('/shift', form)
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({
        ok: false,
        message: expect.stringContaining(says),
      })
      const page = await press('/shift', form)
      expect(page.status).toBe(422)
      const text = await page.text()
      expect(text).toContain(says)
      expect(text).toContain(`value="${form.note}"`)
      expect(await shifts()).toBe(0)
    },
  )
})

test('the gate sees the village somebody is from, and neither road nor house', async () => {
  const worker = await workerAt(place, { name: '王大军', job: '钢筋班' })
  const at = { table: 'workers', column: 'address', row: worker }
  await db.$client
    .prepare('UPDATE workers SET address = ? WHERE id = ?')
    .bind(await encryptField(env.FIELD_KEY, at, '左照沟村 5 组 77 号'), worker)
    .run()
  for (const phone of [keeper, await helperOf(place)]) {
    const page = await list(phone)
    expect(page).toContain('左照沟村 · 已签承诺')
    expect(page).not.toContain('77 号')
    expect(await (await phone.get(path('/day'))).text()).not.toContain('77 号')
  }
})
