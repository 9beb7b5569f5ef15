// The whole town is read with as many statements as a village, and without reading what is not asked.
import { beforeAll, expect, test } from 'vitest'
import { tapsOf, temperaturesOf } from '../../scripts/demo/duties'
import { insertStatements } from '../../scripts/demo/found'
import type { DemoWorker } from '../../scripts/demo/workers'
import { openDb } from '../../src/db/client'
import { lateDuties } from '../../src/features/board'
import { owedToday } from '../../src/features/board/day'
import { readRows } from '../../src/features/board/store'
import { readPatrolDay } from '../../src/features/patrols'
import { dayOf, HOUR, startOfDay } from '../../src/shared/clock'
import { countedD1, type Tally } from '../support/counted'
import { type DemoTown, foundDemoTown, hireEverybody } from '../support/demo-town'
import { notingD1, plansOf } from '../support/plans'
import { clock, db, one } from '../support/town'

const TOWN = JSON.stringify([['/1/', '/10', '']])
const VILLAGE = JSON.stringify([['/1/3/14/', '/1/3/140', '']])

let town: DemoTown
let workers: DemoWorker[]

/** Everything that was tapped and measured until now, as the demo town does it. */
async function keepTheDay({ book, places }: DemoTown): Promise<void> {
  const today = dayOf(clock.now)
  const past = ({ at }: { at: number }) => at <= clock.now
  const rows = places.map((place) => {
    const staff = workers.flatMap(({ id, worksFrom, posts }) =>
      posts
        .filter((post) => post.placeId === place.id)
        .map(({ since }) => ({ id, since, worksFrom })),
    )
    const watched = staff.filter(({ worksFrom }) => (worksFrom ?? 0) > today).length
    const taps = tapsOf(book, place, { day: today, today, staff: staff.length, watched })
    return { ...taps, measured: temperaturesOf(book, place, today, staff) }
  })
  const insert = (table: string, list: { at: number }[]) =>
    insertStatements(
      db,
      table,
      list.filter(past).map((row) => ({ ...row })),
    )
  await db.$client.batch([
    ...insert(
      'duty_records',
      rows.flatMap(({ duties }) => duties),
    ),
    ...insert(
      'stock_counts',
      rows.flatMap(({ stock }) => stock),
    ),
    ...insert(
      'worker_temperatures',
      rows.flatMap(({ measured }) => measured),
    ),
  ])
}

/** A round at every patrolled place in the morning, an order at some, somebody at the sites. */
async function walkTheDay({ places }: DemoTown): Promise<void> {
  const day = dayOf(clock.now)
  const rows = places.flatMap((place) =>
    [day, day - 1, day - 2].map((on) => ({
      ...{
        key: `r${place.id}-${on}`,
        placeId: place.id,
        areaPath: place.areaPath,
        day: on,
        level: 'town',
      },
      ...{
        target: place.kind,
        at: startOfDay(on) + 9 * HOUR,
        receivedAt: startOfDay(on) + 9 * HOUR,
      },
      ...{ by: 1, proof: 'code', problems: 0, rulebookVersion: 1 },
    })),
  )
  const orders = places.slice(0, 40).map((place, i) => ({
    ...{ key: `o${i}`, year: 2020, seq: i + 1, placeId: place.id, placeKind: place.kind },
    ...{ areaPath: place.areaPath, roundId: 1, state: i % 2 ? 'open' : 'closed', dueAt: clock.now },
    ...{ rulebookVersion: 1, by: 1, at: clock.now },
  }))
  const shifts = places
    .filter(({ kind }) => kind === 'site')
    .flatMap((place) =>
      Array.from({ length: 30 }, (_, back) => ({
        ...{
          key: `s${place.id}-${back}`,
          placeId: place.id,
          areaPath: place.areaPath,
          accountId: 1,
        },
        startedAt: startOfDay(day - back),
        endedAt: startOfDay(day - back) + 8 * HOUR,
      })),
    )
  await db.$client.batch([
    ...insertStatements(db, 'patrol_rounds', rows),
    ...insertStatements(db, 'orders', orders),
    ...insertStatements(db, 'resident_shifts', shifts),
  ])
}

beforeAll(async () => {
  clock.now = startOfDay(dayOf(clock.now)) + 17 * HOUR
  town = await foundDemoTown()
  workers = await hireEverybody(town.places)
  await keepTheDay(town)
  await walkTheDay(town)
}, 60_000)

type Reading = (d1: D1Database, ranges: string) => Promise<unknown>
const duties: Reading = (d1, ranges) => lateDuties(openDb(d1), town.book, ranges, clock.now)
const patrols: Reading = (d1, ranges) =>
  readPatrolDay(openDb(d1), town.book, { ranges, level: 'town', now: clock.now })

/** How many statements it sends, in how many round trips, and how many rows they read. */
async function cost(reading: Reading, ranges: string) {
  const tally: Tally = { trips: 0, read: 0, written: 0 }
  await reading(countedD1(tally), ranges)
  const sent: Parameters<typeof notingD1>[0] = []
  await reading(notingD1(sent), ranges)
  return { trips: tally.trips, read: tally.read, statements: sent.length }
}

