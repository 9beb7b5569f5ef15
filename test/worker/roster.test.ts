// A place's roster from a file: judged line by line, written once, and everybody in it still signs.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { samePhonesStatement, writeRoster } from '../../src/features/imports/store-roster'
import { workerPhoneIndex } from '../../src/features/people'
import { listStaff } from '../../src/features/people/staff-store'
import type { Place } from '../../src/features/places/tables'
import { dayOf, isoDay } from '../../src/shared/clock'
import { decryptField } from '../../src/shared/fields'
import { csvOf, importRow, minute, pageOf, send, sent, write } from '../support/imports'
import { helperOf, keeperOf, type OwnPhone } from '../support/people'
import { signAt, workersOf } from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

const HEADS = ['姓名', '手机号', '岗位', '户籍地', '14 天内去过的风险地区', '离开那里的日期']

/** A good line; a test changes what it is about. */
const workerLine = (n: number, change: Partial<Record<number, string>> = {}): string[] =>
  ['王小满', `137${String(n).padStart(8, '0')}`, '厨师', '左照沟村', '', ''].map(
    (cell, i) => change[i] ?? cell,
  )
const roster = (...lines: string[][]): string => csvOf(lines, HEADS)
const pathOf = (place: Place): string => `/keep/${place.code}/staff/import`
const ago = (days: number): string => isoDay(dayOf(clock.now) - days)

let place: Place
let keeper: OwnPhone
beforeAll(async () => {
  const rules = pledgeQuestions()
  const returnRules = (rules.returnRules ?? []).map((each) =>
    each.level === 'high' ? { ...each, rule: 'deferred' as const } : each,
  )
  await foundTown({ ...rules, returnRules })
  place = await openPlace()
  keeper = await keeperOf(place)
})

const employed = async (at: Place): Promise<number> =>
  (await one<{ n: number }>('SELECT count(*) AS n FROM employments WHERE place_id = ?', at.id))
    ?.n ?? 0

const sendRoster = (phone: Phone, at: Place, content: string, key = '') =>
  sent(phone, content, { path: pathOf(at), name: '名册.csv', key })

const setStatus = (at: Place, status: 'closed' | 'suspended') =>
  db.$client.prepare('UPDATE places SET status = ? WHERE id = ?').bind(status, at.id).run()

const otherPlace = async (): Promise<[Place, OwnPhone]> => {
  const at = await openPlace()
  return [at, await keeperOf(at)]
}

