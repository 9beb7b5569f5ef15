import { beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places'
import { dayOf } from '../../src/shared/clock'
import {
  ALL_PASS,
  acceptedShop,
  atTheDoor,
  eventsOf,
  failedShop,
  finish,
  inspectionOf,
  inspectRules,
  judgeAll,
  key,
  stateOf,
  type Team,
  TWO_FAIL,
  team,
} from '../support/inspect'
import { helperOf, keeperOf, type OwnPhone } from '../support/people'
import { PLAIN } from '../support/photos'
import { testRulebook } from '../support/rulebook'
import { clock, db, foundTown, openPlace } from '../support/town'

let sent: Team
beforeAll(async () => {
  await foundTown(inspectRules(testRulebook()))
  sent = await team()
})

interface Found {
  id: number
  item: string
  state: string
  dueOn: number
  version: number
}
const findingsAt = async (place: Pick<Place, 'id'>): Promise<Found[]> => {
  const { results } = await db.$client
    .prepare(
      'SELECT id, item, state, due_on AS dueOn, version FROM findings WHERE place_id = ? ORDER BY item',
    )
    .bind(place.id)
    .all<Found>()
  return results
}

const answer = (
  keeper: OwnPhone,
  place: Pick<Place, 'code'>,
  { id, version }: Pick<Found, 'id' | 'version'>,
  change: Record<string, string | Blob> = {},
): Promise<Response> => {
  const form = new FormData()
  // A browser sends the field of the photo also when nobody took one.
  const photo = { [`photo_${id}`]: new File([], '') }
  const typed = { key: key(), version: String(version), answer: '已补足', ...photo, ...change }
  for (const [name, value] of Object.entries(typed)) form.append(name, value)
  return keeper.postForm(`/keep/${place.code}/findings/${id}/files`, form)
}

describe('an acceptance that fails', () => {
  test('lists what must be put right, by when, and the keeper reads it', async () => {
    const { place, application } = await failedShop(sent)
    expect(await stateOf(place)).toMatchObject({
      status: 'accepted',
      application: 'failed',
      inspection: 'failed',
    })
    expect(await eventsOf(application)).toEqual(['schedule', 'fail'])
    const due = dayOf(clock.now) + 3
    expect(await findingsAt(place)).toMatchObject([
      { item: 'stock', state: 'open', dueOn: due },
      { item: 'tables', state: 'open', dueOn: due },
    ])
    const keeper = await keeperOf(place)
    const page = await (await keeper.get(`/keep/${place.code}/findings`)).text()
    expect(page).toContain('口罩只够一天')
    expect(page).toContain('桌距一米')
    const helper = await helperOf(place)
    expect((await helper.get(`/keep/${place.code}/findings`)).status).toBe(403)
  })

  test('a finding without words or with a day long past is refused beside it', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent, TWO_FAIL)
    const refused = await finish(sent.market, path, {
      'text-stock': '',
      'due-tables': '2020-01-01',
    })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('id="f-text-stock-error"')
    expect(page).toContain('日期不在可选范围内')
    expect(await findingsAt(place)).toEqual([])
  })

  test('a department that disagrees is a finding in its own words', async () => {
    const { place } = await acceptedShop()
    const path = await atTheDoor(place, sent)
    const against = { opinion: 'disagree', text: '后厨通风不行' }
    await judgeAll(path, sent, ALL_PASS, against)
    await finish(sent.market, path)
    expect(await findingsAt(place)).toMatchObject([{ item: 'opinion:health' }])
    const keeper = await keeperOf(place)
    expect(await (await keeper.get(`/keep/${place.code}/findings`)).text()).toContain(
      '后厨通风不行',
    )
  })
})

