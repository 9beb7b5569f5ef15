import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listedStatement } from '../../src/features/switches/store-listed'
import { DAY, dayOf, isoDay } from '../../src/shared/clock'
import { pageKey } from '../support/board'
import { type OwnPhone, officer } from '../support/people'
import {
  admins,
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

describe('an officer', () => {
  const SUSPENSIONS = [{ id: 'fever', text: { zh: '有人发热', en: 'Fevers' }, source: 'x' }]
  beforeEach(async () => {
    const book = await one<{ json: string }>(
      'SELECT json FROM rulebooks ORDER BY version DESC LIMIT 1',
    )
    const { opening } = JSON.parse(book?.json ?? '{}')
    await publishBeside({ opening: { ...opening, suspensions: SUSPENSIONS } })
  })

  const stop = async (
    phone: OwnPhone,
    place: { id: number; code: string },
    act: string,
    more: Record<string, string> = {},
  ) => {
    const now = await one<{ version: number }>('SELECT version FROM places WHERE id = ?', place.id)
    return phone.post(`/office/places/${place.code}/${act}`, {
      key: pageKey(),
      version: String(now?.version),
      text: '请先排查',
      ...(act === 'suspend' ? { reason: 'fever' } : {}),
      ...more,
    })
  }

  test('suspends a place with a reason of the list and own words, and lets it open again', async () => {
    const place = await openPlace()
    const done = await stop(admin, place, 'suspend')
    expect(done.status).toBe(303)
    expect(await pageOf(admin, done.headers.get('location') ?? '')).toContain('已暂停营业')
    expect(await pageOf(new Phone(), `/p/${place.code}`)).toContain('原因：有人发热；请先排查')
    expect(await statusOf(place)).toMatchObject({ status: 'suspended', cause: 'officer:fever' })
    expect((await stop(admin, place, 'resume')).status).toBe(303)
    expect(await statusOf(place)).toMatchObject({ status: 'open' })
  })

  test('of the place’s department and area may, of another may not', async () => {
    const place = await openPlace()
    const allowed = await officer({
      role: 'reviewer',
      department: 'market',
      areaId: 2,
      areaPath: '/1/2/',
    })
    const elsewhere = await officer({
      role: 'reviewer',
      department: 'market',
      areaId: 9,
      areaPath: '/1/9/',
    })
    const other = await officer({ role: 'reviewer', department: 'culture' })
    for (const phone of [elsewhere, other]) {
      expect((await stop(phone, place, 'suspend')).status).toBe(403)
      expect((await phone.get(`/office/places/${place.code}/suspend`)).status).toBe(403)
    }
    expect((await stop(allowed, place, 'close')).status).toBe(403)
    expect((await stop(allowed, place, 'suspend')).status).toBe(303)
  })

  test('who comes second is told who was first and to what', async () => {
    const place = await openPlace()
    const [other] = await admins()
    const version = '1'
    const answers = await Promise.all([
      stop(admin, place, 'suspend', { version }),
      stop(other, place, 'suspend', { version }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const page = await answers.find(({ status }) => status === 409)?.text()
    expect(page).toContain('现在是“暂停营业”')
    expect(page).toContain('李卫东')
    expect(
      await one('SELECT count(*) AS n FROM place_changes WHERE place_id = ?', place.id),
    ).toEqual({ n: 1 })
  })

  test('who sends the same form twice is shown the same end', async () => {
    const place = await openPlace()
    const key = pageKey()
    const [a, b] = [
      await stop(admin, place, 'suspend', { key }),
      await stop(admin, place, 'suspend', { key }),
    ]
    expect(b.headers.get('location')).toBe(a.headers.get('location'))
  })

  test('cannot open what a list holds', async () => {
    const place = await openPlace()
    await list(place)
    const answer = await stop(admin, place, 'resume')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('还不能恢复：住人和经营不分')
    expect(await statusOf(place)).toMatchObject({ status: 'suspended' })
  })

  test('closes a place for good, and its application with it', async () => {
    const place = await openPlace({ status: 'applied' })
    await apply(place)
    expect((await stop(admin, place, 'close')).status).toBe(303)
    expect(await statusOf(place)).toMatchObject({ status: 'closed', cause: 'officer' })
    expect(await application(place)).toEqual({ state: 'refused', decided_by: admin.accountId })
    expect((await admin.get(`/office/places/${place.code}/resume`)).status).toBe(409)
  })

  test('without a reason, or one nobody knows, stays on the page with what was typed', async () => {
    const place = await openPlace()
    for (const reason of ['', 'nobody']) {
      const answer = await stop(admin, place, 'suspend', { reason })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('value="请先排查"')
    }
    expect((await stop(admin, place, 'close', { text: '' })).status).toBe(422)
  })
})

const apply = (place: { id: number }) =>
  db.$client
    .prepare(
      `INSERT INTO applications (key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
         self_check, papers, created_by, created_at, updated_at)
       VALUES (?1, ?1, ?2, 'catering', '/1/2/3/', 'market', 'submitted', 1, '', '{}', '{}', 1, 1, 1)`,
    )
    .bind(pageKey(), place.id)
    .run()
const application = (place: { id: number }) =>
  one('SELECT state, decided_by FROM applications WHERE place_id = ?', place.id)
