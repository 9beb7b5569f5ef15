import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Db, openDb } from '../../src/db/client'
import { purgeSpotChecks, spotCandidates } from '../../src/features/patrols'
import { liveOrdersStatement, placeRoundsStatement } from '../../src/features/patrols/store-record'
import { reviewRound } from '../../src/features/patrols/store-review'
import { recordRound } from '../../src/features/patrols/store-round'
import { beginShift, endShift } from '../../src/features/patrols/store-shifts'
import { dueStatement } from '../../src/features/patrols/store-spots'
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import type { AccountActor } from '../../src/shared/actor'
import { DAY, dayOf, HOUR } from '../../src/shared/clock'
import { DUTIES, pageKey, workerAt } from '../support/board'
import { brokenD1, poisonedD1 } from '../support/broken'
import { keeperOf, type OwnPhone, officer } from '../support/people'
import { notingD1, plansOf } from '../support/plans'
import { codeOf, photo, QUOTAS, sendRound } from '../support/rounds'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let book: Rulebook
let patrol: OwnPhone
let admin: OwnPhone
beforeAll(async () => {
  book = await foundTown({ duties: DUTIES, patrols: QUOTAS })
  patrol = await officer({ role: 'patrol', areaId: 2, areaPath: '/1/2/' })
  admin = await officer({ role: 'admin' })
})

const textOf = async (phone: Phone, path: string) => (await phone.get(path)).text()
const count = async (table: string, where = '1') =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))?.n ?? 0

describe('resident supervision', () => {
  const site = () => openPlace({ kind: 'site', stage: 'working', name: '金屏苑三期工地' })
  const path = (place: Place) => `/office/patrols/resident/${place.code}`
  const openShift = async (phone: Phone, place: Place): Promise<string> =>
    /name="open" value="(\d+)"/.exec(await textOf(phone, path(place)))?.[1] ?? ''
  const press = async (phone: Phone, place: Place, act: string, key = pageKey()) =>
    phone.post(path(place), { key, act, open: await openShift(phone, place), note: '隔离 2 人' })

  test('one takes over from the other without a gap, and the page shows both by name', async () => {
    const place = await site()
    const from = clock.now
    expect((await press(patrol, place, 'begin')).status).toBe(303)
    clock.now += HOUR
    expect((await press(admin, place, 'begin')).status).toBe(303)
    const shifts = await db.$client
      .prepare(
        'SELECT account_id, started_at, ended_at, ended_by FROM resident_shifts WHERE place_id = ? ORDER BY started_at',
      )
      .bind(place.id)
      .all()
    expect(shifts.results).toEqual([
      {
        account_id: patrol.accountId,
        started_at: from,
        ended_at: clock.now,
        ended_by: admin.accountId,
      },
      { account_id: admin.accountId, started_at: clock.now, ended_at: null, ended_by: null },
    ])
    const page = await textOf(patrol, path(place))
    expect(page).toContain('隔离 2 人')
    expect(page).toContain('我来接班')
    expect((await press(admin, place, 'end')).status).toBe(303)
    expect(await textOf(admin, path(place))).toContain('现在没有人驻场')
  })

  test('a page that is out of date changes nothing, and a key sent twice is one shift', async () => {
    const place = await site()
    const key = pageKey()
    const form = { key, act: 'begin', open: '0', note: '' }
    expect((await patrol.post(path(place), form)).status).toBe(303)
    expect((await patrol.post(path(place), form)).status).toBe(303)
    const stale = await admin.post(path(place), { ...form, key: pageKey() })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('刚才有人到岗、接班或离开了')
    expect((await admin.post(path(place), { act: 'begin' })).status).toBe(422)
    expect(await count('resident_shifts', `place_id = ${place.id}`)).toBe(1)
  })
})

