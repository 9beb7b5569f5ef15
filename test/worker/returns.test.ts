// Sites that judge themselves, people who come back in batches, enterprises that are visited.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places'
import { readProgress } from '../../src/features/progress/store'
import { DAY, dayOf } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace, Phone, publish } from '../support/town'

const both = (zh: string) => ({ zh, en: zh })
const item = (id: string, aspect: string) => ({
  id,
  aspect: both(aspect),
  text: both(`${aspect}${id}`),
  department: 'market',
  trades: [],
  source: 'test',
})
const SITE = [item('one_gate', '入口'), item('dorm', '居住'), item('canteen', '食堂')]
const risk = (code: string, level: 'medium' | 'high', name: string) => ({
  code,
  name: both(name),
  level,
  from: '2020-03-01',
  to: null,
  source: 'test',
})
const rule = (level: 'low' | 'medium' | 'high', name: 'now' | 'in_order' | 'deferred') => ({
  level,
  rule: name,
  watchDays: level === 'low' ? 0 : 14,
  text: both(level),
  source: 'test',
})
const RULES = {
  checklists: { shop: SITE, enterprise: SITE, site: SITE },
  riskAreas: [risk('420000', 'high', '湖北省'), risk('330300', 'medium', '温州某镇')],
  returnRules: [rule('low', 'now'), rule('medium', 'in_order'), rule('high', 'deferred')],
}

let patrol: OwnPhone
let site: Place
let keeper: OwnPhone
const key = (): string => newKey(clock.now, systemRandom)
const today = (): number => dayOf(clock.now)

beforeAll(async () => {
  await foundTown(RULES)
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
})
beforeEach(async () => {
  clock.now = MORNING
  site = await openPlace({ kind: 'site', stage: 'none', name: '金屏苑三期' })
  keeper = await keeperOf(site)
  await patrol.signIn()
})

const text = async (phone: Phone, path: string): Promise<string> => (await phone.get(path)).text()
const placeNow = (of = site) =>
  one<Record<string, unknown>>(
    'SELECT stage, returned_on, working_on, isolation_rooms FROM places WHERE id = ?',
    of.id,
  )
const audited = async (act: string, of = site): Promise<number> =>
  (
    await one<{ n: number }>(
      'SELECT count(*) AS n FROM audit WHERE act = ? AND subject = ?',
      act,
      `places:${of.id}`,
    )
  )?.n ?? -1

describe('a site judges itself', () => {
  const rated = { i_one_gate: 'pass', i_dorm: 'fail', i_canteen: 'na' }
  const board = (): Promise<string> => text(new Phone(), `/p/${site.code}/board`)

  test('and its board says how many items it keeps, and since when', async () => {
    expect(await board()).toContain('尚未自评')
    const sent = { key: key(), ...rated }
    for (let n = 0; n < 2; n++)
      expect((await keeper.post(`/keep/${site.code}/norm`, sent)).status).toBe(303)
    expect(await board()).toContain('1/2 项做到 · 3 月 12 日')
    expect(await audited('returns.rate')).toBe(1)
    expect(await text(patrol, `/office/sites/${site.code}`)).toContain('居住：居住dorm')
    // What was answered stands there the next time.
    expect(await text(keeper, `/keep/${site.code}/norm`)).toMatch(/name="i_dorm" value="fail" checked/)
  })

  test('every week; a forgotten one shows as late', async () => {
    await keeper.post(`/keep/${site.code}/norm`, { key: key(), ...rated })
    clock.now += 8 * DAY
    await keeper.signIn()
    expect(await text(keeper, `/keep/${site.code}/norm`)).toContain('已过期')
    expect(await board()).toMatch(/class="old"[^>]*>1\/2 项做到/)
  })

  test('in all items or not at all, and what was answered is kept', async () => {
    const { i_dorm: _, ...partly } = rated
    const answer = await keeper.post(`/keep/${site.code}/norm`, { key: key(), ...partly })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('这一项还没选')
    expect(page).toMatch(/name="i_one_gate" value="pass" checked/)
  })

  test('a shop has no such page', async () => {
    const shop = await openPlace()
    expect((await (await keeperOf(shop)).get(`/keep/${shop.code}/norm`)).status).toBe(404)
  })
})

