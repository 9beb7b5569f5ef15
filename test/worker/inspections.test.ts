import { beforeAll, describe, expect, test } from 'vitest'
import { countInspectionsFor } from '../../src/features/inspections'
import { dayOf } from '../../src/shared/clock'
import {
  acceptedShop,
  atTheDoor,
  eventsOf,
  inspectionOf,
  inspectRules,
  PLAN,
  planForm,
  stateOf,
  type Team,
  team,
} from '../support/inspect'
import { officer } from '../support/people'
import { testRulebook } from '../support/rulebook'
import { clock, db, foundTown, one, openPlace } from '../support/town'

let sent: Team
beforeAll(async () => {
  await foundTown(inspectRules(testRulebook()))
  sent = await team()
})

const countOf = async (place: { id: number }): Promise<number> =>
  (await one<{ n: number }>('SELECT count(*) AS n FROM inspections WHERE place_id = ?', place.id))
    ?.n ?? 0

describe('planning', () => {
  test('one team is sent to many places at once, and the applicants see it', async () => {
    const shops = [await acceptedShop(), await acceptedShop({ name: '李记理发' })]
    const form = planForm(
      shops.map((each) => each.place),
      sent,
    )
    const answer = await sent.market.post(PLAN, form)
    expect(answer.headers.get('location')).toBe('/office/inspections?show=today&done=2~2')
    for (const { place, application } of shops) {
      expect(await stateOf(place)).toMatchObject({ inspection: 'planned' })
      expect(await eventsOf(application)).toEqual(['schedule'])
    }
    const members = await one<{ n: number }>(
      'SELECT count(*) AS n FROM inspection_members WHERE inspection_id = ?',
      await inspectionOf(shops[0]?.place ?? { id: 0 }),
    )
    expect(members?.n).toBe(2)
  })

  test('the same form sent again plans nothing twice', async () => {
    const { place, application } = await acceptedShop()
    const form = planForm([place], sent)
    const answers = await Promise.all([sent.market.post(PLAN, form), sent.market.post(PLAN, form)])
    expect(answers.map((each) => each.headers.get('location'))).toEqual(
      Array(2).fill('/office/inspections?show=today&done=1~1'),
    )
    expect(await countOf(place)).toBe(1)
    expect(await eventsOf(application)).toEqual(['schedule'])
  })

  test('two officers plan the same shop: one inspection, and the other is told', async () => {
    const { place } = await acceptedShop()
    const answers = await Promise.all([
      sent.market.post(PLAN, planForm([place], sent)),
      sent.market.post(PLAN, planForm([place], sent)),
    ])
    const places = answers.map((each) => each.headers.get('location')).sort()
    expect(places).toEqual([
      '/office/inspections?show=acceptance&done=0~1',
      '/office/inspections?show=today&done=1~1',
    ])
    expect(await countOf(place)).toBe(1)
  })

  test('a team of one department is no joint team', async () => {
    const { place } = await acceptedShop()
    const form = planForm([place], sent, { [`m${sent.health.accountId}`]: '' })
    const answer = await sent.market.post(PLAN, form)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('联合验收至少要有 2 个部门的人')
    expect(page).toContain(`name="p${place.id}" value="1" checked`)
    expect(await countOf(place)).toBe(0)
  })

  const bad: [string, Record<string, string>, string][] = [
    ['no day', { day: '' }, '请填写'],
    ['a day that is none', { day: '2020-02-31x' }, '请选日期'],
    ['yesterday', { day: '2020-03-01' }, '日期不在可选范围内'],
    ['a key of somebody else’s making', { key: 'x' }, '页面已过期'],
  ]
  test.each(bad)('%s is told at its field', async (_, change, text) => {
    const { place } = await acceptedShop()
    const answer = await sent.market.post(PLAN, planForm([place], sent, change))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(text)
    expect(await countOf(place)).toBe(0)
  })

  test('a department an officer does not belong to is refused', async () => {
    const { place } = await acceptedShop()
    const change = { [`m${sent.market.accountId}`]: 'police' }
    const answer = await sent.market.post(PLAN, planForm([place], sent, change))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('请从列出的部门里选')
  })

  test('a shop of another department’s trade is not this reviewer’s to plan', async () => {
    const { place } = await acceptedShop({ trade: 'hairdressing' }, { department: 'health' })
    await sent.market.post(PLAN, planForm([place], sent))
    expect(await countOf(place)).toBe(0)
    await sent.health.post(PLAN, planForm([place], sent))
    expect(await countOf(place)).toBe(1)
  })

  test('a shop outside the area is not planned', async () => {
    const { place } = await acceptedShop()
    const elsewhere = await officer({ role: 'reviewer', department: 'market', areaPath: '/9/' })
    await elsewhere.post(PLAN, planForm([place], sent))
    expect(await countOf(place)).toBe(0)
  })

  test('a shop that was not approved is not planned', async () => {
    const { place } = await acceptedShop({ status: 'applied' }, { state: 'submitted' })
    await sent.market.post(PLAN, planForm([place], sent))
    expect(await countOf(place)).toBe(0)
  })

  test('an application taken back leaves nothing to inspect, and a new one can be planned', async () => {
    const { place, application } = await acceptedShop()
    await sent.market.post(PLAN, planForm([place], sent))
    const old = await inspectionOf(place)
    await db.$client.batch([
      db.$client
        .prepare("UPDATE applications SET state = 'withdrawn' WHERE id = ?")
        .bind(application),
      db.$client.prepare(
        `INSERT INTO applications SELECT id + 10000, key || 'n', number || 'n', place_id, trade, area_path, department, 'accepted',
           version, rulebook_version, answers, self_check, papers, outside_number, outside_on, outside_file_id, pledge_id,
           created_by, created_at, updated_at, submitted_at, answer_by, decided_at, decided_by, assigned_to
         FROM applications WHERE id = ${application}`,
      ),
    ])
    await sent.market.post(PLAN, planForm([place], sent))
    expect(await inspectionOf(place)).not.toBe(old)
    expect(await one('SELECT state FROM inspections WHERE id = ?', old)).toEqual({
      state: 'cancelled',
    })
  })

  test('one that was called off can be planned again', async () => {
    const { place } = await acceptedShop()
    await sent.market.post(PLAN, planForm([place], sent))
    const path = `/office/inspections/${await inspectionOf(place)}`
    expect((await sent.health.post(`${path}/cancel`, { version: '1' })).status).toBe(403)
    expect((await sent.market.post(`${path}/cancel`, { version: '7' })).status).toBe(409)
    expect((await sent.market.post(`${path}/cancel`, { version: '1' })).status).toBe(303)
    await sent.market.post(PLAN, planForm([place], sent))
    expect(await stateOf(place)).toMatchObject({ inspection: 'planned' })
    expect(await countOf(place)).toBe(2)
  })
})