describe('the list of the day', () => {
  test('holds what the officer’s district and team owe, narrowed by name', async () => {
    const [here, there] = [
      await openPlace({ name: '鑫源五金' }),
      await openPlace({ name: '远处五金', areaPath: '/1/9/' }),
    ]
    const list = await textOf(patrol, `/office/patrols?show=all&q=${encodeURIComponent('五金')}`)
    expect(list).toContain(here.code)
    expect(list).not.toContain(there.code)
    expect(await textOf(admin, `/office/patrols?show=all&q=zzz`)).toContain('今天没有要巡查的场所')
  })
})

describe('whom the patrol measures again', () => {
  test('a few of each place who are there, not always the same, by masked name', async () => {
    const place = await openPlace()
    const ids: number[] = []
    for (let n = 0; n < 9; n++) ids.push(await workerAt(place))
    const [watched, unconfirmed] = [
      await workerAt(place),
      await workerAt(place, { confirmed: false }),
    ]
    const today = dayOf(clock.now)
    await db.$client
      .prepare('UPDATE pledges SET works_from = ? WHERE worker_id = ?')
      .bind(today + 30, watched)
      .run()
    const turns = await Promise.all(
      [0, 1, 2, 3, 4].map(async (ahead) => {
        const asked = { placeIds: [place.id], day: today + ahead, n: 3 }
        return (await spotCandidates(db, env.FIELD_KEY, asked)).get(place.id) ?? []
      }),
    )
    expect(turns.every((turn) => turn.length === 3)).toBe(true)
    expect(turns[0]?.[0]).toMatchObject({ maskedName: '李*', job: '厨师' })
    const measured = new Set(turns.flat().map(({ workerId }) => workerId))
    expect(measured.size).toBeGreaterThan(3)
    expect([...measured].every((id) => ids.includes(id))).toBe(true)
    expect(measured.has(unconfirmed)).toBe(false)
  })

  test('is forgotten with the temperatures, and published; the count stays', async () => {
    const place = await openPlace()
    const worker = await workerAt(place)
    const typed = { proof: await codeOf(book, place), [`t_${worker}`]: '36.5' }
    const { id } = await sendRound(patrol, place, typed)
    const row = () =>
      one<{ worker_id: number; temperature: number }>(
        'SELECT worker_id, temperature FROM spot_checks WHERE round_id = ?',
        id ?? 0,
      )
    expect(await purgeSpotChecks(db, book, clock.now + 13 * DAY)).toBe(0)
    expect((await row())?.worker_id).toBe(worker)
    const due = clock.now + book.visits.retentionDays * DAY
    expect(await purgeSpotChecks(db, book, due)).toBeGreaterThan(0)
    expect(await row()).toMatchObject({ temperature: 0 })
    expect((await row())?.worker_id).toBeLessThan(0)
    expect(await purgeSpotChecks(db, book, due)).toBe(0)
    expect(await textOf(new Phone(), '/deletions')).toContain('巡查抽测的体温')
    expect(await textOf(admin, `/office/patrols/rounds/${id}`)).toContain('到期已删除')
  })
})

const TABLES = [
  'patrol_rounds',
  'patrol_findings',
  'spot_checks',
  'resident_shifts',
  'orders',
  'audit',
]

