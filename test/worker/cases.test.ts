import { beforeAll, describe, expect, test } from 'vitest'
import { countOpenCases } from '../../src/features/inspections'
import type { Place } from '../../src/features/places'
import { dayOf } from '../../src/shared/clock'
import { day, inspectRules, key } from '../support/inspect'
import { sendForm as send, type TypedForm as Typed } from '../support/multipart'
import { type OwnPhone, officer } from '../support/people'
import { PLAIN } from '../support/photos'
import { applicationAt, standing, written } from '../support/review'
import { testRulebook } from '../support/rulebook'
import { clock, db, foundTown, one, openPlace } from '../support/town'

let patrol: OwnPhone
beforeAll(async () => {
  await foundTown(inspectRules(testRulebook()))
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
})

const NEW = '/office/cases/new/files'
const found = (change: Typed = {}): Typed => ({
  key: key(),
  kind: 'unlicensed',
  text: '卷帘门半开，里面在营业',
  code: '',
  name: '无名小吃',
  address: '机场路 9 号',
  area: '3',
  ...change,
})

/** A new case; answers its address. */
async function opened(change: Typed = {}): Promise<string> {
  const answer = await send(patrol, NEW, found(change))
  expect(answer.status).toBe(303)
  return (answer.headers.get('location') ?? '').replace('?done=1', '')
}

const caseAt = (path: string) =>
  one<Record<string, unknown>>(
    'SELECT state, version, department, ended_on AS endedOn, place_id AS placeId FROM cases WHERE id = ?',
    path.split('/')[3],
  )
const entriesAt = async (path: string): Promise<string[]> => {
  const { results } = await db.$client
    .prepare('SELECT kind FROM case_entries WHERE case_id = ? ORDER BY kind')
    .bind(path.split('/')[3] ?? '')
    .all<{ kind: string }>()
  return results.map((each) => each.kind)
}
const statusOf = (place: Pick<Place, 'id'>) =>
  one<Record<string, unknown>>(
    'SELECT status, status_cause AS cause, status_reason AS reason FROM places WHERE id = ?',
    place.id,
  )

const order = (path: string, change: Typed = {}): Promise<Response> =>
  send(patrol, `${path}/entries/files`, {
    key: key(),
    kind: 'order',
    text: '停止营业，三天内办手续',
    due: day(3),
    ...change,
  })
const end = (path: string, change: Record<string, string> = {}): Promise<Response> =>
  patrol.post(`${path}/outcome`, {
    version: '1',
    outcome: 'corrected',
    department: '',
    day: day(),
    text: '已办好',
    ...change,
  })

