// A worker over the limit: waits, is measured again, is reported or goes back to work.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY, HOUR, MINUTE } from '../../src/shared/clock'
import { DUTIES, pageKey, workerAt } from '../support/board'
import { helperOf, keeperOf, type OwnPhone } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown({ duties: DUTIES })
})

let morning = MORNING
let place: Place
let keeper: OwnPhone
let worker: number
beforeEach(async () => {
  morning += DAY
  clock.now = morning
  place = await openPlace()
  keeper = await keeperOf(place)
  worker = await workerAt(place, { name: '李卫东' })
})

const today = async (phone: OwnPhone = keeper): Promise<string> =>
  (await phone.get(`/keep/${place.code}/today`)).text()
const board = async (): Promise<string> => (await new Phone().get(`/p/${place.code}/board`)).text()
const rows = () =>
  one<{ n: number; last: number }>(
    'SELECT count(*) AS n, max(id) AS last FROM worker_temperatures WHERE place_id = ? AND undone_at IS NULL',
    place.id,
  )
const check = (temperature: string) =>
  keeper.post(`/keep/${place.code}/staff-check`, {
    key: pageKey(),
    shift: 'am',
    [`t${worker}`]: temperature,
  })
const again = async (temperature: string, change: { key?: string; phone?: OwnPhone } = {}) =>
  (change.phone ?? keeper).post(`/keep/${place.code}/fevers/${(await rows())?.last}/measure`, {
    key: change.key ?? pageKey(),
    temperature,
  })
const report = async () =>
  keeper.post(`/keep/${place.code}/fevers/${(await rows())?.last}/report`, {})

describe('over the limit once', () => {
  test('stops working, rests, and is measured again after the rulebook’s five minutes', async () => {
    await check('37.6')
    const page = await today()
    expect(page).toContain('李卫东 体温 37.6（10:24）')
    expect(page).toContain('请在门外通风处休息')
    expect(page).toContain('10:29 后再测一次')
    expect(page).toMatch(/data-island="countdown"[^>]*>5 分钟</)
    expect(page).not.toContain('请现在报告')
    expect(await board()).toContain('正在处置')
  })

  test('cannot be measured again too early; what was typed is kept', async () => {
    await check('37.6')
    clock.now += 4 * MINUTE
    const answer = await again('36.5')
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('还没到时间，10:29 后再测。')
    expect(page).toMatch(/name="temperature"[^>]*value="36.5"/)
    expect((await rows())?.n).toBe(1)
  })

  test.each([
    ['', '请填写'],
    ['50', '34.0–43.0'],
    ['正常', '34.0–43.0'],
  ])('the second reading “%s” is refused at the field', async (typed, says) => {
    await check('37.6')
    clock.now += 5 * MINUTE
    const answer = await again(typed)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(says)
    expect(page).toContain('<title>错误：')
    expect((await rows())?.n).toBe(1)
  })
})

describe('measured again', () => {
  beforeEach(async () => {
    await check('37.6')
    clock.now += 6 * MINUTE
  })

  test('and over again stops: whom to tell, and then that they were told', async () => {
    await again('37.4')
    const page = await today()
    expect(page).toContain('37.6（10:24） → 37.4（10:30）')
    expect(page).toContain('3 次测量有 2 次不低于 37.3℃')
    expect(page).toContain('请现在报告：村（社区）')
    expect((await report()).headers.get('location')).toContain('notice=reported')
    expect(await today()).toContain('10:30 已报告：村（社区）')
    expect(await board()).toContain('已按规定处置')
  })

  test('and normal twice may work, without anybody being told', async () => {
    await again('36.6')
    expect(await today()).toContain('最多再测 1 次；再有 1 次正常就可以上岗')
    clock.now += 6 * MINUTE
    await again('36.5')
    const page = await today()
    expect(page).toContain('李卫东 复测正常，可以上岗')
    expect(page).not.toContain('请现在报告')
    const shown = await board()
    expect(shown).toContain('已按规定处置')
    expect(shown).toContain('1 人次')
  })

  test('corrects nothing: all readings stay, and each can be taken back', async () => {
    await again('37.4')
    const { results } = await db.$client
      .prepare('SELECT corrects FROM worker_temperatures WHERE place_id = ?')
      .bind(place.id)
      .all()
    expect(results).toEqual([{ corrects: null }, { corrects: null }])
    const row = await one<{ key: string }>(
      'SELECT key FROM worker_temperatures WHERE id = ?',
      (await rows())?.last ?? 0,
    )
    await keeper.post(`/keep/${place.code}/undo/staff/${row?.key.split('-')[0]}`, {})
    expect(await today()).toContain('现在可以复测')
  })

  test('pressed twice, or by two at once, is one row', async () => {
    const key = pageKey()
    const helper = await helperOf(place)
    const path = `/keep/${place.code}/fevers/${(await rows())?.last}/measure`
    const answers = await Promise.all([
      keeper.post(path, { key, temperature: '37.4' }),
      keeper.post(path, { key, temperature: '37.4' }),
    ])
    expect(answers.map((each) => each.status)).toEqual([303, 303])
    expect((await rows())?.n).toBe(2)
    const late = await helper.post(path, { key: pageKey(), temperature: '36.5' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('刚有人记过这次复测')
    expect((await rows())?.n).toBe(2)
  })

  test('at another place is not found there', async () => {
    const other = await openPlace()
    const stranger = await keeperOf(other)
    const path = `/keep/${other.code}/fevers/${(await rows())?.last}/measure`
    expect((await stranger.post(path, { key: pageKey(), temperature: '36.5' })).status).toBe(409)
    expect((await rows())?.n).toBe(1)
  })

  test('from a page of yesterday records nothing and says so', async () => {
    const key = pageKey()
    clock.now += DAY
    await keeper.signIn()
    const answer = await again('36.5', { key })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('这一页是以前打开的')
    expect((await rows())?.n).toBe(1)
  })

  test('leaves the evening to itself', async () => {
    await again('36.6')
    clock.now += 8 * HOUR
    await keeper.signIn()
    expect(await today()).toContain('已测 0/1')
  })
})
