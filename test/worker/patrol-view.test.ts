// The kept view of a day says what reading the town anew says, whatever has happened.
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { readPatrolDay, sumsOf } from '../../src/features/patrols'
import { listPage } from '../../src/features/patrols/list-read'
import { byDue, sumsOver } from '../../src/features/patrols/rules-day'
import { gridSums, gridSumsOver, isWrong, linesOfKind } from '../../src/features/patrols/rules-grid'
import { readListQuery, SHOWS } from '../../src/features/patrols/rules-list'
import { standOf, standsOf } from '../../src/features/patrols/rules-view'
import { readLines } from '../../src/features/patrols/store-lines'
import { freshView, judgedAt, readTally } from '../../src/features/patrols/view'
import type { Place } from '../../src/features/places'
import type { Rulebook } from '../../src/features/rulebook'
import { DAY, dayOf, HOUR, isoDay, MINUTE, startOfDay } from '../../src/shared/clock'
import { countedD1, type Tally } from '../support/counted'
import { findAt, makeRound, PATROLLED, stayAt, watchAt } from '../support/patrolled'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

const TOWN = JSON.stringify([['/1/', '/10', '']])
const VILLAGE = JSON.stringify([['/1/2/3/', '/1/2/30', '']])
const TODAY = dayOf(Date.parse('2020-03-12T00:00:00+08:00'))

let book: Rulebook
let places: Place[]
const run = (sql: string, ...values: unknown[]) =>
  db.$client
    .prepare(sql)
    .bind(...values)
    .run()

beforeAll(async () => {
  book = await foundTown(PATROLLED)
  await run("INSERT INTO areas VALUES (4, 2, 'village', '柳湾村', 'Liuwan', '/1/2/4/')")
  const there = { areaId: 4, areaPath: '/1/2/4/' }
  const site = { kind: 'site', stage: 'working', opensAt: null, closesAt: null } as const
  places = [
    await openPlace({ ...site, name: '一号工地' }),
    await openPlace({ ...site, name: '二号工地', ...there }),
    await openPlace({ ...site, name: '三号工地', isolationRooms: 2 }),
    await openPlace({ name: '面馆' }),
    await openPlace({ name: '五金', ...there }),
    await openPlace({ name: '网吧', trade: 'internet_cafe', status: 'known', ...there }),
    await openPlace({ name: '新店', status: 'applied' }),
  ]
})

/** By the area of each round, whatever has become of its place. */
const foundIn = (ranges: string, day: number) =>
  one<{ found: number; right: number }>(
    `SELECT count(*) AS found, ifnull(sum(f.fixed = 1 OR EXISTS (SELECT 1 FROM orders o JOIN order_items i ON i.order_id = o.id
       WHERE i.item = f.item AND o.place_id = r.place_id AND o.state = 'closed' AND o.ended_at >= r.at)), 0) AS "right"
     FROM patrol_rounds r JOIN patrol_findings f ON f.round_id = r.id WHERE r.day = ?2 AND r.review IS NOT 'refused'
       AND r.problems > 0 AND r.area_path >= ?1 ->> 0 ->> 0 AND r.area_path < ?1 ->> 0 ->> 1`,
    ranges,
    day,
  )

/** What the view says of a level, against the same read anew. */
async function compare(day: number, now: number) {
  await freshView(db, book, { day, now })
  const at = judgedAt({ day, now })
  for (const ranges of [TOWN, VILLAGE])
    for (const level of ['town', 'village'] as const) {
      const live = await readPatrolDay(db, book, { ranges, level, now, day })
      const tally = await readTally(db, day, { ranges })
      const stands = standsOf(book, tally, { level, now: at, day })
      expect(sumsOver(stands, at)).toEqual(sumsOf(live, at))
      expect(gridSumsOver(stands, at)).toEqual(gridSums(live, at))
      expect(stands.reduce((sum, { n }) => sum + n, 0)).toBe(live.length)
      const asked = {
        ...{ day, level, ranges, stands: stands.map(({ key }) => key) },
        ...{ teams: null, after: null, limit: 100 },
      }
      const [lines = []] = await readLines(db, [asked], at)
      const known = (each: (typeof live)[number]) => ({
        ...each,
        place: { ...each.place, watched: 0 },
      })
      expect(lines.map(known)).toEqual(live.map(known))
      expect(new Set(live.map((each) => standOf(each, at)))).toEqual(
        new Set(stands.map(({ key }) => key)),
      )
      const found = await foundIn(ranges, day)
      expect({ found: tally.found, right: tally.right }).toEqual(found)
    }
}

const some = (n: number): Place => places[n % places.length] as Place
let teams = 0