const count = async (from: string): Promise<number> =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`))?.n ?? 0

test.each([
  ['the duties of keepers', duties],
  ['the day of patrols', patrols],
] as const)(
  '%s: a town takes no more statements than a village, in one round trip',
  async (_, reading) => {
    const [village, whole] = [await cost(reading, VILLAGE), await cost(reading, TOWN)]
    expect(whole.trips).toBe(1)
    expect([whole.trips, whole.statements]).toEqual([village.trips, village.statements])
    expect(village.read).toBeLessThan(whole.read / 8)
  },
)

test('the day of patrols reads each place, round, order, shift and team once, and few rows beside', async () => {
  const day = dayOf(clock.now)
  const rows = await Promise.all(
    [
      "places WHERE status <> 'closed'",
      "places WHERE kind = 'site'",
      `patrol_rounds WHERE day = ${day}`,
      "orders WHERE state IN ('open', 'answered')",
      `resident_shifts WHERE started_at >= ${startOfDay(day - 3)}`,
      'teams',
      'areas',
      `pledges g JOIN employments e ON e.worker_id = g.worker_id WHERE g.works_from > ${day}`,
    ].map(count),
  )
  const { read } = await cost(patrols, TOWN)
  expect(read).toBeLessThan(rows.reduce((sum, n) => sum + n, 0) + 120)
})

// A list in one parameter, and what was just put together, are no tables; a town has a few dozen areas and teams,
// and the index of those on watch holds nobody else.
const NO_TABLE = /SCAN (\w+ VIRTUAL TABLE|\(subquery-\d+\)|away\b|o USING INDEX watches_running).*/g

test('no statement behind either walks a table from end to end', async () => {
  const sent: Parameters<typeof notingD1>[0] = []
  await duties(notingD1(sent), TOWN)
  await patrols(notingD1(sent), TOWN)
  const tables = ['places', 'patrol_rounds', 'orders', 'resident_shifts', 'employments', 'pledges']
  const plans = await plansOf(sent, [...tables, 'duty_days', 'place_staff', 'listed_places'])
  expect(plans.length).toBeGreaterThan(6)
  const walks = plans.filter(({ detail }) => /\bSCAN\b/.test(detail.replaceAll(NO_TABLE, '')))
  expect(walks).toEqual([])
})

test('what is late by the town’s reading is late on the place’s own page, and nothing else', async () => {
  const found = await lateDuties(db, town.book, TOWN, clock.now)
  const late = new Map(found.map((each) => [each.placeId, each.late]))
  const sample = town.places.filter(({ id, kind }) => id % 11 === 0 || kind === 'site')
  for (const place of sample) {
    const rows = await readRows(db, place.id, dayOf(clock.now))
    const own = owedToday(town.book, place, rows, clock.now).filter(({ state }) => state === 'late')
    expect(late.get(place.id) ?? []).toEqual(
      own.map(({ duty, block, due, lateBy }) => ({ duty, block, due, lateBy })),
    )
  }
  expect(sample.some(({ id }) => late.has(id))).toBe(true)
  expect(sample.some(({ id, status }) => status === 'open' && !late.has(id))).toBe(true)
})

test('a record that was taken back or corrected does not stand for one that was made', async () => {
  const place = town.places.find(({ kind, status }) => kind === 'shop' && status === 'open')
  const duty = town.book.duties.shop.find(({ block, when }) => block === 'disinfection' && !when)
  const own = async () => {
    const found = await lateDuties(db, town.book, TOWN, clock.now)
    return (found.find(({ placeId }) => placeId === place?.id)?.late ?? []).filter(
      (each) => each.duty === duty?.id,
    ).length
  }
  const before = await own()
  const where = 'WHERE place_id = ? AND day = ? AND duty = ?'
  const of = [place?.id, dayOf(clock.now), duty?.id]
  const run = (sql: string, ...values: unknown[]) =>
    db.$client
      .prepare(sql)
      .bind(...values)
      .run()
  // A correction is a row of its own; the one it corrects counts no more.
  await run(
    `INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail, corrects)
     SELECT 'corrected', place_id, day, duty, at, by, 'tap', '{}', id FROM duty_records ${where} ORDER BY id LIMIT 1`,
    ...of,
  )
  expect(await own()).toBe(before)
  await run(`UPDATE duty_records SET undone_at = 1 ${where}`, ...of)
  expect(await own()).toBeGreaterThan(before)
})

test('who holds a role for the town and for a village of it sees each place once', async () => {
  const both = JSON.stringify([...JSON.parse(VILLAGE), ...JSON.parse(TOWN), ...JSON.parse(TOWN)])
  const read = (ranges: string) =>
    readPatrolDay(db, town.book, { ranges, level: 'town', now: clock.now })
  expect(await read(both)).toEqual(await read(TOWN))
})