test('no query of a page walks a whole table, and none sorts what an index gives', async () => {
  const sent: Parameters<typeof plansOf>[0] = []
  const noted = { ...env, DB: notingD1(sent) }
  const place = await openPlace()
  const keeper = await keeperOf(place)
  const { id } = await sendRound(patrol, place, { proof: '', photo: photo(), i_gate: 'fixed' })
  const as = (phone: OwnPhone): Phone => Object.assign(new Phone(noted), { cookies: phone.cookies })
  for (const path of ['', '/review', `/round/${place.code}`, `/rounds/${id}`])
    expect((await as(admin).get(`/office/patrols${path}`)).status).toBe(200)
  expect((await as(admin).get(`/office/patrols/resident/${place.code}`)).status).toBe(200)
  expect((await as(keeper).get(`/keep/${place.code}/rounds`)).status).toBe(200)
  const own = [...TABLES.slice(0, 5), 'team_members', 'employments']
  // The reading of the whole day has a test of its own.
  const asked = sent.filter(({ sql }) => !sql.includes('LIMIT 5000'))
  const plans = await plansOf(asked, own)
  expect(plans.length).toBeGreaterThan(8)
  // What waits for a review is an index of its own, and short.
  for (const { sql, detail } of plans)
    expect(detail, sql).not.toMatch(
      /SCAN (r(?! USING INDEX patrol_rounds_review)|f|h|o(?! USING INDEX watches_running)|m|e|s(?! EXISTS| VIRTUAL)|patrol_\w+|orders)\b/,
    )
  const planOf = async (statement: D1PreparedStatement, ...values: (string | number)[]) => {
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${String(Reflect.get(statement, 'statement'))}`)
      .bind(...values)
      .all<{ detail: string }>()
    return results.map((row) => row.detail).join('\n')
  }
  expect(await planOf(placeRoundsStatement(db, 1, 1, 2), 1, 1, 2)).toContain('patrol_rounds_place')
  expect(await planOf(liveOrdersStatement(db, 1), 1)).toContain('orders_place')
  expect(await planOf(dueStatement(db, 1), 1)).toMatch(/patrol_rounds_day \(day>\? AND day<\?\)/)
})

describe('a fault in the middle', () => {
  const actor: AccountActor = { kind: 'officer', id: 1, name: 'x', scopes: [], places: [] }
  const rows = async (): Promise<string> =>
    JSON.stringify(
      (
        await db.$client.batch(TABLES.map((table) => db.$client.prepare(`SELECT * FROM ${table}`)))
      ).map(({ results }) => results),
    )
  let last = 70_000
  const round = (place: Place) => ({
    id: ++last,
    key: pageKey(),
    place,
    day: dayOf(clock.now),
    level: 'town' as const,
    target: 'shop' as const,
    at: clock.now,
    phoneAt: null,
    proof: 'photo' as const,
    note: null,
    fileId: null,
    findings: [{ item: 'gate', fixed: true, note: null, fileId: null }],
    spots: [],
    tolerance: 5,
    actor,
    now: clock.now,
    rulebookVersion: 1,
  })
  const shift = (place: Place) => ({
    id: ++last,
    key: pageKey(),
    placeId: place.id,
    after: null,
    note: null,
    actor,
    now: clock.now,
  })
  const OPERATIONS: [string, () => Promise<(on: Db) => Promise<unknown>>][] = [
    [
      'a round',
      async () => {
        const made = round(await openPlace())
        return (on) => recordRound(on, made, [])
      },
    ],
    [
      'its review',
      async () => {
        const made = round(await openPlace())
        await recordRound(db, { ...made, actor: { ...actor, id: 2 } }, [])
        return (on) => reviewRound(on, { id: made.id, verdict: 'refused', actor, now: clock.now })
      },
    ],
    [
      'taking over a shift',
      async () => {
        const place = await openPlace()
        const first = shift(place)
        await beginShift(db, { ...first, actor: { ...actor, id: 2 } })
        const next = { ...shift(place), after: first.id }
        return (on) => beginShift(on, next)
      },
    ],
    [
      'the end of a shift',
      async () => {
        const first = shift(await openPlace())
        await beginShift(db, first)
        return (on) => endShift(on, first)
      },
    ],
  ]
  test.each(OPERATIONS)(
    'of %s leaves nothing half-done, and sent again it is done once',
    async (_, prepare) => {
      const run = await prepare()
      const before = await rows()
      for (let n = 0; n < 20; n++) {
        const { d1, broke } = poisonedD1(n)
        const failed = await run(openDb(d1)).then(
          () => false,
          () => true,
        )
        if (!broke()) break
        expect([failed, await rows()], `after ${n} statements`).toEqual([true, before])
      }
      const done = await rows()
      expect(done).not.toBe(before)
      const lost = await prepare()
      await lost(openDb(brokenD1(1, 'after').d1)).catch(() => undefined)
      const once = await rows()
      await lost(db)
      expect(await rows()).toBe(once)
    },
  )
})
