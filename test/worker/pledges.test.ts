import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPledge, verifyPledge } from '../../src/features/pledges/seal'
import { pledgeByNumber } from '../../src/features/pledges/store'
import { rulebookByVersion } from '../../src/features/rulebook'
import { dayOf, isoDay } from '../../src/shared/clock'
import { keeperOf } from '../support/people'
import {
  COOK,
  fillIn,
  keyOn,
  numberIn,
  pledgeRules,
  publishPledges,
  signAt,
} from '../support/pledge'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

beforeAll(async () => {
  await foundTown(pledgeRules())
})

let lastPhone = 7000
/** A worker of a number of their own. */
const somebody = (name = '王小梅') => ({ name, phone: `1360000${++lastPhone}` })

const ago = (days: number): string => isoDay(dayOf(clock.now) - days)
const stay = (n: number, area: string, from: number, to: number) => ({
  [`area${n}`]: area,
  [`from${n}`]: ago(from),
  [`to${n}`]: ago(to),
})

const stored = async (number: string) => {
  const pledge = await pledgeByNumber(db, number)
  if (!pledge) throw new Error(`no pledge ${number}`)
  return pledge
}

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
    const form = { key: await keyOn(phone, base), signed_name: '王小梅' }
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
    ['a yes without a place', { answer: 'yes' }, '请填写'],
    ['an area that is on no list', { answer: 'yes', ...stay(1, '999999', 3, 2) }, '请填写'],
    [
      'a day that does not exist',
      { answer: 'yes', area1: '420000', from1: '2020-02-31', to1: ago(1) },
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
    expect(await mistyped.text()).toContain('编号有误')
    const unknown = await new Phone().get('/verify/P-0000-0000')
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('没有签过')
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
    const key = await keyOn(phone, base)
    const now = numberIn(await phone.post(`${base}/check`, { key, signed_name: moved.name }))
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
      key: await keyOn(phone, base),
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
    const key = await keyOn(keeper, base)
    const signed = await keeper.post(`${base}/check`, { key, signed_name: '马长顺' })
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

test('a question without a valid answer is asked before the check', async () => {
  const phone = new Phone()
  const base = await fillIn(phone, await openPlace(), { answers: { proof: { answer: 'unknown' } } })
  expect((await phone.get(`${base}/check`)).headers.get('location')).toBe(`${base}/proof`)
})
