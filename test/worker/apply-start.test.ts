import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../src/shared/clock'
import {
  Applicant,
  applicant,
  applicationOf,
  fillAll,
  freshKey,
  handIn,
  hidden,
  OWNER_PIN,
  statusOf,
  textOf,
} from '../support/apply'
import { OPENING } from '../support/opening-rules'
import { officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(OPENING)
})
beforeEach(() => {
  clock.now = Math.max(clock.now, MORNING) + 20_000
})

const counted = async (sql: string, ...values: unknown[]): Promise<number> =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, ...values))?.n ?? -1

describe('an account at /apply', () => {
  test('is made for a new number and leads to the places, none yet', async () => {
    const phone = new Applicant()
    expect(await textOf(phone.get('/apply'))).toContain('您是负责人')
    const answer = await phone.signUp()
    expect(answer.headers.get('location')).toBe('/apply')
    expect(await textOf(phone.get('/apply'))).toContain('还没有您的场所')
  })

  test('is not made twice: a known number signs in by its own PIN, another PIN is told', async () => {
    const phone = new Applicant()
    await phone.signUp()
    const wrong = await new Phone().post('/apply', {
      name: '马长顺',
      phone: phone.number,
      pin: '864209',
      pin2: '864209',
    })
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('这个手机号已有账号')
    expect(page).toContain(`value="${phone.number}"`)
    expect(page).not.toContain('864209')
    const right = new Phone()
    const form = { name: '马', phone: phone.number, pin: OWNER_PIN, pin2: OWNER_PIN }
    expect((await right.post('/apply', form)).status).toBe(303)
    expect((await right.get('/apply/place')).status).toBe(200)
  })

  test.each([
    ['a weak PIN', { pin: '123456', pin2: '123456' }],
    ['two PINs that differ', { pin2: '111222' }],
    ['half a number', { phone: '1380000' }],
    ['no name', { name: '' }],
    ['a field nobody asked for', { role: 'admin' }],
  ])('with %s is refused and nothing is written', async (_, change) => {
    const before = await counted('accounts')
    expect((await new Applicant().signUp(change)).status).toBe(422)
    expect(await counted('accounts')).toBe(before)
  })

  test('is not made for an officer: the page says where officers work', async () => {
    const reviewer = await officer({ role: 'reviewer' })
    expect(await textOf(reviewer.get('/apply'))).toContain('干部请在工作台办理')
    expect((await reviewer.post('/apply/place', {})).status).toBe(409)
  })
})

