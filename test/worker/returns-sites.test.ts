// Sites that judge themselves, declare an isolation area and tell how far they are.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places'
import { readProgress } from '../../src/features/progress/store'
import { DAY, dayOf } from '../../src/shared/clock'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { auditedAt, formKey, pageText, RETURN_RULES } from '../support/returns'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

let patrol: OwnPhone
let site: Place
let keeper: OwnPhone
const today = (): number => dayOf(clock.now)

beforeAll(async () => {
  await foundTown(RETURN_RULES)
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
})
beforeEach(async () => {
  clock.now = MORNING
  site = await openPlace({ kind: 'site', stage: 'none', name: '金屏苑三期' })
  keeper = await keeperOf(site)
  await patrol.signIn()
})

const placeNow = (of = site) =>
  one<Record<string, unknown>>(
    'SELECT stage, returned_on, working_on, isolation_rooms FROM places WHERE id = ?',
    of.id,
  )

describe('a site judges itself', () => {
  const rated = { i_one_gate: 'pass', i_dorm: 'fail', i_canteen: 'na' }
  const board = (): Promise<string> => pageText(new Phone(), `/p/${site.code}/board`)

  test('and its board says how many items it keeps, and since when', async () => {
    expect(await board()).toContain('尚未自评')
    const sent = { key: formKey(), ...rated }
    for (let n = 0; n < 2; n++)
      expect((await keeper.post(`/keep/${site.code}/norm`, sent)).status).toBe(303)
    expect(await board()).toContain('1/2 项做到 · 3 月 12 日')
    expect(await auditedAt('returns.rate', site)).toBe(1)
    expect(await pageText(patrol, `/office/sites/${site.code}`)).toContain('居住 · 居住dorm')
    // What was answered stands there the next time.
    expect(await pageText(keeper, `/keep/${site.code}/norm`)).toMatch(
      /name="i_dorm" value="fail" checked/,
    )
  })

  test('every week; a forgotten one shows as late', async () => {
    await keeper.post(`/keep/${site.code}/norm`, { key: formKey(), ...rated })
    clock.now += 8 * DAY
    await keeper.signIn()
    expect(await pageText(keeper, `/keep/${site.code}/norm`)).toContain('已过期')
    expect(await board()).toMatch(/class="old"[^>]*>1\/2 项做到/)
  })

  test('in all items or not at all, and what was answered is kept', async () => {
    const { i_dorm: _, ...partly } = rated
    const answer = await keeper.post(`/keep/${site.code}/norm`, { key: formKey(), ...partly })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('这一项还没选')
    expect(page).toMatch(/name="i_one_gate" value="pass" checked/)
  })

  test('a shop has no such page', async () => {
    const shop = await openPlace()
    expect((await (await keeperOf(shop)).get(`/keep/${shop.code}/norm`)).status).toBe(404)
  })
})

describe('an isolation area', () => {
  const declare = (rooms: string, beds: string) =>
    keeper.post(`/keep/${site.code}/isolation`, { rooms, beds })

  test('is declared once, shown on the board, and taken back with 0', async () => {
    for (let n = 0; n < 2; n++) expect((await declare('2', '8')).status).toBe(303)
    expect(await auditedAt('returns.isolation', site)).toBe(1)
    expect(await pageText(new Phone(), `/p/${site.code}/board`)).toContain('2 间，可住 8 人')
    await declare('0', '')
    expect(await placeNow()).toMatchObject({ isolation_rooms: null })
  })

  test('that is declared has a supervisor day and night', async () => {
    await declare('1', '4')
    expect(await pageText(patrol, `/office/patrols/round/${site.code}`)).toContain('隔离')
  })

  test('with rooms must say how many people they hold', async () => {
    expect((await declare('2', '')).status).toBe(422)
    expect((await declare('二', '4')).status).toBe(422)
  })
})