/** Things that happen in a town; `n` chooses where, `at` when. */
const HAPPENS: Record<string, (n: number, at: number) => Promise<unknown>> = {
  round: (n, at) => makeRound(some(n), { at }),
  village: (n, at) => makeRound(some(n), { at, level: 'village' }),
  ahead: (n, at) => makeRound(some(n), { at: at + 4 * MINUTE }),
  unproved: (n, at) => makeRound(some(n), { at, review: 'pending' }),
  found: async (n, at) => {
    const id = await makeRound(some(n), { at, problems: 1 })
    const order = (['open', 'closed', undefined] as const)[n % 3]
    await findAt(some(n), id, { item: `i${id}`, fixed: n % 2 === 0, ...(order && { order }) }, at)
  },
  refused: (n) =>
    run(
      "UPDATE patrol_rounds SET review = 'refused' WHERE place_id = ? AND review = 'pending'",
      some(n).id,
    ),
  undone: (n) =>
    run(
      'DELETE FROM patrol_rounds WHERE id = (SELECT max(id) FROM patrol_rounds WHERE place_id = ?)',
      some(n).id,
    ),
  answered: (n) =>
    run("UPDATE orders SET state = 'answered' WHERE place_id = ? AND state = 'open'", some(n).id),
  closed: (n, at) =>
    run(
      "UPDATE orders SET state = 'closed', ended_at = ? WHERE place_id = ? AND state <> 'closed'",
      at,
      some(n).id,
    ),
  opens: (n) => run("UPDATE places SET status = 'open' WHERE id = ?", some(n).id),
  suspended: (n) => run("UPDATE places SET status = 'suspended' WHERE id = ?", some(n).id),
  gone: (n) => run("UPDATE places SET status = 'closed' WHERE id = ?", some(n).id),
  rests: (n) => run('UPDATE places SET rest_day = ? WHERE id = ?', TODAY, some(n).id),
  moves: (n) =>
    run(
      `UPDATE places SET area_id = ?1, area_path = '/1/2/' || ?1 || '/' WHERE id = ?2`,
      3 + (n % 2),
      some(n).id,
    ),
  comes: async (n) => {
    places.push(await openPlace({ name: `新开${places.length}`, kind: n % 2 ? 'shop' : 'site' }))
  },
  listed: (n) =>
    run(
      "INSERT INTO listed_places (key, place_id, reason, from_day, by, at) VALUES ('l' || random(), ?, '', 0, 1, 0) ON CONFLICT DO NOTHING",
      some(n).id,
    ),
  delisted: (n) => run('UPDATE listed_places SET ended_at = 1 WHERE place_id = ?', some(n).id),
  watched: (n) => watchAt(some(n), TODAY + (n % 3)),
  works: (n) => run('UPDATE pledges SET withdrawn_at = 1 WHERE id % 2 = ?', n % 2),
  left: (n) => run('UPDATE employments SET left_on = 1 WHERE place_id = ?', some(n).id),
  arrives: (n, at) =>
    stayAt(some(n), 1, [at, null]).catch(() =>
      run(
        'UPDATE resident_shifts SET ended_at = ? WHERE place_id = ? AND ended_at IS NULL',
        at,
        some(n).id,
      ),
    ),
  team: () => {
    teams += 1
    return run(
      "INSERT INTO teams (id, key, kind, name, area_id, area_path, created_by, created_at) VALUES (?1, 't' || ?1, 'site_patrol', '组' || ?1, 1, ?2, 1, 0)",
      teams,
      teams % 2 ? '/1/' : '/1/2/3/',
    )
  },
  dissolved: (n) => run('UPDATE teams SET dissolved_at = 1 WHERE id % 3 = ?', n % 3),
}

const happening = fc.record({
  what: fc.constantFrom(...Object.keys(HAPPENS)),
  n: fc.nat(30),
  later: fc.integer({ min: 0, max: 90 }),
})

describe('the view of a day', () => {
  test('equals the town read anew after whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 12 }), async (happenings) => {
        clock.now = startOfDay(TODAY) + 6 * HOUR
        await compare(TODAY, clock.now)
        for (const { what, n, later } of happenings) {
          clock.now = Math.min(clock.now + later * MINUTE, startOfDay(TODAY) + DAY - 6 * MINUTE)
          await HAPPENS[what]?.(n, clock.now)
          if (n % 2) await compare(TODAY, clock.now)
        }
        await compare(TODAY, clock.now)
        await compare(TODAY, clock.now + 5 * MINUTE)
        await compare(TODAY, startOfDay(TODAY) + DAY + HOUR)
      }),
      { numRuns: 4, examples: [[[{ what: 'arrives', n: 2, later: 0 }]]] },
    )
  }, 60_000)
})

