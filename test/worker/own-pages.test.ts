// What the pages of a place read, however many people work there; and that its counters are what its rows say.
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { lateDuties } from '../../src/features/board'
import { readRows } from '../../src/features/board/store'
import { countStaff } from '../../src/features/people/staff-store'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf, HOUR, startOfDay } from '../../src/shared/clock'
import { DUTIES } from '../support/board'
import { countedD1, type Tally } from '../support/counted'
import { crewAt } from '../support/crew'
import { liveCounts } from '../support/live-counts'
import { keeperOf, type OwnPhone } from '../support/people'
import { happening, placeStory } from '../support/place-story'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

let book: Rulebook
beforeAll(async () => {
  book = await foundTown({ duties: DUTIES })
})
beforeEach(() => {
  clock.now = MORNING
})

/** Everybody signed and measured twice a day for a week, the morning of each day in one save; some agreed to be named. */
async function busy(place: Place, people: number) {
  const { first, last } = await crewAt(place, people)
  const today = dayOf(clock.now)
  const walk = 'WITH RECURSIVE n (i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)'
  await db.$client.batch([
    db.$client
      .prepare(
        `${walk} INSERT INTO pledges (id, key, number, kind, worker_id, place_id, rulebook_version, answers, text_hash, signed_at)
         SELECT i, 'p' || i, 'p' || i, 'personal', i, ?4, 1, '', '', ?3 FROM n`,
      )
      .bind(first, last, clock.now - 10 * DAY, place.id),
    db.$client
      .prepare(
        'UPDATE employments SET shown_by_consent = 1, job = iif(worker_id % 5, job, ?2) WHERE place_id = ?1 AND worker_id % 3 = 0',
      )
      .bind(place.id, '钢筋工'),
  ])
  for (let day = today - 6; day <= today; day++) {
    const at = startOfDay(day) + 9 * HOUR
    await db.$client.batch([
      ...(['am', 'pm'] as const).map((shift) =>
        db.$client
          .prepare(
            `${walk} INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
             SELECT ?5 || '-' || i, ?3, ?4, i, ?6, 364, ?7, 1, 'tap' FROM n`,
          )
          .bind(first, last, place.id, day, `s${place.id}x${day}${shift}`, shift, at),
      ),
      ...Array.from({ length: 6 }, (_, n) =>
        db.$client
          .prepare(
            "INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail) VALUES (?, ?, ?, ?, ?, 1, 'tap', '{}')",
          )
          .bind(`d${place.id}x${day}x${n}`, place.id, day, n % 2 ? 'disinfect' : 'vehicle', at),
      ),
      db.$client
        .prepare(
          "INSERT INTO stock_counts (key, place_id, day, at, by, source, items) VALUES (?, ?, ?, ?, 1, 'tap', '[]')",
        )
        .bind(`c${place.id}x${day}`, place.id, day, at),
    ])
  }
}

/** What a page reads for whoever holds this phone. */
async function readBy(phone: Phone, path: string): Promise<number> {
  const tally: Tally = { trips: 0, read: 0, written: 0 }
  const counted = new Phone({ ...env, DB: countedD1(tally) })
  for (const [name, value] of phone.cookies) counted.cookies.set(name, value)
  const answer = await counted.get(path)
  expect(`${path} ${answer.status}`).toBe(`${path} 200`)
  return tally.read
}

describe('a page reads at most a hundred rows', () => {
  const places: { place: Place; keeper: OwnPhone }[] = []
  beforeAll(async () => {
    clock.now = MORNING
    for (const [kind, people] of [
      ['enterprise', 113],
      ['site', 800],
    ] as const) {
      const place = await openPlace({ kind, ...(kind === 'site' ? { stage: 'working' } : {}) })
      await busy(place, people)
      places.push({ place, keeper: await keeperOf(place) })
    }
  }, 60_000)

  test.each([
    '/keep/:code',
    '/keep/:code/today',
    '/keep/:code/stock',
    '/keep/:code/week',
    '/keep/:code/ledgers',
    '/keep/:code/staff',
    '/keep/:code/staff?show=unsigned',
    '/p/:code',
    '/p/:code/board',
    '/p/:code/screen',
  ])('%s, and no more for 800 people than for 113', async (path) => {
    const reads: number[] = []
    for (const { place, keeper } of places) {
      await keeper.signIn()
      reads.push(await readBy(keeper, path.replace(':code', place.code)))
    }
    const [few = 0, many = 0] = reads
    expect(Math.max(few, many)).toBeLessThanOrEqual(100)
    expect(many - few).toBeLessThanOrEqual(25)
  })

  test('whoever measures reads a row for 32 people, however often they are measured', async () => {
    for (const { place, keeper } of places) {
      await keeper.signIn()
      for (const page of ['staff-check', 'gate?crew=*', 'gate/day', 'gate/paste'])
        expect(await readBy(keeper, `/keep/${place.code}/${page}`)).toBeLessThanOrEqual(60)
    }
  })

  test('what is late in the town is read in five rows a place', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => openPlace()))
    for (const place of ids.slice(0, 20)) await crewAt(place, 10)
    const read = async (among: number[] | null) => {
      const tally: Tally = { trips: 0, read: 0, written: 0 }
      const ranges = JSON.stringify([['/1/', '/10', '']])
      await lateDuties(openDb(countedD1(tally)), book, ranges, clock.now, among)
      return tally.read
    }
    const open = (
      await one<{ n: number }>("SELECT count(*) AS n FROM places WHERE status = 'open'")
    )?.n
    expect(await read(null)).toBeLessThanOrEqual(5 * (open ?? 0) + 10)
    expect(await read(ids.slice(0, 20).map(({ id }) => id))).toBeLessThanOrEqual(6 * 20)
  })
})

