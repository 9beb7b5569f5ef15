import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countOrdersAt } from '../../src/features/orders'
import type { Place } from '../../src/features/places'
import { HOUR } from '../../src/shared/clock'
import { atTheDoor, finish, inspectRules, judgeAll, team } from '../support/inspect'
import { answer, issue, key, orderRow, recheck, stepsOf } from '../support/orders'
import { helperOf, keeperOf, type OwnPhone, officer } from '../support/people'
import { PLAIN } from '../support/photos'
import { testRulebook } from '../support/rulebook'
import { clock, db, foundTown, MORNING, one, openPlace } from '../support/town'

let patrol: OwnPhone
let admin: OwnPhone
let place: Place
let keeper: OwnPhone
const start = MORNING
beforeAll(async () => {
  await foundTown(inspectRules(testRulebook()))
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
  admin = await officer({ role: 'admin' })
})
beforeEach(async () => {
  clock.now = start + HOUR / 2
  place = await openPlace()
  keeper = await keeperOf(place)
  await patrol.signIn()
  await admin.signIn()
})

/** Time passes, and everybody signs in again. */
async function later(hours: number): Promise<void> {
  clock.now += hours * HOUR
  await Promise.all([patrol, admin, keeper].map((phone) => phone.signIn()))
}

const photo = (): File => new File([PLAIN.jpeg], 'p.jpg', { type: 'image/jpeg' })
const pageOf = async (phone: OwnPhone, path: string): Promise<string> =>
  (await phone.get(path)).text()
const statusOf = (of: Pick<Place, 'id'>) =>
  one<Record<string, unknown>>(
    'SELECT status, status_cause AS cause, status_reason AS reason FROM places WHERE id = ?',
    of.id,
  )
const audited = async (act: string, subject: string): Promise<number> =>
  (
    await one<{ n: number }>(
      'SELECT count(*) AS n FROM audit WHERE act = ? AND subject = ?',
      act,
      subject,
    )
  )?.n ?? 0

describe('a round that found something', () => {
  test('issues an order with the next number of the year, and leaves no gap', async () => {
    const before = (await one<{ n: number }>('SELECT ifnull(max(seq), 0) AS n FROM orders'))?.n ?? 0
    const ids = [
      await issue(place, patrol, { orderKey: 'o-1' }),
      await issue(await openPlace(), patrol),
    ]
    const rows = await Promise.all(ids.map(orderRow))
    expect(rows.map((row) => [row?.year, row?.seq])).toEqual([
      [2020, before + 1],
      [2020, before + 2],
    ])
    expect(await stepsOf(ids[0] ?? null)).toEqual(['issued'])
    expect(await audited('orders.issue', 'orders:o-1')).toBe(1)
  })

  test('issues nothing when its round was written by another sending', async () => {
    const roundKey = key()
    const first = await issue(place, patrol, { roundKey })
    expect(first).not.toBeNull()
    expect(await issue(place, patrol, { roundKey, items: ['staff'], orderKey: 'again' })).toBeNull()
    expect(await issue(place, patrol, { items: ['staff'], receivedAt: clock.now + 1 })).toBeNull()
  })

  test('does not order again what stands on an order already', async () => {
    const first = await issue(place, patrol, { items: ['gate'] })
    expect(await issue(place, patrol, { items: ['gate'] })).toBeNull()
    const second = await issue(place, patrol, { items: ['gate', 'staff'] })
    const items = await db.$client
      .prepare('SELECT item FROM order_items WHERE order_id = ?')
      .bind(second)
      .all<{ item: string }>()
    expect(items.results).toEqual([{ item: 'staff' }])
    await recheck(patrol, first)
    expect(await issue(place, patrol, { items: ['gate'] })).not.toBeNull()
  })
})

