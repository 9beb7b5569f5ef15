import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { applicationByNumber, liveApplication } from '../../src/features/applications'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf } from '../../src/shared/clock'
import {
  applicant,
  applicationOf,
  applied,
  fill,
  freshKey,
  handIn,
  hidden,
  sendPaper,
  statusOf,
  textOf,
} from '../support/apply'
import { decide, statusPage } from '../support/decide'
import { OPENING } from '../support/opening-rules'
import { addMember, keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace, type Phone } from '../support/town'

let book: Rulebook
let reviewer: OwnPhone
beforeAll(async () => {
  book = await foundTown(OPENING)
  reviewer = await officer({ role: 'reviewer', department: 'market' })
})
beforeEach(() => {
  clock.now = Math.max(clock.now, MORNING) + 20_000
})

describe('an application that came back', () => {
  test('says why, leads to the step that puts it right, and is handed in again with new days', async () => {
    const { phone, code } = await applied()
    const before = await applicationOf(code)
    await decide({ book, reviewer }, code, {
      act: 'send_back',
      life: 'send_back',
      reasons: ['paper_unclear'],
      text: '名册请重拍',
    })
    expect(await statusOf(code)).toBe('known')
    const page = await statusPage(phone, code)
    expect(page).toContain('退回补正')
    expect(page).toContain(`<a href="/apply/${code}/papers">照片看不清</a>`)
    expect(page).toContain('名册请重拍')
    expect(page).toContain('市场监管')
    expect(page).not.toContain('李卫东')
    clock.now += DAY
    await fill(phone, code, 'self-check', { c_gate: 'pass', c_tables: 'pass' })
    expect((await handIn(phone, code, { note: '长'.repeat(301) })).status).toBe(422)
    expect((await handIn(phone, code, { note: '名册已重拍' })).status).toBe(303)
    expect(await statusPage(phone, code)).toContain('名册已重拍')
    const after = await applicationOf(code)
    expect(after).toMatchObject({ state: 'submitted', number: before?.number })
    expect(after?.answer_by).toBeGreaterThan(before?.answer_by ?? Number.POSITIVE_INFINITY)
    expect(await statusOf(code)).toBe('applied')
  })

  test('was sent back once: an officer who saw it as it was before decides nothing', async () => {
    const { code } = await applied()
    const seen = (await applicationOf(code))?.version ?? 0
    expect(
      await decide({ book, reviewer }, code, { act: 'accept', life: 'accept', version: seen }),
    ).toBe(true)
    expect(
      await decide({ book, reviewer }, code, {
        act: 'send_back',
        life: 'send_back',
        version: seen,
      }),
    ).toBe(false)
    expect(await statusOf(code)).toBe('accepted')
  })
})

