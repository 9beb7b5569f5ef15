import { beforeAll, describe, expect, test } from 'vitest'
import { paperStatements } from '../../src/features/papers/store'
import { walkStatement } from '../../src/features/papers/walk-store'
import { dayOf } from '../../src/shared/clock'
import {
  dutyDone,
  measuredAt,
  pageOf,
  rowsOf,
  SHOP_DUTIES,
  stockCounted,
  workerAt,
} from '../support/paper'
import { helperOf, keeperOf } from '../support/people'
import { clock, db, foundTown, openPlace } from '../support/town'

let today = 0
beforeAll(async () => {
  await foundTown({ duties: { shop: SHOP_DUTIES, enterprise: [], site: [] } })
  today = dayOf(clock.now)
})

describe('the poster', () => {
  test('is made from saved data: name, code, address, acceptance and version', async () => {
    const place = await openPlace({ acceptanceNumber: 148, version: 3 })
    const page = await pageOf(await keeperOf(place), `/keep/${place.code}/poster`)
    expect(page).toContain('<h1>老马烩面馆</h1>')
    expect(page).toContain(`${place.code.slice(0, 3)} ${place.code.slice(3)}`)
    expect(page).toContain('汝南路 12 号 · 第 148 号验收')
    expect(page).toContain('第 3 版')
    expect(page).not.toMatch(/undefined|NaN|null/)
  })

  test('is one for each entrance', async () => {
    const place = await openPlace({ entrances: ['东门', '西门'] })
    const page = await pageOf(await keeperOf(place), `/keep/${place.code}/poster`)
    expect(page.match(/data-poster/g)).toHaveLength(2)
    expect(page).toContain('西门')
  })

  test('of a small counter comes eight times on a sheet', async () => {
    const place = await openPlace()
    const page = await pageOf(await helperOf(place), `/keep/${place.code}/cards`)
    expect(page.match(/class="cc"/g)).toHaveLength(8)
  })
})

