import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerBy } from '../../src/features/applications'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf } from '../../src/shared/clock'
import {
  applicant,
  applicationOf,
  fill,
  fillAll,
  freshKey,
  handIn,
  hidden,
  OWNER_PIN,
  photo,
  SHOP_FILING,
  sendPaper,
  signPledge,
  soon,
  statusOf,
  textOf,
} from '../support/apply'
import { OPENING } from '../support/opening-rules'
import { keeperOf, officer } from '../support/people'
import { bytesOf } from '../support/photos'
import { testRulebook } from '../support/rulebook'
import { clock, foundTown, MORNING, one, openPlace, Phone, publish } from '../support/town'

let book: Rulebook
beforeAll(async () => {
  book = await foundTown(OPENING)
})
beforeEach(() => {
  clock.now = Math.max(clock.now, MORNING) + 20_000
})

const counted = async (sql: string, ...values: unknown[]): Promise<number> =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, ...values))?.n ?? -1

describe('the filing', () => {
  const good = () => ({ ...SHOP_FILING, q_open_on: soon() })

  test('is kept encrypted and shown again on another phone', async () => {
    const { phone, code } = await applicant()
    const saved = await fill(phone, code, 'filing', { ...good(), q_needs: '缺口罩' })
    expect(saved.headers.get('location')).toBe(`/apply/${code}/papers`)
    expect((await applicationOf(code))?.answers).not.toContain('缺口罩')
    const other = new Phone()
    await other.post('/apply', { name: '马', phone: phone.number, pin: OWNER_PIN, pin2: OWNER_PIN })
    expect(await textOf(other.get('/apply'))).toContain(`/apply/${code}`)
    expect(await textOf(other.get(`/apply/${code}/filing`))).toContain('缺口罩')
  })

  const bad: [string, Record<string, string>, string][] = [
    ['a count in words', { q_staff: '五个' }, 'f-q_staff-error'],
    ['more from elsewhere than there are', { q_outside: '6' }, 'f-q_outside-error'],
    ['an opening in the past', { q_open_on: '2020-03-01' }, 'f-q_open_on-error'],
    ['an opening in a year', { q_open_on: '2021-03-01' }, 'f-q_open_on-error'],
    ['a day that does not exist', { q_open_on: '2020-02-31' }, 'f-q_open_on-error'],
    ['neither yes nor no', { q_lives_in: 'maybe' }, 'f-q_lives_in-error'],
    ['a wrong credit code', { credit: '91350100M000100Y44' }, 'f-credit-error'],
    ['a number without its date', { outside_number: '钉 12' }, 'f-outside_on-error'],
    [
      'a filing of tomorrow',
      { outside_number: '钉 12', outside_on: '2099-01-01' },
      'f-outside_on-error',
    ],
    ['something nobody asked', { q_extra: '1' }, '表单里有系统不认识的内容'],
  ]
  test.each(bad)('with %s is told where it is, and nothing is saved', async (_, change, id) => {
    const { phone, code } = await applicant()
    const before = (await applicationOf(code))?.version
    const answer = await fill(phone, code, 'filing', { ...good(), q_needs: '缺口罩', ...change })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(id)
    expect(page).toContain('缺口罩')
    expect((await applicationOf(code))?.version).toBe(before)
  })

  test('counts of an enterprise must add up', async () => {
    const { phone, code } = await applicant({ kind: 'enterprise', trade: 'steel', name: '钢厂' })
    const rest = { credit: '', outside_number: '', outside_on: '' }
    const counts = { q_staff: '100', q_local: '60', q_province: '30', q_outside: '20' }
    const wrong = await fill(phone, code, 'filing', { ...rest, ...counts })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('三项之和')
    expect((await fill(phone, code, 'filing', { ...rest, ...counts, q_staff: '110' })).status).toBe(
      303,
    )
  })

  test('half filled in may be left for later, without what is wrong', async () => {
    const { phone, code } = await applicant()
    const left = await fill(phone, code, 'filing', { q_staff: '五', q_outside: '1', later: '1' })
    expect(left.headers.get('location')).toBe('/apply')
    const page = await textOf(phone.get(`/apply/${code}/filing`))
    expect(page).toMatch(/name="q_outside"[^>]*value="1"/)
    expect(page).not.toMatch(/name="q_staff"[^>]*value="五"/)
  })

  test('of two phones neither overwrites the other unseen; sent again it replaces knowingly', async () => {
    const { phone, code } = await applicant()
    const seen = hidden(await textOf(phone.get(`/apply/${code}/filing`)), 'seen')
    await phone.post(`/apply/${code}/filing`, { ...good(), q_needs: '缺口罩', seen })
    const second = await phone.post(`/apply/${code}/filing`, { ...good(), q_needs: '缺酒精', seen })
    expect(second.status).toBe(409)
    const page = await second.text()
    expect(page).toContain('需要什么帮助：缺口罩')
    expect(page).toContain('缺酒精')
    const again = { ...good(), q_needs: '缺酒精', seen: hidden(page, 'seen') }
    expect((await phone.post(`/apply/${code}/filing`, again)).status).toBe(303)
    expect((await phone.post(`/apply/${code}/filing`, again)).status).toBe(303)
    expect(await textOf(phone.get(`/apply/${code}/filing`))).toContain('缺酒精')
  })
})

