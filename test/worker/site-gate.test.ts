// The gate in the morning: a crew's boxes, marks without numbers, a pasted column, who stands there.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { dayOf, HOUR, MINUTE } from '../../src/shared/clock'
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

const path = (more = '') => `/keep/${place.code}/gate${more}`
const save = (form: Record<string, string>, phone = keeper) =>
  phone.post(path(), { key: pageKey(), shift: 'am', ...form })
/** As the outbox of a phone sends it. */
const send = (form: Record<string, string>) =>
  keeper.post(path(), { key: pageKey(), shift: 'am', ...form }, { accept: 'application/json' })
const list = async (more = '?shift=am', phone = keeper) => (await phone.get(path(more))).text()
const readings = (where = '1') => rowsAt(place, 'worker_temperatures', where)
const readingOf = (worker: number) =>
  one<{ id: number; temperature: number; source: string; at: number; day: number }>(
    `SELECT id, temperature, source, at, day FROM worker_temperatures
     WHERE place_id = ? AND worker_id = ? ORDER BY id DESC LIMIT 1`,
    place.id,
    worker,
  )
const onWatch = (worker: number) =>
  db.$client
    .prepare('UPDATE pledges SET works_from = ? WHERE worker_id = ?')
    .bind(dayOf(clock.now) + 11, worker)
    .run()

describe('the crew list', () => {
  test('has a box for whoever may work, and says why somebody has none', async () => {
    const crew = { job: '钢筋班' }
    const may = await workerAt(place, { ...crew, name: '王大军' })
    const watched = await workerAt(place, { ...crew, name: '陈小伟' })
    const unsigned = await workerAt(place, { ...crew, name: '赵四喜', pledged: false })
    await onWatch(watched)
    const page = await list()
    expect(page).toContain(`name="t${may}"`)
    expect(page).not.toContain(`name="t${watched}"`)
    expect(page).not.toContain(`name="t${unsigned}"`)
    expect(page).toContain('不能上工')
    expect(page).toContain('请他扫码签')
    expect(page).toContain('/ 2 已测')
  })

  test('shows a helper surname and tail, a keeper whole names, two of one name with their tails', async () => {
    await workerAt(place, { name: '李卫东', phone: '13800005678' })
    expect(await list()).not.toContain('尾号')
    expect(await list('', await helperOf(place))).toContain('李* 尾号 78')
    await workerAt(place, { name: '李卫东', phone: '13800001234' })
    expect(await list()).toContain('李卫东 尾号 1234')
  })

  test('goes along with a phone without any number of a phone', async () => {
    await workerAt(place, { name: '王大军', phone: '13800007719' })
    const answer = await keeper.get(path('/day'))
    const text = await answer.text()
    expect(text).toContain('王大军')
    expect(text).not.toContain('7719')
  })
})

describe('a phone that keeps the list', () => {
  test('is asked before it forgets what was not sent yet', async () => {
    await keeper.get(path('/day'))
    const asked = await keeper.post('/sign-out', {})
    expect(asked.headers.get('clear-site-data')).toBeNull()
    expect(await asked.text()).toContain('没有上报的记录会删除')
    expect((await keeper.get(path())).status).toBe(200)
    const left = await keeper.post('/sign-out', { sure: '1' })
    expect(left.headers.get('clear-site-data')).toBe('"storage"')
    expect((await keeper.get(path())).status).not.toBe(200)
  })
})

