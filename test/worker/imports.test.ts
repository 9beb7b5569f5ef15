// A list of places from a file: checked, written once, printed for, and gone after a week.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { purgeImports } from '../../src/features/imports'
import { listStatement } from '../../src/features/imports/store'
import { oldLinesStatement } from '../../src/features/imports/store-purge'
import { sameNamedStatement } from '../../src/features/imports/store-run'
import { DAY } from '../../src/shared/clock'
import { decryptField } from '../../src/shared/fields'
import {
  clerksTown,
  csvOf,
  importRow,
  pageOf,
  places,
  send,
  sent,
  shopLine,
  write,
} from '../support/imports'
import type { OwnPhone } from '../support/people'
import { clock, db, one } from '../support/town'

let clerk: OwnPhone
beforeAll(async () => {
  clerk = await clerksTown()
})

const row = (name: string) =>
  one<Record<string, string & number>>('SELECT * FROM places WHERE name = ?', name)

describe('a list of places', () => {
  test('is checked first: nothing is written before the officer says so', async () => {
    const before = await places()
    const path = await sent(clerk, csvOf([shopLine(1), shopLine(2, { 2: '占卜' })]))
    expect(path).toMatch(/^\/office\/imports\/\d+$/)
    const page = await pageOf(clerk, path)
    expect(page).toContain('导入 1 行')
    expect(page).toContain('第 3 行 · 面馆2')
    expect(page).toContain('行业：现行防控规定里没有“占卜”这个行业。可以写：餐饮')
    expect(page).toContain('马* · 138****1001')
    expect(page).not.toContain('马长顺')
    expect(await places()).toBe(before)
  })

  test('makes known places, with the person to call encrypted and findable by name', async () => {
    const path = await sent(clerk, csvOf([shopLine(11, { 0: '豆腐坊', 3: '柳湾村' })]))
    expect(await write(clerk, path)).toMatchObject({ state: 'done', made: 1, known: 0, bad: 0 })
    const made = await row('豆腐坊')
    expect(made).toMatchObject({
      status: 'known',
      kind: 'shop',
      trade: 'catering',
      area_path: '/1/2/4/',
      opens_at: 480,
      closes_at: 1200,
    })
    const where = { table: 'places', column: 'contact_name', row: Number(made?.id) }
    expect(await decryptField(env.FIELD_KEY, where, made?.contact_name ?? '')).toBe('马长顺')
    const grams = await one<{ n: number }>(
      "SELECT count(*) AS n FROM place_grams WHERE place_id = ? AND gram = '豆腐'",
      made?.id,
    )
    expect(grams?.n).toBe(1)
  })

  test('sent again makes no second place, however names and addresses are spaced', async () => {
    const first = await sent(clerk, csvOf([shopLine(21), shopLine(22)]))
    await write(clerk, first)
    const before = await places()
    const again = csvOf([shopLine(21, { 4: '汝南路２１号' }), shopLine(22, { 0: ' 面馆 22' })])
    const second = await sent(clerk, again)
    expect(await write(clerk, second)).toMatchObject({ made: 0, known: 2 })
    expect(await places()).toBe(before)
  })

  test('the same name at another address is another place', async () => {
    const path = await sent(clerk, csvOf([shopLine(31), shopLine(31, { 4: '汝南路 99 号' })]))
    expect(await write(clerk, path)).toMatchObject({ made: 2, known: 0 })
  })

  test('a line that repeats another says which', async () => {
    const path = await sent(clerk, csvOf([shopLine(41), shopLine(42), shopLine(41)]))
    expect(await pageOf(clerk, path)).toContain('名称：和第 2 行重复')
    expect(await importRow(path)).toMatchObject({ total: 3, bad: 1 })
  })

  test('a village that is unknown or another clerk’s is an error at its line', async () => {
    const lines = [shopLine(51, { 3: '桃花源村' }), shopLine(52, { 3: '观沟村' })]
    const page = await pageOf(clerk, await sent(clerk, csvOf(lines)))
    expect(page).toContain('没有“桃花源村”这个村（社区）')
    expect(page).toContain('这个村（社区）不在您负责的范围内')
    expect(page).toContain('没有可以导入的行')
  })

  test('every wrong field has its reason', async () => {
    const wrong: [number, string, string][] = [
      [0, '', '名称：请填写'],
      [1, '饭店', '类别：没有“饭店”这个类别。可以写：门店、企业、工地'],
      [4, '', '地址：请填写'],
      [5, '马<b>', '负责人：姓名只写汉字'],
      [6, '1380000', '手机号：手机号应是 11 位数字'],
      [7, '早到晚', '营业时间：营业时间请写成'],
      [8, '豫'.repeat(41), '施工单位：太长了'],
      [8, '豫丰建设公司', '施工单位：只有工地才填'],
    ]
    const lines = wrong.map(([field, typed], i) => shopLine(60 + i, { [field]: typed }))
    const page = await pageOf(clerk, await sent(clerk, csvOf(lines)))
    for (const [, , reason] of wrong) expect(page).toContain(reason)
  })

  test('a site comes with its contractor, or without one', async () => {
    const site = { 1: '工地', 2: '餐饮' }
    const lines = [
      shopLine(71, { ...site, 0: '金屏苑三期', 8: ' 豫丰建设公司 ' }),
      shopLine(72, { ...site, 0: '金屏苑四期' }),
    ]
    const path = await sent(clerk, csvOf(lines))
    expect(await pageOf(clerk, path)).toContain('08:00-20:00 · 豫丰建设公司')
    expect(await write(clerk, path)).toMatchObject({ made: 2, bad: 0 })
    expect(await row('金屏苑三期')).toMatchObject({ kind: 'site', contractor: '豫丰建设公司' })
    expect(await row('金屏苑四期')).toMatchObject({ kind: 'site', contractor: null })
  })

  test('headings may stand under a title, in any order, in English, with columns nobody asked for', async () => {
    const lines = [
      ['门店台账 2020', '', '', '', '', ''],
      ['No', 'Address', 'Name', 'Kind', 'Trade', 'Village'],
      ['1', '1 Runan Road', 'Noodle Bar', 'Shop', 'Catering', 'Liuwan'],
    ]
    const path = await sent(clerk, lines.map((line) => line.join(';')).join('\n'))
    expect(await write(clerk, path)).toMatchObject({ made: 1, bad: 0 })
    expect(await row('Noodle Bar')).toMatchObject({ area_id: 4, contact_phone: null })
  })

  test('a file without a column it needs is told which', async () => {
    const answer = await send(clerk, csvOf([['面馆', '餐饮']], ['店名', '行业']))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('“场所”缺少这几列：类别、村（社区）、地址')
  })
})

