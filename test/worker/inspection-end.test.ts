import { beforeAll, describe, expect, test } from 'vitest'
import {
  ALL_PASS,
  acceptedShop,
  atTheDoor,
  eventsOf,
  finish,
  finishForm,
  inspectionOf,
  inspectRules,
  judgeAll,
  key,
  PLAN,
  planForm,
  stateOf,
  type Team,
  team,
} from '../support/inspect'
import { officer } from '../support/people'
import { testRulebook } from '../support/rulebook'
import { db, foundTown, one, publish } from '../support/town'

let sent: Team
beforeAll(async () => {
  await foundTown(inspectRules(testRulebook()))
  sent = await team()
})

describe('the end', () => {
  test('waits for every item and every opinion, with the way to each', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent, { gate: 'pass', staff: 'pass', stock: 'pass' })
    const answer = await sent.market.post(`${path}/finish`, { version: '9' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`${path}#i-tables`)
    expect(await stateOf(place)).toMatchObject({ inspection: 'started', status: 'accepted' })
  })

  test('waits for a second department to come', async () => {
    const { place } = await acceptedShop()
    await sent.market.post(PLAN, planForm([place], sent))
    const path = `/office/inspections/${await inspectionOf(place)}`
    await sent.market.post(`${path}/attend`, {})
    const page = await (await sent.market.get(`${path}/finish`)).text()
    expect(page).toContain('到场部门还差 1 个')
  })

  test('passed: the place is open with its number, the application passed', async () => {
    const { place, application } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent, { ...ALL_PASS, tables: 'na' })
    const answer = await finish(sent.market, path)
    expect(answer.headers.get('location')).toBe(`${path}?done=end`)
    const now = await stateOf(place)
    expect(now).toMatchObject({ status: 'open', application: 'passed', inspection: 'passed' })
    expect(now?.number).toBeGreaterThan(0)
    expect(await eventsOf(application)).toEqual(['schedule', 'pass'])
    expect(await (await sent.market.get(`${path}?done=end`)).text()).toContain('验收合格，验收号第')
    expect(await (await sent.market.get(`/p/${place.code}`)).text()).toContain('正在营业')
  })

  test('two shops never share an acceptance number', async () => {
    const shops = [(await acceptedShop()).place, (await acceptedShop()).place]
    const paths = []
    for (const place of shops) {
      const path = await atTheDoor(place, sent)
      await judgeAll(path, sent)
      paths.push(path)
    }
    await Promise.all(paths.map((path) => finish(sent.market, path)))
    const numbers = await Promise.all(shops.map(async (each) => (await stateOf(each))?.number))
    expect(new Set(numbers).size).toBe(2)
  })

  test('a page that is out of date is shown again before it decides', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent)
    const form = await finishForm(sent.market, path)
    await sent.health.post(`${path}/items/staff`, { result: 'fail' })
    const answer = await sent.market.post(`${path}/finish`, form)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('刚才有人改动了这次验收')
    expect(await stateOf(place)).toMatchObject({ status: 'accepted', inspection: 'started' })
  })

  test('sent twice it is one end; a colleague who is late learns who was first', async () => {
    const { place, application } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent)
    const form = await finishForm(sent.market, path)
    expect((await sent.market.post(`${path}/finish`, form)).status).toBe(303)
    expect((await sent.market.post(`${path}/finish`, form)).status).toBe(303)
    const late = await sent.health.post(`${path}/finish`, form)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('李卫东已先一步结束：合格')
    expect(await eventsOf(application)).toEqual(['schedule', 'pass'])
  })

  test('of many who end it at once, one does', async () => {
    for (let race = 0; race < 4; race++) {
      const { place, application } = await acceptedShop()
      const path = await atTheDoor(place, sent)
      await judgeAll(path, sent)
      const form = await finishForm(sent.market, path)
      const phones = [sent.market, sent.health, sent.market, sent.health]
      const answers = await Promise.all(phones.map((phone) => phone.post(`${path}/finish`, form)))
      expect(answers.every((each) => [303, 409].includes(each.status))).toBe(true)
      expect(await eventsOf(application)).toEqual(['schedule', 'pass'])
      const steps = await one(
        'SELECT count(*) AS n FROM place_changes WHERE place_id = ?',
        place.id,
      )
      expect(steps).toEqual({ n: 1 })
    }
  })

  test('an application taken back meanwhile opens nothing', async () => {
    const { place, application } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent)
    const form = await finishForm(sent.market, path)
    await db.$client
      .prepare("UPDATE applications SET state = 'withdrawn' WHERE id = ?")
      .bind(application)
      .run()
    expect((await sent.market.post(`${path}/finish`, form)).status).toBe(409)
    expect(await stateOf(place)).toMatchObject({ status: 'accepted', inspection: 'started' })
  })

  test('a trade or a place that was listed meanwhile does not pass', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent)
    await db.$client
      .prepare(
        "INSERT INTO listed_places (key, place_id, reason, from_day, by, at) VALUES (?, ?, '聚集', 0, 1, 0)",
      )
      .bind(key(), place.id)
      .run()
    const listed = await finish(sent.market, path)
    expect(listed.status).toBe(409)
    expect(await listed.text()).toContain('聚集')
    const ktv = await acceptedShop({ trade: 'ktv' }, { department: 'police' })
    const admin = await officer({ role: 'admin' })
    await admin.post(PLAN, planForm([ktv.place], sent))
    const there = `/office/inspections/${await inspectionOf(ktv.place)}`
    await sent.market.post(`${there}/attend`, {})
    await sent.health.post(`${there}/attend`, {})
    await judgeAll(there, sent, { gate: 'pass', staff: 'pass', stock: 'pass' })
    // Nobody of the police was sent, nor of enforcement: the first department there signs.
    await sent.health.post(`${there}/items/gate`, { result: 'pass' })
    const text = { zh: '歌厅', en: 'KTV' }
    await publish({
      ...inspectRules(testRulebook()),
      negativeList: [
        {
          id: 'ktv',
          category: text,
          trades: ['ktv'],
          reason: text,
          from: '2020-01-01',
          to: null,
          source: 'test',
        },
      ],
    })
    expect((await finish(sent.market, there)).status).toBe(409)
    expect(await stateOf(ktv.place)).toMatchObject({ status: 'accepted' })
  })
})
