// The day of a place's staff: taps, counts, temperatures, undo, rest.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY, HOUR, MINUTE } from '../../src/shared/clock'
import { DISINFECTED, DUTIES, pageKey, tap } from '../support/board'
import {
  auditedSince,
  keeperDays,
  lastKeyAt,
  locationOf,
  rowsAt,
  todayPage,
} from '../support/keeper-day'
import { helperOf, keeperOf, type OwnPhone } from '../support/people'
import { clock, foundTown, one, openPlace } from '../support/town'

beforeAll(async () => {
  await foundTown({ duties: DUTIES })
})

const day = keeperDays()
let morning: number
let place: Place
let keeper: OwnPhone
beforeEach(() => {
  ;({ morning, place, keeper } = day())
})

const today = (phone: OwnPhone = keeper): Promise<string> => todayPage(phone, place)
const rowsOf = (table: string, where = '1') => rowsAt(place, table, where)
const audited = (act: string) => auditedSince(morning, act)
const lastKey = (table: string) => lastKeyAt(place, table)

describe('today', () => {
  test('shows what is owed, late things in red with by how much', async () => {
    const page = await today()
    expect(page).toContain('要做 6 件 · 已做 0 件')
    expect(page).toContain('应 09:00 前，已晚 1 小时')
    expect(page).toContain('11:00 前')
    expect(page).toMatch(/class="duty late"/)
  })

  test('stands as one line above the list of entries', async () => {
    const list = await (await keeper.get(`/keep/${place.code}`)).text()
    expect(list).toContain('今日待办：要做 6 件')
    expect(list).toContain(`/keep/${place.code}/today`)
  })

  test('asks nothing of a place that is suspended', async () => {
    place = await openPlace({ status: 'suspended' })
    keeper = await keeperOf(place)
    expect(await today()).toContain('现在没有待办')
  })
})

