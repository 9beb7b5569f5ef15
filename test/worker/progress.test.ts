import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { readPosts, readProgress, snapshotProgress } from '../../src/features/progress/store'
import { createScheduled } from '../../src/scheduled'
import { dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

const run = (sql: string, ...values: unknown[]) =>
  db.$client
    .prepare(sql)
    .bind(...values)
    .run()

beforeAll(async () => {
  await foundTown()
})

/** Every number counted anew from the rows, as nobody does it in the product. */
const counted = async () => ({
  enterprises: await count("places WHERE kind = 'enterprise' AND status = 'open'"),
  returned: await count("places WHERE kind = 'site' AND status = 'open' AND stage <> 'none'"),
  working: await count("places WHERE kind = 'site' AND status = 'open' AND stage = 'working'"),
  shops: await count("places WHERE kind = 'shop' AND status = 'open'"),
  workers: await count(
    '(SELECT DISTINCT worker_id FROM employments WHERE confirmed_at IS NOT NULL AND left_on IS NULL)',
  ),
})

const count = async (rows: string): Promise<number> =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${rows}`))?.n ?? -1

const countedPosts = async (): Promise<Record<string, number>> => {
  const { results } = await db.$client
    .prepare(
      `SELECT p.area_id || '/' || p.kind AS name, count(*) AS n FROM employments e JOIN places p ON p.id = e.place_id
       WHERE e.confirmed_at IS NOT NULL AND e.left_on IS NULL GROUP BY 1`,
    )
    .all<{ name: string; n: number }>()
  return Object.fromEntries(results.map(({ name, n }) => [name, n]))
}

const keptPosts = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    [...(await readPosts(db)).posts].flatMap(([area, kinds]) =>
      Object.entries(kinds).flatMap(([kind, n]) => (n === 0 ? [] : [[`${area}/${kind}`, n]])),
    ),
  )

const hire = async (placeId: number, workerId: number, confirmed: boolean) => {
  await run(
    "INSERT INTO workers (id, name, phone, phone_index, created_at) VALUES (?, '', '', ?, 0) ON CONFLICT DO NOTHING",
    workerId,
    `index ${workerId}`,
  )
  await run(
    "INSERT INTO employments (place_id, worker_id, job, confirmed_at, since) VALUES (?, ?, '厨师', ?, 0) ON CONFLICT DO NOTHING",
    placeId,
    workerId,
    confirmed ? 1 : null,
  )
}

const OF = 'WHERE place_id = ? AND worker_id = ?'
const STEPS = {
  hire: (place: number, worker: number) => hire(place, worker, false),
  'hire by invitation': (place: number, worker: number) => hire(place, worker, true),
  confirm: (place: number, worker: number) =>
    run(`UPDATE employments SET confirmed_at = 1 ${OF}`, place, worker),
  unconfirm: (place: number, worker: number) =>
    run(`UPDATE employments SET confirmed_at = NULL ${OF}`, place, worker),
  leave: (place: number, worker: number) =>
    run(`UPDATE employments SET left_on = 5 ${OF}`, place, worker),
  'come back': (place: number, worker: number) =>
    run(`UPDATE employments SET left_on = NULL ${OF}`, place, worker),
  'strike the employment': (place: number, worker: number) =>
    run(`DELETE FROM employments ${OF}`, place, worker),
  'strike the person': (_: number, worker: number) =>
    db.$client.batch([
      db.$client.prepare('DELETE FROM employments WHERE worker_id = ?').bind(worker),
      db.$client.prepare('DELETE FROM workers WHERE id = ?').bind(worker),
    ]),
  open: (place: number) => run("UPDATE places SET status = 'open' WHERE id = ?", place),
  suspend: (place: number) => run("UPDATE places SET status = 'suspended' WHERE id = ?", place),
  'people back': (place: number) =>
    run("UPDATE places SET stage = 'returned' WHERE id = ? AND kind = 'site'", place),
  'start working': (place: number) =>
    run("UPDATE places SET stage = 'working' WHERE id = ? AND kind = 'site'", place),
  'move to another village': (place: number, worker: number) =>
    run('UPDATE places SET area_id = ? WHERE id = ?', worker % 2 === 0 ? 3 : 4, place),
} as const

const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
    fc.constantFrom(1, 2, 3),
    fc.constantFrom(1, 2, 3),
  ),
  { minLength: 5, maxLength: 40 },
)

describe('the kept numbers', () => {
  let places: Place[]
  beforeEach(async () => {
    await run('DELETE FROM employments')
    await run('DELETE FROM workers')
    await run('DELETE FROM places')
    places = [
      await openPlace({ kind: 'shop' }),
      await openPlace({ kind: 'enterprise' }),
      await openPlace({ kind: 'site', stage: 'none', status: 'known' }),
    ]
  })

  test('equal the counted rows whatever happens to places and workers', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (happened) => {
        for (const [what, place, worker] of happened)
          await STEPS[what](places[place - 1]?.id ?? 0, worker)
        expect((await readProgress(db, clock.now)).numbers).toEqual(await counted())
        expect(await keptPosts()).toEqual(await countedPosts())
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  test('somebody who works at two places counts once, until both are left', async () => {
    const [shop, enterprise] = places.map(({ id }) => id)
    if (!shop || !enterprise) throw new Error('no places')
    const workers = async () => (await readProgress(db, clock.now)).numbers.workers
    await hire(shop, 1, true)
    await hire(enterprise, 1, true)
    expect(await workers()).toBe(1)
    await STEPS.leave(shop, 1)
    expect(await workers()).toBe(1)
    await STEPS.leave(enterprise, 1)
    expect(await workers()).toBe(0)
  })

  test('nobody counts before the keeper has confirmed', async () => {
    await hire(places[0]?.id ?? 0, 1, false)
    expect((await readProgress(db, clock.now)).numbers.workers).toBe(0)
  })
})

describe('the day’s numbers', () => {
  const today = dayOf(clock.now)
  const five = startOfDay(today) + 17 * HOUR
  const kept = (day: number) => count(`progress_snapshots WHERE day = ${day}`)

  beforeEach(() => run('DELETE FROM progress_snapshots'))

  test('are kept once a day, at 17:00 and not before', async () => {
    await snapshotProgress(db, five - MINUTE)
    expect(await kept(today)).toBe(0)
    await snapshotProgress(db, five)
    expect(await kept(today)).toBe(5)
    await openPlace({ kind: 'shop' })
    await snapshotProgress(db, five + MINUTE)
    const row = await one<{ value: number; at: number }>(
      "SELECT value, at FROM progress_snapshots WHERE day = ? AND name = 'shops'",
      today,
    )
    expect(row?.at).toBe(five)
    const shops = (await readProgress(db, five)).numbers.shops
    expect(row?.value).toBe(shops - 1)
  })

  test('are kept by the work of every minute', async () => {
    const minute = createScheduled(() => five + 2 * MINUTE)
    await minute({ scheduledTime: five, cron: '* * * * *', noRetry: () => undefined }, env)
    expect(await kept(today)).toBe(5)
  })

  test('stand on the page as the change since yesterday 17:00', async () => {
    await snapshotProgress(db, five - 24 * HOUR)
    clock.now = five - 2 * HOUR
    await openPlace({ kind: 'enterprise' })
    const page = await (await new Phone().get('/progress')).text()
    expect(page).toContain('截至 3 月 12 日 15:00，比昨天 17 时')
    expect(/id="enterprises".*?<span[^>]*>([^<]+)</s.exec(page)?.[1]).toBe('+1')
    expect(/id="shops".*?<span[^>]*>([^<]+)</s.exec(page)?.[1]).toBe('持平')
  })

  test('are compared with an earlier day, by its date, when yesterday has none', async () => {
    await snapshotProgress(db, five - 72 * HOUR + 30 * MINUTE)
    clock.now = five - 2 * HOUR
    const page = await (await new Phone().get('/progress')).text()
    expect(page).toContain('比 3 月 9 日 17:30')
  })

  test('without any, the page says so and still answers', async () => {
    const answer = await new Phone().get('/progress')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('还没有前一天的数可比')
  })
})

describe('the rows behind a number', () => {
  test('a list by stage shows the working sites among those people are back at, and no other', async () => {
    const stages = ['none', 'returned', 'working'] as const
    for (const stage of stages)
      await openPlace({ kind: 'site', stage, name: `工地${stage}`, areaPath: '/1/2/3/' })
    const listed = async (query: string) => {
      const page = await (await new Phone().get(`/places?${query}`)).text()
      return stages.filter((stage) => page.includes(`工地${stage}`))
    }
    expect(await listed('kind=site&stage=returned')).toEqual(['returned', 'working'])
    expect(await listed('kind=site&stage=working')).toEqual(['working'])
    expect(await listed('kind=site&stage=nonsense')).toEqual(['none', 'returned', 'working'])
    expect(await listed(`kind=site&stage=working&q=${encodeURIComponent('工地')}`)).toEqual([
      'working',
    ])
  })

  test('workers are shown by village as counts', async () => {
    const place = await openPlace({ kind: 'shop' })
    await hire(place.id, 91, true)
    await hire(place.id, 92, true)
    const page = await (await new Phone().get('/progress/workers')).text()
    const [row] = /<tr><th scope="row"><a href="\/places\?area=3">.*?<\/tr>/.exec(page) ?? []
    expect(row).toMatch(/<td>[1-9]\d*<\/td>/)
  })
})