describe('the papers', () => {
  test('are sent one by one, shown, sent twice without a copy, and removed', async () => {
    const { phone, code } = await applicant()
    const form = () => photo('01E3X0000000000000000PHT01')
    expect((await sendPaper(phone, code, form())).headers.get('location')).toContain('#staff_list')
    await sendPaper(phone, code, form())
    const papers = JSON.parse((await applicationOf(code))?.papers ?? '{}')
    expect(papers.staff_list).toHaveLength(1)
    const page = await textOf(phone.get(`/apply/${code}/papers`))
    expect(page).toContain(`/files/${papers.staff_list[0]}`)
    await phone.post(`/apply/${code}/papers/remove`, { file: String(papers.staff_list[0]) })
    expect((await applicationOf(code))?.papers).toBe('{}')
    expect(await textOf(phone.get(`/apply/${code}/check`))).toContain('还差')
  })

  test('that are no photo, empty, or not on the list are refused beside their field', async () => {
    const { phone, code } = await applicant()
    const shell = photo(freshKey(), 'staff_list', bytesOf('#!/bin/sh\nrm -rf /'))
    const refused = await sendPaper(phone, code, shell)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('f-staff_list-error')
    expect((await sendPaper(phone, code, new FormData())).status).toBe(422)
    const other = await phone.postForm(
      `/apply/${code}/papers/passport/files`,
      photo(freshKey(), 'passport'),
    )
    expect(other.status).toBe(422)
    expect((await applicationOf(code))?.papers).toBe('{}')
  })

  test('of another place cannot be removed, and are not accepted for it', async () => {
    const mine = await applicant()
    const theirs = await applicant()
    await sendPaper(theirs.phone, theirs.code)
    const papers = JSON.parse((await applicationOf(theirs.code))?.papers ?? '{}')
    await mine.phone.post(`/apply/${mine.code}/papers/remove`, {
      file: String(papers.staff_list[0]),
    })
    expect((await applicationOf(theirs.code))?.papers).not.toBe('{}')
    expect((await sendPaper(mine.phone, theirs.code)).status).toBe(403)
  })
})

describe('the self-check', () => {
  test('is the list of the inspectors with what the trade adds; every item wants a word', async () => {
    const { phone, code } = await applicant()
    const page = await textOf(phone.get(`/apply/${code}/self-check`))
    expect(page).toContain('门口测温')
    expect(page).toContain('桌距一米')
    const half = await fill(phone, code, 'self-check', { c_gate: 'pass' })
    expect(half.status).toBe(422)
    expect(await half.text()).toContain('f-c_tables-error')
    expect(
      (await fill(phone, code, 'self-check', { c_gate: 'pass', c_tables: 'fail' })).status,
    ).toBe(303)
    expect(await textOf(phone.get(`/apply/${code}/check`))).toContain('先改好再提交')
  })
})

