import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { purgeTemperatures } from '../../src/features/board'
import { dueStatement } from '../../src/features/board/store-purge'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook'
import { deletionsStatement } from '../../src/features/visits/purge'
import { createScheduled } from '../../src/scheduled'
import { DAY, dayOf } from '../../src/shared/clock'
import { measuredAt, workerAt } from '../support/paper'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

let book: Rulebook | null = null
const inForce = async (): Promise<Rulebook> => {
  book ??= await foundTown()
  return book
}
const purge = async () => purgeTemperatures(db, await inForce(), clock.now)

beforeEach(async () => {
  await inForce()
  clock.now = MORNING
  await db.$client.batch([
    db.$client.prepare('DELETE FROM worker_temperatures'),
    db.$client.prepare('DELETE FROM deletions'),
  ])
})

const stored = async (place: Place) =>
  (
    await one<{ n: number }>(
      'SELECT count(*) AS n FROM worker_temperatures WHERE place_id = ?',
      place.id,
    )
  )?.n

/** A place where a worker is measured once today for each temperature. */
async function measuredPlace(...temperatures: number[]): Promise<Place> {
  const place = await openPlace()
  for (const temperature of temperatures) {
    const worker = await workerAt(place.id, { name: '马长顺' })
    await measuredAt(place.id, dayOf(clock.now), worker, 'am', temperature)
  }
  return place
}

const published = () =>
  one<{ count: number; done: number }>(
    "SELECT count, done_at IS NOT NULL AS done FROM deletions WHERE what = 'worker_temperatures' ORDER BY through_day DESC",
  )

describe('a worker’s temperature', () => {
  test('is gone after as many days as a visit is kept, not before', async () => {
    const place = await measuredPlace(364)
    clock.now = MORNING + 13 * DAY
    expect(await purge()).toBe(0)
    expect(await stored(place)).toBe(1)
    clock.now = MORNING + 14 * DAY
    expect(await purge()).toBe(1)
    expect(await stored(place)).toBe(0)
    expect(await one('SELECT 1 FROM reading_days WHERE place_id = ?', place.id)).toBeNull()
  })

  test('of a later day stays when an older one of the same worker goes', async () => {
    const place = await openPlace()
    const worker = await workerAt(place.id, { name: '马长顺' })
    await measuredAt(place.id, dayOf(MORNING), worker, 'am', 364)
    await measuredAt(place.id, dayOf(MORNING) + 1, worker, 'am', 366)
    clock.now = MORNING + 14 * DAY
    expect(await purge()).toBe(1)
    expect(
      await one('SELECT temperature FROM worker_temperatures WHERE place_id = ?', place.id),
    ).toEqual({ temperature: 366 })
  })

  test('goes by the work of the minute, and everybody can read that it went', async () => {
    const place = await measuredPlace(364, 365)
    clock.now = MORNING + 14 * DAY
    await createScheduled(() => clock.now)({} as ScheduledController, env)
    expect(await stored(place)).toBe(0)
    const page = await (await new Phone().get('/deletions')).text()
    expect(page).toContain('3 月 12 日及以前的员工体温 2 条')
    expect(page).toContain('3 月 12 日及以前的登记 0 条')
    const english = await new Phone().get('/deletions', { cookie: 'lang=en' })
    expect(await english.text()).toContain('2 temperatures of staff up to 12 Mar')
  })
})

describe('the purge of temperatures', () => {
  test('runs once a day', async () => {
    await measuredPlace(364)
    clock.now = MORNING + 14 * DAY
    expect(await purge()).toBe(1)
    const late = await openPlace()
    await measuredAt(late.id, dayOf(MORNING), 1, 'am', 365)
    expect(await purge()).toBe(0)
    clock.now += DAY
    expect(await purge()).toBe(1)
  })

  test('takes more rows than a batch holds, over several places', async () => {
    const [first, second] = [await openPlace(), await openPlace()]
    const rows = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
      INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
      SELECT 'many' || ?1 || '-' || i, ?1, ?2, i, 'am', 364, 0, 1, 'tap' FROM n`
    for (const { id } of [first, second])
      await db.$client.prepare(rows).bind(id, dayOf(MORNING)).run()
    clock.now = MORNING + 20 * DAY
    expect(await purge()).toBe(1400)
    expect(await stored(second)).toBe(0)
    expect(await published()).toEqual({ count: 1400, done: 1 })
  })

  test('that was cut off goes on and still counts everything', async () => {
    await measuredPlace(364, 365, 366)
    clock.now = MORNING + 14 * DAY
    await expect(purgeTemperatures(cutOffAfterFirst(), await inForce(), clock.now)).rejects.toThrow(
      'cut off',
    )
    expect(await published()).toEqual({ count: 3, done: 0 })
    await purge()
    expect(await published()).toEqual({ count: 3, done: 1 })
  })

  test('seeks each place over the index, and the published list is never sorted', async () => {
    const statements = [
      { statement: dueStatement(db, 18_000, 1), values: [18_000, 1] },
      { statement: deletionsStatement(db, 'worker_temperatures'), values: ['visits'] },
    ]
    const plans = []
    for (const { statement, values } of statements) {
      const { results } = await db.$client
        .prepare(`EXPLAIN QUERY PLAN ${String(Reflect.get(statement, 'statement'))}`)
        .bind(...values)
        .all<{ detail: string }>()
      plans.push(results.map((row) => row.detail).join('\n'))
    }
    expect(plans[0]).toContain('worker_temperatures_day (place_id=? AND day<?)')
    expect(plans[1]).toMatch(/SEARCH deletions USING .*\(what=\?\)/)
    expect(plans.join('\n')).not.toMatch(/SCAN t\b|SCAN deletions|TEMP B-TREE/)
  })
})

/** A database that lets the first batch through and loses the one after it. */
function cutOffAfterFirst(): typeof db {
  const batch = async (statements: D1PreparedStatement[]) => {
    await db.$client.batch(statements)
    throw new Error('cut off')
  }
  const client = new Proxy(db.$client, {
    get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name).bind(target)),
  })
  return Object.assign(Object.create(db), { $client: client })
}