describe('the lists', () => {
  test('show what is to be done today, what waits, and find a name', async () => {
    const { place } = await acceptedShop({ name: '顺德茶楼' })
    const waiting = await (
      await sent.market.get('/office/inspections?show=acceptance&q=顺德')
    ).text()
    expect(waiting).toContain('顺德茶楼')
    expect(waiting).not.toContain('老马烩面馆')
    await sent.market.post(PLAN, planForm([place], sent))
    expect(await (await sent.market.get('/office/inspections?q=顺德')).text()).toContain('顺德茶楼')
    const gone = await sent.market.get('/office/inspections?show=acceptance&q=顺德')
    expect(await gone.text()).toContain('没有要列出的')
  })

  test('places that opened on a pledge are listed by their last day, late ones on top', async () => {
    const today = dayOf(clock.now)
    await openPlace({ name: '新开晚的店', inspectionDueOn: today + 3 })
    await openPlace({ name: '新开早的店', inspectionDueOn: today - 1 })
    const page = await (await sent.market.get('/office/inspections?show=owed')).text()
    expect(page.indexOf('新开早的店')).toBeGreaterThan(0)
    expect(page.indexOf('新开早的店')).toBeLessThan(page.indexOf('新开晚的店'))
    expect(page).toContain('已逾期')
  })

  test('pages follow each other without a gap', async () => {
    const shops = []
    for (let n = 0; n < 13; n++) shops.push((await acceptedShop({ name: `连锁店${n + 10}` })).place)
    const names = (page: string) => [...new Set(page.match(/连锁店\d\d/g) ?? [])]
    const seen: string[] = []
    let next = '/office/inspections?show=acceptance&q=连锁店'
    for (let pages = 0; next && pages < 9; pages++) {
      const page = await (await sent.market.get(next)).text()
      seen.push(...names(page))
      next = (/class="tap" href="([^"]*after=[^"]*)"/.exec(page)?.[1] ?? '').replaceAll(
        '&amp;',
        '&',
      )
      expect(names(page).length).toBe(next ? 4 : 1)
    }
    expect(seen.sort()).toEqual(shops.map(({ name }) => name).sort())
  })
})

