// Counting supplies and measuring the staff: what is typed, refused, corrected and taken back.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { dayOf, MINUTE } from '../../src/shared/clock'
import { DUTIES, pageKey, workerAt } from '../support/board'
import {
  auditedSince,
  keeperDays,
  lastKeyAt,
  locationOf,
  rowsAt,
  todayPage,
} from '../support/keeper-day'
import { helperOf, type OwnPhone } from '../support/people'
import { clock, db, foundTown, one, openPlace } from '../support/town'

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

describe('counting supplies', () => {
  const count = (form: Record<string, string>, phone = keeper) =>
    phone.post(`/keep/${place.code}/stock`, { key: pageKey(), ...form })

  test('settles the duty and knows how many days they last', async () => {
    const answer = await count({ q_mask: '60', d_mask: '10', q_thermometer: '2' })
    expect(locationOf(answer)).toContain('notice=done')
    expect(await today()).toContain('清点物资 2 种')
    const form = await (await keeper.get(`/keep/${place.code}/stock`)).text()
    expect(form).toMatch(/name="d_mask"[^>]*value="10"/)
    expect(form).toMatch(/name="q_mask"[^>]*value\/>/)
  })

  const bad: [string, Record<string, string>, string][] = [
    ['minus three', { q_mask: '-3' }, '数量不能是负数'],
    ['words', { q_mask: '很多' }, '请填数字'],
    ['nothing', {}, '请至少填一样的数量'],
    ['a field nobody asked for', { q_mask: '1', q_gold: '9' }, '表单里有系统不认识的内容'],
  ]
  test.each(bad)('refuses %s', async (_, form, says) => {
    const answer = await count(form)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
    expect(await rowsOf('stock_counts')).toBe(0)
  })

  test('keeps what was typed beside the error', async () => {
    expect(await (await count({ q_mask: '-3', q_alcohol: '7' })).text()).toMatch(
      /name="q_alcohol"[^>]*value="7"/,
    )
  })

  test('by two helpers at once is one row; the second may still replace it knowingly', async () => {
    const helper = await helperOf(place)
    const key = pageKey()
    clock.now += MINUTE
    await count({ q_mask: '60' })
    const second = await count({ key, q_mask: '50' }, helper)
    expect(second.status).toBe(409)
    const page = await second.text()
    expect(page).toContain('马* 10:25 刚清点过')
    expect(page).toMatch(/name="q_mask"[^>]*value="50"/)
    expect(await rowsOf('stock_counts')).toBe(1)
    clock.now += MINUTE
    await count({ q_mask: '50' }, helper)
    expect(await rowsOf('stock_counts')).toBe(2)
  })

  test('can be taken back', async () => {
    await count({ q_mask: '60' })
    await keeper.post(`/keep/${place.code}/undo/stock/${await lastKey('stock_counts')}`, {})
    expect(await today()).toContain('已做 0 件')
  })
})