describe('the pages of a town of six hundred places', () => {
  let admin: OwnPhone
  let clerk: OwnPhone
  const codes = (page: string) =>
    [...page.matchAll(/round\/([0-9A-Z]{7})"/g)].map(([, code = '']) => code)
  const read = async (phone: OwnPhone, path: string) => {
    const tally: Tally = { trips: 0, read: 0, written: 0 }
    const counted = new Phone({ ...env, DB: countedD1(tally) })
    for (const [name, value] of phone.cookies) counted.cookies.set(name, value)
    const answer = await counted.get(path)
    expect(answer.status).toBe(200)
    return { read: tally.read, page: await answer.text() }
  }

  beforeAll(async () => {
    clock.now = startOfDay(TODAY) + 16 * HOUR
    await run(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
       INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status, created_at)
       SELECT 9000 + i, 'X' || (100000 + i), iif(i % 9, 'shop', 'site'), '店' || i, '店' || i, 'retail', '路', 3 + i % 2,
         '/1/2/' || (3 + i % 2) || '/', '[]', 'open', 0 FROM n`,
    )
    // Every third place has been visited, some were found wrong.
    await run(
      `INSERT INTO patrol_rounds (key, place_id, area_path, day, level, target, at, received_at, by, proof, problems, rulebook_version)
       SELECT 'big' || id, id, area_path, ?1, iif(id % 2, 'town', 'village'), 'shop', ?2 + id, ?2, 1, 'code', id % 5 = 0, 1
       FROM places WHERE id > 9000 AND id % 3 = 0`,
      TODAY,
      startOfDay(TODAY) + 10 * HOUR,
    )
    admin = await officer({ role: 'admin' })
    clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
    // The first who asks after all this has the town read once.
    await freshView(db, book, { day: TODAY, now: clock.now })
    await freshView(db, book, { day: TODAY - 1, now: clock.now })
  })

  test.each([
    '/office/patrols/grid',
    '/office/patrols/grid?kind=shop',
    '/office/patrols/grid?kind=shop&wrong=1',
    '/office/patrols/grid?kind=shop&text=1',
    `/office/patrols/grid?kind=shop&day=${isoDay(TODAY - 1)}`,
    '/office/patrols/urge',
    '/office/patrols/urge?area=3',
    '/office/leader',
    '/office/leader/bulletin',
  ])('%s is read from no more than a hundred rows', async (path) => {
    expect((await read(admin, path)).read).toBeLessThanOrEqual(100)
    if (path.startsWith('/office/patrols'))
      expect((await read(clerk, path)).read).toBeLessThanOrEqual(100)
  })

  test('the list itself is read from fewer than fifty rows; what keepers owe is the board’s', async () => {
    const tally: Tally = { trips: 0, read: 0, written: 0 }
    const asked = { day: TODAY, now: clock.now, level: 'town', ranges: TOWN, teams: null } as const
    for (const show of SHOWS) {
      tally.read = 0
      const query = readListQuery({ show })
      const page = await listPage(openDb(countedD1(tally)), book, asked, query)
      expect([show, page.rows.length > 0]).toEqual([show, page.counts[show] > 0])
      expect(tally.read).toBeLessThan(50)
    }
  })

  test('the list goes on some at a time, each place once, nearest due first', async () => {
    const walk = async (path: string): Promise<string[]> => {
      const { page } = await read(admin, path)
      const next = /class="tap" href="([^"]*after=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
      expect(codes(page).length).toBeLessThanOrEqual(10)
      return next ? [...codes(page), ...(await walk(next))] : codes(page)
    }
    const live = await readPatrolDay(db, book, { ranges: VILLAGE, level: 'town', now: clock.now })
    const asked = '/office/patrols?show=all&area=3&team=0'
    expect(await walk(asked)).toEqual(live.sort(byDue).map(({ place }) => place.code))
  })

  test('the grid of what is wrong goes on in walking order', async () => {
    const walk = async (path: string): Promise<string[]> => {
      const { page } = await read(admin, path)
      const found = [...page.matchAll(/office\/places\/([0-9A-Z]{7})"/g)].map(
        ([, code = '']) => code,
      )
      const next = /class="tap" href="([^"]*after=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
      return next ? [...found, ...(await walk(next))] : found
    }
    const live = await readPatrolDay(db, book, { ranges: TOWN, level: 'town', now: clock.now })
    const wrong = linesOfKind(live, 'shop').filter(isWrong)
    expect(wrong.length).toBeGreaterThan(100)
    expect(await walk('/office/patrols/grid?kind=shop&wrong=1')).toEqual(
      wrong.map(({ place }) => place.code),
    )
  })
})