describe('an isolation area', () => {
  const declare = (rooms: string, beds: string) =>
    keeper.post(`/keep/${site.code}/isolation`, { rooms, beds })

  test('is declared once, shown on the board, and taken back with 0', async () => {
    for (let n = 0; n < 2; n++) expect((await declare('2', '8')).status).toBe(303)
    expect(await audited('returns.isolation')).toBe(1)
    expect(await text(new Phone(), `/p/${site.code}/board`)).toContain('2 间，可住 8 人')
    await declare('0', '')
    expect(await placeNow()).toMatchObject({ isolation_rooms: null })
  })

  test('that is declared has a supervisor day and night', async () => {
    await declare('1', '4')
    expect(await text(patrol, `/office/patrols/round/${site.code}`)).toContain('隔离')
  })

  test('with rooms must say how many people they hold', async () => {
    expect((await declare('2', '')).status).toBe(422)
    expect((await declare('二', '4')).status).toBe(422)
  })
})

describe('the stage of a site', () => {
  const ask = (day: number, sent = key()) =>
    keeper.post(`/keep/${site.code}/stage`, { key: sent, day: String(day) })
  const waiting = async (): Promise<string> =>
    String(
      (
        await one<{ id: number }>(
          "SELECT id FROM stage_steps WHERE place_id = ? AND state = 'asked'",
          site.id,
        )
      )?.id ?? 0,
    )
  const decide = (step: string, decision: string, reason = '') =>
    patrol.post(`/office/sites/${site.code}/decide`, { step, decision, reason })
  const sites = async () => {
    const read = await readProgress(db, clock.now)
    return JSON.stringify(read)
  }

  test('moves when an officer confirms what the keeper told, each step with its day, and comes back when set right', async () => {
    const before = await sites()
    const sent = key()
    await ask(today() - 3, sent)
    expect((await ask(today() - 3, sent)).status).toBe(303)
    expect((await ask(today() - 1)).status).toBe(409)
    expect(await placeNow()).toMatchObject({ stage: 'none' })
    const step = await waiting()
    for (let n = 0; n < 2; n++) expect((await decide(step, 'confirm')).status).toBe(303)
    expect(await placeNow()).toMatchObject({ stage: 'returned', returned_on: today() - 3 })
    expect(await audited('returns.stage_confirmed')).toBe(1)
    const returned = await sites()
    expect(returned).not.toBe(before)
    // Working no earlier than people were back.
    expect((await ask(today() - 4)).status).toBe(422)
    await ask(today())
    await decide(await waiting(), 'confirm')
    expect(await placeNow()).toMatchObject({ stage: 'working', working_on: today() })
    expect(await sites()).not.toBe(returned)
    const correction = { key: key(), was: 'working', day: String(today() - 3), reason: '尚未开工' }
    for (let n = 0; n < 2; n++)
      expect(
        (
          await patrol.post(`/office/sites/${site.code}/stage`, { ...correction, stage: 'returned' })
        ).status,
      ).toBe(303)
    expect(await placeNow()).toMatchObject({ stage: 'returned', working_on: null })
    expect(await sites()).toBe(returned)
    expect(await audited('returns.stage_correct')).toBe(1)
  })

  test('stays when it is refused, and the keeper reads why', async () => {
    await ask(today())
    const step = await waiting()
    expect((await decide(step, 'refuse')).status).toBe(422)
    await decide(step, 'refuse', '现场无人')
    expect(await placeNow()).toMatchObject({ stage: 'none' })
    expect(await text(keeper, `/keep/${site.code}/norm`)).toContain('现场无人')
  })

  test('of a site that may not open yet cannot be told', async () => {
    const known = await openPlace({ kind: 'site', stage: 'none', status: 'known' })
    const phone = await keeperOf(known)
    const answer = await phone.post(`/keep/${known.code}/stage`, { key: key(), day: `${today()}` })
    expect(answer.status).toBe(409)
  })

  test('is answered by an officer of its area only', async () => {
    const elsewhere = await officer({ role: 'patrol', areaId: 9, areaPath: '/1/9/' })
    expect((await elsewhere.get(`/office/sites/${site.code}`)).status).toBe(403)
  })
})
void publish
