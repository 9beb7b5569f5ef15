import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listedStatement } from '../../src/features/switches/store-listed'
import { DAY, dayOf, isoDay } from '../../src/shared/clock'
import { pageKey } from '../support/board'
import type { OwnPhone } from '../support/people'
import {
  admins,
  applicationOf,
  applied,
  cleanSlate,
  DEPARTMENTS,
  minute,
  pageOf,
  publishBeside,
  statusOf,
  TRADES,
} from '../support/switches'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let admin: OwnPhone

beforeAll(async () => {
  await foundTown({ trades: TRADES, departments: DEPARTMENTS })
})

beforeEach(async () => {
  await cleanSlate()
  ;[admin] = await admins()
})

const today = (plus = 0): string => isoDay(dayOf(clock.now) + plus)
const form = (place: { code: string }, more: Record<string, string> = {}) => ({
  key: pageKey(),
  place: place.code,
  reason: '住人和经营不分',
  from: today(),
  to: '',
  ...more,
})
const list = (place: { code: string }, more: Record<string, string> = {}) =>
  admin.post('/office/listed', form(place, more))
const listingOf = (place: { id: number }) =>
  one<{ id: number; ended: number | null }>(
    'SELECT id, ended_at AS ended FROM listed_places WHERE place_id = ? ORDER BY id DESC',
    place.id,
  )
const end = async (place: { id: number }) =>
  admin.post(`/office/listed/${(await listingOf(place))?.id}/end`, {})

describe('a place listed by itself', () => {
  test('shuts in the same batch, and its door says why', async () => {
    const place = await openPlace()
    expect((await list(place)).status).toBe(303)
    const listing = await listingOf(place)
    expect(await statusOf(place)).toEqual({
      status: 'suspended',
      cause: `listed:${listing?.id}`,
      reason: '住人和经营不分',
    })
    expect(await pageOf(new Phone(), `/p/${place.code}`)).toContain('原因：住人和经营不分')
    expect(await pageOf(admin, '/office/listed')).toContain('住人和经营不分')
  })

  test('opens again when the listing ends, unless somebody else shut it', async () => {
    const place = await openPlace()
    await list(place)
    expect((await end(place)).status).toBe(303)
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
    expect((await end(place)).status).toBe(303)

    const ordered = await openPlace({ status: 'suspended', statusCause: 'order' })
    await list(ordered)
    await end(ordered)
    expect(await statusOf(ordered)).toMatchObject({ status: 'suspended', cause: 'order' })
  })

  test('stays shut when the listing ends while its trade is on the list', async () => {
    const place = await openPlace({ trade: 'ktv' })
    await list(place)
    const entry = {
      ...{ id: 'ktv', category: { zh: '歌厅', en: 'KTV' }, trades: ['ktv'] },
      ...{ reason: { zh: '聚集', en: 'crowds' }, from: '2020-01-01', to: null, source: 'x' },
    }
    await publishBeside({ negativeList: [entry] })
    await end(place)
    expect(await statusOf(place)).toMatchObject({ status: 'suspended' })
  })

  test('begins on its day and ends after its last, by the minute’s work', async () => {
    const place = await openPlace()
    await minute()
    await list(place, { from: today(2), to: today(3) })
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
    clock.now += 2 * DAY
    await minute()
    expect(await statusOf(place)).toMatchObject({ status: 'suspended', reason: '住人和经营不分' })
    clock.now += DAY
    await minute()
    expect(await statusOf(place)).toMatchObject({ status: 'suspended' })
    clock.now += DAY
    await minute()
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
    expect((await listingOf(place))?.ended).toBe(clock.now)
  })

  test('is listed once: the same key, a second form and two at once make one row', async () => {
    const place = await openPlace()
    const sent = form(place)
    const answers = await Promise.all([
      admin.post('/office/listed', sent),
      admin.post('/office/listed', sent),
      list(place),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
    expect(
      await one('SELECT count(*) AS n FROM listed_places WHERE place_id = ?', place.id),
    ).toEqual({ n: 1 })
    expect(
      await one('SELECT count(*) AS n FROM place_changes WHERE place_id = ?', place.id),
    ).toEqual({ n: 1 })
  })

  test('is found by its name; several of that name are asked about', async () => {
    const name = '幸福里小卖部'
    const place = await openPlace({ name })
    await openPlace({ name })
    const asked = await list({ code: name })
    expect(asked.status).toBe(422)
    const page = await asked.text()
    expect(page).toContain('有好几个叫这个名称')
    expect(page).toContain(`<option value="${place.code}"`)
    expect(page).toContain('value="住人和经营不分"')
    expect((await list(await openPlace({ name: '独此一家' }))).status).toBe(303)
  })

  test.each<[string, Record<string, string>, string]>([
    ['no such place', { place: '没有这家' }, '没有找到这个场所'],
    ['no reason', { reason: '' }, '请填写'],
    ['a day in the past', { from: '2020-01-01' }, '不能早于今天'],
    ['an end before the beginning', { to: '2020-01-01' }, '结束日期早于开始日期'],
    ['no day', { from: '明天' }, '日期写成'],
  ])('%s is told at its field', async (_, more, said) => {
    const place = await openPlace()
    const answer = await list(place, more)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(said)
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
  })

  test('that has applied is refused with the listing as its reason, by nobody', async () => {
    const place = await openPlace({ status: 'applied' })
    await applied(place)
    expect((await list(place)).status).toBe(303)
    const listing = await listingOf(place)
    expect(await statusOf(place)).toMatchObject({ status: 'known' })
    expect(await applicationOf(place)).toEqual({ state: 'refused', decided_by: null })
    expect(
      await one(
        'SELECT e.act, e.reasons, e.actor_kind FROM application_events e JOIN applications a ON a.id = e.application_id WHERE a.place_id = ?',
        place.id,
      ),
    ).toEqual({
      act: 'refuse',
      reasons: JSON.stringify([`listed:${listing?.id}`]),
      actor_kind: 'rulebook',
    })
  })

  test('that has closed down is not listed', async () => {
    expect((await list(await openPlace({ status: 'closed' }))).status).toBe(409)
  })
})

test('both lists are walked over their index', async () => {
  for (const ended of [false, true]) {
    const sql = String(
      Reflect.get(listedStatement(db, { q: '', ended, before: null }), 'statement'),
    )
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(9, 9, '')
      .all<{ detail: string }>()
    const plan = results.map(({ detail }) => detail).join('\n')
    expect(plan).toContain('USING INDEX listed_places_ended')
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
  }
})