describe('a roster', () => {
  test('is judged first; its people are confirmed, encrypted, and still have to sign', async () => {
    const path = await sendRoster(keeper, place, roster(workerLine(1), workerLine(2, { 1: '12' })))
    const page = await pageOf(keeper, path)
    expect(page).toContain('导入 1 行')
    expect(page).toContain('手机号：手机号应是 11 位数字')
    expect(page).toContain('厨师 · 137****0001 · 本地，优先返岗')
    expect(page).not.toContain('王小满')
    expect(await employed(place)).toBe(0)
    expect(await write(keeper, path)).toMatchObject({ state: 'done', made: 1, bad: 1 })
    const index = await workerPhoneIndex(env.INDEX_KEY, '13700000001')
    const worker = await one<{ id: number; name: string; confirmed_places: number }>(
      'SELECT * FROM workers WHERE phone_index = ?',
      index,
    )
    const where = { table: 'workers', column: 'name', row: worker?.id ?? 0 }
    expect(await decryptField(env.FIELD_KEY, where, worker?.name ?? '')).toBe('王小满')
    expect(worker?.confirmed_places).toBe(1)
    const [listed] = await workersOf(db, env, place.id)
    expect(listed).toMatchObject({ confirmed: true, shown: false, pledgeNumber: null })
    const audit = await one<{ actor_kind: string; detail: string }>(
      "SELECT * FROM audit WHERE act = 'imports.write_roster' LIMIT 1",
    )
    expect(JSON.stringify(audit)).toContain('keeper')
    expect(JSON.stringify(audit)).not.toContain('王小满')
  })

  test('and a signing afterwards are one person', async () => {
    const [at, own] = await otherPlace()
    await write(own, await sendRoster(own, at, roster(workerLine(10, { 0: '张大山' }))))
    await signAt(new Phone(), at, { who: { name: '张大山', phone: '13700000010' } })
    const listed = await workersOf(db, env, at.id)
    expect(listed).toHaveLength(1)
    expect(listed[0]).toMatchObject({ confirmed: true })
    expect(listed[0]?.pledgeNumber).toMatch(/^P-/)
  })

  test('puts locals first, others in order, and those from a high-risk area off', async () => {
    const [at, own] = await otherPlace()
    const path = await sendRoster(
      own,
      at,
      roster(
        workerLine(20, { 3: '信阳市' }),
        workerLine(21),
        workerLine(22, { 4: '420000', 5: ago(3) }),
        workerLine(23, { 4: '地区 420000', 5: ago(15) }),
        workerLine(24, { 4: '是' }),
        workerLine(25, { 4: '330300', 5: ago(1).replaceAll('-', '/') }),
        workerLine(26, { 4: '火星' }),
        workerLine(27, { 4: '420000', 5: '上周' }),
        workerLine(28, { 4: '420000', 5: ago(-1) }),
      ),
    )
    const page = await pageOf(own, path)
    const order = [...page.matchAll(/137\*{4}00(\d\d) · (本地|外地)/g)].map((found) => found[1])
    expect(order).toEqual(['21', '23', '20', '25'])
    // Three days ago: the day after and 14 days are over on 24 March.
    expect(page).toContain('按规定暂缓返岗，3 月 24 日起再导入')
    expect(page.match(/暂缓返岗，/g)).toHaveLength(2)
    expect(page).toContain('没有“火星”这个风险地区')
    expect(page).toContain('日期请写成 2020-03-05')
    expect(page).toContain('日期不能晚于今天')
    expect(await write(own, path)).toMatchObject({ made: 4, bad: 5 })
  })

  test('tells a phone that is here, and somebody the town knows, at the line', async () => {
    const [at, own] = await otherPlace()
    const [elsewhere, other] = await otherPlace()
    await write(own, await sendRoster(own, at, roster(workerLine(30))))
    const again = await pageOf(
      own,
      await sendRoster(own, at, roster(workerLine(30, { 0: '李四' }))),
    )
    expect(again).toContain('这个手机号已在本场所的员工里')
    const lines = roster(workerLine(30), workerLine(31), workerLine(31, { 0: '李四' }))
    const path = await sendRoster(other, elsewhere, lines)
    expect(await pageOf(other, path)).toContain('此人已在镇里登记过')
    expect(await pageOf(other, path)).toContain('手机号：和第 3 行重复')
    // A couple may share a phone; a list links nobody to another place's worker.
    const couple = await sendRoster(other, elsewhere, roster(workerLine(30, { 0: '李四' })))
    expect(await write(other, couple)).toMatchObject({ made: 1 })
    const listed = await listStaff(db, env, {
      placeId: elsewhere.id,
      show: null,
      q: '',
      after: null,
      today: dayOf(clock.now),
      full: true,
    })
    expect(listed.workers.map(({ maskedName }) => maskedName)).toEqual(['李*'])
  })

  test('may be pasted from a spreadsheet; without its headings the paste stays to be corrected', async () => {
    const [at, own] = await otherPlace()
    const form = async (pasted: string) => {
      const page = await (await own.get(pathOf(at))).text()
      const data = new FormData()
      data.set('key', /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '')
      data.set('pasted', pasted)
      return own.postForm(`${pathOf(at)}/files`, data)
    }
    const refused = await form(workerLine(40).join('\t'))
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('缺少这几列：姓名、手机号、岗位、住址或户籍地')
    expect(page).toContain('王小满\t13700000040')
    const taken = await form([HEADS, workerLine(40)].map((line) => line.join('\t')).join('\n'))
    const path = taken.headers.get('location') ?? ''
    expect(await write(own, path)).toMatchObject({ made: 1, bad: 0 })
    const empty = await form(' ')
    expect(empty.status).toBe(422)
  })

  test('gives its bad lines back as a file in which no cell runs as a formula', async () => {
    const [at, own] = await otherPlace()
    const line = workerLine(50, { 0: '=HYPERLINK(1)', 2: '@SUM(1)', 3: '-1+1' })
    const path = await sendRoster(own, at, roster(line, workerLine(51)))
    const file = await (await own.get(`${path}/bad`)).text()
    expect(file).toContain("'=HYPERLINK(1),13700000050,'@SUM(1),'-1+1")
    expect(file).toContain('姓名：')
    expect(file).not.toContain('13700000051')
    const corrected = await sendRoster(own, at, file.replace("'=HYPERLINK(1)", '李四'))
    expect(await write(own, corrected)).toMatchObject({ made: 1, bad: 0 })
    const stored = await one<{ job: string }>(
      'SELECT job FROM employments WHERE place_id = ?',
      at.id,
    )
    expect(stored?.job).toBe('@SUM(1)')
  })

  test('of 5,000 lines with the same phones again makes each person once, however often it is sent', async () => {
    const [at, own] = await otherPlace()
    const lines = Array.from({ length: 5000 }, (_, i) => workerLine(1000 + (i % 4500)))
    const key = '01E33000000000000000000077'
    const path = await sendRoster(own, at, roster(...lines), key)
    expect(await sendRoster(own, at, roster(...lines), key)).toBe(path)
    expect(await importRow(path)).toMatchObject({ total: 5000, bad: 500 })
    const twin = await sendRoster(own, at, roster(...lines))
    for (const each of [path, twin]) await own.post(`${each}/start`, { version: '1' })
    await Promise.all([minute(), minute()])
    const rows = [await importRow(path), await importRow(twin)]
    expect(rows.map((row) => row?.state)).toEqual(['done', 'done'])
    expect((rows[0]?.made ?? 0) + (rows[1]?.made ?? 0)).toBe(4500)
    expect(await employed(at)).toBe(4500)
    const later = await sendRoster(own, at, roster(...lines))
    expect(await importRow(later)).toMatchObject({ total: 5000, bad: 5000 })
    expect(await pageOf(own, later)).toContain('没有可以导入的行')
  }, 120_000)

  test('of a closed place is refused at the file; a suspended one may get its people ready', async () => {
    const [at, own] = await otherPlace()
    await setStatus(at, 'suspended')
    const path = await sendRoster(own, at, roster(workerLine(80)))
    expect(await write(own, path)).toMatchObject({ made: 1, bad: 0 })
    const key = /name="key" value="([^"]+)"/.exec(await pageOf(own, pathOf(at)))?.[1] ?? ''
    await setStatus(at, 'closed')
    const refused = await sendRoster(own, at, roster(workerLine(81)), key)
    expect(refused).toContain('422 ')
    expect(refused).toContain('本场所已关闭，不能再登记员工')
    const page = await pageOf(own, pathOf(at))
    expect(page).toContain('本场所已关闭')
    expect(page).not.toContain('type="file"')
    expect(await employed(at)).toBe(1)
  })

  test('checked before its place closed comes back line by line, and makes nobody', async () => {
    const [at, own] = await otherPlace()
    const path = await sendRoster(own, at, roster(workerLine(82), workerLine(83)))
    await setStatus(at, 'closed')
    expect(await write(own, path)).toMatchObject({ state: 'done', made: 0, bad: 2, known: 0 })
    expect((await pageOf(own, path)).match(/本场所已关闭，不能再登记员工/g)).toHaveLength(2)
    expect(await employed(at)).toBe(0)
  })

  test('whose place closes between judging and writing writes nothing of that step', async () => {
    const [at, own] = await otherPlace()
    const path = await sendRoster(own, at, roster(workerLine(84)))
    const id = Number(/\d+$/.exec(path)?.[0])
    await db.$client.prepare("UPDATE imports SET state = 'running' WHERE id = ?").bind(id).run()
    await setStatus(at, 'closed')
    const running = { id, key: `roster/${at.id}/x`, kind: 'roster' as const, done: 0, by: 1 }
    const worker = { id: 9_000_084, name: 'x', phone: 'x', phone_index: 'x84', address: 'x' }
    const row = { ...worker, area_id: null, created_at: 0, job: '厨师', known: 0 }
    const step = { through: 3, placeId: at.id, workers: [row], refused: [] }
    await writeRoster(db, running, step, clock.now)
    expect(await importRow(path)).toMatchObject({ state: 'running', done: 0, made: 0 })
    expect(await one('SELECT 1 FROM workers WHERE phone_index = ?', 'x84')).toBeNull()
    await minute()
    expect(await importRow(path)).toMatchObject({ state: 'done', made: 0, bad: 1 })
  })

  test('is opened by the keeper who sent it and at its place only; helpers send none', async () => {
    const path = await sendRoster(keeper, place, roster(workerLine(60)))
    const second = await keeperOf(place)
    const [at, own] = await otherPlace()
    expect((await second.get(path)).status).toBe(404)
    expect((await second.post(`${path}/start`, { version: '1' })).status).toBe(404)
    expect((await own.get(path.replace(place.code, at.code))).status).toBe(404)
    const helper = await helperOf(place)
    expect((await helper.get(pathOf(place))).status).toBe(403)
    const answer = await send(helper, roster(workerLine(61)), { path: pathOf(place) })
    expect(answer.status).toBe(403)
    await db.$client
      .prepare('INSERT INTO place_members (place_id, account_id, role, since) VALUES (?,?,?,?)')
      .bind(at.id, keeper.accountId, 'keeper', clock.now)
      .run()
    expect((await keeper.get(path.replace(place.code, at.code))).status).toBe(404)
    expect((await keeper.get(path)).status).toBe(200)
  })

  test('has templates that read back as no line', async () => {
    for (const name of ['workers.csv', 'workers.xlsx']) {
      const answer = await keeper.get(`${pathOf(place)}/template/${name}`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const refused = await send(keeper, bytes, { path: pathOf(place), name })
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('表头下面没有内容')
    }
  })

  test('finds phones over their index', async () => {
    const statement = samePhonesStatement(db, place.id, ['a'])
    const plan = await env.DB.prepare(
      `EXPLAIN QUERY PLAN ${String(Reflect.get(statement, 'statement'))}`,
    )
      .bind('[]', 1)
      .all<{ detail: string }>()
    const details = plan.results.map(({ detail }) => detail).join('\n')
    expect(details).toContain('workers_phone')
    expect(details).not.toContain('SCAN w')
  })
})