describe('the week grid', () => {
  test('fills in what is on record and leaves the other days to the pen', async () => {
    const place = await openPlace()
    await dutyDone(place.id, today, 'clean')
    await dutyDone(place.id, today, 'clean')
    await stockCounted(place.id, today, 1, [{ item: 'mask', quantity: 90, perDay: null }])
    await stockCounted(place.id, today, 2, [{ item: 'mask', quantity: 80, perDay: null }])
    const rows = rowsOf(await pageOf(await keeperOf(place), `/keep/${place.code}/week`))
    // 12 March 2020 is a Thursday.
    expect(rows).toContain('场所消杀|全店消毒||||2||||')
    expect(rows).toContain('防疫物资|医用口罩||||80||||')
    expect(rows).toContain('车辆消毒|送货车||||||||')
  })

  test('names supplies in the language of the page, and says when the rules list one no more', async () => {
    const place = await openPlace()
    const counted = (item: string) => ({ item, quantity: 7, perDay: null })
    await stockCounted(place.id, today, 1, [counted('mask'), counted('goggles')])
    const keeper = await keeperOf(place)
    keeper.cookies.set('lang', 'en')
    const page = await pageOf(keeper, `/keep/${place.code}/week`)
    const rows = rowsOf(page)
    expect(rows.some((row) => row.endsWith('Medical masks||||7||||'))).toBe(true)
    expect(rows).toContain('Supply not in the present rules||||7||||')
    expect(page).not.toContain('goggles')
  })

  test('leaves out what was undone, and counts a corrected record once', async () => {
    const place = await openPlace()
    const slip = await dutyDone(place.id, today, 'clean')
    await dutyDone(place.id, today, 'clean', { corrects: slip })
    await dutyDone(place.id, today, 'clean', { undone: true })
    const rows = rowsOf(await pageOf(await keeperOf(place), `/keep/${place.code}/week`))
    expect(rows).toContain('场所消杀|全店消毒||||1||||')
  })

  test('names only who agreed, masked; the rest is a number', async () => {
    const place = await openPlace()
    await workerAt(place.id, { name: '李秀英', job: '厨师' })
    await workerAt(place.id, { name: '王建国', shown: false })
    await workerAt(place.id, { name: '赵小燕' })
    await workerAt(place.id, { name: '冯远', confirmed: false })
    await workerAt(place.id, { name: '陈立', leftOn: today - 20 })
    const page = await pageOf(await keeperOf(place), `/keep/${place.code}/week`)
    expect(page).toContain('共 3 人')
    expect(page).toContain('李*（厨师）')
    expect(page).toContain('另 1 人未公开姓名')
    for (const hidden of ['李秀英', '王*', '冯*', '陈*']) expect(page).not.toContain(hidden)
  })

  test('names nobody where fewer than three work', async () => {
    const place = await openPlace()
    await workerAt(place.id, { name: '李秀英' })
    const page = await pageOf(await keeperOf(place), `/keep/${place.code}/week`)
    expect(page).toContain('共 1 人')
    expect(page).not.toContain('李*')
  })

  test('of a site names its contractor', async () => {
    const site = await openPlace({ kind: 'site', stage: 'working', contractor: '豫丰建设公司' })
    expect(await pageOf(await keeperOf(site), `/keep/${site.code}/week`)).toContain(
      '<span>施工单位：豫丰建设公司</span>',
    )
    const shop = await openPlace()
    expect(await pageOf(await keeperOf(shop), `/keep/${shop.code}/week`)).not.toContain('施工单位')
  })

  test('of a site says how many work there, and names nobody, whoever agreed', async () => {
    const site = await openPlace({ kind: 'site', stage: 'working' })
    for (const name of ['李秀英', '王建国', '赵春生', '孙志强']) await workerAt(site.id, { name })
    const page = await pageOf(await keeperOf(site), `/keep/${site.code}/week`)
    expect(page).toContain('4 人')
    for (const name of ['李*', '王*', '赵*', '孙*']) expect(page).not.toContain(name)
  })

  test('shows fevers of staff and visitors as one number', async () => {
    const place = await openPlace()
    const worker = await workerAt(place.id, { name: '李秀英' })
    await measuredAt(place.id, today, worker, 'am', 376)
    await db.$client
      .prepare('INSERT INTO place_days VALUES (?, ?, 66, 70, 1, 0, 0, 1)')
      .bind(place.id, today)
      .run()
    const rows = rowsOf(await pageOf(await keeperOf(place), `/keep/${place.code}/week`))
    expect(rows).toContain('登记（人次）||||66||||')
    expect(rows).toContain('体温异常及处置||||2，已处置||||')
  })
})

describe('growth', () => {
  const span = { placeId: 1, from: 18000, to: 18030 }
  const walk = {
    areaPath: '/1/',
    areaEnd: '/10',
    scopes: ['/1/'],
    unclaimed: true,
    list: null,
    after: null,
  }
  const queries: [string, D1PreparedStatement, unknown[]][] = [
    ...(['stock', 'duties', 'done', 'measured', 'days'] as const).map(
      (name): [string, D1PreparedStatement, unknown[]] => [
        name,
        paperStatements[name](db, span),
        [1, 18000, 18030],
      ],
    ),
    ['over', paperStatements.over(db, span, 373), [1, 18000, 18030, 373]],
    ['staff', paperStatements.staff(db, span), [1, 18000]],
    ['named', paperStatements.named(db, span), [1]],
    ['walk', walkStatement(db, walk), ['/1/', '/10', '["/1/"]', '', 0]],
  ]
  test.each(queries)(
    '%s is read over an index, without a scan of a table',
    async (name, statement, values) => {
      const sql = String(Reflect.get(statement, 'statement') ?? '')
      const { results } = await db.$client
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>()
      const detail = results.map((row) => row.detail).join('\n')
      expect(detail).toMatch(/SEARCH/)
      expect(detail.replaceAll(/SCAN [jg]\b.*/g, '')).not.toMatch(/SCAN/)
      if (name === 'walk') expect(detail).not.toMatch(/TEMP B-TREE/)
    },
  )
})