describe('the contractor of a site', () => {
  const name = (contractor: string, of = site, by = keeper) =>
    by.post(`/keep/${of.code}/contractor`, { contractor })
  const board = (): Promise<string> => pageText(new Phone(), `/p/${site.code}/board`)
  const stored = (of = site) => one('SELECT contractor FROM places WHERE id = ?', of.id)

  test('is named by its keeper, named anew, and taken back by leaving the box empty', async () => {
    for (let n = 0; n < 2; n++)
      expect((await name(' 豫丰建设公司 ')).headers.get('location')).toBe(
        `/keep/${site.code}/norm?done=contractor`,
      )
    expect(await board()).toContain('<p>施工单位：豫丰建设公司</p>')
    expect(await auditedAt('returns.contractor', site)).toBe(1)
    expect(await pageText(keeper, `/keep/${site.code}/norm?done=contractor`)).toMatch(
      /施工单位已保存.*name="contractor"[^>]*value="豫丰建设公司"/s,
    )
    await name('金谷市政公司')
    expect(await board()).toContain('施工单位：金谷市政公司')
    await name('')
    expect(await board()).not.toContain('施工单位')
    expect(await stored()).toEqual({ contractor: null })
    expect(await auditedAt('returns.contractor', site)).toBe(3)
  })

  test('stands on the pages the office has of it, and of no name in the log', async () => {
    await name('豫丰建设公司')
    for (const page of ['places', 'sites'])
      expect(await pageText(patrol, `/office/${page}/${site.code}`)).toContain(
        '施工单位：豫丰建设公司',
      )
    expect(
      await one(
        "SELECT detail FROM audit WHERE act = 'returns.contractor' AND subject = ?",
        `places:${site.id}`,
      ),
    ).toEqual({ detail: '{"contractor":"named"}' })
  })

  test('that is longer than the name of a place is an error at its field, and what was typed stays', async () => {
    await name('豫'.repeat(40))
    const long = '豫'.repeat(41)
    const answer = await name(long)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toMatch(/id="f-contractor-error">太长了/)
    expect(page).toContain(`value="${long}"`)
    expect(page).toContain('<a href="#f-contractor">')
    expect(await stored()).toEqual({ contractor: '豫'.repeat(40) })
  })

  test('is none that a shop could name', async () => {
    const shop = await openPlace()
    expect((await name('豫丰建设公司', shop, await keeperOf(shop))).status).toBe(404)
    expect(await stored(shop)).toEqual({ contractor: null })
  })

  test('of a site that was closed stays as it was', async () => {
    const closed = await openPlace({ kind: 'site', status: 'closed', contractor: '豫丰建设公司' })
    await name('金谷市政公司', closed, await keeperOf(closed))
    expect(await stored(closed)).toEqual({ contractor: '豫丰建设公司' })
    expect(await auditedAt('returns.contractor', closed)).toBe(0)
  })
})

describe('the stage of a site', () => {
  const ask = (day: number, sent = formKey()) =>
    keeper.post(`/keep/${site.code}/stage`, { key: sent, day: String(day) })
  const waiting = async (): Promise<string> =>
    String(
      (
        await one<{ id: number }>(
          "SELECT id FROM stage_steps WHERE place_id = ? AND state = 'asked'",
          site.id,
        )
      )?.id ?? 0,
    )
  const decide = (step: string, decision: string, reason = '') =>
    patrol.post(`/office/sites/${site.code}/decide`, { step, decision, reason })
  const sites = async () => {
    const read = await readProgress(db, clock.now)
    return JSON.stringify(read)
  }

  test('moves when an officer confirms what the keeper told, each step with its day, and comes back when set right', async () => {
    const before = await sites()
    const sent = formKey()
    await ask(today() - 3, sent)
    expect((await ask(today() - 3, sent)).status).toBe(303)
    expect((await ask(today() - 1)).status).toBe(409)
    expect(await placeNow()).toMatchObject({ stage: 'none' })
    const step = await waiting()
    for (let n = 0; n < 2; n++) expect((await decide(step, 'confirm')).status).toBe(303)
    expect(await placeNow()).toMatchObject({ stage: 'returned', returned_on: today() - 3 })
    expect(await auditedAt('returns.stage_confirmed', site)).toBe(1)
    const returned = await sites()
    expect(returned).not.toBe(before)
    // Working no earlier than people were back.
    expect((await ask(today() - 4)).status).toBe(422)
    await ask(today())
    await decide(await waiting(), 'confirm')
    expect(await placeNow()).toMatchObject({ stage: 'working', working_on: today() })
    expect(await sites()).not.toBe(returned)
    const correction = {
      key: formKey(),
      was: 'working',
      day: String(today() - 3),
      reason: '尚未开工',
    }
    for (let n = 0; n < 2; n++)
      expect(
        (
          await patrol.post(`/office/sites/${site.code}/stage`, {
            ...correction,
            stage: 'returned',
          })
        ).status,
      ).toBe(303)
    expect(await placeNow()).toMatchObject({ stage: 'returned', working_on: null })
    expect(await sites()).toBe(returned)
    expect(await auditedAt('returns.stage_correct', site)).toBe(1)
  })

  test('stays when it is refused, and the keeper reads why', async () => {
    await ask(today())
    const step = await waiting()
    expect((await decide(step, 'refuse')).status).toBe(422)
    await decide(step, 'refuse', '现场无人')
    expect(await placeNow()).toMatchObject({ stage: 'none' })
    expect(await pageText(keeper, `/keep/${site.code}/norm`)).toContain('现场无人')
  })

  test('of a site that may not open yet cannot be told', async () => {
    const known = await openPlace({ kind: 'site', stage: 'none', status: 'known' })
    const phone = await keeperOf(known)
    const answer = await phone.post(`/keep/${known.code}/stage`, {
      key: formKey(),
      day: `${today()}`,
    })
    expect(answer.status).toBe(409)
  })

  test('is answered by an officer of its area only', async () => {
    const elsewhere = await officer({ role: 'patrol', areaId: 9, areaPath: '/1/9/' })
    expect((await elsewhere.get(`/office/sites/${site.code}`)).status).toBe(403)
  })
})
