import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countOrders, orderTasks } from '../../src/features/orders'
import {
  type OrderFilter,
  ordersStatement,
  searchStatement,
} from '../../src/features/orders/store-list'
import type { Place } from '../../src/features/places'
import { HOUR } from '../../src/shared/clock'
import { answer, issue, recheck } from '../support/orders'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace } from '../support/town'

let patrol: OwnPhone
let place: Place
let keeper: OwnPhone
const start = MORNING
beforeAll(async () => {
  await foundTown()
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
})
beforeEach(async () => {
  place = await openPlace()
  keeper = await keeperOf(place)
})

const pageOf = async (phone: OwnPhone, path: string): Promise<string> =>
  (await phone.get(path)).text()

describe('who may', () => {
  test('an officer of another area reads and rechecks nothing; a reader has no form', async () => {
    const id = await issue(place, patrol)
    const clerk = await officer({ role: 'clerk', areaId: 9, areaPath: '/1/9/' })
    expect((await clerk.get(`/office/orders/${id}`)).status).toBe(403)
    expect((await recheck(clerk, id)).status).toBe(403)
    expect(await pageOf(clerk, '/office/orders')).not.toContain(`/office/orders/${id}"`)
    const viewer = await officer({ role: 'viewer' })
    const page = await pageOf(viewer, `/office/orders/${id}`)
    expect(page).toContain('李卫东')
    expect(page).not.toContain('name="result"')
    expect((await recheck(viewer, id)).status).toBe(403)
  })

  test('the words are sealed in the database', async () => {
    const id = await issue(place, patrol, { text: '密文一' })
    await answer(keeper, place, id, { text: '密文二' })
    const { results } = await db.$client
      .prepare('SELECT text FROM order_entries WHERE order_id = ?')
      .bind(id)
      .all<{ text: string }>()
    expect(results.map(({ text }) => text?.slice(0, 2))).toEqual(['1.', '1.'])
  })
})

describe('the lists', () => {
  test('show the nearest time first, page by page, and find a place or a number', async () => {
    const village = await officer({ role: 'clerk', areaId: 30, areaPath: '/1/2/30/' })
    await db.$client
      .prepare("INSERT INTO areas VALUES (30, 2, 'village', '石嘴村', 'Shizui', '/1/2/30/')")
      .run()
    for (let n = 0; n < 12; n++) {
      const shop = await openPlace({ name: `石嘴${n}号店`, areaId: 30, areaPath: '/1/2/30/' })
      await issue(shop, patrol, { dueAt: start + (30 - n) * HOUR })
    }
    const first = await pageOf(village, '/office/orders')
    const named = (page: string) =>
      [...page.matchAll(/<b>石嘴(\d+)号店/g)].map(([, n]) => Number(n))
    expect(named(first)).toEqual(Array.from({ length: 10 }, (_, i) => 11 - i))
    const [, next = ''] = /href="([^"]+after=[^"]+)"/.exec(first) ?? []
    expect(named(await pageOf(village, next.replaceAll('&amp;', '&')))).toEqual([1, 0])
    expect(named(await pageOf(village, `/office/orders?q=${encodeURIComponent('石嘴7')}`))).toEqual(
      [7],
    )
    const last = await one<{ seq: number }>('SELECT max(seq) AS seq FROM orders')
    expect(named(await pageOf(village, `/office/orders?q=${last?.seq}`))).toEqual([11])
    expect(await pageOf(village, '/office/orders?q=99999')).toContain('没有找到')
    expect(named(await pageOf(village, '/office/orders?kind=site'))).toEqual([])
  })

  test('hold an order in every area above it as it stands, also of a place that moves', async () => {
    const lists = async (live: string) =>
      (
        await db.$client
          .prepare(`SELECT * FROM order_lists${live} ORDER BY area_id, state, due_at, order_id`)
          .all()
      ).results
    expect((await lists('')).length).toBeGreaterThan(30)
    expect(await lists('')).toEqual(await lists('_now'))
    await db.$client
      .prepare(
        "UPDATE orders SET area_path = '/1/2/31/', state = iif(id % 2, 'closed', state), due_at = due_at + id % 3",
      )
      .run()
    expect(await lists('')).toEqual(await lists('_now'))
    await db.$client.prepare('DELETE FROM orders WHERE id % 3 = 0').run()
    expect(await lists('')).toEqual(await lists('_now'))
  })

  test('count what is open, answered and late, as an officer’s tasks do', async () => {
    const ranges = '[["/1/7/","/1/70",""]]'
    await db.$client
      .prepare("INSERT INTO areas VALUES (7, 1, 'district', '七片区', 'District 7', '/1/7/')")
      .run()
    const there = () => openPlace({ areaPath: '/1/7/' })
    const [late, soon, shop] = [await there(), await there(), await there()]
    await issue(late, patrol, { dueAt: clock.now - 1 })
    await issue(soon, patrol)
    await answer(await keeperOf(shop), shop, await issue(shop, patrol))
    expect(await countOrders(db, ranges, clock.now)).toEqual({ open: 2, answered: 1, late: 1 })
    const scope = { role: 'patrol', department: null, areaPath: '/1/7/' } as const
    const actor = { kind: 'officer', id: 1, name: '', scopes: [scope], places: [] } as const
    const tasks = await orderTasks(db, { ...actor, scopes: [scope], places: [] }, clock.now)
    expect(tasks.map(({ count }) => count)).toEqual([1, 1])
  })

  test('walk an index, as does a search by name', async () => {
    const filter: OrderFilter = {
      view: 'open',
      areas: [3],
      kind: null,
      ranges: '[["/1/","/10",""]]',
      now: clock.now,
      after: null,
    }
    const planOf = async (statement: D1PreparedStatement): Promise<string> =>
      (await statement.all<{ detail: string }>()).results.map(({ detail }) => detail).join('\n')
    const explained = {
      $client: { prepare: (sql: string) => db.$client.prepare(`EXPLAIN QUERY PLAN ${sql}`) },
    }
    const plans = Object.assign({}, db, explained)
    for (const asked of [filter, { ...filter, view: 'closed' as const }]) {
      const plan = await planOf(ordersStatement(plans, 3, asked))
      expect(plan).toMatch(/SEARCH l USING PRIMARY KEY/)
      expect(plan).toMatch(/SEARCH o USING INTEGER PRIMARY KEY/)
      expect(plan).not.toContain('TEMP B-TREE')
    }
    const of = { ids: '[1,2]', from: [1, 2], folded: '老马' } as const
    expect(await planOf(searchStatement(plans, filter.ranges, of))).toMatch(
      /SEARCH o USING INDEX orders_place \(place_id=\? AND id>\?\)/,
    )
  })
})

test('the paper says what was found, by when and on which grounds, filled in and for the pen', async () => {
  const id = await issue(place, patrol, { note: '没有登记本' })
  const page = await pageOf(patrol, `/office/orders/${id}/form`)
  for (const words of [
    '峡防整〔2020〕',
    '没有登记本',
    '第一联',
    '第二联',
    place.name,
    '负责人（签收）',
  ])
    expect(page).toContain(words)
  const own = await pageOf(keeper, `/keep/${place.code}/orders/${id}/form`)
  expect(own).toContain('第一联')
  expect(own).not.toContain('第二联　镇')
  expect(await pageOf(patrol, '/office/orders/form')).toContain('____')
})
