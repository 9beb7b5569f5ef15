import { beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places'
import { HOUR, MINUTE } from '../../src/shared/clock'
import { addMember, helperOf, keeperOf, type OwnPhone, PIN, person } from '../support/people'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

const OWN_PIN = '739154'
let lastNumber = 0
const newNumber = (): string => `1390000${String(++lastNumber).padStart(4, '0')}`

const answers = (change: Record<string, string> = {}): Record<string, string> => ({
  name: '孙小梅',
  phone: newNumber(),
  pin: OWN_PIN,
  pin2: OWN_PIN,
  ...change,
})

interface Shop {
  place: Place
  keeper: OwnPhone
}

async function shop(): Promise<Shop> {
  const place = await openPlace()
  return { place, keeper: await keeperOf(place) }
}

/** What the keeper's screen shows: the link of the QR, and the code. */
async function invite({ place, keeper }: Shop): Promise<{ path: string; code: string }> {
  const page = await (await keeper.post(`/keep/${place.code}/team/invite`, {})).text()
  const [, path = ''] = /href="http:\/\/localhost(\/join\/[\w-]{22})"/.exec(page) ?? []
  const [, code = ''] = /(\d{3} \d{3})/.exec(page) ?? []
  return { path, code }
}

const roleAt = (place: Place, phone: string) =>
  one(
    `SELECT m.role FROM place_members m JOIN accounts a ON a.id = m.account_id
     WHERE m.place_id = ? AND a.kind = ? AND m.revoked_at IS NULL`,
    place.id,
    phone,
  )

describe('an invitation', () => {
  test('shows place and role, is not used up by looking, and makes a helper by POST', async () => {
    const at = await shop()
    const { path } = await invite(at)
    const phone = new Phone()

    for (let look = 0; look < 3; look++) {
      const page = await (await phone.get(path)).text()
      expect(page).toContain(at.place.name)
      expect(page).toContain('邀请您做协助人员')
    }
    const joined = await phone.post(path, answers())

    expect([joined.status, joined.headers.get('location')]).toEqual([303, `/keep/${at.place.code}`])
    expect(await roleAt(at.place, 'helper')).toEqual({ role: 'helper' })
    expect((await phone.get('/keep')).headers.get('location')).toBe(`/keep/${at.place.code}`)
    expect([...phone.cookies.keys()].sort()).toEqual(['__Host-device', '__Host-session'])
    const team = await (await at.keeper.get(`/keep/${at.place.code}/team`)).text()
    expect(team).toContain('孙*')
    expect(team).not.toContain('孙小梅')
  })

  test('works once: of many at the same time one joins', async () => {
    const at = await shop()
    const { path } = await invite(at)

    const sent = await Promise.all(
      Array.from({ length: 8 }, () => new Phone().post(path, answers())),
    )

    expect(sent.map(({ status }) => status).sort()).toEqual([303, ...Array(7).fill(410)])
    expect(
      await one('SELECT count(*) AS n FROM place_members WHERE place_id = ?', at.place.id),
    ).toEqual({ n: 2 })
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'accounts.join' AND subject = ?",
        `places:${at.place.id}`,
      ),
    ).toEqual({ n: 1 })
  })

  test.each([
    ['used', async (path: string) => void (await new Phone().post(path, answers()))],
    [
      'expired',
      async () => {
        clock.now += 24 * HOUR
      },
    ],
  ])('that is %s says what to do', async (_, spoil) => {
    const { path } = await invite(await shop())
    await spoil(path)
    for (const answer of [await new Phone().get(path), await new Phone().post(path, answers())]) {
      expect(answer.status).toBe(410)
      expect(await answer.text()).toContain('重新邀请')
    }
  })

  test.each(['A'.repeat(22), 'x', 'A'.repeat(200)])(
    'nobody made (%s) says the same',
    async (token) => {
      expect((await new Phone().get(`/join/${token}`)).status).toBe(410)
      expect((await new Phone().post(`/join/${token}`, answers())).status).toBe(410)
    },
  )

  test.each([
    ['a short PIN', { pin: '12345', pin2: '12345' }],
    ['a PIN in a row', { pin: '345678', pin2: '345678' }],
    ['one digit six times', { pin: '888888', pin2: '888888' }],
    ['two different PINs', { pin2: '739155' }],
    ['a phone number of ten digits', { phone: '1390000123' }],
    ['a name with control characters', { name: '孙\u0007' }],
    ['no name', { name: '' }],
    ['a field nobody asked for', { role: 'keeper' }],
  ])('with %s is shown again and stays usable', async (_, change) => {
    const { path } = await invite(await shop())
    const form = answers(change)
    const refused = await new Phone().post(path, form)
    const page = await refused.text()
    expect(refused.status).toBe(422)
    expect(page).not.toContain(form.pin)
    expect((await new Phone().post(path, answers())).status).toBe(303)
  })

  test('goes to the account a phone number has already, with its own PIN only', async () => {
    const waiter = await helperOf(await openPlace())
    const at = await shop()
    const { path } = await invite(at)

    const wrong = await new Phone().post(path, answers({ phone: waiter.number }))
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('请填原来的 PIN')
    const right = await new Phone().post(
      path,
      answers({ phone: waiter.number, pin: PIN, pin2: PIN }),
    )

    expect(right.status).toBe(303)
    expect(
      await one(
        'SELECT role FROM place_members WHERE place_id = ? AND account_id = ?',
        at.place.id,
        waiter.accountId,
      ),
    ).toEqual({ role: 'helper' })
  })

  test('never makes two accounts of one number, even at the same time', async () => {
    const phone = newNumber()
    const shops = [await shop(), await shop(), await shop()]
    const paths = await Promise.all(shops.map(async (at) => (await invite(at)).path))
    const sent = await Promise.all(paths.map((path) => new Phone().post(path, answers({ phone }))))

    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(
      await one(
        `SELECT count(*) AS members, count(DISTINCT account_id) AS accounts FROM place_members
         WHERE role = 'helper' AND place_id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(shops.map(({ place }) => place.id)),
      ),
    ).toEqual({ members: 3, accounts: 1 })
  })

  test('gives a helper back the access that was ended, and leaves a keeper a keeper', async () => {
    const at = await shop()
    const helper = await person({ kind: 'helper' })
    await addMember(at.place, helper, 'helper')
    await at.keeper.post(`/keep/${at.place.code}/team/${helper.accountId}/revoke`, {})
    const own = { pin: PIN, pin2: PIN }

    await helper.post((await invite(at)).path, answers({ ...own, phone: helper.number }))
    await at.keeper.post((await invite(at)).path, answers({ ...own, phone: at.keeper.number }))

    expect((await helper.get('/keep')).headers.get('location')).toBe(`/keep/${at.place.code}`)
    expect((await at.keeper.get(`/keep/${at.place.code}/team`)).status).toBe(200)
  })

  test('a place cannot have more than twenty open', async () => {
    const at = await shop()
    for (let i = 0; i < 20; i++) await invite(at)
    const refused = await at.keeper.post(`/keep/${at.place.code}/team/invite`, {})
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('邀请太多')
  })
})

describe('the 6-digit code', () => {
  const enter = (code: string) => new Phone().post('/join', { code })

  test('typed on a computer leads to the same form, with or without a space', async () => {
    const { code } = await invite(await shop())
    const sent = await enter(code.replace(' ', ''))
    const path = sent.headers.get('location') ?? ''

    expect(sent.status).toBe(303)
    expect((await new Phone().get(path)).status).toBe(200)
    expect((await new Phone().post(path, answers())).status).toBe(303)
    expect((await enter(code)).status).toBe(422)
  })

  test('lives a quarter of an hour, its link a day', async () => {
    const { code, path } = await invite(await shop())
    clock.now += 15 * MINUTE
    expect((await enter(code)).status).toBe(422)
    expect((await new Phone().get(path)).status).toBe(200)
  })

  test('is not in the database as a plain hash', async () => {
    const { code } = await invite(await shop())
    const digest = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(code.replace(' ', '')),
    )
    const plain = btoa(String.fromCharCode(...new Uint8Array(digest)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=/g, '')
    expect(await one('SELECT 1 AS found FROM invitations WHERE code_hash = ?', plain)).toBeNull()
  })

  test('cannot be guessed for long: after 30 wrong ones it rests, the QR goes on working', async () => {
    clock.now += HOUR
    const { code, path } = await invite(await shop())
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, i) => enter(String(100000 + i))),
    )
    const statuses = guesses.map(({ status }) => status)

    expect(statuses.filter((status) => status === 422)).toHaveLength(30)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    expect((await enter(code)).status).toBe(429)
    expect((await new Phone().get(path)).status).toBe(200)
    clock.now += 16 * MINUTE
    expect((await enter('100000')).status).toBe(422)
  })

  test.each(['', '12345', 'abcdef', '1234567'])('“%s” is not a code', async (code) => {
    expect((await enter(code)).status).toBe(422)
  })
})

test('a dump of the database holds neither token nor name nor number of somebody who joined', async () => {
  const { path } = await invite(await shop())
  const form = answers({ name: '欧阳金凤' })
  await new Phone().post(path, form)
  const tables = ['accounts', 'invitations', 'audit', 'sessions', 'devices', 'place_members']
  const dump = await Promise.all(
    tables.map(async (table) => (await db.$client.prepare(`SELECT * FROM ${table}`).all()).results),
  )
  const text = JSON.stringify(dump)
  for (const secret of ['欧阳金凤', form.phone ?? '', path.slice('/join/'.length), OWN_PIN])
    expect(text).not.toContain(secret)
})
