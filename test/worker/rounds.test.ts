import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf, HOUR, MINUTE } from '../../src/shared/clock'
import { DUTIES, pageKey, workerAt } from '../support/board'
import { helperOf, keeperOf, type OwnPhone, officer } from '../support/people'
import { codeOf, photo, QUOTAS, sendForm, sendRound } from '../support/rounds'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

let book: Rulebook
let patrol: OwnPhone
let place: Place
let code: string

beforeAll(async () => {
  book = await foundTown({ duties: DUTIES, patrols: QUOTAS })
})
beforeEach(async () => {
  clock.now = MORNING + 60_000
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
  place = await openPlace()
  code = await codeOf(book, place)
})

const rowOf = (id: number | undefined) =>
  one<Record<string, unknown>>('SELECT * FROM patrol_rounds WHERE id = ?', id ?? 0)
const count = async (table: string, where = '1'): Promise<number> =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))?.n ?? 0
const pageOf = async (phone: Phone, path: string): Promise<string> => (await phone.get(path)).text()

describe('a round', () => {
  test('with the code of the keeper’s page is written, with who and by which rules', async () => {
    const { status, id, again, beside } = await sendRound(patrol, place, { proof: code })
    expect({ status, again, beside }).toEqual({ status: 200, again: false, beside: null })
    expect(await rowOf(id)).toMatchObject({
      place_id: place.id,
      area_path: '/1/2/3/',
      day: dayOf(clock.now),
      level: 'town',
      target: 'shop',
      at: clock.now,
      phone_at: null,
      received_at: clock.now,
      by: patrol.accountId,
      proof: 'code',
      review: null,
      problems: 0,
      rulebook_version: book.version,
    })
    expect(await count('audit', `act = 'patrols.round' AND subject = 'patrol_rounds:${id}'`)).toBe(
      1,
    )
  })

  test('by the plain form leads to its page, and the list no longer asks for it', async () => {
    expect(await pageOf(patrol, `/office/patrols?q=${place.name}`)).toContain('去查')
    const answer = await sendForm(patrol, place, { proof: code, i_gate: 'pass' })
    expect(answer.status).toBe(303)
    const page = await pageOf(patrol, answer.headers.get('location') ?? '')
    expect(page).toContain('巡查已记下')
    expect(page).toContain('已核对巡查码')
    const list = await pageOf(patrol, '/office/patrols?show=done')
    expect(list).toContain('李* 已查，正常')
    expect(list).not.toContain('李卫东')
  })

  test('that found something issues an order by the time chosen, and says what was put right', async () => {
    const { id } = await sendRound(patrol, place, {
      proof: code,
      i_gate: 'fail',
      n_gate: '没有人测温',
      deadline: 'today',
      note: '老板不在',
      photo: photo(),
    })
    const order = await one<Record<string, unknown>>(
      'SELECT * FROM orders WHERE round_id = ?',
      id ?? 0,
    )
    expect(order).toMatchObject({ place_id: place.id, state: 'open', by: patrol.accountId })
    expect(order?.due_at).toBe(Date.parse('2020-03-12T17:00:00+08:00'))
    const finding = await one<{ note: string; fixed: number }>(
      'SELECT note, fixed FROM patrol_findings WHERE round_id = ?',
      id ?? 0,
    )
    expect(finding?.fixed).toBe(0)
    expect(finding?.note).not.toContain('测温')
    const page = await pageOf(patrol, `/office/patrols/rounds/${id}`)
    expect(page).toContain('没有人测温')
    expect(page).toContain('老板不在')
    expect(page).toContain(`/office/orders/${order?.id}`)
    expect(await pageOf(patrol, `/office/patrols/rounds/${id}/form`)).toContain('巡查记录表')
    expect(await pageOf(patrol, '/office/patrols?show=orders')).toMatch(
      new RegExp(`href="/office/orders/${order?.id}">复查`),
    )
    const next = { proof: code, i_gate: 'fail', deadline: 'tomorrow' }
    await sendRound(patrol, place, next)
    expect(await count('orders', `place_id = ${place.id}`)).toBe(1)
  })

  test('of a place that must be shut looks at that it is', async () => {
    const shut = await openPlace({ status: 'known' })
    const page = await pageOf(patrol, `/office/patrols/round/${shut.code}`)
    expect(page).toContain('应关门')
    expect(page).toContain('店内无人经营')
    expect(page).not.toContain('i_gate')
    const { id } = await sendRound(patrol, shut, { proof: await codeOf(book, shut) })
    expect((await rowOf(id))?.target).toBe('not_allowed')
  })

  test('of a village clerk counts for the village', async () => {
    const clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    const { id } = await sendRound(clerk, place, { proof: code })
    expect((await rowOf(id))?.level).toBe('village')
    expect(await pageOf(clerk, '/office/patrols?show=done')).toContain(place.code)
  })

  test('measures workers against the register of that hour', async () => {
    const [fits, differs, unlogged] = [
      await workerAt(place),
      await workerAt(place),
      await workerAt(place),
    ]
    const elsewhere = await workerAt(await openPlace())
    const reading = (worker: number, t: number, at: number) =>
      db.$client
        .prepare(
          `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
           VALUES (?, ?, ?, ?, 'am', ?, ?, 1, 'tap')`,
        )
        .bind(pageKey(), place.id, dayOf(clock.now), worker, t, at)
    await db.$client.batch([
      reading(fits, 364, clock.now - HOUR),
      reading(differs, 362, clock.now - HOUR),
      reading(unlogged, 365, clock.now + HOUR),
    ])
    const { id } = await sendRound(patrol, place, {
      proof: code,
      [`t_${fits}`]: '36.8',
      [`t_${differs}`]: '368',
      [`t_${unlogged}`]: '37.5',
      [`t_${elsewhere}`]: '36.5',
    })
    const { results } = await db.$client
      .prepare(
        'SELECT worker_id, logged, differs FROM spot_checks WHERE round_id = ? ORDER BY worker_id',
      )
      .bind(id ?? 0)
      .all()
    expect(results).toEqual([
      { worker_id: fits, logged: 364, differs: 0 },
      { worker_id: differs, logged: 362, differs: 1 },
      { worker_id: unlogged, logged: null, differs: 1 },
    ])
    const page = await pageOf(patrol, `/office/patrols/rounds/${id}?done=1`)
    expect(page).toContain('请店主现在按规定复测')
    expect(page).toContain('李*')
    expect(page).not.toContain('李卫东</b>')
  })
})