describe('measuring the staff', () => {
  const path = () => `/keep/${place.code}/staff-check`
  const save = (form: Record<string, string>, phone = keeper) =>
    phone.post(path(), { key: pageKey(), shift: 'am', ...form })
  const reading = (worker: number) =>
    one<{ id: number; temperature: number; corrects: number | null }>(
      `SELECT id, temperature, corrects FROM worker_temperatures
       WHERE place_id = ? AND worker_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1`,
      place.id,
      worker,
    )

  test('saves all boxes at once; 364 is 36.4; the check is done when the last one is measured', async () => {
    const [cook, waiter] = [await workerAt(place), await workerAt(place, { name: '王秀英' })]
    expect(await today()).toContain('已测 0/2')
    await save({ [`t${cook}`]: '364', [`t${waiter}`]: '' })
    expect((await reading(cook))?.temperature).toBe(364)
    expect(await today()).toContain('已测 1/2')
    await save({ [`t${waiter}`]: '36,6' })
    const page = await today()
    expect(page).not.toContain('应 09:30 前')
    expect(page).toContain('员工测温 1 人')
  })

  test('shows the keeper whole names, a helper only surname and tail', async () => {
    await workerAt(place, { name: '李卫东', phone: '13800005678' })
    expect(await (await keeper.get(path())).text()).toContain('李卫东')
    const seen = await (await (await helperOf(place)).get(path())).text()
    expect(seen).toContain('李* 尾号 78')
    expect(seen).not.toContain('李卫东')
    expect(seen).not.toContain('13800005678')
  })

  test('without anybody says how names come here', async () => {
    expect(await (await keeper.get(path())).text()).toContain('请员工扫门口的码签承诺书')
  })

  test('lists nobody who is not confirmed', async () => {
    const id = await workerAt(place, { name: '赵六一', confirmed: false })
    expect(await (await keeper.get(path())).text()).not.toContain('赵六一')
    expect((await save({ [`t${id}`]: '36.5' })).status).toBe(422)
  })

  const bad: [string, string, string][] = [
    ['a temperature of nobody alive', '50.0', '34.0–43.0'],
    ['words', '正常', '34.0–43.0'],
    ['nothing at all', '', '请至少填一个人的体温'],
  ]
  test.each(bad)('refuses %s', async (_, typed, says) => {
    const id = await workerAt(place)
    const answer = await save({ [`t${id}`]: typed })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
    expect(await rowsOf('worker_temperatures')).toBe(0)
  })

  test('of a worker who has left saves nothing, says so, and keeps what was typed', async () => {
    const [stays, leaves] = [await workerAt(place), await workerAt(place)]
    await db.$client
      .prepare('UPDATE employments SET left_on = ? WHERE worker_id = ?')
      .bind(dayOf(clock.now), leaves)
      .run()
    const answer = await save({ [`t${stays}`]: '36.5', [`t${leaves}`]: '36.6' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('有人已离开本店')
    expect(page).toMatch(new RegExp(`name="t${stays}"[^>]*value="36.5"`))
    expect(await rowsOf('worker_temperatures')).toBe(0)
  })

  test('of a worker of another place saves nothing', async () => {
    const other = await openPlace()
    const stranger = await workerAt(other)
    expect((await save({ [`t${stranger}`]: '36.5' })).status).toBe(422)
  })

  test('pressed twice, or replayed, is one row', async () => {
    const id = await workerAt(place)
    const form = { key: pageKey(), [`t${id}`]: '36.5' }
    await save(form)
    expect((await save(form)).status).toBe(303)
    expect(await rowsOf('worker_temperatures')).toBe(1)
  })

  test('by two at once is one row, and the second is told', async () => {
    const id = await workerAt(place)
    const helper = await helperOf(place)
    await save({ [`t${id}`]: '36.5' })
    const second = await save({ [`t${id}`]: '36.7' }, helper)
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('1 人刚由别人测过')
    expect(await rowsOf('worker_temperatures')).toBe(1)
  })

  test('a changed box is a correction: a new row that names the old one, audited', async () => {
    const id = await workerAt(place)
    await save({ [`t${id}`]: '37.5' })
    const first = await reading(id)
    expect(await (await keeper.get(`${path()}?shift=am`)).text()).toMatch(/value="37.5"/)
    await save({ [`t${id}`]: '36.5', [`s${id}`]: String(first?.id) })
    expect(await reading(id)).toMatchObject({ temperature: 365, corrects: first?.id })
    expect(await audited('board.correct_temperatures')).toBe(1)
    expect(await today()).not.toContain('先停止工作')
  })

  test('a box left as it was makes no new row', async () => {
    const id = await workerAt(place)
    await save({ [`t${id}`]: '36.5' })
    const first = await reading(id)
    await save({ [`t${id}`]: '36.5', [`s${id}`]: String(first?.id) })
    expect(await rowsOf('worker_temperatures')).toBe(1)
  })

  test('a whole save can be taken back', async () => {
    const [cook, waiter] = [await workerAt(place), await workerAt(place)]
    await save({ [`t${cook}`]: '36.5', [`t${waiter}`]: '36.6' })
    const [key] = (await lastKey('worker_temperatures')).split('-')
    await keeper.post(`/keep/${place.code}/undo/staff/${key}`, {})
    expect(await rowsOf('worker_temperatures', 'undone_at IS NULL')).toBe(0)
    expect(await audited('board.undo_staff')).toBe(1)
  })

  test('the evening is apart from the morning', async () => {
    const id = await workerAt(place)
    await save({ [`t${id}`]: '36.5' })
    clock.now = morning + 9 * 60 * MINUTE
    await keeper.signIn()
    const page = await today()
    expect(page).toContain('应 18:30 前')
    expect(page).toContain('已测 0/1')
  })
})
