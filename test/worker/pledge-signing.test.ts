import { beforeAll, describe, expect, test } from 'vitest'
import { dayOf, isoDay } from '../../src/shared/clock'
import {
  COOK,
  fillIn,
  numberIn,
  publishPledges,
  signAt,
  signedForm,
  somebody,
  stay,
  stored,
} from '../support/pledge'
import { pledgeQuestions } from '../support/pledge-rules'
import { clock, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeQuestions())
})

describe('signing', () => {
  test('a cook signs, gets a number and sees the card', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const signed = await signAt(phone, place, { who: COOK })
    expect(signed.status).toBe(303)
    expect(numberIn(signed)).toMatch(/^P-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const card = await (await phone.get(signed.headers.get('location') ?? '')).text()
    expect(card).toContain('李建国')
    expect(card).toContain('只证明已签承诺书，不是健康证明')
  })

  test('whoever signs at a site is not asked to be named: a site publishes numbers only', async () => {
    const phone = new Phone()
    const site = await openPlace({ kind: 'site', stage: 'working' })
    const base = await fillIn(phone, site, { who: somebody() })
    expect(await (await phone.get(`${base}/check`)).text()).not.toContain('name="consent"')
    const signed = await signAt(phone, site, { who: somebody(), consent: true })
    const { workerId } = await stored(numberIn(signed))
    expect(
      await one('SELECT shown_by_consent AS shown FROM employments WHERE worker_id = ?', workerId),
    ).toEqual({ shown: 0 })
    const shop = await openPlace()
    await fillIn(phone, shop, { who: somebody() })
    expect(await (await phone.get(`/p/${shop.code}/pledge/check`)).text()).toContain(
      'name="consent"',
    )
  })

  test('signing is written with its audit row, and the worker waits for the keeper', async () => {
    const place = await openPlace()
    const number = numberIn(await signAt(new Phone(), place, { who: somebody() }))
    const pledge = await stored(number)
    const audit = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'pledges.sign_personal' AND subject = ?",
      `pledges:${pledge.id}`,
    )
    expect(audit?.n).toBe(1)
    const job = await one<{ confirmed_at: number | null; job: string }>(
      'SELECT * FROM employments WHERE place_id = ? AND worker_id = ?',
      place.id,
      pledge.workerId,
    )
    expect(job).toMatchObject({ confirmed_at: null, job: '厨师' })
  })

  test('nothing personal is stored in the clear', async () => {
    const who = { ...somebody('欧阳海燕'), address: '汝南路 99 号 7 户' }
    const number = numberIn(await signAt(new Phone(), await openPlace(), { who }))
    const pledge = await stored(number)
    const worker = await one('SELECT * FROM workers WHERE id = ?', pledge.workerId)
    const everything = JSON.stringify([pledge, worker])
    for (const secret of [who.name, who.phone, who.address])
      expect(everything).not.toContain(secret)
  })

  test('what is filled in travels sealed, never in the clear', async () => {
    const phone = new Phone()
    await fillIn(phone, await openPlace(), { who: somebody('司马春兰') })
    const cookie = phone.cookies.get('__Host-pledge') ?? ''
    expect(cookie.length).toBeGreaterThan(100)
    expect(decodeURIComponent(cookie)).not.toContain('司马')
  })

  test('pressed twice it is one pledge, and both presses end at the card', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const base = await fillIn(phone, place, { who: somebody() })
    const form = { ...(await signedForm(phone, base)), signed_name: '王小梅' }
    const draft = phone.cookies.get('__Host-pledge') ?? ''
    const first = await phone.post(`${base}/check`, form)
    const again = await phone.post(`${base}/check`, form)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    // The first answer never arrived: the draft is still there, and the phone must still get its card.
    const lost = new Phone()
    lost.cookies.set('__Host-pledge', draft)
    const third = await lost.post(`${base}/check`, form)
    expect(third.headers.get('location')).toBe(first.headers.get('location'))
    expect((await lost.get(third.headers.get('location') ?? '')).status).toBe(200)
    const rows = await one<{ n: number }>(
      'SELECT count(*) AS n FROM pledges WHERE key = ?',
      form.key,
    )
    expect(rows?.n).toBe(1)
  })

  test('a page that is too far leads back to the first open one', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const early = await phone.get(`/p/${place.code}/pledge/check`)
    expect(early.headers.get('location')).toBe(`/p/${place.code}/pledge/who`)
  })

  test('an answer changed from the check page goes back there', async () => {
    const phone = new Phone()
    const base = await fillIn(phone, await openPlace())
    const changed = await phone.post(`${base}/contact?fix=1`, { answer: 'yes' })
    expect(changed.headers.get('location')).toBe(`${base}/check`)
    expect(await (await phone.get(`${base}/check`)).text()).toContain('可以照常提交')
  })

  test('two people who share a phone number are two workers', async () => {
    const place = await openPlace()
    const phone = '13611112222'
    const a = await stored(
      numberIn(await signAt(new Phone(), place, { who: { name: '赵一', phone } })),
    )
    const b = await stored(
      numberIn(await signAt(new Phone(), place, { who: { name: '钱二', phone } })),
    )
    expect(a.workerId).not.toBe(b.workerId)
  })
})