describe('the keeper answers', () => {
  test('beside the finding, with a photo that the town sees', async () => {
    const { place, application, path } = await failedShop(sent)
    const keeper = await keeperOf(place)
    const [finding] = await findingsAt(place)
    if (!finding) throw new Error('nothing was found')
    const photo = new File([PLAIN.jpeg], 'p.jpg', { type: 'image/jpeg' })
    const form = { key: key(), [`photo_${finding.id}`]: photo }
    expect((await answer(keeper, place, finding, form)).status).toBe(303)
    expect((await answer(keeper, place, finding, form)).status).toBe(303)
    expect(await eventsOf(application)).toEqual(['schedule', 'fail', 'answer'])
    const page = await (await sent.market.get(path)).text()
    expect(page).toContain('已补足')
    const file = /href="(\/files\/\d+)"/.exec(page)?.[1] ?? ''
    expect((await sent.market.get(file)).headers.get('content-type')).toBe('image/jpeg')
  })

  test('with words, to a finding of this place, and only as it was seen', async () => {
    const { place } = await failedShop(sent)
    const keeper = await keeperOf(place)
    const [finding] = await findingsAt(place)
    if (!finding) throw new Error('nothing was found')
    const empty = await answer(keeper, place, finding, { answer: ' ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('请填写')
    expect((await answer(keeper, place, { id: 1, version: 1 })).status).toBe(404)
    const stale = await answer(keeper, place, { ...finding, version: 7 })
    expect(stale.status).toBe(422)
    const pdf = new File(['%PDF-1.4 x'], 'p.pdf')
    const wrong = await answer(keeper, place, finding, { [`photo_${finding.id}`]: pdf })
    expect(wrong.status).toBe(422)
    expect(await findingsAt(place)).toMatchObject([{ state: 'open' }, { state: 'open' }])
    const other = await keeperOf((await failedShop(sent)).place)
    expect((await answer(other, place, finding)).status).toBe(403)
  })
})

describe('the next round', () => {
  test('judges only what failed; the rest is carried over; then the place opens', async () => {
    const { place, application } = await failedShop(sent)
    const keeper = await keeperOf(place)
    for (const finding of await findingsAt(place)) await answer(keeper, place, finding)
    const waiting = await sent.market.get('/office/inspections?show=acceptance')
    expect(await waiting.text()).toContain('整改 2 处，已回复 2 处')
    clock.now += 86_400_000
    await sent.market.signIn()
    await sent.health.signIn()
    const path = await atTheDoor(place, sent)
    const page = await (await sent.market.get(path)).text()
    expect(page).toContain('第 2 次')
    expect(page).toContain('3 月 12 日已合格')
    expect(page).toContain('还有 2 项没查')
    expect(await stateOf(place)).toMatchObject({ application: 'accepted' })
    await judgeAll(path, sent, { stock: 'pass', tables: 'pass' })
    expect((await finish(sent.market, path)).status).toBe(303)
    expect(await stateOf(place)).toMatchObject({ status: 'open', application: 'passed' })
    expect(await findingsAt(place)).toMatchObject([{ state: 'closed' }, { state: 'closed' }])
    expect(await eventsOf(application)).toEqual([
      'schedule',
      'fail',
      'answer',
      'answer',
      'schedule',
      'pass',
    ])
  })

  test('that fails again has findings of its own', async () => {
    const { place } = await failedShop(sent)
    const path = await atTheDoor(place, sent)
    await judgeAll(path, sent, { stock: 'pass', tables: 'fail' })
    await finish(sent.market, path)
    expect(await findingsAt(place)).toMatchObject([
      { item: 'stock', state: 'closed' },
      { item: 'tables', state: 'closed' },
      { item: 'tables', state: 'open' },
    ])
    const third = await atTheDoor(place, sent)
    expect(await (await sent.market.get(third)).text()).toContain('还有 1 项没查')
  })
})

describe('an inspection of a place that is open or suspended', () => {
  test('owed after opening on a pledge: passed, nothing is owed any more', async () => {
    const place = await openPlace({ inspectionDueOn: dayOf(clock.now) + 2 })
    const path = await atTheDoor(place, sent, { show: 'owed' })
    await judgeAll(path, sent)
    await finish(sent.market, path)
    const now = await stateOf(place)
    expect(now).toMatchObject({ status: 'open', due: null })
    expect(now?.number).toBeGreaterThan(0)
  })

  test('owed and failed: it stays open and still owes it', async () => {
    const place = await openPlace({ inspectionDueOn: dayOf(clock.now) + 2 })
    const path = await atTheDoor(place, sent, { show: 'owed' })
    await judgeAll(path, sent, TWO_FAIL)
    await finish(sent.market, path)
    expect(await stateOf(place)).toMatchObject({ status: 'open', due: dayOf(clock.now) + 2 })
    expect(await findingsAt(place)).toHaveLength(2)
  })

  test('a suspended place opens again and keeps its number', async () => {
    const place = await openPlace({
      status: 'suspended',
      statusCause: 'order',
      acceptanceNumber: 20_001,
    })
    const path = await atTheDoor(place, sent, { show: 'recheck' })
    await judgeAll(path, sent)
    expect((await finish(sent.market, path)).status).toBe(303)
    expect(await stateOf(place)).toMatchObject({ status: 'open', number: 20_001 })
  })

  test('a door that opened on a pledge meanwhile is planned anew, for what it owes now', async () => {
    const { place, application } = await acceptedShop({ name: '降级后开门的店' })
    const old = await atTheDoor(place, sent)
    const due = dayOf(clock.now) + 7
    await db.$client.batch([
      db.$client
        .prepare("UPDATE places SET status = 'open', inspection_due_on = ? WHERE id = ?")
        .bind(due, place.id),
      db.$client.prepare("UPDATE applications SET state = 'passed' WHERE id = ?").bind(application),
    ])
    expect(await (await sent.market.get(old)).text()).toContain('这次验收不用再做')
    const owed = await sent.market.get('/office/inspections?show=owed')
    expect(await owed.text()).toContain('降级后开门的店')
    const path = await atTheDoor(place, sent, { show: 'owed' })
    expect(path).not.toBe(old)
    await judgeAll(path, sent)
    expect((await finish(sent.market, path)).status).toBe(303)
    expect(await stateOf(place)).toMatchObject({ status: 'open', due: null })
  })

  test('what a list suspended, no inspection opens', async () => {
    const place = await openPlace({ status: 'suspended', statusCause: 'negative_list:ktv' })
    await atTheDoor(place, sent, { show: 'recheck' })
    expect(await inspectionOf(place)).toBe(0)
  })
})
