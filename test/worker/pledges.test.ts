import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPledge, verifyPledge } from '../../src/features/pledges/seal'
import { rulebookByVersion } from '../../src/features/rulebook'
import { keeperOf } from '../support/people'
import {
  COOK,
  numberIn,
  publishPledges,
  signAt,
  signedForm,
  somebody,
  stored,
} from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
})

describe('the card', () => {
  test('opens on no other phone', async () => {
    const number = numberIn(await signAt(new Phone(), await openPlace(), { who: somebody() }))
    for (const page of ['', '/text', '/withdraw'])
      expect((await new Phone().get(`/pledges/${number}${page}`)).status).toBe(404)
    expect((await new Phone().post(`/pledges/${number}/withdraw`, {})).status).toBe(404)
    expect((await new Phone().post(`/pledges/${number}/correct`, {})).status).toBe(404)
  })

  test('is verified by anybody with the masked name only', async () => {
    const number = numberIn(
      await signAt(new Phone(), await openPlace(), { who: somebody('王小梅') }),
    )
    for (const path of [
      `/verify/${number}`,
      `/VERIFY/${number}`,
      `/verify/${number.toLowerCase()}`,
    ]) {
      const page = await (await new Phone().get(path)).text()
      expect(page).toContain('已签，有效')
      expect(page).toContain('王*')
      expect(page).not.toContain('王小梅')
    }
  })

  test('a mistyped and an unknown number are told apart', async () => {
    const mistyped = await new Phone().get('/verify/P-0000-0001')
    expect(mistyped.status).toBe(404)
    const page = await mistyped.text()
    expect(page).toContain('编号有误')
    expect(page).toMatch(/name="number"[^>]*value="P-0000-0001"/)
    const unknown = await new Phone().get('/verify/P-0000-0000')
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('本镇没有这份承诺书')
  })

  test('can be checked by the number typed from a card', async () => {
    const typed = await new Phone().get('/verify?number=p+0000+0000')
    expect(typed.headers.get('location')).toBe('/verify/p%200000%200000')
    expect(await (await new Phone().get('/verify')).text()).toContain('name="number"')
  })

  test('withdrawn, it says so to whoever verifies it, and cannot be withdrawn or corrected again', async () => {
    const phone = new Phone()
    const number = numberIn(await signAt(phone, await openPlace(), { who: somebody() }))
    await phone.post(`/pledges/${number}/withdraw`, {})
    expect(await (await new Phone().get(`/verify/${number}`)).text()).toContain('已撤销')
    const { withdrawnAt } = await stored(number)
    clock.now += 60_000
    await phone.post(`/pledges/${number}/withdraw`, {})
    expect((await stored(number)).withdrawnAt).toBe(withdrawnAt)
    const corrected = await phone.post(`/pledges/${number}/correct`, {})
    expect(corrected.headers.get('location')).toBe(`/pledges/${number}`)
  })

  test('corrected, the new one replaces the old one, also with a new phone number', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const who = somebody()
    const old = numberIn(await signAt(phone, place, { who }))
    const to = await phone.post(`/pledges/${old}/correct`, {})
    const base = `/p/${place.code}/pledge`
    expect(to.headers.get('location')).toBe(`${base}/check`)
    const moved = { ...COOK, ...somebody(), address: '上街区某路 8 号' }
    await phone.post(`${base}/who?fix=1`, moved)
    const form = await signedForm(phone, base)
    const now = numberIn(await phone.post(`${base}/check`, { ...form, signed_name: moved.name }))
    expect(await (await new Phone().get(`/verify/${old}`)).text()).toContain('已由新的承诺书代替')
    expect((await stored(now)).workerId).toBe((await stored(old)).workerId)
    expect(await (await phone.get('/pledges')).text()).toContain('上街区某路 8 号')
  })

  test('says when the text has a new version, and is signed again with the answers kept', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const number = numberIn(await signAt(phone, place, { who: somebody() }))
    await publishPledges(2)
    const card = await (await phone.get(`/pledges/${number}`)).text()
    expect(card).toContain('请重新签一次')
    await phone.post(`/pledges/${number}/correct`, {})
    const base = `/p/${place.code}/pledge`
    const signed = await phone.post(`${base}/check`, {
      ...(await signedForm(phone, base)),
      signed_name: '王小梅',
    })
    expect((await stored(numberIn(signed))).textVersion).toBe(2)
    expect((await stored(number)).supersededBy).not.toBeNull()
    await publishPledges(1)
  })

  test('one pledge carries to a second place, where the same person counts once', async () => {
    const phone = new Phone()
    const [first, second] = [await openPlace(), await openPlace({ name: '鑫源五金' })]
    const number = numberIn(await signAt(phone, first, { who: somebody() }))
    const page = await (await phone.get(`/p/${second.code}/pledge`)).text()
    expect(page).toContain('您已签过承诺书')
    await phone.post(`/p/${second.code}/pledge/carry`, { job: '搬运', invitation: '' })
    const pledge = await stored(number)
    for (const place of [first, second])
      await (await keeperOf(place)).post(`/keep/${place.code}/staff/${pledge.workerId}/confirm`, {})
    const worker = await one<{ n: number }>(
      'SELECT confirmed_places AS n FROM workers WHERE id = ?',
      pledge.workerId,
    )
    expect(worker?.n).toBe(2)
  })
})

