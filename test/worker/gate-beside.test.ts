// Beside the crew list: a second reading, a vehicle, where people are from. With network or sent later.
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { HOUR, MINUTE } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { DUTIES, pageKey, workerAt } from '../support/board'
import { keeperDays, rowsAt } from '../support/keeper-day'
import { helperOf, type OwnPhone } from '../support/people'
import { clock, db, foundTown, one } from '../support/town'

beforeAll(async () => {
  await foundTown({ duties: DUTIES })
})

const day = keeperDays()
let place: Place
let keeper: OwnPhone
beforeEach(async () => {
  ;({ place, keeper } = day())
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