describe('the keeper', () => {
  test('sees the order on today’s page and by its time, and answers with words and a photo', async () => {
    const id = await issue(place, patrol, { note: '没有人测温', text: '今天就要有人' })
    expect(await pageOf(keeper, `/keep/${place.code}/today`)).toContain('有 1 张整改通知单要办')
    const page = await pageOf(keeper, `/keep/${place.code}/orders`)
    for (const words of ['测温', '没有人测温', '今天就要有人', '前改好', '李*'])
      expect(page).toContain(words)
    expect(page).not.toContain('李卫东')
    await later(4)
    expect(await pageOf(keeper, `/keep/${place.code}/orders`)).toMatch(/class="no"[^>]*>应.*已晚/)
    expect(await pageOf(keeper, `/keep/${place.code}/today`)).toContain('1 张已逾期')
    const sent = await answer(keeper, place, id, { [`photo_${id}`]: photo() })
    expect(sent.status).toBe(303)
    expect(await orderRow(id)).toMatchObject({ state: 'answered' })
    const answered = await pageOf(keeper, `/keep/${place.code}/orders`)
    expect(answered).toContain('测温枪已摆在门口')
    expect(answered).toMatch(/<img src="\/files\/\d+"/)
    expect(await countOrdersAt(db, place.id, clock.now)).toEqual({ open: 0, late: 0 })
  })

  test('may add until somebody looks; one sending is one answer', async () => {
    const id = await issue(place, patrol)
    const sent = { key: key() }
    const answers = await Promise.all([
      answer(keeper, place, id, sent),
      answer(keeper, place, id, sent),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    await answer(keeper, place, id, { text: '又加了一把' })
    expect(await stepsOf(id)).toEqual(['issued', 'answer', 'answer'])
  })

  test('who answers after a recheck is told, with the words kept', async () => {
    const id = await issue(place, patrol)
    await answer(keeper, place, id)
    await recheck(patrol, id, { result: 'unmet', deadline: 'tomorrow', text: '还没有' })
    const late = await answer(keeper, place, id, { text: '早就好了' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('早就好了')
    expect(page).toContain('刚才已有人复查')
    expect(page).toContain('name="failed" value="1"')
    expect((await answer(keeper, place, id, { failed: '1' })).status).toBe(303)
  })

  test('is told what is wrong with an answer, and nobody else answers', async () => {
    const id = await issue(place, patrol)
    const empty = await answer(keeper, place, id, { text: ' ' })
    expect(empty.status).toBe(422)
    const strange = await answer(keeper, place, id, { [`photo_${id}`]: new File(['x'], 'a.exe') })
    expect(strange.status).toBe(422)
    const other = await openPlace()
    expect((await answer(await keeperOf(other), place, id)).status).toBe(403)
    expect((await answer(await keeperOf(other), other, id)).status).toBe(404)
    expect((await answer(await helperOf(place), place, id)).status).toBe(403)
    expect(await stepsOf(id)).toEqual(['issued'])
  })
})

describe('looking again', () => {
  test('ends the order when it is put right, once, whoever presses', async () => {
    const id = await issue(place, patrol)
    await answer(keeper, place, id)
    const [one, two] = await Promise.all([recheck(patrol, id), recheck(admin, id)])
    expect([one?.status, two?.status].sort()).toEqual([303, 409])
    const loser = one?.status === 409 ? one : two
    expect(await loser?.text()).toMatch(/已整改.*李卫东/)
    expect(await stepsOf(id)).toEqual(['issued', 'answer', 'closed'])
    expect(await audited('orders.close', `orders:${id}`)).toBe(1)
    expect(await pageOf(keeper, `/keep/${place.code}/orders`)).toContain('已整改')
  })

  test('sent twice it is one recheck', async () => {
    const id = await issue(place, patrol)
    const sent = { key: key(), version: '1', photo: photo() }
    const [one, two] = await Promise.all([recheck(patrol, id, sent), recheck(patrol, id, sent)])
    expect([one?.status, two?.status]).toEqual([303, 303])
    expect((await recheck(patrol, id, sent)).status).toBe(303)
    expect(await stepsOf(id)).toEqual(['issued', 'closed'])
  })

  test('gives a new time when it is still wrong, but not before the first is over', async () => {
    const id = await issue(place, patrol)
    const unmet = { result: 'unmet', deadline: 'tomorrow', text: '门口仍没有人' }
    const early = await recheck(patrol, id, unmet)
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('门口仍没有人')
    await later(4)
    expect((await recheck(patrol, id, { ...unmet, deadline: '' })).status).toBe(422)
    expect((await recheck(patrol, id, unmet)).status).toBe(303)
    expect(await orderRow(id)).toMatchObject({
      state: 'open',
      failed: 1,
      dueAt: Date.parse('2020-03-13T17:00:00+08:00'),
    })
  })

  test('suspends the place with the order, says so at the door, and ends when the place passes its recheck', async () => {
    const id = await issue(place, patrol)
    await answer(keeper, place, id)
    const done = await recheck(patrol, id, { result: 'suspend', text: '拒不整改' })
    expect(done.status).toBe(303)
    expect(await statusOf(place)).toMatchObject({ status: 'suspended', cause: `order:${id}` })
    const door = await pageOf(keeper, `/p/${place.code}`)
    expect(door).toMatch(/未按峡防整〔2020〕\d+ 号整改通知单改好/)
    expect(door).not.toContain('拒不整改')
    expect(await issue(place, patrol)).toBeNull()
    const sent = await team()
    expect(await pageOf(admin, '/office/inspections?show=recheck')).toContain(place.name)
    const path = await atTheDoor(place, sent, { show: 'recheck' })
    await judgeAll(path, sent)
    expect((await finish(sent.market, path)).status).toBe(303)
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
    expect(await orderRow(id)).toMatchObject({ state: 'closed' })
    expect(await pageOf(admin, `/office/orders/${id}`)).toContain('场所恢复营业，随之办结')
    expect(await issue(place, patrol)).not.toBeNull()
  })

  test('an officer who opens the place again, or an appeal, ends the order too', async () => {
    const suspended = async (): Promise<number | null> => {
      const id = await issue(place, patrol)
      await answer(keeper, place, id)
      await recheck(patrol, id, { result: 'suspend', text: '拒不整改' })
      return id
    }
    const first = await suspended()
    const page = await pageOf(admin, `/office/places/${place.code}/resume`)
    const [, version = ''] = /name="version" value="(\d+)"/.exec(page) ?? []
    const step = { key: key(), version, reason: '', text: '已改好' }
    expect((await admin.post(`/office/places/${place.code}/resume`, step)).status).toBe(303)
    expect(await orderRow(first)).toMatchObject({ state: 'closed' })
    const second = await suspended()
    const appealing = await keeper.get(`/keep/${place.code}/application`)
    const [, against = ''] = /name="against" value="([^"]+)"/.exec(await appealing.text()) ?? []
    const said = { key: key(), against, text: '门口一直有人测温' }
    expect((await keeper.post(`/keep/${place.code}/application/appeal`, said)).status).toBe(303)
    const appeal = await one<{ id: number }>('SELECT max(id) AS id FROM appeals')
    const answered = { key: key(), version: '1', answer: 'overturned', text: '现场看过' }
    expect((await admin.post(`/office/appeals/${appeal?.id}`, answered)).status).toBe(303)
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
    expect(await orderRow(second)).toMatchObject({ state: 'closed' })
  })

  test('of a place that is not open suspends nothing, and both stay as they were', async () => {
    const id = await issue(place, patrol)
    await answer(keeper, place, id)
    await db.$client
      .prepare("UPDATE places SET status = 'suspended' WHERE id = ?")
      .bind(place.id)
      .run()
    const refused = await recheck(patrol, id, { result: 'suspend', text: '拒不整改' })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('拒不整改')
    expect(await orderRow(id)).toMatchObject({ state: 'answered', failed: 0 })
    expect((await recheck(patrol, id)).status).toBe(303)
  })

  test('a place that is closed down takes its orders with it', async () => {
    const id = await issue(place, patrol)
    const page = await pageOf(admin, `/office/places/${place.code}/close`)
    const [, version = ''] = /name="version" value="(\d+)"/.exec(page) ?? []
    const closed = await admin.post(`/office/places/${place.code}/close`, {
      key: key(),
      version,
      reason: '',
      text: '店主退租',
    })
    expect(closed.status).toBe(303)
    expect(await orderRow(id)).toMatchObject({ state: 'closed' })
    expect(await pageOf(admin, `/office/orders/${id}`)).toContain('场所已关停，不再整改')
  })
})
