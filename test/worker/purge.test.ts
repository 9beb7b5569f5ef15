import { beforeAll, expect, test } from 'vitest'
import type { Rulebook } from '../../src/features/rulebook'
import { purgeVisits } from '../../src/features/visits/purge'
import { DAY } from '../../src/shared/clock'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let book: Rulebook
beforeAll(async () => {
  book = await foundTown()
})

const stored = (placeId: number) =>
  one<{ n: number }>('SELECT count(*) AS n FROM visits WHERE place_id = ?', placeId).then(
    (row) => row?.n,
  )

test('a visit is gone on the day its page said, not before; the count stays and the purge is published', async () => {
  const place = await openPlace({ opensAt: null, closesAt: null })
  await new Phone().checkIn(place, { party: '2' })
  const arrived = clock.now

  clock.now = arrived + 13 * DAY
  expect(await purgeVisits(db, book, clock.now)).toBe(0)
  expect(await stored(place.id)).toBe(1)

  clock.now = arrived + 14 * DAY
  expect(await purgeVisits(db, book, clock.now)).toBe(1)
  expect(await stored(place.id)).toBe(0)
  expect(await one('SELECT visits, people FROM place_days WHERE place_id = ?', place.id)).toEqual({
    visits: 1,
    people: 2,
  })
  const page = await (await new Phone().get('/deletions')).text()
  expect(page).toContain('3 月 12 日及以前的登记 1 条')
})

test('runs once a day, and a purge that was cut off goes on and still counts everything', async () => {
  const places = await Promise.all([openPlace(), openPlace(), openPlace()])
  for (const place of places) for (let i = 0; i < 3; i++) await new Phone().checkIn(place)
  clock.now += 20 * DAY
  const throughBefore = await one<{ n: number }>('SELECT count(*) AS n FROM deletions')
  expect(await purgeVisits(db, book, clock.now)).toBe(9)
  expect(await purgeVisits(db, book, clock.now)).toBe(0)
  expect((await one<{ n: number }>('SELECT count(*) AS n FROM deletions'))?.n).toBe(
    (throughBefore?.n ?? 0) + 1,
  )

  for (const place of places) await new Phone().checkIn(place)
  clock.now += 20 * DAY
  const failing = new Proxy(db.$client, {
    get: (target, name) =>
      name === 'batch' ? cutOffAfterFirst(target) : Reflect.get(target, name).bind(target),
  })
  await expect(
    purgeVisits(Object.assign(Object.create(db), { $client: failing }), book, clock.now),
  ).rejects.toThrow('cut off')
  await purgeVisits(db, book, clock.now)
  const row = await one<{ count: number; done: number }>(
    'SELECT count, done_at IS NOT NULL AS done FROM deletions ORDER BY through_day DESC',
  )
  expect(row).toEqual({ count: 3, done: 1 })
})

/** Lets the first batch through and loses everything after it. */
function cutOffAfterFirst(target: D1Database) {
  return async (statements: D1PreparedStatement[]) => {
    await target.batch(statements)
    throw new Error('cut off')
  }
}
