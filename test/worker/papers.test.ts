import { beforeAll, describe, expect, test } from 'vitest'
import { paperStatements } from '../../src/features/papers/store'
import { walkStatement } from '../../src/features/papers/walk-store'
import { dayOf, isoDay } from '../../src/shared/clock'
import { dutyDone, measuredAt, stockCounted, workerAt } from '../support/paper'
import { helperOf, keeperOf } from '../support/people'
import { clock, db, foundTown, one, openPlace, type Phone } from '../support/town'

const both = (zh: string) => ({ zh, en: zh })
const duty = (id: string, block: 'disinfection' | 'vehicle', name: string) => ({
  id,
  block,
  name: both(name),
  times: ['09:00'],
  staleAfterHours: 12,
  source: 'test',
})

let today = 0
beforeAll(async () => {
  const shop = [duty('clean', 'disinfection', '全店消毒'), duty('van', 'vehicle', '送货车')]
  await foundTown({ duties: { shop, enterprise: [], site: [] } })
  today = dayOf(clock.now)
})

const pageOf = async (phone: Phone, path: string): Promise<string> => (await phone.get(path)).text()

/** The text of a page, a line for each row of its tables. */
const rowsOf = (page: string): string[] =>
  [...page.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replace(/<\/t[hd]>/g, '|')
      .replace(/<br\/>/g, ' ')
      .replace(/<[^>]+>/g, ''),
  )

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

