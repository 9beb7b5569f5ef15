import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayOf, isoDay } from '../../src/shared/clock'
import { pageKey } from '../support/board'
import { type OwnPhone, officer } from '../support/people'
import {
  admins,
  applicationOf,
  applied,
  cleanSlate,
  DEPARTMENTS,
  pageOf,
  publishBeside,
  statusOf,
  TRADES,
} from '../support/switches'
import { clock, foundTown, one, openPlace, Phone } from '../support/town'

let admin: OwnPhone

beforeAll(async () => {
  await foundTown({ trades: TRADES, departments: DEPARTMENTS })
})

beforeEach(async () => {
  await cleanSlate()
  ;[admin] = await admins()
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
    const from = isoDay(dayOf(clock.now))
    const listing = { key: pageKey(), place: place.code, reason: '住人和经营不分', from, to: '' }
    await admin.post('/office/listed', listing)
    const answer = await stop(admin, place, 'resume')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('还不能恢复：住人和经营不分')
    expect(await statusOf(place)).toMatchObject({ status: 'suspended' })
  })

  test('closes a place for good, and its application with it', async () => {
    const place = await openPlace({ status: 'applied' })
    await applied(place)
    expect((await stop(admin, place, 'close')).status).toBe(303)
    expect(await statusOf(place)).toMatchObject({ status: 'closed', cause: 'officer' })
    expect(await applicationOf(place)).toEqual({ state: 'refused', decided_by: admin.accountId })
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