describe('a new case', () => {
  test('of a door in no register is recorded with name, address and village', async () => {
    const path = await opened()
    const page = await (await patrol.get(path)).text()
    expect(page).toContain('无名小吃')
    expect(page).toContain('擅自营业')
    expect(page).toContain('卷帘门半开，里面在营业')
    expect(await entriesAt(path)).toEqual(['finding'])
    const stored = await one<{ text: string }>('SELECT text FROM case_entries LIMIT 1')
    expect(stored?.text).toMatch(/^1\./)
  })

  test('of a registered place needs its code only, and may have a photo', async () => {
    const place = await openPlace({ name: '老周饭店' })
    const photo = new File([PLAIN.jpeg], 'p.jpg', { type: 'image/jpeg' })
    const path = await opened({ code: place.code, name: '', address: '', area: '', photo })
    expect(await caseAt(path)).toMatchObject({ placeId: place.id, state: 'open' })
    const page = await (await patrol.get(path)).text()
    expect(page).toContain('老周饭店')
    expect(page).toMatch(/<img src="\/files\/\d+"/)
  })

  test('sent twice it is one case', async () => {
    const typed = found()
    const answers = await Promise.all([send(patrol, NEW, typed), send(patrol, NEW, typed)])
    const [first, second] = answers.map((each) => each.headers.get('location'))
    expect(first).toBe(second)
    expect(await entriesAt(first?.replace('?done=1', '') ?? '')).toEqual(['finding'])
  })

  const bad: [string, Typed, string][] = [
    ['a mistyped code', { code: '123' }, '编号有误'],
    ['no name', { name: '' }, '请填写'],
    ['no village', { area: '' }, '请选'],
    ['a district for a village', { area: '2' }, '这里不在您负责的片区'],
    ['a kind nobody knows', { kind: 'none' }, '请选'],
    ['no words', { text: ' ' }, '请填写'],
    ['words too long', { text: '长'.repeat(201) }, '太长了'],
    ['a key of somebody else’s making', { key: 'x' }, '页面已过期'],
    [
      'a photo of a door without a code',
      { photo: new File([PLAIN.jpeg], 'p.jpg') },
      '没有编号的场所不能附照片',
    ],
  ]
  test.each(bad)('%s is told, and nothing is lost', async (_, change, text) => {
    const answer = await send(patrol, NEW, found(change))
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(text)
    expect(page).toContain('机场路 9 号')
  })

  test('outside one’s area is not one’s to record, read or end', async () => {
    const place = await openPlace({ areaPath: '/1/9/', areaId: 2 })
    const answer = await send(patrol, NEW, found({ code: place.code }))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('这里不在您负责的片区')
    const path = await opened()
    const elsewhere = await officer({ role: 'patrol', areaPath: '/9/' })
    expect((await elsewhere.get(path)).status).toBe(403)
    expect((await elsewhere.post(`${path}/outcome`, {})).status).toBe(403)
    const viewer = await officer({ role: 'viewer' })
    expect((await viewer.get(path)).status).toBe(200)
    expect((await viewer.post(`${path}/outcome`, {})).status).toBe(403)
    expect((await patrol.get('/office/cases/999999')).status).toBe(404)
  })
})

describe('an order', () => {
  test('may suspend the place at once, and its door says why', async () => {
    const place = await openPlace({ name: '三合饭店' })
    const path = await opened({ code: place.code })
    const typed = { key: key(), suspend: '1' }
    expect((await order(path, typed)).status).toBe(303)
    expect((await order(path, typed)).status).toBe(303)
    expect(await entriesAt(path)).toEqual(['finding', 'order'])
    expect(await statusOf(place)).toEqual({
      status: 'suspended',
      cause: `case:${path.split('/')[3]}`,
      reason: '擅自营业，已责令停业整改',
    })
    const steps = await one('SELECT count(*) AS n FROM place_changes WHERE place_id = ?', place.id)
    expect(steps).toEqual({ n: 1 })
  })

  test('that cannot suspend any more writes nothing', async () => {
    const place = await openPlace()
    const path = await opened({ code: place.code })
    await db.$client
      .prepare("UPDATE places SET status = 'closed' WHERE id = ?")
      .bind(place.id)
      .run()
    const answer = await order(path, { suspend: '1' })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('这一件刚有变化')
    expect(await entriesAt(path)).toEqual(['finding'])
  })

  test('has words and a day to come', async () => {
    const path = await opened()
    expect((await order(path, { text: '' })).status).toBe(422)
    expect((await order(path, { due: '2020-01-01' })).status).toBe(422)
    expect((await order(path, { kind: 'outcome' })).status).toBe(422)
    expect(await entriesAt(path)).toEqual(['finding'])
  })
})