describe('bad lines', () => {
  test('come back as a file with the reason, and no cell of it runs as a formula', async () => {
    const lines = [
      shopLine(81, { 0: '=HYPERLINK("http://x")', 2: '占卜' }),
      shopLine(82, { 4: '＠柜台', 2: '占卜' }),
      shopLine(83, { 6: '+86 138' }),
    ]
    const quoted = lines.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`))
    const path = await sent(clerk, csvOf(quoted))
    const answer = await clerk.get(`${path}/bad`)
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
    expect(text.startsWith('\uFEFF名称（必填）,类别（必填）')).toBe(true)
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(text).toContain(",'＠柜台,")
    expect(text).toContain(",'+86 138,")
    expect(text).toContain('手机号：手机号应是 11 位数字')
    const audit = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'imports.export' AND subject = ?",
      path.replace('/office/imports/', 'imports:'),
    )
    expect(audit?.n).toBe(1)
  })

  test('corrected in that very file they go in, marks and all', async () => {
    const path = await sent(clerk, csvOf([shopLine(84, { 0: '+1 杂货', 2: '占卜' })]))
    const bad = await (await clerk.get(`${path}/bad`)).text()
    const again = await sent(clerk, bad.replaceAll('占卜', '餐饮'))
    expect(await write(clerk, again)).toMatchObject({ made: 1, bad: 0 })
    expect(await row('+1 杂货')).not.toBeNull()
  })
})

describe('after an import', () => {
  test('its letters are printed in walking order, for its places alone', async () => {
    const path = await sent(clerk, csvOf([shopLine(91), shopLine(92, { 3: '柳湾村' })]))
    await write(clerk, path)
    const page = await pageOf(clerk, path)
    const list = /name="list" value="(\d+)"/.exec(page)?.[1] ?? ''
    const area = /name="area" value="(\d+)"/.exec(page)?.[1] ?? ''
    const asked = { area, list, what: 'letters', who: 'unclaimed' }
    const made = await (await clerk.post('/office/places/print', asked)).text()
    expect([...made.matchAll(/<b>致 (\S+) 负责人/g)].map(([, name]) => name)).toEqual([
      '面馆91',
      '面馆92',
    ])
  })

  test('a week later its lines are gone, published, and the figures stay', async () => {
    const path = await sent(clerk, csvOf([shopLine(93)]))
    await write(clerk, path)
    const left = await sent(clerk, csvOf([shopLine(94)]))
    clock.now += 8 * DAY
    await clerk.signIn()
    expect(await purgeImports(db, clock.now)).toBeGreaterThan(2)
    expect(await purgeImports(db, clock.now)).toBe(0)
    expect((await one<{ n: number }>('SELECT count(*) AS n FROM import_rows'))?.n).toBe(0)
    expect(await importRow(path)).toMatchObject({ state: 'done', made: 1 })
    expect(await importRow(left)).toMatchObject({ state: 'cancelled', made: 0 })
    expect(await pageOf(clerk, path)).toContain('明细已按期删除')
    expect(await pageOf(clerk, '/deletions')).toContain('导入表格的明细')
  })
})

test('no query of an import reads more than an index gives', async () => {
  const plans = [
    listStatement(db, 1, 0),
    oldLinesStatement(db, 1),
    sameNamedStatement(db, [{ areaPath: '/1/', folded: 'a' }]),
  ]
  for (const statement of plans) {
    const sql = String(Reflect.get(statement, 'statement') ?? '')
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...(sql.match(/\?/g) ?? []).map(() => '[]'))
      .all<{ detail: string }>()
    for (const { detail } of results)
      expect(detail).not.toMatch(/SCAN (p|imports|import_rows)|TEMP/)
  }
})