describe('saving a crew', () => {
  test('stores the good rows; the bad one stands in its box with the reason', async () => {
    const [good, bad] = [await workerAt(place), await workerAt(place, { name: '刘根生' })]
    const answer = await save({ [`t${good}`]: '364', [`t${bad}`]: '正常' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('34.0–43.0')
    expect(page).toMatch(new RegExp(`name="t${bad}"[^>]*value="正常"`))
    expect(page).toContain('已保存 1 人')
    expect((await readingOf(good))?.temperature).toBe(364)
    expect(await readings()).toBe(1)
  })

  const without: [string, string, (worker: number) => Promise<unknown>][] = [
    ['on watch', '在隔离观察', onWatch],
    [
      'whose pledge was withdrawn',
      '未签承诺书',
      (worker) =>
        db.$client
          .prepare('UPDATE pledges SET withdrawn_at = 1 WHERE worker_id = ?')
          .bind(worker)
          .run(),
    ],
    [
      'who has left',
      '不在本单位名单上',
      (worker) =>
        db.$client
          .prepare('UPDATE employments SET left_on = 1 WHERE worker_id = ?')
          .bind(worker)
          .run(),
    ],
  ]
  test.each(without)(
    'of somebody %s stores nothing of them and the others',
    async (_, why, then) => {
      const [stays, other] = [await workerAt(place), await workerAt(place)]
      await then(other)
      const answer = await send({ [`t${stays}`]: '36.5', [`t${other}`]: '36.5' })
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({
        ok: false,
        errors: { [`t${other}`]: expect.stringContaining(why) },
      })
      expect(await readings()).toBe(1)
    },
  )

  test('pressed twice, or sent again by a phone, is one row; corrected rows follow under the same key', async () => {
    const [first, second] = [await workerAt(place), await workerAt(place)]
    const key = pageKey()
    const form = { key, [`t${first}`]: '36.5', [`t${second}`]: '99' }
    await send(form)
    await send(form)
    const answer = await send({ ...form, [`t${second}`]: '36.9' })
    expect(answer.status).toBe(200)
    expect(await readings()).toBe(2)
  })

  test('sent again after somebody has left is still the row it was', async () => {
    const worker = await workerAt(place)
    const form = { key: pageKey(), [`t${worker}`]: '36.5' }
    await send(form)
    await db.$client
      .prepare('UPDATE employments SET left_on = 1 WHERE worker_id = ?')
      .bind(worker)
      .run()
    expect((await send(form)).status).toBe(200)
    expect(await readings()).toBe(1)
  })

  test('from a page gone back to does not lose a change silently', async () => {
    const worker = await workerAt(place)
    const key = pageKey()
    await save({ key, [`t${worker}`]: '36.5' })
    const answer = await save({ key, [`t${worker}`]: '37.9' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('这一次已存了另一个数')
  })

  test('by two gates at once is one row each, and the second is told', async () => {
    const worker = await workerAt(place)
    await save({ [`t${worker}`]: '36.5' })
    const answer = await save({ [`t${worker}`]: '36.9' }, await helperOf(place))
    expect(await answer.text()).toContain('刚由别人测过')
    expect(await readings()).toBe(1)
  })

  test('of a changed box is a correction, audited', async () => {
    const worker = await workerAt(place)
    await save({ [`t${worker}`]: '37.5' })
    expect(await list()).toContain('待复测 1 人')
    const first = await readingOf(worker)
    await save({ [`t${worker}`]: '36.5', [`s${worker}`]: String(first?.id) })
    expect((await readingOf(worker))?.temperature).toBe(365)
    expect(await auditedSince(morning, 'gate.measure')).toBe(1)
  })

  test('made where there was no network stands at the time it was made', async () => {
    const worker = await workerAt(place)
    const made = clock.now - 2 * HOUR
    await send({ [`t${worker}`]: '36.5', phone_at: String(made + 5), offset: '-5' })
    expect((await readingOf(worker))?.at).toBe(made)
  })

  const wrong: [string, number, string][] = [
    ['days old', -3 * 24 * HOUR, '不能再补报'],
    ['of a phone that is ahead', 2 * HOUR, '手机时间比镇里快'],
  ]
  test.each(wrong)('%s is not taken', async (_, apart, says) => {
    const worker = await workerAt(place)
    const answer = await send({ [`t${worker}`]: '36.5', phone_at: String(clock.now + apart) })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(says)
    expect(await readings()).toBe(0)
  })

  test('of nothing at all says what to do', async () => {
    const worker = await workerAt(place)
    expect(await (await save({ [`t${worker}`]: '' })).text()).toContain('请至少填一个人的体温')
  })
})

describe('全部已测，异常如上', () => {
  test('stores the typed numbers, and of the others a mark: no number nobody read', async () => {
    const [over, other, watched] = [
      await workerAt(place),
      await workerAt(place),
      await workerAt(place),
    ]
    await onWatch(watched)
    await save({ all: '1', [`t${over}`]: '37.8', [`t${other}`]: '' })
    expect(await readingOf(over)).toMatchObject({ temperature: 378, source: 'tap' })
    expect(await readingOf(other)).toMatchObject({ temperature: 0, source: 'mark' })
    expect(await readingOf(watched)).toBeNull()
    const page = await list()
    expect(page).toContain('正常（未报数）')
    expect(page).not.toContain('0.0')
    expect(page).toMatch(/<b>2<\/b> \/ 2 已测/)
  })

  test('stands in the register as what it was, and may become a number', async () => {
    const worker = await workerAt(place)
    await save({ all: '1', [`t${worker}`]: '' })
    const register = await (await keeper.get(`/keep/${place.code}/ledgers?show=all`)).text()
    expect(register).toContain('正常*')
    expect(register).not.toContain('0.0')
    const mark = await readingOf(worker)
    await save({ [`t${worker}`]: '36.4', [`s${worker}`]: String(mark?.id) })
    expect(await readingOf(worker)).toMatchObject({ temperature: 364, source: 'tap' })
  })
})

describe('a pasted column', () => {
  const paste = (column: string, more: Record<string, string> = {}) =>
    keeper.post(path('/paste'), { key: pageKey(), shift: 'am', column, ...more })

  test('is shown before anything is stored; then the good lines are, and the bad ones stay', async () => {
    const wang = await workerAt(place, { name: '王大军' })
    await workerAt(place, { name: '刘根生' })
    const column = '王大军 36.4\n刘根生 未测\n孙国强 36.5'
    const look = await (await paste(column)).text()
    expect(look).toContain('可保存 1 人，有问题 2 行')
    expect(await readings()).toBe(0)
    const answer = await paste(column, { save: '1' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('已保存 1 人')
    expect(page).toContain('>刘根生 未测\n孙国强 36.5</textarea>')
    expect((await readingOf(wang))?.temperature).toBe(364)
    await paste(column, { save: '1' })
    expect(await readings()).toBe(1)
  })

  test('of a helper finds people by the tail they see', async () => {
    const worker = await workerAt(place, { name: '李卫东', phone: '13800005678' })
    const helper = await helperOf(place)
    await helper.post(path('/paste'), {
      key: pageKey(),
      shift: 'am',
      column: '李* 尾号 78 36.6',
      save: '1',
    })
    expect((await readingOf(worker))?.temperature).toBe(366)
  })

  test('with nothing in it, or a book, is asked for again', async () => {
    expect((await paste('')).status).toBe(422)
    expect(await (await paste('36.5\n'.repeat(700))).text()).toContain('最多 600 行')
  })
})

describe('who stands at the gate', () => {
  test('is whoever took over last, with what was handed on, once', async () => {
    const form = { key: pageKey(), note: '2 号门测温枪没电' }
    await keeper.post(path('/shift'), form)
    await keeper.post(path('/shift'), form)
    const page = await list()
    expect(page).toContain('门岗 马*')
    expect(page).toContain('2 号门测温枪没电')
    expect(await rowsAt(place, 'gate_shifts')).toBe(1)
    expect(await rowsAt(place, 'gate_shifts', "note LIKE '%测温枪%'")).toBe(0)
    clock.now += MINUTE
    const too = await keeper.post(path('/shift'), { key: pageKey(), note: '长'.repeat(300) })
    expect(too.status).toBe(422)
  })
})