describe('what is wrong is told, and nothing is written', () => {
  const refused: [
    string,
    (typed: Record<string, string>) => Promise<Record<string, string>>,
    string,
  ][] = [
    [
      'the code of another place',
      async () => ({ proof: await codeOf(book, await openPlace()) }),
      'proof',
    ],
    [
      'yesterday’s code',
      async () => ({ proof: await codeOf(book, place, clock.now - 24 * HOUR) }),
      'proof',
    ],
    ['neither code nor photo', async () => ({ proof: '' }), 'proof'],
    [
      'a time in the future',
      async (typed) => ({ ...typed, phone_at: String(clock.now + HOUR), offset: '0' }),
      'phone_at',
    ],
    [
      'a time far past',
      async (typed) => ({ ...typed, phone_at: String(clock.now - 40 * HOUR), offset: '0' }),
      'phone_at',
    ],
    [
      'an order by a time that had passed',
      async (typed) => {
        clock.now = Date.parse('2020-03-12T18:00:00+08:00')
        return { ...typed, proof: await codeOf(book, place), i_gate: 'fail', deadline: 'today' }
      },
      'deadline',
    ],
  ]
  test.each(refused)('%s', async (_, change, field) => {
    const typed = await change({ proof: code })
    await patrol.signIn()
    const key = pageKey()
    const sent = await sendRound(patrol, place, { key, ...typed })
    expect([sent.status, Object.keys(sent.errors ?? {})]).toEqual([422, [field]])
    const page = await sendForm(patrol, place, { key, ...typed, n_gate: '', note: '留着' })
    expect(page.status).toBe(422)
    const text = await page.text()
    expect(text).toContain('留着')
    expect(text).toContain(sent.errors?.[field])
    expect(await count('patrol_rounds', `place_id = ${place.id}`)).toBe(0)
    expect(await count('orders', `place_id = ${place.id}`)).toBe(0)
  })

  test('the code of half an hour ago still holds, that of an hour ago does not', async () => {
    const before = await codeOf(book, place, clock.now - 30 * MINUTE)
    const gone = await codeOf(book, place, clock.now - 60 * MINUTE)
    expect((await sendRound(patrol, place, { proof: gone })).status).toBe(422)
    expect((await sendRound(patrol, place, { proof: before })).status).toBe(200)
  })

  test('a place that is closed, unknown, mistyped or of another district', async () => {
    const closed = await openPlace({ status: 'closed' })
    const sent = await sendRound(patrol, closed, { proof: '1234', i_gate: 'fixed' })
    expect([sent.status, sent.code]).toEqual([409, 'patrol.place_closed'])
    const page = await sendForm(patrol, closed, { proof: '1234' })
    expect(await page.text()).toContain('这一处已注销')
    const elsewhere = await openPlace({ areaPath: '/1/9/' })
    expect((await sendRound(patrol, elsewhere, { proof: '1234' })).status).toBe(403)
    expect((await sendRound(patrol, { code: '0000000' }, { proof: '1234' })).status).toBe(404)
    expect((await sendRound(patrol, { code: 'XX' }, { proof: '1234' })).status).toBe(404)
    expect((await patrol.get('/office/patrols/round?code=12')).status).toBe(422)
  })

  test('a photo that is none', async () => {
    const note = new File(['not a picture'], 'a.jpg', { type: 'image/jpeg' })
    const sent = await sendRound(patrol, place, { proof: '', photo: note })
    expect([sent.status, Object.keys(sent.errors ?? {})]).toEqual([422, ['photo']])
  })
})

describe('the patrol code', () => {
  test('stands on the pages of keeper and helper, and on none a visitor opens', async () => {
    for (const phone of [await keeperOf(place), await helperOf(place)])
      for (const path of ['', '/today', '/rounds'])
        expect(await pageOf(phone, `/keep/${place.code}${path}`)).toContain(`<b>${code}</b>`)
    for (const path of ['', '/board', '/screen', '/report'])
      expect(await pageOf(new Phone(), `/p/${place.code}${path}`)).not.toContain(code)
  })

  test('a keeper sees the rounds of the place with what was wrong, never an officer’s full name', async () => {
    await sendRound(patrol, place, { proof: code, i_gate: 'fail', deadline: 'today' })
    const page = await pageOf(await keeperOf(place), `/keep/${place.code}/rounds`)
    expect(page).toContain('李*')
    expect(page).not.toContain('李卫东')
    expect(page).toContain('发现 1 项问题')
    expect(page).toContain(`/keep/${place.code}/orders`)
  })

  test('an officer at the door is sent to the form, everybody else to sign in', async () => {
    const door = `/p/${place.code}/patrol`
    const sent = await patrol.get(door)
    expect(sent.headers.get('location')).toBe(`/office/patrols/round/${place.code}`)
    const stranger = await new Phone().get(door)
    expect(stranger.headers.get('location')).toContain('/sign-in')
  })
})