/** The sheets of every day there, as they are kept and as the rows have them. */
async function sheets(place: Place) {
  const of = async (table: 'reading_days' | 'record_days', live: string) => {
    const column = table === 'reading_days' ? 'readings' : 'records'
    const { results } = await db.$client
      .prepare(
        `SELECT day, ${column} AS sheet FROM ${table}${live} WHERE place_id = ? AND ${column} <> '{}' ORDER BY day`,
      )
      .bind(place.id)
      .all<{ day: number; sheet: string }>()
    return results.map(({ day, sheet }) => ({ day, sheet: JSON.parse(sheet) }))
  }
  const both = async (live: string) => [
    await of('reading_days', live),
    await of('record_days', live),
  ]
  return { kept: await both(''), now: await both('_now') }
}

/** Workers whose number is not that of the newest pledge that holds. */
const strayNumbers = async (): Promise<unknown[]> =>
  (
    await db.$client
      .prepare(
        `SELECT w.id, w.pledge_number FROM workers w WHERE w.pledge_number IS NOT
           (SELECT p.number FROM pledges p WHERE p.worker_id = w.id AND p.kind = 'personal'
              AND p.superseded_by IS NULL AND p.withdrawn_at IS NULL ORDER BY p.id DESC LIMIT 1)`,
      )
      .all()
  ).results

/** The sheets of the staff list, as they are kept and as the rows have them; and how long the longest is. */
async function staffSheets({ id }: Place) {
  const of = async (live: string) => {
    const { results } = await db.$client
      .prepare(`SELECT sheet, n, people FROM staff_sheets${live} WHERE place_id = ? ORDER BY sheet`)
      .bind(id)
      .all<{ sheet: number; n: number; people: string }>()
    return results.map((each) => ({ ...each, people: JSON.parse(each.people) }))
  }
  const kept = await of('')
  return { kept, now: await of('_now'), longest: Math.max(0, ...kept.map(({ n }) => n)) }
}

/** The same figures by the counters. */
async function kept(place: Place) {
  const today = dayOf(clock.now)
  const rows = await readRows(db, place.id, today, { saves: 100 })
  const { listed, signed, watched, counted, measured, present } = rows
  const { waiting, unsigned, watch } = await countStaff(db, place.id, today)
  const done = Object.entries(rows.done).filter(([duty, n]) => n > 0 && !duty.endsWith('/none'))
  return {
    ...{ listed, signed, waiting, unsigned, watch, watched, counted, measured, present },
    done: Object.fromEntries(done),
    saves: rows.saves.map(({ people }) => people).sort((a, b) => a - b),
  }
}

test('whatever happens at a place, its counters are what its rows say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 30, maxLength: 45 }), async (steps) => {
      clock.now = MORNING
      const { place, happen } = await placeStory()
      for (const [i, step] of steps.entries()) {
        await happen(step)
        if (i % 3 > 0) continue
        expect(await kept(place)).toEqual(await liveCounts(place.id, dayOf(clock.now)))
        const sheet = await sheets(place)
        expect(sheet.kept).toEqual(sheet.now)
        expect(await strayNumbers()).toEqual([])
        const list = await staffSheets(place)
        expect(list.kept).toEqual(list.now)
        expect(list.longest).toBeLessThanOrEqual(32)
      }
    }),
    { numRuns: env.LONG ? 200 : 6, seed: 20_200_312, endOnFailure: true },
  )
}, 120_000)