describe('what was signed', () => {
  test('any change to a stored pledge is detected', async () => {
    const signed = await signAt(new Phone(), await openPlace(), { who: somebody() })
    const pledge = await stored(numberIn(signed))
    const book = await rulebookByVersion(db, pledge.rulebookVersion)
    expect(await verifyPledge(pledge, book, env)).toBe(true)
    const flip = (text: string, at: number): string =>
      text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)
    const unnoticed: string[] = []
    for (const [column, value] of Object.entries(pledge)) {
      if (column === 'supersededBy' || column === 'withdrawnAt') continue
      const changes =
        typeof value === 'string'
          ? Array.from(value, (_, at) => flip(value, at))
          : [typeof value === 'boolean' ? !value : Number(value) + 1]
      for (const change of changes)
        if (await verifyPledge({ ...pledge, [column]: change }, book, env))
          unnoticed.push(`${column}: ${change}`)
    }
    expect(unnoticed).toEqual([])
  })

  test('another text under the same version is detected', async () => {
    const signed = await signAt(new Phone(), await openPlace(), { who: somebody() })
    const pledge = await stored(numberIn(signed))
    const book = structuredClone(await rulebookByVersion(db, pledge.rulebookVersion))
    const [clause] = book.pledges.personal.clauses
    if (clause) clause.text.zh = '内容不实'
    expect(await verifyPledge(pledge, book, env)).toBe(false)
  })

  test('a drawn signature is kept as its path and shown with the text', async () => {
    const phone = new Phone()
    const drawn = 'M10 20L60 80L120 30M130 40L200 90'
    const sign = { signed_name: '', drawn }
    const number = numberIn(await signAt(phone, await openPlace(), { who: somebody(), sign }))
    const pledge = await stored(number)
    const book = await rulebookByVersion(db, pledge.rulebookVersion)
    expect((await openPledge(pledge, book, env))?.signature).toBe(drawn)
    const page = await (await phone.get(`/pledges/${number}/text`)).text()
    expect(page).toContain(drawn)
    expect(page).toContain('与签署时一字不差')
  })
})

describe('the pledge of a place', () => {
  test('is signed by its keeper, page by page, and verified by the name of the place', async () => {
    const place = await openPlace({ name: '德顺面馆' })
    const keeper = await keeperOf(place)
    const base = `/keep/${place.code}/pledge`
    await keeper.post(`${base}/staff_count`, { answer: '6' })
    const form = await signedForm(keeper, base)
    const signed = await keeper.post(`${base}/check`, { ...form, signed_name: '马长顺' })
    expect(signed.status).toBe(303)
    const number = numberIn(signed)
    const verified = await (await new Phone().get(`/verify/${number}`)).text()
    expect(verified).toContain('德顺面馆')
    expect(verified).not.toContain('马长顺')
    expect((await keeper.get(`/pledges/${number}`)).status).toBe(200)
    const other = await keeperOf(await openPlace())
    expect((await other.get(`/pledges/${number}`)).status).toBe(404)
  })
})
