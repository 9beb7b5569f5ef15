import { beforeAll, describe, expect, test } from 'vitest'
import { addMember, helperOf, keeperOf, officer, PIN, person } from '../support/people'
import { db, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

const location = (response: Response): string => response.headers.get('location') ?? ''

describe('signing in', () => {
  test('an officer signs in with name and password and comes to the office', async () => {
    const { login } = await officer({ role: 'viewer' })
    const phone = new Phone()

    const sent = await phone.post('/sign-in', { name: login, password: PIN })

    expect([sent.status, location(sent)]).toEqual([303, '/office'])
    const office = await (await phone.get('/office')).text()
    expect(office).toContain('李卫东，您好')
    expect(office).toContain('只看统计')
  })

  test('a keeper signs in with the phone number, however it is typed, and comes to the shop', async () => {
    const place = await openPlace()
    const { number } = await keeperOf(place)
    const typed = `+86 ${number.slice(0, 3)} ${number.slice(3, 7)}-${number.slice(7)}`

    const sent = await new Phone().post('/sign-in', { name: typed, password: '２５８０３６' })

    expect([sent.status, location(sent)]).toEqual([303, `/keep/${place.code}`])
  })

  test('a keeper of two places chooses from a list', async () => {
    const keeper = await keeperOf(await openPlace())
    await addMember(await openPlace({ name: '鑫源五金' }), keeper, 'keeper')
    const phone = new Phone()

    const sent = await phone.post('/sign-in', { name: keeper.login, password: PIN })

    expect(location(sent)).toBe('/keep')
    expect(await (await phone.get('/keep')).text()).toContain('鑫源五金')
  })

  test('one answer for a wrong password and an unknown name; the name is kept, the password never', async () => {
    const { login } = await keeperOf(await openPlace())
    for (const name of [login, 'nobody']) {
      const sent = await new Phone().post('/sign-in', { name, password: '864209' })
      const page = await sent.text()
      expect(sent.status).toBe(422)
      expect(page).toContain('账号或密码不对')
      expect(page).toContain(`value="${name}"`)
      expect(page).not.toContain('864209')
    }
  })

  test.each([
    ['an empty form', {}],
    ['a name of 65 letters', { name: 'a'.repeat(65), password: PIN }],
    ['a field nobody asked for', { name: 'a', password: 'b', role: 'admin' }],
  ])('%s is shown again with what is wrong', async (_, form) => {
    expect((await new Phone().post('/sign-in', form as Record<string, string>)).status).toBe(422)
  })

  test('a switched-off account cannot sign in and its session ends at once', async () => {
    const phone = await officer({ role: 'viewer' })
    await db.$client
      .prepare('UPDATE accounts SET disabled_at = 1 WHERE id = ?')
      .bind(phone.accountId)
      .run()

    expect((await phone.get('/office')).status).toBe(303)
    expect((await phone.post('/sign-in', { name: phone.login, password: PIN })).status).toBe(422)
  })

  test('the session is a new one after signing in and the old one is gone', async () => {
    const phone = await officer({ role: 'viewer' })
    const before = phone.cookies.get('__Host-session') ?? ''
    await phone.post('/sign-in', { name: phone.login, password: PIN })

    const old = new Phone()
    old.cookies.set('__Host-session', before)
    expect(phone.cookies.get('__Host-session')).not.toBe(before)
    expect((await old.get('/office')).status).toBe(303)
    expect((await phone.get('/office')).status).toBe(200)
  })

  test('a page that asked to sign in is where one goes on; a foreign address never', async () => {
    const { login } = await officer({ role: 'admin' })
    const asked = await new Phone().get('/office/audit')
    expect(location(asked)).toBe('/sign-in?next=%2Foffice%2Faudit')

    for (const [next, then] of [
      ['/office/audit?act=accounts.join', '/office/audit?act=accounts.join'],
      ['https://evil.example/', '/office'],
      ['//evil.example/', '/office'],
      ['/\\evil.example/', '/office'],
      ['/sign-out', '/office'],
    ] as const) {
      const sent = await new Phone().post('/sign-in', { name: login, password: PIN, next })
      expect(location(sent)).toBe(then)
    }
  })

  test('signing out ends the session at once', async () => {
    const phone = await officer({ role: 'viewer' })
    const token = phone.cookies.get('__Host-session') ?? ''
    expect((await phone.post('/sign-out', {})).status).toBe(303)

    const thief = new Phone()
    thief.cookies.set('__Host-session', token)
    expect((await thief.get('/office')).status).toBe(303)
  })

  test('sign-ins and refusals are in the log, without what was typed', async () => {
    const { accountId, login, number } = await keeperOf(await openPlace())
    await new Phone().post('/sign-in', { name: number, password: PIN })
    await new Phone().post('/sign-in', { name: login, password: '864209' })
    await new Phone().post('/sign-in', { name: '13900009999', password: '864209' })

    const { results } = await db.$client
      .prepare('SELECT act, subject FROM audit ORDER BY seq DESC LIMIT 3')
      .all()
    expect(results).toEqual([
      { act: 'accounts.sign_in_refused', subject: 'accounts:unknown' },
      { act: 'accounts.sign_in_refused', subject: `accounts:${accountId}` },
      { act: 'accounts.sign_in', subject: `accounts:${accountId}` },
    ])
  })
})

describe('a phone that is known', () => {
  test('is asked for the PIN only', async () => {
    const place = await openPlace()
    const { number } = await keeperOf(place)
    const phone = new Phone()
    await phone.post('/sign-in', { name: number, password: PIN })
    await phone.post('/sign-out', {})

    const page = await (await phone.get('/sign-in')).text()
    expect(page).toContain('马*，请输入 6 位 PIN')
    expect(page).not.toContain('name="name"')
    expect((await phone.post('/sign-in', { password: '864209' })).status).toBe(422)
    expect(location(await phone.post('/sign-in', { password: PIN }))).toBe(`/keep/${place.code}`)
  })

  test('lets somebody else sign in, and then belongs to them', async () => {
    const [first, second] = [
      await keeperOf(await openPlace()),
      await person({ kind: 'helper', displayName: '孙小梅' }),
    ]
    const phone = new Phone()
    await phone.post('/sign-in', { name: first.number, password: PIN })

    expect(await (await phone.get('/sign-in?other=1')).text()).toContain('name="name"')
    await phone.post('/sign-in', { name: second.number, password: PIN })
    expect(await (await phone.get('/sign-in')).text()).toContain('孙*，请输入')
  })

  test('never becomes known by an officer', async () => {
    const { login } = await officer({ role: 'patrol' })
    const phone = new Phone()
    await phone.post('/sign-in', { name: login, password: PIN })
    expect([...phone.cookies.keys()]).toEqual(['__Host-session'])
  })
})

describe('personal data', () => {
  test('a dump of the accounts holds no name, no phone number and no PIN', async () => {
    const { accountId, number } = await keeperOf(await openPlace())
    const row = JSON.stringify(await one('SELECT * FROM accounts WHERE id = ?', accountId))
    for (const secret of ['马长顺', number, PIN]) expect(row).not.toContain(secret)
  })
})

describe('ending a helper’s access', () => {
  test('works at once, in the middle of a session, and a new invitation is needed to come back', async () => {
    const place = await openPlace()
    const [keeper, helper] = [await keeperOf(place), await helperOf(place)]
    const open = async () => (await helper.get('/keep')).headers.get('location')
    expect(await open()).toBe(`/keep/${place.code}`)
    const own = `href="/keep/${place.code}"`
    expect(await (await helper.get(`/p/${place.code}`)).text()).toContain(own)

    const path = `/keep/${place.code}/team/${helper.accountId}/revoke`
    expect((await keeper.post(path, {})).status).toBe(303)

    expect(await open()).toBeNull()
    expect((await helper.get(`/keep/${place.code}`)).status).toBe(403)
    expect(await (await helper.get(`/p/${place.code}`)).text()).not.toContain(own)
    expect((await keeper.post(path, {})).status).toBe(404)
    expect(await one('SELECT act, subject, actor_id FROM audit ORDER BY seq DESC LIMIT 1')).toEqual(
      {
        act: 'accounts.revoke',
        subject: `accounts:${helper.accountId}`,
        actor_id: keeper.accountId,
      },
    )
  })

  test('is the keeper’s alone: a helper cannot, and no keeper is ended this way', async () => {
    const place = await openPlace()
    const [keeper, helper, other] = [
      await keeperOf(place),
      await helperOf(place),
      await keeperOf(await openPlace()),
    ]
    const path = (id: number) => `/keep/${place.code}/team/${id}/revoke`
    expect((await helper.post(path(keeper.accountId), {})).status).toBe(403)
    expect((await other.post(path(helper.accountId), {})).status).toBe(403)
    expect((await keeper.post(path(keeper.accountId), {})).status).toBe(404)
    expect((await keeper.post(path(Number.NaN), {})).status).toBe(404)
  })
})