describe('what is refused', () => {
  const refused: [string, Record<string, string>, string][] = [
    ['a day in the future', { answer: 'yes', ...stay(1, '420000', 3, -1) }, '不能晚于今天'],
    [
      'a stay that ends before it begins',
      { answer: 'yes', ...stay(1, '420000', 2, 5) },
      '不能早于到达',
    ],
    ['a yes without a place', { answer: 'yes' }, '请选到达日期'],
    ['an area that is on no list', { answer: 'yes', ...stay(1, '999999', 3, 2) }, '请选到过的地区'],
    [
      'a day that does not exist',
      { answer: 'yes', area1: '420000', from1: '2020-02-31', to1: isoDay(dayOf(clock.now) - 1) },
      '请选日期',
    ],
    [
      '20 stays',
      Object.assign(
        { answer: 'yes' },
        ...Array.from({ length: 20 }, (_, i) => stay(i + 1, '420000', 3, 2)),
      ),
      '最多写 8 处',
    ],
    ['no answer at all', {}, '请选一项'],
  ]
  test.each(refused)('%s, and what was typed stays', async (_, answer, says) => {
    const phone = new Phone()
    const base = await fillIn(phone, await openPlace())
    const response = await phone.post(`${base}/area`, { ...answer, where1: '孝感市' })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain(says)
    expect(page).toContain('value="孝感市"')
  })

  const signatures: [string, Record<string, string>, string][] = [
    ['a signature of one dot', { signed_name: '', drawn: 'M10 10L11 10' }, '签名太短'],
    ['no signature', { signed_name: '' }, '请签名'],
    ['somebody else’s name', { signed_name: '马长顺' }, '签名要和上面的姓名一致'],
    ['a signature that is no line', { signed_name: '', drawn: '"><script>' }, '签名太短'],
  ]
  test.each(signatures)('%s', async (_, sign, says) => {
    const response = await signAt(new Phone(), await openPlace(), {
      who: somebody(),
      sign,
      consent: true,
    })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain(says)
    expect(page).toMatch(/name="consent" value="1" checked/)
  })

  test('an invitation code of another place', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const answer = await phone.post(`/p/${place.code}/pledge/who`, {
      ...COOK,
      invitation: 'ABCD1234',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('邀请码不对或已过期')
  })
})

describe('a yes to a risk question', () => {
  test('can be submitted, and sets the day from which the person may work', async () => {
    const phone = new Phone()
    const place = await openPlace()
    const answers = { area: { answer: 'yes', ...stay(1, '420000', 9, 4) } }
    const who = somebody()
    const base = await fillIn(phone, place, { who, answers })
    const check = await (await phone.get(`${base}/check`)).text()
    // Left on 8 March; 14 full days from the 9th.
    expect(check).toContain('可以照常提交')
    expect(check).toContain('3 月 23 日起可以上岗')
    const pledge = await stored(numberIn(await signAt(phone, place, { who, answers })))
    expect(pledge).toMatchObject({ risk: true, worksFrom: dayOf(clock.now) + 11 })
  })

  test('of several stays the one that keeps away longest decides', async () => {
    const answers = {
      area: { answer: 'yes', ...stay(1, '330300', 3, 1), ...stay(2, '420000', 12, 10) },
    }
    const signed = await signAt(new Phone(), await openPlace(), { who: somebody(), answers })
    // Medium risk, left yesterday, 7 days: +7; high risk, left 10 days ago, 14 days: +5.
    expect((await stored(numberIn(signed))).worksFrom).toBe(dayOf(clock.now) + 7)
  })

  test('a contact follows the strictest rule from today', async () => {
    const answers = { contact: { answer: 'yes' } }
    const signed = await signAt(new Phone(), await openPlace(), { who: somebody(), answers })
    expect((await stored(numberIn(signed))).worksFrom).toBe(dayOf(clock.now) + 15)
  })

  test('an area whose risk ended long ago is not asked about', async () => {
    const phone = new Phone()
    const base = await fillIn(phone, await openPlace())
    const page = await (await phone.get(`${base}/area`)).text()
    expect(page).toContain('地区 420000')
    expect(page).not.toContain('411500')
  })
})

test('a text that changed while the page lay open is read again before it is signed', async () => {
  const phone = new Phone()
  const base = await fillIn(phone, await openPlace(), { who: somebody() })
  const form = { ...(await signedForm(phone, base)), signed_name: '王小梅' }
  await publishPledges(2)
  const answer = await phone.post(`${base}/check`, form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('承诺书刚刚更新')
  const again = { ...(await signedForm(phone, base)), signed_name: '王小梅' }
  const number = numberIn(await phone.post(`${base}/check`, again))
  expect((await stored(number)).textVersion).toBe(2)
  await publishPledges(1)
})

test('a question without a valid answer is asked before the check', async () => {
  const phone = new Phone()
  const base = await fillIn(phone, await openPlace(), { answers: { proof: { answer: 'unknown' } } })
  expect((await phone.get(`${base}/check`)).headers.get('location')).toBe(`${base}/proof`)
})
