import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { shiftsStatement } from '../../src/features/gate/store'
import { listStatement, searchStatement } from '../../src/features/places/store'
import { sheetsStatement } from '../../src/features/places/store-named'
import { readPosts, readProgress } from '../../src/features/progress/store'
import type { Rulebook } from '../../src/features/rulebook'
import { type Arrived, arrivedId, commitArrivals } from '../../src/features/visits/commit'
import { GroupCommit } from '../../src/features/visits/group-commit'
import {
  LIST_ROWS,
  listEntries,
  readStaffDay,
  staffListStatement,
} from '../../src/features/visits/staff-store'
import { readArrival, readDoor, readReceipt } from '../../src/features/visits/store'
import { dayOf, slotOf } from '../../src/shared/clock'
import { arrived } from '../support/arrived'
import { DUTIES } from '../support/board'
import { countedD1, type Tally } from '../support/counted'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let book: Rulebook
beforeAll(async () => {
  book = await foundTown({ duties: DUTIES })
})

const nothing = (): Tally => ({ trips: 0, read: 0, written: 0 })

/** The four slots in which people of a shop may still be inside. */
const busy = (placeId: number) =>
  db.$client.batch(
    [0, 1, 2, 3].map((back) =>
      db.$client
        .prepare('INSERT INTO place_slots VALUES (?, ?, 3)')
        .bind(placeId, slotOf(clock.now) - back),
    ),
  )

describe('the cost of a check-in', () => {
  test('showing a place is one query and at most 10 rows read', async () => {
    const place = await openPlace({ capacity: 40 })
    await busy(place.id)
    await db.$client.batch(
      [1, 2, 3].flatMap((n) => [
        db.$client
          .prepare(
            "INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail) VALUES (?, ?, ?, 'disinfect', ?, 1, 'tap', '{}')",
          )
          .bind(`d${n}`, place.id, dayOf(clock.now), clock.now),
        db.$client
          .prepare(
            "INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source) VALUES (?, ?, ?, ?, 'am', 365, ?, 1, 'tap')",
          )
          .bind(`t${n}`, place.id, dayOf(clock.now), n, clock.now),
      ]),
    )
    const tally = nothing()
    const door = await readDoor(openDb(countedD1(tally)), place.code, book, clock.now)
    expect(door?.fresh).toEqual({ disinfectedAt: clock.now, measuredAt: clock.now })
    expect(tally.trips).toBe(1)
    expect(tally.read).toBeLessThanOrEqual(10)
    expect(tally.written).toBe(0)
  })

  test('one check-in is two round trips, at most 8 rows read, and 2 written with 1 for the slot', async () => {
    const place = await openPlace({ capacity: 40 })
    await busy(place.id)
    await commitArrivals(db, [arrived(place.id, 'before')])
    const tally = nothing()
    const counted = openDb(countedD1(tally))
    await readArrival(counted, place.code, 'k1', book, clock.now)
    await commitArrivals(counted, [arrived(place.id, 'k1')])
    expect(tally.trips).toBe(2)
    expect(tally.read).toBeLessThanOrEqual(8)
    expect(tally.written).toBeLessThanOrEqual(3)
  })

  test('the whole request of a visitor asks the database once before the gate writes, and the door once', async () => {
    const place = await openPlace({ capacity: 40 })
    const tally = nothing()
    // A cold isolate reads rulebook and health key once; this one has.
    await new Phone().checkIn(place)
    const phone = new Phone({ ...env, DB: countedD1(tally) })
    await phone.get(`/p/${place.code}`)
    expect(tally.trips).toBe(1)
    await phone.checkIn(place, { key: 'counted-whole-1' })
    expect(tally.trips).toBe(2)
  })

  test('a hundred at once are written in at most 10 batches, sharing the counters', async () => {
    const place = await openPlace()
    const tally = nothing()
    const counted = openDb(countedD1(tally))
    const group = new GroupCommit<Arrived, 'written' | 'known'>((rows) =>
      commitArrivals(counted, rows),
    )
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => {
        const row = arrived(place.id, `k${i}`)
        return group.submit(arrivedId(row), row)
      }),
    )
    expect(tally.trips).toBeLessThanOrEqual(10)
    expect(tally.written).toBeLessThanOrEqual(100 + 2 * tally.trips)
    expect(await one('SELECT visits, people FROM place_days WHERE place_id = ?', place.id)).toEqual(
      { visits: 100, people: 100 },
    )
  })

  test('the staff’s poll reads the kept counts, not the day’s entries', async () => {
    const place = await openPlace({ capacity: 40 })
    await busy(place.id)
    await commitArrivals(
      db,
      Array.from({ length: 200 }, (_, i) => arrived(place.id, `q${String(i).padStart(3, '0')}`)),
    )
    const tally = nothing()
    const counted = openDb(countedD1(tally))
    await readStaffDay(counted, place.code, book, clock.now, dayOf(clock.now))
    expect(tally.read).toBeLessThanOrEqual(10)
    await listEntries(counted, {
      placeId: place.id,
      day: dayOf(clock.now),
      before: null,
      waiting: false,
    })
    expect(tally.read).toBeLessThanOrEqual(10 + LIST_ROWS + 1)
  })
})