describe('handing it in', () => {
  test('needs every step; what is missing is linked, and the place stays known', async () => {
    const { phone, code } = await applicant()
    const page = await textOf(phone.get(`/apply/${code}/check`))
    expect(page).toContain('还差 4 步')
    expect(page).toContain(`/apply/${code}/pledge`)
    expect(page).not.toContain('提交申请')
    const version = String((await applicationOf(code))?.version)
    const forced = await phone.post(`/apply/${code}/check`, { key: freshKey(), version })
    expect(forced.status).toBe(409)
    expect(await statusOf(code)).toBe('known')
  })

  test('signing the pledge on the way leads back into it', async () => {
    const { phone, code } = await applicant()
    expect((await signPledge(phone, code)).headers.get('location')).toBe(`/apply/${code}/pledge`)
    expect(await textOf(phone.get(`/apply/${code}/pledge`))).toContain('已签署，编号 P-')
  })

  test('moves application and place together, starts the clock, and is told with its number', async () => {
    const { phone, code } = await applicant()
    await fillAll(phone, code)
    const done = await handIn(phone, code)
    expect(done.headers.get('location')).toBe(`/keep/${code}/application?notice=submitted`)
    const application = await applicationOf(code)
    expect(application).toMatchObject({ state: 'submitted', answer_by: answerBy(book, clock.now) })
    expect(await statusOf(code)).toBe('applied')
    const page = await textOf(phone.get(`/keep/${code}/application`))
    expect(page).toContain(application?.number)
    expect(page).toContain('待审核')
    expect(page).toMatch(/最迟 3 月 16 日 18:00 前答复/)
    expect(await textOf(phone.get(`/keep/${code}`))).toContain('申请已提交，待审核')
    expect(await textOf(phone.get(`/keep/${code}/today`))).toContain('申请已提交，待审核')
  })

  test('twice is once; nothing can be changed afterwards', async () => {
    const { phone, code } = await applicant()
    await fillAll(phone, code)
    const page = await textOf(phone.get(`/apply/${code}/check`))
    const form = { key: hidden(page, 'key'), version: hidden(page, 'version') }
    const answers = await Promise.all([1, 2, 3].map(() => phone.post(`/apply/${code}/check`, form)))
    for (const answer of answers) expect(answer.status).toBe(303)
    const id = (await applicationOf(code))?.id
    expect(
      await counted("application_events WHERE application_id = ? AND act = 'submit'", id),
    ).toBe(1)
    expect(
      await counted(
        "audit WHERE subject = ? AND act = 'applications.submit'",
        `applications:${id}`,
      ),
    ).toBe(1)
    const late = await phone.post(`/apply/${code}/filing`, {
      ...SHOP_FILING,
      q_open_on: soon(),
      seen: '',
    })
    expect(late.headers.get('location')).toBe(`/keep/${code}/application`)
    expect((await sendPaper(phone, code)).headers.get('location')).toBe(`/keep/${code}/application`)
  })

  test('as it was shown only: a change meanwhile is shown first', async () => {
    const { phone, code } = await applicant()
    await fillAll(phone, code)
    const page = await textOf(phone.get(`/apply/${code}/check`))
    await fill(phone, code, 'self-check', { c_gate: 'na', c_tables: 'pass' })
    const form = { key: hidden(page, 'key'), version: hidden(page, 'version') }
    const stale = await phone.post(`/apply/${code}/check`, form)
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('还没有提交')
    expect(await statusOf(code)).toBe('known')
  })

  test('an opening wished for that has gone by meanwhile is asked again', async () => {
    const { phone, code } = await applicant()
    await fillAll(phone, code)
    clock.now += 5 * 86_400_000
    expect(await textOf(phone.get(`/apply/${code}/check`))).toContain('还差 1 步')
    clock.now -= 5 * 86_400_000
  })

  test('by nobody but the keeper', async () => {
    const { phone, code } = await applicant()
    await fillAll(phone, code)
    const version = String((await applicationOf(code))?.version)
    const form = { key: freshKey(), version }
    const stranger = await keeperOf(await openPlace())
    expect((await stranger.post(`/apply/${code}/check`, form)).status).toBe(403)
    expect((await new Phone().post(`/apply/${code}/check`, form)).status).toBe(401)
    expect(
      (await (await officer({ role: 'admin' })).post(`/apply/${code}/check`, form)).status,
    ).toBe(403)
  })
})

test('a place pledge without questions is signed from its check page', async () => {
  const plain = testRulebook().pledges
  await publish({ ...OPENING, pledges: plain })
  const { phone, code } = await applicant()
  const page = await textOf(phone.get(`/keep/${code}/pledge/check`))
  const form = { key: hidden(page, 'key'), book: hidden(page, 'book'), signed_name: '马长顺' }
  const signed = await phone.post(`/keep/${code}/pledge/check`, form)
  expect(signed.headers.get('location')).toBe(`/apply/${code}/pledge`)
  await publish(OPENING)
})

test('at low risk the pledge opens the door at once, and the inspection is owed', async () => {
  await publish({ ...OPENING, riskLevel: 'low' })
  const { phone, code } = await applicant()
  expect(await textOf(phone.get(`/apply/${code}`))).toContain('签了承诺书就能开业')
  await fillAll(phone, code)
  await handIn(phone, code)
  expect(await applicationOf(code)).toMatchObject({ state: 'passed', answer_by: null })
  const place = await one<{ status: string; inspection_due_on: number }>(
    'SELECT status, inspection_due_on FROM places WHERE code = ?',
    code,
  )
  expect(place).toEqual({ status: 'open', inspection_due_on: dayOf(clock.now) + 7 })
  const page = await textOf(phone.get(`/keep/${code}/application`))
  expect(page).toContain('准予营业，之后验收')
  expect(page).toContain(`/keep/${code}/poster`)
  await publish(OPENING)
})
