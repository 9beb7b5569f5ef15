import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf, HOUR, MINUTE } from '../../src/shared/clock'
import { DUTIES, pageKey } from '../support/board'
import { type OwnPhone, officer } from '../support/people'
import { codeOf, photo, QUOTAS, sendRound } from '../support/rounds'
import { clock, db, foundTown, MORNING, one, openPlace, type Phone } from '../support/town'

let book: Rulebook
let patrol: OwnPhone
let admin: OwnPhone
let place: Place
let code: string

beforeAll(async () => {
  book = await foundTown({ duties: DUTIES, patrols: QUOTAS })
})
beforeEach(async () => {
  clock.now = MORNING + 60_000
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
  admin = await officer({ role: 'admin' })
  place = await openPlace()
  code = await codeOf(book, place)
})

const rowOf = (id: number | undefined) =>
  one<Record<string, unknown>>('SELECT * FROM patrol_rounds WHERE id = ?', id ?? 0)
const count = async (table: string, where = '1'): Promise<number> =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))?.n ?? 0
const pageOf = async (phone: Phone, path: string): Promise<string> => (await phone.get(path)).text()

describe('a phone that kept a round while it had no network', () => {
  test('two hours fast is put right, and both times are kept', async () => {
    const made = clock.now - 3 * HOUR
    const { id } = await sendRound(patrol, place, {
      proof: await codeOf(book, place, made),
      phone_at: String(made + 2 * HOUR),
      offset: String(-2 * HOUR),
    })
    expect(await rowOf(id)).toMatchObject({
      at: made,
      phone_at: made + 2 * HOUR,
      received_at: clock.now,
    })
    const page = await pageOf(patrol, `/office/patrols/rounds/${id}`)
    expect(page).toContain('补报')
    expect(page).toContain('手机时间快 2 小时')
  })

  test('sends it twice and a day late: one round, one order, of its own day', async () => {
    const typed = {
      key: pageKey(),
      proof: code,
      phone_at: String(clock.now),
      offset: '0',
      i_gate: 'fail',
      deadline: 'today',
    }
    const day = dayOf(clock.now)
    clock.now += 24 * HOUR
    await patrol.signIn()
    const [first, second] = [
      await sendRound(patrol, place, typed),
      await sendRound(patrol, place, typed),
    ]
    expect([first.status, first.again, second.status, second.again]).toEqual([
      200,
      false,
      200,
      true,
    ])
    expect(second.id).toBe(first.id)
    // However late, and whatever became of the place.
    clock.now += 48 * HOUR
    await patrol.signIn()
    await db.$client
      .prepare("UPDATE places SET status = 'closed' WHERE id = ?")
      .bind(place.id)
      .run()
    expect((await sendRound(patrol, place, typed)).again).toBe(true)
    expect((await rowOf(first.id))?.day).toBe(day)
    expect(await count('patrol_rounds', `place_id = ${place.id}`)).toBe(1)
    expect(await count('orders', `place_id = ${place.id}`)).toBe(1)
  })

  test('sends one key many times at once: it is one round', async () => {
    const typed = { key: pageKey(), proof: '', photo: photo(), i_gate: 'fail', deadline: 'today' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => sendRound(patrol, place, typed)),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(answers.filter(({ again }) => again === false)).toHaveLength(1)
    expect(await count('orders', `place_id = ${place.id}`)).toBe(1)
    expect(await count('files', `place_id = ${place.id}`)).toBe(1)
  })

  test('may not send the key of another', async () => {
    const typed = { key: pageKey(), proof: code }
    await sendRound(patrol, place, typed)
    expect((await sendRound(admin, place, typed)).status).toBe(409)
  })
})

test('two officers on one round: both are kept, the second is told, it counts once', async () => {
  await sendRound(patrol, place, { proof: code })
  clock.now += 5 * MINUTE
  const second = await sendRound(admin, place, { proof: code })
  expect(second.beside).toBe('李* 10:25 也查过这一次，不重复计数')
  clock.now += 20 * MINUTE
  expect((await sendRound(admin, place, { proof: code })).beside).toBeNull()
})

describe('a round without a code', () => {
  const unproved = () => sendRound(patrol, place, { proof: '', photo: photo() })

  test('waits for somebody who did not make it, and counts for nothing once refused', async () => {
    const { id } = await unproved()
    expect((await rowOf(id))?.review).toBe('pending')
    expect(await pageOf(admin, '/office/patrols/review')).toContain(`/office/patrols/rounds/${id}`)
    const answer = await admin.post(`/office/patrols/rounds/${id}/review`, { verdict: 'refused' })
    expect(answer.status).toBe(303)
    expect(await rowOf(id)).toMatchObject({ review: 'refused', reviewed_by: admin.accountId })
    const list = await pageOf(patrol, '/office/patrols')
    expect(list).toContain('没有通过复核，不算数，请再查一次')
    expect(list).toContain(`/office/patrols/round/${place.code}`)
    const again = await admin.post(`/office/patrols/rounds/${id}/review`, { verdict: 'refused' })
    expect(again.status).toBe(303)
    const other = await officer({ role: 'admin' })
    const late = await other.post(`/office/patrols/rounds/${id}/review`, { verdict: 'confirmed' })
    expect(late.status).toBe(409)
    expect(await count('audit', `act = 'patrols.review' AND subject = 'patrol_rounds:${id}'`)).toBe(
      1,
    )
  })

  test('is not confirmed by whoever made it', async () => {
    const { id } = await sendRound(admin, place, { proof: '', photo: photo() })
    const own = await admin.post(`/office/patrols/rounds/${id}/review`, { verdict: 'confirmed' })
    expect(own.status).toBe(403)
    expect((await rowOf(id))?.review).toBe('pending')
    expect(await pageOf(admin, '/office/patrols/review')).not.toContain(`rounds/${id}`)
  })

  test('ends one way when two look at it at once', async () => {
    const { id } = await unproved()
    const others = [await officer({ role: 'admin' }), await officer({ role: 'admin' })]
    const answers = await Promise.all(
      others.map((each, i) =>
        each.post(`/office/patrols/rounds/${id}/review`, { verdict: i ? 'refused' : 'confirmed' }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  })
})

describe('photos of a finding', () => {
  test('are added on the same day by whoever made the round', async () => {
    const key = pageKey()
    const typed = { key, proof: code, i_gate: 'fixed' }
    const { id } = await sendRound(patrol, place, typed)
    const send = (phone: OwnPhone, item = 'gate') => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ key: pageKey(), item, photo: photo() }))
        body.append(name, value)
      return phone.postForm(`/office/patrols/rounds/${key}/photos/files`, body)
    }
    expect((await send(patrol)).status).toBe(303)
    expect((await send(admin)).status).toBe(403)
    expect((await send(patrol, 'other')).status).toBe(404)
    expect(await pageOf(patrol, `/office/patrols/rounds/${id}`)).toMatch(/<img src="\/files\/\d+"/)
    clock.now += 24 * HOUR
    await patrol.signIn()
    expect((await send(patrol)).status).toBe(409)
  })
})