describe('at the door', () => {
  test('whoever was not sent, or has not come, signs nothing', async () => {
    const { place } = await acceptedShop()
    await sent.market.post(PLAN, planForm([place], sent))
    const path = `/office/inspections/${await inspectionOf(place)}`
    const press = () => sent.market.post(`${path}/items/stock`, { result: 'pass' })
    expect((await press()).status).toBe(409)
    await sent.market.post(`${path}/attend`, {})
    expect((await press()).status).toBe(303)
    const stranger = await officer({ role: 'reviewer', department: 'market' })
    expect((await stranger.post(`${path}/attend`, {})).status).toBe(409)
    expect((await stranger.post(`${path}/items/stock`, { result: 'fail' })).status).toBe(409)
    expect((await stranger.get(path)).status).toBe(200)
    const outside = await officer({ role: 'patrol', areaPath: '/9/' })
    expect((await outside.get(path)).status).toBe(403)
  })

  test('a department signs its own items only; items of those not sent fall to the trade’s', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    expect((await sent.market.post(`${path}/items/staff`, { result: 'pass' })).status).toBe(409)
    expect((await sent.health.post(`${path}/items/staff`, { result: 'pass' })).status).toBe(303)
    expect((await sent.health.post(`${path}/items/gate`, { result: 'pass' })).status).toBe(409)
    expect((await sent.market.post(`${path}/items/gate`, { result: 'pass' })).status).toBe(303)
    expect((await sent.market.post(`${path}/items/booking`, { result: 'pass' })).status).toBe(404)
    const admin = await officer({ role: 'admin' })
    expect((await admin.post(`${path}/items/staff`, { result: 'na' })).status).toBe(303)
  })

  test('each press is kept at once; the last word stands, with whose it was', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    const answer = await sent.market.post(`${path}/items/stock`, { result: 'fail' })
    expect(answer.headers.get('location')).toBe(`${path}#i-stock`)
    await sent.market.post(`${path}/items/stock`, { result: 'pass' })
    const page = await (await sent.market.get(path)).text()
    expect(page).toMatch(/value="pass"[^>]*aria-pressed="true"/)
    expect(page).toContain('还有 3 项没查')
    expect(
      await one(
        'SELECT result, by FROM inspection_items WHERE item = ? AND inspection_id = ?',
        'stock',
        path.split('/')[3],
      ),
    ).toEqual({
      result: 'pass',
      by: sent.market.accountId,
    })
  })

  test('a result nobody knows is refused at the page', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    expect((await sent.market.post(`${path}/items/stock`, { result: 'maybe' })).status).toBe(422)
    expect((await sent.market.get('/office/inspections/999999')).status).toBe(404)
    expect((await sent.market.get('/office/inspections/x')).status).toBe(404)
  })

  test('a department that does not agree says why', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    const said = { department: 'health', opinion: 'disagree', text: '' }
    const answer = await sent.health.post(`${path}/opinions`, said)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('不同意的，请写明原因')
    const foreign = { department: 'market', opinion: 'agree' }
    expect((await sent.health.post(`${path}/opinions`, foreign)).status).toBe(409)
  })
})

test('an officer’s home counts the inspections up to today', async () => {
  const own = await team()
  const { place } = await acceptedShop()
  await own.market.post(PLAN, planForm([place], own))
  const today = dayOf(clock.now)
  expect(await countInspectionsFor(db, own.health.accountId, today)).toBe(1)
  expect(await countInspectionsFor(db, own.health.accountId, today - 1)).toBe(0)
})