describe('the registers', () => {
  test('show the keeper names and temperatures, and the reading is on record', async () => {
    const place = await openPlace()
    const worker = await workerAt(place.id, { name: '李秀英', job: '厨师' })
    await measuredAt(place.id, today, worker, 'am', 364)
    await measuredAt(place.id, today, worker, 'pm', 366)
    await dutyDone(place.id, today - 1, 'clean', { where: 'kitchen', with: 'alcohol' })
    await stockCounted(place.id, today, 1, [{ item: 'mask', quantity: 90, perDay: 10 }])
    const keeper = await keeperOf(place)
    const counted = await pageOf(keeper, `/keep/${place.code}/ledgers`)
    expect(rowsOf(counted)).toContain('3 月 12 日|1 / 1|0|0|1|0|')
    expect(counted).not.toContain('李秀英')
    const page = await pageOf(keeper, `/keep/${place.code}/ledgers?show=all`)
    expect(page).toContain('李秀英')
    expect(rowsOf(page).some((row) => row.endsWith('36.4 36.6|'))).toBe(true)
    expect(rowsOf(page).some((row) => row.includes('全店消毒|后厨、餐具 · 75% 酒精|'))).toBe(true)
    expect(rowsOf(page).some((row) => row.includes('医用口罩 90（够 9 天）'))).toBe(true)
    const subject = `places:${place.id}`
    expect(await one('SELECT act FROM audit WHERE subject = ?', subject)).toEqual({
      act: 'papers.ledgers',
    })
  })

  test('say below their table what a mark without a number is, and only where there is one', async () => {
    const place = await openPlace()
    const worker = await workerAt(place.id, { name: '李秀英' })
    await measuredAt(place.id, today, worker, 'am', 364)
    const keeper = await keeperOf(place)
    const registers = () => pageOf(keeper, `/keep/${place.code}/ledgers?show=all`)
    expect(await registers()).not.toContain('未报数值')
    await measuredAt(place.id, today, worker, 'pm', 0)
    const page = await registers()
    const [, health = ''] =
      /<section class="reg[^"]*"><h2>员工健康登记(.*?<\/section>.*?)<\/section>/s.exec(page) ?? []
    expect(health).toMatch(/<\/table><\/section><p class="note">\* 已测温，正常，未报数值/)
    expect(page.match(/未报数值/g)).toHaveLength(1)
  })

  test('have a sheet of those under observation in the isolation area, where there are any', async () => {
    const place = await openPlace({ kind: 'site', stage: 'working' })
    const worker = await workerAt(place.id, { name: '贺建军', job: '普工' })
    const keeper = await keeperOf(place)
    const path = `/keep/${place.code}/ledgers?show=all`
    expect(await pageOf(keeper, path)).not.toContain('隔离观察登记')
    await db.$client.batch([
      db.$client
        .prepare(
          `INSERT INTO watches (id, key, worker_id, place_id, kept, area_id, area_path, first_day, last_day, am_from,
             pm_from, room, why, rulebook_version, opened_by, opened_at)
           VALUES (900, 'sheet', ?1, ?2, 'place', 3, '/1/2/3/', ?3 - 2, ?3 + 11, ?3 - 2, ?3 - 2, '3 号板房', 'officer', 1, 1, 0)`,
        )
        .bind(worker, place.id, today),
      ...[
        [today - 1, 'am', 368],
        [today - 1, 'am', 366],
        [today - 1, 'pm', 371],
      ].map(([day, shift, temperature], i) =>
        db.$client
          .prepare(
            `INSERT INTO watch_readings (key, watch_id, day, shift, temperature, symptoms, alarm, rulebook_version, at, by, corrects)
             VALUES (?1, 900, ?2, ?3, ?4, '[]', 0, 1, 0, 1, ?5)`,
          )
          .bind(`sheet-${i}`, day, shift, temperature, i === 1 ? 1 : 0),
      ),
    ])
    const page = await pageOf(keeper, path)
    expect(page).toContain('隔离观察登记')
    const [row] = rowsOf(page).filter((each) => each.includes('3 号板房'))
    expect(row).toMatch(/^贺建军\|3 号板房\|3\/10–3\/23\|/)
    expect(row).toMatch(/36\.6 37\.1\|— —\|$/)
    expect(row).not.toContain('36.8')
  })

  test('hold the days asked for and no others', async () => {
    const place = await openPlace()
    for (const day of [today - 3, today - 2, today - 1])
      await db.$client
        .prepare('INSERT INTO place_days VALUES (?, ?, ?, 1, 0, 0, 0, 1)')
        .bind(place.id, day, 40 + today - day)
        .run()
    const asked = `from=${isoDay(today - 2)}&to=${isoDay(today - 2)}&show=all`
    const rows = rowsOf(await pageOf(await keeperOf(place), `/keep/${place.code}/ledgers?${asked}`))
    expect(rows.filter((row) => /日\|4\d\|1\|/.test(row))).toEqual(['3 月 10 日|42|1|0|0|'])
  })

  const wrong: [string, string, string, string][] = [
    ['that end before they begin', '2020-03-10', '2020-03-05', '结束日期不能早于开始日期'],
    ['of the future', '2020-03-10', '2020-03-30', '日期不能晚于今天'],
    ['of 32 days', '2020-02-10', '2020-03-12', '一次最多 31 天'],
    ['of a day there never was', '2020-02-30', '2020-03-05', '日期请这样写'],
    ['of no day', '', '2020-03-05', '请填写'],
  ]
  test.each(wrong)('%s are refused, and what was typed stays', async (_what, from, to, says) => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const sent = await keeper.get(`/keep/${place.code}/ledgers?from=${from}&to=${to}`)
    const page = await sent.text()
    expect(sent.status).toBe(422)
    expect(page).toContain(says)
    expect(page).toContain(`value="${to}"`)
  })

  test('understand dates as people write them', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const asked = `from=${encodeURIComponent('2020年3月5日')}&to=${encodeURIComponent('２０２０/３/９')}`
    expect((await keeper.get(`/keep/${place.code}/ledgers?${asked}`)).status).toBe(200)
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
    ...(
      ['stock', 'duties', 'done', 'measured', 'watched', 'observed', 'days', 'workers'] as const
    ).map((name): [string, D1PreparedStatement, unknown[]] => [
      name,
      paperStatements[name](db, span),
      [1, 18000, 18030],
    ]),
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