describe('registering a place', () => {
  test('writes place, keeper and draft at once; sent again it is the same place', async () => {
    const phone = new Applicant()
    await phone.signUp()
    const form = phone.registering({ name: '新来面馆' })
    const first = await phone.post('/apply/place', form)
    const code = first.headers.get('location')?.replace('/apply/', '') ?? ''
    expect(await statusOf(code)).toBe('known')
    expect(await applicationOf(code)).toMatchObject({ state: 'draft', department: 'market' })
    expect((await phone.post('/apply/place', form)).headers.get('location')).toBe(`/apply/${code}`)
    expect(await counted("places WHERE name LIKE '新来面馆%'")).toBe(1)
    expect((await phone.get(`/keep/${code}`)).status).toBe(200)
    expect(await textOf(phone.get('/places?q=新来面馆'))).toContain('没有找到')
  })

  test('sent by two taps at once it is one place', async () => {
    const phone = new Applicant()
    await phone.signUp()
    const form = phone.registering({ name: '双击面馆' })
    const answers = await Promise.all([1, 2, 3].map(() => phone.post('/apply/place', form)))
    for (const answer of answers) expect(answer.status).toBe(303)
    expect(await counted("places WHERE name = '双击面馆'")).toBe(1)
  })

  test('after Back a corrected address is taken, and no second place is made', async () => {
    const phone = new Applicant()
    await phone.signUp()
    const form = phone.registering({ name: '写错面馆' })
    const made = await phone.post('/apply/place', form)
    await phone.post('/apply/place', { ...form, name: '写对面馆', address: '汝南路 99 号' })
    expect(await counted("places WHERE name = '写错面馆'")).toBe(0)
    const code = made.headers.get('location')?.replace('/apply/', '') ?? ''
    expect(await textOf(phone.get(`/apply/${code}/place`))).toContain('汝南路 99 号')
  })

  test('a site keeps its contractor when its facts are corrected, and loses it when it is no site', async () => {
    const { phone, code } = await applicant({ name: '三号工地', kind: 'site' })
    await db.$client
      .prepare("UPDATE places SET contractor = '豫丰建设公司' WHERE code = ?")
      .bind(code)
      .run()
    const corrected = async (kind: string) => {
      const version = hidden(await textOf(phone.get(`/apply/${code}/place`)), 'version')
      const form = phone.registering({ name: '三号地块', version, kind })
      expect((await phone.post(`/apply/${code}/place`, form)).status).toBe(303)
      return one('SELECT kind, contractor FROM places WHERE code = ?', code)
    }
    expect(await corrected('site')).toEqual({ kind: 'site', contractor: '豫丰建设公司' })
    expect(await corrected('shop')).toEqual({ kind: 'shop', contractor: null })
  })

  test('its facts are corrected until it is handed in; what another phone changed is shown first', async () => {
    const { phone, code } = await applicant({ name: '改名面馆' })
    const page = await textOf(phone.get(`/apply/${code}/place`))
    const version = hidden(page, 'version')
    const correct = (change: Record<string, string>) =>
      phone.post(
        `/apply/${code}/place`,
        phone.registering({ name: '改名面馆', version, ...change }),
      )
    expect((await correct({ closes: '24:00', name: '改好面馆' })).status).toBe(303)
    expect(await textOf(phone.get(`/apply/${code}/check`))).toContain('08:00–24:00')
    const stale = await correct({ address: '别处 1 号' })
    expect(stale.status).toBe(409)
    const both = await stale.text()
    expect(both).toContain('改好面馆')
    expect(both).toContain('别处 1 号')
    const again = { version: hidden(both, 'version'), address: '别处 1 号', name: '改好面馆' }
    expect((await correct(again)).status).toBe(303)
    expect((await correct({ ...again, trade: '' })).status).toBe(422)
    const grams = await counted(
      "place_grams g JOIN places p ON p.id = g.place_id WHERE p.code = ? AND g.gram IN ('改好', '改名')",
      code,
    )
    expect(grams).toBe(1)
  })

  test('keeps name and phone of the contact encrypted', async () => {
    const { phone, code } = await applicant()
    const row = await one<Record<string, string>>('SELECT * FROM places WHERE code = ?', code)
    expect(row?.contact_name).toMatch(/^1\./)
    expect(JSON.stringify(row)).not.toContain(phone.number)
    expect(JSON.stringify(row)).not.toContain('马长顺')
  })

  test.each([
    ['an unknown trade', { trade: 'nothing' }, 'f-trade-error'],
    ['a district instead of a village', { area: '2' }, 'f-area-error'],
    ['no name', { name: ' ' }, 'f-name-error'],
    ['a time that is none', { opens: '25:00' }, 'f-opens-error'],
    ['half of its hours', { closes: '' }, 'f-closes-error'],
    ['room for nobody', { capacity: '0' }, 'f-capacity-error'],
    ['a kind nobody knows', { kind: 'ship' }, 'f-kind-error'],
  ])('with %s is refused beside the field', async (_, change, id) => {
    const phone = new Applicant()
    await phone.signUp()
    const answer = await phone.register(change)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`id="${id}"`)
    expect(page).toContain('汝南路 12 号')
  })

  test('shows a place of this name in this village first; a second one is made knowingly', async () => {
    await openPlace({ name: '同名 面馆', status: 'known' })
    const phone = new Applicant()
    await phone.signUp()
    const form = phone.registering({ name: '同名面馆' })
    const asked = await phone.post('/apply/place', form)
    expect(asked.status).toBe(409)
    const page = await asked.text()
    expect(page).toContain('是不是这一家')
    expect(page).toContain('请找村（社区）干部拿邀请函')
    expect(await counted("places WHERE name_folded = '同名面馆'")).toBe(1)
    expect((await phone.post('/apply/place', { ...form, sure: '1' })).status).toBe(303)
    expect(await counted("places WHERE name_folded = '同名面馆'")).toBe(2)
  })

  test('offers a place reported with the same phone, which may then be claimed once', async () => {
    const phone = new Applicant()
    await phone.signUp()
    const { code } = await reported(phone.number, '村报面馆')
    const asked = await phone.register({ name: '我的面馆' })
    expect(await asked.text()).toContain('村报面馆')
    const key = freshKey()
    const claimed = await phone.post(`/apply/claim/${code}`, { key })
    expect(claimed.headers.get('location')).toBe(`/apply/${code}`)
    expect(await applicationOf(code)).toMatchObject({ state: 'draft' })
    const again = await phone.post(`/apply/claim/${code}`, { key })
    expect(again.headers.get('location')).toBe(`/apply/${code}`)
    expect(
      await counted('place_members m JOIN places p ON p.id = m.place_id WHERE p.code = ?', code),
    ).toBe(1)
  })

  test('a place with another phone cannot be claimed, nor one that is open or kept', async () => {
    const phone = new Applicant()
    await phone.signUp()
    const { code } = await reported('13999990001', '别人的面馆')
    const refused = await phone.post(`/apply/claim/${code}`, { key: freshKey() })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('邀请函')
    const open = await openPlace()
    expect((await phone.post(`/apply/claim/${open.code}`, { key: freshKey() })).status).toBe(409)
    expect(await applicationOf(code)).toBeNull()
    expect((await phone.get(`/apply/${code}`)).status).toBe(403)
  })

  test('a claim is found by part of the name and by the code', async () => {
    const phone = new Applicant()
    await phone.signUp()
    const { code } = await reported(phone.number, '村头烧饼铺')
    expect(await textOf(phone.get('/apply/claim?q=烧饼'))).toContain('村头烧饼铺')
    expect(await textOf(phone.get(`/apply/claim?q=${code.toLowerCase()}`))).toContain('是我的')
    expect(await textOf(phone.get('/apply/claim?q=没有这家'))).toContain('没有找到可以认领的场所')
  })
})