describe('a tap', () => {
  test('is one row with where and with what, and settles one time of the duty', async () => {
    const answer = await tap(keeper, place, DISINFECTED)
    expect(locationOf(answer)).toBe(`/keep/${place.code}/today?notice=done`)
    expect(await rowsOf('duty_records')).toBe(1)
    const page = await today()
    expect(page).toContain('要做 5 件 · 已做 1 件')
    expect(page).toContain('全店 · 84 消毒液')
    expect(page).toContain('马*')
  })

  test('pressed twice is one row', async () => {
    const key = pageKey()
    await tap(keeper, place, { ...DISINFECTED, key })
    const second = await tap(keeper, place, { ...DISINFECTED, key })
    expect(second.status).toBe(303)
    expect(await rowsOf('duty_records')).toBe(1)
  })

  test('replayed from a sleeping phone an hour later is told when it was recorded', async () => {
    const key = pageKey()
    await tap(keeper, place, { ...DISINFECTED, key })
    clock.now += HOUR
    const again = await tap(keeper, place, { ...DISINFECTED, key })
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('10:24 已经记过这一次，没有重复记')
    expect(await rowsOf('duty_records')).toBe(1)
  })

  test('of two helpers at once is one row, and the second is told who was first', async () => {
    const helper = await helperOf(place)
    const [first, second] = await Promise.all([
      tap(keeper, place, DISINFECTED),
      tap(helper, place, DISINFECTED),
    ])
    expect([first.status, second.status].sort()).toEqual([303, 409])
    const told = first.status === 409 ? first : second
    expect(await told.text()).toContain('马* 10:24 刚记过这一次')
    expect(await rowsOf('duty_records')).toBe(1)
  })

  test('from a page of yesterday records nothing and says so', async () => {
    const key = pageKey()
    clock.now += DAY
    await keeper.signIn()
    const answer = await tap(keeper, place, { ...DISINFECTED, key })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('这一页是以前打开的')
    expect(await rowsOf('duty_records')).toBe(0)
  })

  const bad: [string, Record<string, string>, string][] = [
    ['a place that is not in the list', { ...DISINFECTED, where: 'moon' }, '请从列表里选'],
    ['a duty the rules do not know', { duty: 'dance' }, '现行规定里没有这项'],
    ['a duty that has its own page', { duty: 'stock' }, '现行规定里没有这项'],
    ['no plate', { duty: 'vehicle', plate: '' }, '请填写'],
    ['a plate that is none', { duty: 'vehicle', plate: 'ABC' }, '车牌号有误'],
  ]
  test.each(bad)('with %s is refused with a word', async (_, form, says) => {
    const answer = await tap(keeper, place, form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
    expect(await rowsOf('duty_records')).toBe(0)
  })

  test('with a mistyped plate keeps what was typed', async () => {
    const answer = await tap(keeper, place, { duty: 'vehicle', plate: '豫A12' })
    expect(await answer.text()).toContain('value="豫A12"')
  })
})

describe('a vehicle', () => {
  test('keeps of its plate only the first two and the last three symbols', async () => {
    await tap(keeper, place, { duty: 'vehicle', plate: '豫a·12128' })
    const row = await one<{ detail: string }>(
      'SELECT detail FROM duty_records WHERE place_id = ?',
      place.id,
    )
    expect(JSON.parse(row?.detail ?? '{}')).toEqual({ plate: '豫A·**128' })
  })

  test('and another one by another helper at once are two rows; the same one is one', async () => {
    const helper = await helperOf(place)
    await tap(keeper, place, { duty: 'vehicle', plate: '豫A12128' })
    await tap(helper, place, { duty: 'vehicle', plate: '豫A55555' })
    expect(await rowsOf('duty_records')).toBe(2)
    const same = await tap(helper, place, { duty: 'vehicle', plate: '豫A12128' })
    expect(same.status).toBe(409)
    expect(await rowsOf('duty_records')).toBe(2)
  })
})

describe('a day without vehicles', () => {
  test('is one tap: the duty is settled, and no vehicle is counted', async () => {
    expect(await today()).toContain('今天没有车辆')
    const answer = await tap(keeper, place, { duty: 'vehicle', none: '1', plate: '' })
    expect(locationOf(answer)).toContain('notice=done')
    expect(await today()).toContain('已做 1 件')
    const board = await (await keeper.get(`/p/${place.code}/board`)).text()
    expect(board).toMatch(/0 辆/)
    expect(board).toContain('刚刚 · 马*记录')
  })

  test('a vehicle that comes after all is recorded as ever', async () => {
    await tap(keeper, place, { duty: 'vehicle', none: '1' })
    expect((await tap(keeper, place, { duty: 'vehicle', plate: '豫A12128' })).status).toBe(303)
    expect(await rowsOf('duty_records')).toBe(2)
  })
})

describe('undo', () => {
  test('takes a tap back within ten minutes, once, with an audit row', async () => {
    await tap(keeper, place, DISINFECTED)
    const undo = `/keep/${place.code}/undo/duty/${await lastKey('duty_records')}`
    expect(await today()).toContain(undo)
    clock.now += 10 * MINUTE
    expect(locationOf(await keeper.post(undo, {}))).toContain('notice=undone')
    expect(await today()).toContain('已做 0 件')
    expect(await audited('board.undo_duty')).toBe(1)
    expect(locationOf(await keeper.post(undo, {}))).toContain('notice=late')
    expect(await audited('board.undo_duty')).toBe(1)
  })

  test('is over after ten minutes; a correction takes its place', async () => {
    await tap(keeper, place, DISINFECTED)
    clock.now += 10 * MINUTE + 1
    const page = await today()
    expect(page).not.toContain('/undo/')
    expect(page).toContain('/records/')
    const undo = `/keep/${place.code}/undo/duty/${await lastKey('duty_records')}`
    expect(locationOf(await keeper.post(undo, {}))).toContain('notice=late')
    expect(await today()).toContain('已做 1 件')
  })

  test('of another place’s tap does nothing', async () => {
    await tap(keeper, place, DISINFECTED)
    const key = await lastKey('duty_records')
    const other = await openPlace()
    const stranger = await keeperOf(other)
    const answer = await stranger.post(`/keep/${other.code}/undo/duty/${key}`, {})
    expect(locationOf(answer)).toContain('notice=late')
    expect(await rowsOf('duty_records', 'undone_at IS NULL')).toBe(1)
  })

  test('makes room for the next tap', async () => {
    await tap(keeper, place, DISINFECTED)
    await keeper.post(`/keep/${place.code}/undo/duty/${await lastKey('duty_records')}`, {})
    expect((await tap(keeper, place, DISINFECTED)).status).toBe(303)
    expect(await rowsOf('duty_records', 'undone_at IS NULL')).toBe(1)
  })
})

describe('a correction', () => {
  const record = () =>
    one<{ id: number }>('SELECT max(id) AS id FROM duty_records WHERE place_id = ?', place.id).then(
      (row) => `/keep/${place.code}/records/${row?.id}`,
    )

  test('is a new row that names the old one, for the time of the old one', async () => {
    await tap(keeper, place, DISINFECTED)
    const path = await record()
    clock.now += HOUR
    expect(await (await keeper.get(path)).text()).toContain('全店 · 84 消毒液')
    const answer = await keeper.post(path, { key: pageKey(), where: 'kitchen', with: 'alcohol' })
    expect(locationOf(answer)).toContain('notice=fixed')
    expect(await rowsOf('duty_records')).toBe(2)
    expect(await rowsOf('duty_records', 'corrects IS NOT NULL')).toBe(1)
    const page = await today()
    expect(page).toContain('后厨、餐具 · 75% 酒精')
    expect(page).not.toContain('全店 · 84 消毒液</small>')
    expect(page).toContain('已做 1 件')
    expect(await audited('board.correct')).toBe(1)
  })

  test('of what was corrected already finds nothing', async () => {
    await tap(keeper, place, DISINFECTED)
    const path = await record()
    const form = { where: 'kitchen', with: 'alcohol' }
    await keeper.post(path, { key: pageKey(), ...form })
    expect((await keeper.post(path, { key: pageKey(), ...form })).status).toBe(404)
    expect(await rowsOf('duty_records')).toBe(2)
  })

  test('with bad input keeps the page', async () => {
    await tap(keeper, place, DISINFECTED)
    const answer = await keeper.post(await record(), { key: pageKey(), where: 'moon', with: 'uv' })
    expect(answer.status).toBe(422)
    expect(await rowsOf('duty_records')).toBe(1)
  })
})

describe('rest', () => {
  test('shuts the door for the day, owes nothing, and can be taken back', async () => {
    await keeper.post(`/keep/${place.code}/rest`, {})
    expect(await today()).toContain('今天休息，没有待办')
    expect(await (await keeper.get(`/p/${place.code}`)).text()).toContain('今天休息')
    expect(await audited('places.rest_today')).toBe(1)
    await keeper.post(`/keep/${place.code}/work`, {})
    expect(await today()).toContain('要做 6 件')
    expect(await audited('places.work_today')).toBe(1)
  })

  test('is over the next morning', async () => {
    await keeper.post(`/keep/${place.code}/rest`, {})
    clock.now += DAY
    await keeper.signIn()
    expect(await today()).toContain('要做 6 件')
  })

  test('is not a helper’s to set', async () => {
    const helper = await helperOf(place)
    expect((await helper.post(`/keep/${place.code}/rest`, {})).status).toBe(403)
    expect(await today(helper)).not.toContain(`/keep/${place.code}/rest`)
  })
})