describe('how it stands', () => {
  test('an accepted one shows the day and the team of the inspection', async () => {
    const { phone, code } = await applied()
    await decide({ book, reviewer }, code, { act: 'accept', life: 'accept' })
    const application = await applicationOf(code)
    const day = dayOf(clock.now) + 1
    await db.$client.batch([
      db.$client
        .prepare(
          `INSERT INTO teams (id, key, kind, name, area_id, area_path, created_by, created_at)
           VALUES (1, 't', 'joint', '第一验收组', 1, '/1/', 1, 0)`,
        )
        .bind(),
      db.$client
        .prepare(
          `INSERT INTO inspections (key, place_id, application_id, purpose, state, on_day, team_id, area_path, place_kind,
             trade, rulebook_version, planned_by, planned_at) VALUES (?, ?, ?, 'acceptance', 'planned', ?, 1, '/1/2/3/', 'shop', 'catering', ?, 1, 0)`,
        )
        .bind(freshKey(), application?.place_id, application?.id, day, book.version),
    ])
    const page = await statusPage(phone, code)
    expect(page).toContain('待验收')
    expect(page).toContain('上门验收：第一验收组')
  })

  test('a late answer says so and whom to call', async () => {
    const { phone, code } = await applied()
    clock.now += 6 * DAY
    const page = await statusPage(phone, code)
    clock.now -= 6 * DAY
    expect(page).toContain('已经超过')
    expect(page).toContain('以镇里公布为准')
  })

  test('a place that was open all along shows its poster, and cannot apply', async () => {
    const place = await openPlace({ acceptanceNumber: 148 })
    const keeper = await keeperOf(place)
    const page = await statusPage(keeper, place.code)
    expect(page).toContain('第 148 号')
    expect((await keeper.get(`/apply/${place.code}`)).headers.get('location')).toBe(
      `/keep/${place.code}/application`,
    )
    await keeper.post(`/apply/${place.code}/start`, { key: freshKey() })
    expect(await applicationOf(place.code)).toBeNull()
  })

  test('a place joined by letter has no application yet and begins one, once', async () => {
    const place = await openPlace({ status: 'known' })
    const keeper = await keeperOf(place)
    expect(await statusPage(keeper, place.code)).toContain('还没有申请开业')
    const key = hidden(await textOf(keeper.get(`/apply/${place.code}`)), 'key')
    for (let i = 0; i < 2; i++) await keeper.post(`/apply/${place.code}/start`, { key })
    await keeper.post(`/apply/${place.code}/start`, { key: freshKey() })
    const row = await one<{ n: number }>(
      'SELECT count(*) AS n FROM applications WHERE place_id = ?',
      place.id,
    )
    expect(row?.n).toBe(1)
  })

  test('is found by its number however it is typed, and as the live one of its place', async () => {
    const { code } = await applied()
    const stored = await applicationOf(code)
    expect((await applicationByNumber(db, stored?.number ?? ''))?.id).toBe(stored?.id)
    expect((await liveApplication(db, stored?.place_id ?? 0))?.id).toBe(stored?.id)
  })

  test('is shown to its keepers only', async () => {
    const { code } = await applied()
    const stranger = await keeperOf(await openPlace())
    expect((await stranger.get(`/keep/${code}/application`)).status).toBe(403)
    const office = await reviewer.signIn()
    expect((await office.get(`/keep/${code}/application`)).status).toBe(403)
  })
})

describe('withdrawing', () => {
  const withdraw = async (phone: Phone, code: string, version?: number) =>
    phone.post(`/keep/${code}/application/withdraw`, {
      key: freshKey(),
      version: String(version ?? (await applicationOf(code))?.version),
    })

  test('ends it, makes the place known again, and a new one may follow', async () => {
    const { phone, code } = await applied()
    await decide({ book, reviewer }, code, { act: 'accept', life: 'accept' })
    expect((await withdraw(phone, code)).headers.get('location')).toContain('notice=withdrawn')
    expect(await applicationOf(code)).toMatchObject({ state: 'withdrawn' })
    expect(await statusOf(code)).toBe('known')
    clock.now += 1000
    await phone.post(`/apply/${code}/start`, { key: freshKey() })
    expect(await applicationOf(code)).toMatchObject({ state: 'draft' })
  })

  test('of a draft leaves the place as it is, and nothing of what was sent', async () => {
    const { phone, code } = await applicant()
    await sendPaper(phone, code)
    await withdraw(phone, code)
    expect(await applicationOf(code)).toMatchObject({ state: 'withdrawn' })
    expect(await statusOf(code)).toBe('known')
    const kept = await one<{ n: number }>(
      'SELECT count(*) AS n FROM files f JOIN places p ON p.id = f.place_id WHERE p.code = ? AND f.deleted_at IS NULL',
      code,
    )
    expect(kept?.n).toBe(0)
  })

  test('as it was seen only; what is over cannot be withdrawn', async () => {
    const { phone, code } = await applied()
    const seen = (await applicationOf(code))?.version ?? 0
    await decide({ book, reviewer }, code, { act: 'accept', life: 'accept' })
    expect((await withdraw(phone, code, seen)).headers.get('location')).toContain('notice=changed')
    expect(await statusOf(code)).toBe('accepted')
    await withdraw(phone, code)
    expect((await withdraw(phone, code)).headers.get('location')).toContain('notice=changed')
  })
})

test('a second keeper of the place sees the same application', async () => {
  const { code } = await applied()
  const place = await one<{ id: number }>('SELECT id FROM places WHERE code = ?', code)
  const second = await keeperOf(await openPlace())
  await addMember({ id: place?.id ?? 0 }, second, 'keeper')
  expect(await statusPage(second, code)).toContain('待审核')
})