/** A place a village reported with somebody's phone number. */
async function reported(number: string, name: string) {
  const { env } = await import('cloudflare:workers')
  const { contactIndexOf } = await import('../../src/features/places')
  return openPlace({
    name,
    status: 'known',
    contactPhoneIndex: await contactIndexOf(env.INDEX_KEY, number),
  })
}

describe('what stands against it', () => {
  test('is said before anything is filled in: list, risk level, department, day of the answer', async () => {
    const { phone, code } = await applicant()
    const page = await textOf(phone.get(`/apply/${code}`))
    for (const text of ['餐饮不在清单内', '中风险：先审核，再验收', '市场监管', '2 个工作日'])
      expect(page).toContain(text)
    expect(page).toContain('从业人员名册。清单以外的，任何人不得要求您提交。')
  })

  test('a trade on the negative list is refused with its entry, and cannot be filled in', async () => {
    const { phone, code } = await applicant({ trade: 'ktv', name: '星夜歌城' })
    expect(await applicationOf(code)).toMatchObject({ state: 'refused', department: 'police' })
    expect(await statusOf(code)).toBe('known')
    const page = await textOf(phone.get(`/keep/${code}/application`))
    for (const text of [
      '歌舞厅、KTV',
      '密闭空间，人员聚集',
      '区指挥部第 9 号',
      '到 4 月 8 日',
      '申诉',
    ])
      expect(page).toContain(text)
    expect((await phone.get(`/apply/${code}/filing`)).headers.get('location')).toBe(
      `/apply/${code}`,
    )
    expect(await textOf(phone.get(`/apply/${code}`))).toContain('现在不能申请开业')
  })

  test('a place listed by itself is refused likewise, when it begins and when it is handed in', async () => {
    const { phone, code } = await applicant()
    await fillAll(phone, code)
    const application = await applicationOf(code)
    await one(
      `INSERT INTO listed_places (key, place_id, reason, from_day, by, at) VALUES (?, ?, '三合一场所', ?, 1, ?) RETURNING id`,
      freshKey(),
      application?.place_id,
      dayOf(clock.now),
      clock.now,
    )
    expect((await handIn(phone, code)).headers.get('location')).toBe(`/keep/${code}/application`)
    expect(await applicationOf(code)).toMatchObject({ state: 'refused' })
    expect(await statusOf(code)).toBe('known')
    expect(await textOf(phone.get(`/keep/${code}/application`))).toContain('三合一场所')
  })
})