describe('the outcome', () => {
  test('closed down closes the place with it', async () => {
    const place = await openPlace()
    const path = await opened({ code: place.code })
    expect((await end(path, { outcome: 'closed_down' })).status).toBe(303)
    expect(await caseAt(path)).toMatchObject({ state: 'closed_down', endedOn: dayOf(clock.now) })
    expect(await statusOf(place)).toMatchObject({
      status: 'closed',
      reason: '擅自营业，已查处关停',
    })
  })

  test('closed down ends the application of a place that traded before it was answered', async () => {
    const { place, id } = await applicationAt('submitted')
    const path = await opened({ code: place.code })
    expect((await end(path, { outcome: 'closed_down' })).status).toBe(303)
    expect(await standing(id)).toMatchObject({ state: 'refused', status: 'closed' })
    expect(await written(id, 'refuse')).toMatchObject({ events: 1 })
  })

  test('put right opens the place only if this case had suspended it', async () => {
    const own = await openPlace()
    const path = await opened({ code: own.code })
    await order(path, { suspend: '1' })
    await end(path)
    expect(await statusOf(own)).toMatchObject({ status: 'open' })
    const other = await openPlace({ status: 'suspended', statusCause: 'order' })
    const second = await opened({ code: other.code })
    await end(second)
    expect(await caseAt(second)).toMatchObject({ state: 'corrected' })
    expect(await statusOf(other)).toMatchObject({ status: 'suspended', cause: 'order' })
  })

  test('handed over names the department and the day', async () => {
    const path = await opened()
    const missing = await end(path, { outcome: 'handed_over' })
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain('请选移交给哪个部门')
    expect((await end(path, { outcome: 'handed_over', department: 'none' })).status).toBe(422)
    const yesterday = { outcome: 'handed_over', department: 'police', day: day(-1) }
    expect((await end(path, yesterday)).status).toBe(303)
    expect(await caseAt(path)).toMatchObject({
      department: 'police',
      endedOn: dayOf(clock.now) - 1,
    })
    expect(await (await patrol.get(path)).text()).toContain('3 月 11 日移交police')
  })

  test('one wins; the other is told, and nothing is written after it', async () => {
    const path = await opened()
    const second = await officer({ role: 'admin' })
    const typed = { version: '1', department: '', day: day(), text: '关了' }
    const answers = await Promise.all([
      end(path),
      second.post(`${path}/outcome`, { ...typed, outcome: 'closed_down' }),
    ])
    expect(answers.map((each) => each.status).sort()).toEqual([303, 409])
    const late = answers.find((each) => each.status === 409)
    expect(await late?.text()).toMatch(/李卫东已先一步办结|马长顺已先一步办结/)
    expect(await entriesAt(path)).toEqual(['finding', 'outcome'])
    expect((await order(path)).status).toBe(409)
    expect(await entriesAt(path)).toEqual(['finding', 'outcome'])
  })

  test('sent twice it is one; on a page that is out of date it is asked again', async () => {
    const path = await opened()
    expect((await end(path, { version: '7' })).status).toBe(409)
    expect((await end(path)).status).toBe(303)
    expect((await end(path)).status).toBe(303)
    expect(await entriesAt(path)).toEqual(['finding', 'outcome'])
  })

  test('of a place on the negative list does not open it again', async () => {
    const place = await openPlace()
    const path = await opened({ code: place.code })
    await order(path, { suspend: '1' })
    await db.$client
      .prepare(
        "INSERT INTO listed_places (key, place_id, reason, from_day, by, at) VALUES (?, ?, '聚集', 0, 1, 0)",
      )
      .bind(key(), place.id)
      .run()
    expect((await end(path)).status).toBe(409)
    expect(await statusOf(place)).toMatchObject({ status: 'suspended' })
    expect(await caseAt(path)).toMatchObject({ state: 'open' })
  })
})

describe('the list', () => {
  test('has what is open first, and finds a name, a kind, an area', async () => {
    const path = await opened({ name: '夜市烤串', kind: 'three_in_one' })
    const has = async (query: string) =>
      (await (await patrol.get(`/office/cases?${query}`)).text()).includes('夜市烤串')
    expect(await has('')).toBe(true)
    expect(await has('q=烤串&kind=three_in_one&area=3')).toBe(true)
    expect(await has('kind=unlicensed')).toBe(false)
    await end(path, { outcome: 'closed_down' })
    expect(await has('')).toBe(false)
    expect(await has('state=closed_down')).toBe(true)
  })

  test('pages follow each other without a gap', async () => {
    for (let n = 10; n < 32; n++) await opened({ name: `连排门面${n}` })
    const first = await (await patrol.get('/office/cases?q=连排门面')).text()
    const next = /href="([^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await (await patrol.get(next)).text()
    expect(new Set(`${first}${second}`.match(/连排门面\d\d/g)).size).toBe(22)
  })
})

test('an officer’s home counts the open cases of the area, each once', async () => {
  const own = '[["/1/2/","/1/20",""],["/1/","/10",""]]'
  const before = await countOpenCases(db, own)
  await opened()
  expect(await countOpenCases(db, own)).toBe(before + 1)
  expect(await countOpenCases(db, '[["/9/","/90",""]]')).toBe(0)
})