describe('a key that is already there', () => {
  test('never moves a counter, in a group with new ones or alone', async () => {
    const place = await openPlace()
    await commitArrivals(db, [arrived(place.id, 'a')])
    const answers = await commitArrivals(db, [arrived(place.id, 'a'), arrived(place.id, 'b')])
    expect([...answers.values()]).toEqual(['known', 'written'])
    await commitArrivals(db, [arrived(place.id, 'b')])
    expect(await one('SELECT visits, people FROM place_days WHERE place_id = ?', place.id)).toEqual(
      { visits: 2, people: 2 },
    )
    expect(
      await one('SELECT sum(people) AS n FROM place_slots WHERE place_id = ?', place.id),
    ).toEqual({ n: 2 })
  })

  test('is the same for groups over many places, with more counters than one statement binds', async () => {
    const places = await Promise.all(Array.from({ length: 40 }, () => openPlace()))
    const rows = places.map((place) =>
      arrived(place.id, 'm', {
        party: 2,
        share: { visits: 1, people: 2, over: 0, waiting: 0, doubtful: 0 },
      }),
    )
    await commitArrivals(db, rows)
    await commitArrivals(db, rows)
    const ids = JSON.stringify(places.map((place) => place.id))
    expect(
      await one(
        'SELECT count(*) AS places, sum(visits) AS visits, sum(people) AS people FROM place_days WHERE place_id IN (SELECT value FROM json_each(?))',
        ids,
      ),
    ).toEqual({ places: 40, visits: 40, people: 80 })
  })
})

describe('growth', () => {
  const plan = async (
    statement: D1PreparedStatement | string,
    ...values: unknown[]
  ): Promise<string> => {
    const sql =
      typeof statement === 'string' ? statement : String(Reflect.get(statement, 'statement') ?? '')
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...values)
      .all<{ detail: string }>()
    return results.map((row) => row.detail).join('\n')
  }
  /** The SQL and values a store sends, taken on their way to the database. */
  async function sent(
    run: (counted: ReturnType<typeof openDb>) => unknown,
  ): Promise<{ sql: string; values: unknown[] }> {
    let seen = { sql: '', values: [] as unknown[] }
    const spy = new Proxy(env.DB, {
      get: (target, property) =>
        property === 'prepare'
          ? (sql: string) => {
              const statement = target.prepare(sql)
              return new Proxy(statement, {
                get: (inner, name) =>
                  name === 'bind'
                    ? (...values: unknown[]) => {
                        seen = { sql, values }
                        return inner.bind(...values)
                      }
                    : Reflect.get(inner, name),
              })
            }
          : Reflect.get(target, property),
    })
    await run(openDb(spy))
    return seen
  }

  const filter = { q: '', areaPath: '/1/', kind: null, stage: null, after: null }
  const queries: [string, (counted: ReturnType<typeof openDb>) => unknown][] = [
    ['the door', (counted) => readDoor(counted, '7K3M9QX', book, clock.now)],
    ['a check-in', (counted) => readArrival(counted, '7K3M9QX', 'k', book, clock.now)],
    [
      'a receipt',
      (counted) => readReceipt(counted, { code: '7K3M9QX', day: 18000, key: 'K' }, book, clock.now),
    ],
    ['the list of places', (counted) => listStatement(counted, filter)],
    ['the list of a kind', (counted) => listStatement(counted, { ...filter, kind: 'site' })],
    [
      'the sites people are back at',
      (counted) => listStatement(counted, { ...filter, kind: 'site', stage: 'returned' }),
    ],
    [
      'the working sites, further on',
      (counted) =>
        listStatement(counted, {
          ...filter,
          kind: 'site',
          stage: 'working',
          after: { areaPath: '/1/2/3/', id: 5 },
        }),
    ],
    ['the days of the numbers', (counted) => readProgress(counted, clock.now)],
    ['the workers by area', (counted) => readPosts(counted)],
    [
      'a page further on',
      (counted) => listStatement(counted, { ...filter, after: { areaPath: '/1/2/3/', id: 5 } }),
    ],
    ['the places of a name', (counted) => sheetsStatement(counted, ['烩面', '面馆'])],
    ['a search by name', (counted) => searchStatement(counted, filter, '[1,2]', '烩面')],
    ['who stood at the gate', (counted) => shiftsStatement(counted, 1)],
    ['the staff’s day', (counted) => readStaffDay(counted, '7K3M9QX', book, clock.now, 18000)],
    [
      'the staff’s list',
      (counted) =>
        staffListStatement(counted, { placeId: 1, day: 18000, before: null, waiting: true }),
    ],
  ]

  test.each(queries)('%s is read over an index, without a scan of a table', async (_name, run) => {
    const { sql, values } = await sent(run)
    const detail = await plan(sql, ...values)
    expect(detail).toMatch(/SEARCH/)
    expect(detail.replaceAll(/SCAN (json_each|g\b|j\b|CONSTANT ROW).*/g, '')).not.toMatch(
      /SCAN|USE TEMP B-TREE/,
    )
  })

  test('a page of places reads no more rows when there are a hundred times as many', async () => {
    const read = async (areaPath: string) => {
      const tally = nothing()
      await listStatement(openDb(countedD1(tally)), { ...filter, areaPath }).all()
      return tally.read
    }
    const add = (areaPath: string, from: number, count: number) =>
      db.$client
        .prepare(
          `WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 + ?2 - 1)
           INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status, created_at)
           SELECT i, 'X' || i, 'shop', '店' || i, '店' || i, 'retail', '路', 3, ?3, '[]', 'open', 0 FROM n`,
        )
        .bind(from, count, areaPath)
        .run()
    await add('/1/8/', 100_000, 100)
    await add('/1/9/', 200_000, 10_000)
    const few = await read('/1/8/')
    expect(await read('/1/9/')).toBeLessThanOrEqual(few * 1.2)
  })
})
