import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { registerStatements } from '../../src/features/papers/register-store'
import { dayOf, isoDay } from '../../src/shared/clock'
import { countedD1, type Tally } from '../support/counted'
import { crewAt } from '../support/crew'
import {
  dutyDone,
  measuredAt,
  pageOf,
  rowsOf,
  SHOP_DUTIES,
  stockCounted,
  workerAt,
} from '../support/paper'
import { keeperOf, type OwnPhone } from '../support/people'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

let today = 0
beforeAll(async () => {
  await foundTown({ duties: { shop: SHOP_DUTIES, enterprise: [], site: SHOP_DUTIES } })
  today = dayOf(clock.now)
})

describe('the registers', () => {
  test('show the keeper names and temperatures, and the reading is on record', async () => {
    const place = await openPlace()
    const worker = await workerAt(place.id, { name: '李秀英', job: '厨师' })
    await measuredAt(place.id, today, worker, 'am', 364)
    await measuredAt(place.id, today, worker, 'pm', 366)
    await dutyDone(place.id, today - 1, 'clean', { where: 'kitchen', with: 'alcohol' })
    await stockCounted(place.id, today, 1, [{ item: 'mask', quantity: 90, perDay: 10 }])
    const keeper = await keeperOf(place)
    const counted = await pageOf(keeper, `/keep/${place.code}/ledgers`)
    expect(rowsOf(counted)).toContain('3 月 12 日|1 / 1|0|0|1|0|')
    expect(counted).not.toContain('李秀英')
    const page = await pageOf(keeper, `/keep/${place.code}/ledgers?show=all`)
    expect(page).toContain('李秀英')
    expect(rowsOf(page).some((row) => row.endsWith('36.4 36.6|'))).toBe(true)
    expect(rowsOf(page).some((row) => row.includes('全店消毒|后厨、餐具 · 75% 酒精|'))).toBe(true)
    expect(rowsOf(page).some((row) => row.includes('医用口罩 90（够 9 天）'))).toBe(true)
    const subject = `places:${place.id}`
    expect(await one('SELECT act FROM audit WHERE subject = ?', subject)).toEqual({
      act: 'papers.ledgers',
    })
  })

  test('say below their table what a mark without a number is, and only where there is one', async () => {
    const place = await openPlace()
    const worker = await workerAt(place.id, { name: '李秀英' })
    await measuredAt(place.id, today, worker, 'am', 364)
    const keeper = await keeperOf(place)
    const registers = () => pageOf(keeper, `/keep/${place.code}/ledgers?show=all`)
    expect(await registers()).not.toContain('未报数值')
    await measuredAt(place.id, today, worker, 'pm', 0)
    const page = await registers()
    const [, health = ''] =
      /<section class="reg[^"]*"><h2>员工健康登记(.*?<\/section>.*?)<\/section>/s.exec(page) ?? []
    expect(health).toMatch(/<\/table><\/section><p><small>\* 已测温，正常，未报数值/)
    expect(page.match(/未报数值/g)).toHaveLength(1)
  })

  test('have a sheet of those under observation in the isolation area, where there are any', async () => {
    const place = await openPlace({ kind: 'site', stage: 'working' })
    const worker = await workerAt(place.id, { name: '贺建军', job: '普工' })
    const keeper = await keeperOf(place)
    const path = `/keep/${place.code}/ledgers?show=all`
    expect(await pageOf(keeper, path)).not.toContain('隔离观察登记')
    await db.$client.batch([
      db.$client
        .prepare(
          `INSERT INTO watches (id, key, worker_id, place_id, kept, area_id, area_path, first_day, last_day, am_from,
             pm_from, room, why, rulebook_version, opened_by, opened_at)
           VALUES (900, 'sheet', ?1, ?2, 'place', 3, '/1/2/3/', ?3 - 2, ?3 + 11, ?3 - 2, ?3 - 2, '3 号板房', 'officer', 1, 1, 0)`,
        )
        .bind(worker, place.id, today),
      ...[
        [today - 1, 'am', 368],
        [today - 1, 'am', 366],
        [today - 1, 'pm', 371],
      ].map(([day, shift, temperature], i) =>
        db.$client
          .prepare(
            `INSERT INTO watch_readings (key, watch_id, day, shift, temperature, symptoms, alarm, rulebook_version, at, by, corrects)
             VALUES (?1, 900, ?2, ?3, ?4, '[]', 0, 1, 0, 1, ?5)`,
          )
          .bind(`sheet-${i}`, day, shift, temperature, i === 1 ? 1 : 0),
      ),
    ])
    const [first, second, ...more] = await leaves(keeper, path)
    expect(more).toEqual([])
    const all = [...(first?.rows ?? []), ...(second?.rows ?? [])]
    const [row] = all.filter((each) => each.includes('3 号板房'))
    expect(row).toMatch(/^贺建军\|3 号板房\|3\/10–3\/23\|/)
    expect(row).toMatch(/36\.6 37\.1\|— —\|$/)
    expect(row).not.toContain('36.8')
  })

  test('hold the days asked for and no others', async () => {
    const place = await openPlace()
    for (const day of [today - 3, today - 2, today - 1])
      await db.$client
        .prepare('INSERT INTO place_days VALUES (?, ?, ?, 1, 0, 0, 0, 1)')
        .bind(place.id, day, 40 + today - day)
        .run()
    const asked = `from=${isoDay(today - 2)}&to=${isoDay(today - 2)}&show=all`
    const rows = rowsOf(await pageOf(await keeperOf(place), `/keep/${place.code}/ledgers?${asked}`))
    expect(rows.filter((row) => /日\|4\d\|1\|/.test(row))).toEqual(['3 月 10 日|42|1|0|0|'])
  })

  const wrong: [string, string, string, string][] = [
    ['that end before they begin', '2020-03-10', '2020-03-05', '结束日期不能早于开始日期'],
    ['of the future', '2020-03-10', '2020-03-30', '日期不能晚于今天'],
    ['of 32 days', '2020-02-10', '2020-03-12', '一次最多 31 天'],
    ['of a day there never was', '2020-02-30', '2020-03-05', '日期请这样写'],
    ['of no day', '', '2020-03-05', '请填写'],
  ]
  test.each(wrong)('%s are refused, and what was typed stays', async (_what, from, to, says) => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const sent = await keeper.get(`/keep/${place.code}/ledgers?from=${from}&to=${to}`)
    const page = await sent.text()
    expect(sent.status).toBe(422)
    expect(page).toContain(says)
    expect(page).toContain(`value="${to}"`)
  })

  test('understand dates as people write them', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    const asked = `from=${encodeURIComponent('2020年3月5日')}&to=${encodeURIComponent('２０２０/３/９')}`
    expect((await keeper.get(`/keep/${place.code}/ledgers?${asked}`)).status).toBe(200)
  })
})

/** The leaves of the registers, from the first on, as the links lead; each with what it reads. */
async function leaves(
  keeper: OwnPhone,
  first: string,
): Promise<{ rows: string[]; read: number }[]> {
  const found: { rows: string[]; read: number }[] = []
  for (let path: string | undefined = first; path; ) {
    const tally: Tally = { trips: 0, read: 0, written: 0 }
    const counted = new Phone({ ...env, DB: countedD1(tally) })
    for (const [name, value] of keeper.cookies) counted.cookies.set(name, value)
    const page = await pageOf(counted, path)
    found.push({ rows: rowsOf(page), read: tally.read })
    path = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  return found
}

describe('the registers of a month of a large site', () => {
  const PEOPLE = 113
  const GONE = 9
  const first = () => today - 30
  let path = ''
  let keeper: OwnPhone

  /** Numbered as they were opened; those who left on a day ended then. */
  const watched = (id: number, worker: number, place: number, kept: string, ended: number | null) =>
    db.$client
      .prepare(
        `INSERT INTO watches (id, key, worker_id, place_id, kept, area_id, area_path, first_day, last_day, am_from,
           pm_from, room, why, rulebook_version, opened_by, opened_at, ended_on, ended_at)
         VALUES (?1, 'kept' || ?1, ?2, ?3, ?4, 3, '/1/2/3/', ?5, ?5 + 13, ?5, ?5, ?7, 'officer', 1, 1, 0, ?6, ?6 * 86400000)`,
      )
      .bind(id, worker, place, kept, (ended ?? today) - 13, ended, `${id} 号房`)

  beforeAll(async () => {
    const site = await openPlace({ kind: 'site', stage: 'working' })
    const here = await crewAt(site, PEOPLE, first() - 40)
    const left = await crewAt(site, GONE, first() - 40)
    const before = await crewAt(site, 30, first() - 60)
    await crewAt(site, 40, today + 1)
    await db.$client.batch([
      ...[here, left].map((crew) =>
        db.$client
          .prepare(
            `WITH RECURSIVE n (i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
             INSERT INTO pledges (id, key, number, kind, worker_id, place_id, rulebook_version, answers, text_hash, signed_at)
             SELECT i, 'reg' || i, 'HH-' || i, 'personal', i, ?3, 1, '', '', 0 FROM n`,
          )
          .bind(crew.first, crew.last, site.id),
      ),
      db.$client
        .prepare(
          'UPDATE employments SET left_on = ?1 + worker_id % 30 WHERE worker_id BETWEEN ?2 AND ?3',
        )
        .bind(first() + 1, left.first, left.last),
      db.$client
        .prepare('UPDATE employments SET left_on = ?1 WHERE worker_id BETWEEN ?2 AND ?3')
        .bind(first() - 1, before.first, before.last),
      ...Array.from({ length: 8 }, (_, i) =>
        watched(800 + i, here.first + i, site.id, 'place', null),
      ),
      ...Array.from({ length: 4 }, (_, i) =>
        watched(820 + i, here.first + 20 + i, site.id, 'place', today - 1),
      ),
      ...Array.from({ length: 20 }, (_, i) =>
        watched(840 + i, before.first + i, site.id, 'place', first() - 2),
      ),
      ...Array.from({ length: 20 }, (_, i) =>
        watched(870 + i, here.first + 40 + i, site.id, 'home', null),
      ),
      db.$client.prepare(
        `INSERT INTO watch_readings (key, watch_id, day, shift, temperature, symptoms, alarm, rulebook_version, at, by)
         SELECT 'w' || w.id || d.key || s.value, w.id, w.first_day + d.key, s.value, 365, '[]', 0, 1, 0, 1
         FROM watches w JOIN json_each('[0,0,0,0,0,0,0,0,0,0,0,0,0,0]') d JOIN json_each('["am","pm"]') s WHERE w.id BETWEEN 800 AND 889`,
      ),
    ])
    for (let day = first(); day <= today; day++) {
      await db.$client
        .prepare('INSERT INTO place_days VALUES (?, ?, 66, 70, 0, 0, 0, 1)')
        .bind(site.id, day)
        .run()
      await measuredAt(site.id, day, here.first, 'am', 365)
      for (const at of [1, 2, 3]) {
        await dutyDone(site.id, day, 'clean')
        await stockCounted(site.id, day, at, [{ item: 'mask', quantity: 90, perDay: 10 }])
      }
    }
    keeper = await keeperOf(site)
    path = `/keep/${site.code}/ledgers?from=${isoDay(first())}&to=${isoDay(today)}&show=all`
  }, 60_000)

  test('come leaf by leaf, none of which reads more than a hundred rows', async () => {
    const found = await leaves(keeper, path)
    // Eight leaves of staff a week, one of records, and where somebody was in isolation two or three more.
    expect(found.length).toBeGreaterThan(45)
    expect(found.map(({ read }) => read).filter((read) => read > 100)).toEqual([])
  }, 60_000)

  test('have everybody once a week, who left until the week they left, and nobody from before', async () => {
    const rows = (await leaves(keeper, path)).flatMap((leaf) => leaf.rows)
    const times = (start: string, sign: string) => {
      const of = rows.filter((row) => row.startsWith(start) && row.includes(sign))
      return Object.values(Object.groupBy(of, (row) => row.split('|')[2] ?? '')).map(
        (e) => e?.length,
      )
    }
    const numbers = times('—|瓦工|', '|HH-')
    expect(numbers).toHaveLength(PEOPLE + GONE)
    expect(numbers.filter((n) => n === 5)).toHaveLength(PEOPLE)
    expect(rows.filter((row) => row.startsWith('—|瓦工|—|'))).toEqual([])
    const rooms = rows.filter((row) => row.includes(' 号房|'))
    for (const room of ['800', '807', '820', '823'])
      expect(rooms.filter((row) => row.includes(`|${room} 号房|`)).length).toBe(3)
    expect(rooms.filter((row) => / 8[4-9]\d 号房/.test(row))).toEqual([])
    const days = rows.filter((row) => /^\d+ 月 \d+ 日\|66\|70\|/.test(row))
    expect(new Set(days).size).toBe(31)
    expect(days).toHaveLength(31)
    expect(rows.filter((row) => row.includes('全店消毒'))).toHaveLength(31 * 3)
  }, 60_000)

  test('of an address that leads to no leaf begin with the first', async () => {
    const [wanted] = await leaves(keeper, path)
    for (const leaf of ['', 'x', '2020-01-01', `${isoDay(today + 1)}~staff`, "'--"])
      expect(rowsOf(await pageOf(keeper, `${path}&leaf=${encodeURIComponent(leaf)}`))).toEqual(
        wanted?.rows,
      )
  })
})

describe('growth', () => {
  const span = { placeId: 1, days: { from: 18000, to: 18006 }, after: null }
  test.each(['staff', 'watched', 'anyWatched'] as const)(
    '%s is read over an index and in its order',
    async (name) => {
      const statement = registerStatements[name](db, span)
      const sql = String(Reflect.get(statement, 'statement') ?? '')
      const values = [1, 18000, 18006, -1, 0, -1, 0].slice(0, name === 'anyWatched' ? 3 : 7)
      const { results } = await db.$client
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>()
      const detail = results.map((row) => row.detail).join('\n')
      expect(detail).toMatch(/SEARCH (employments|watches) USING (COVERING )?INDEX/)
      expect(detail).not.toMatch(/SCAN (employments|watches|workers|watch_readings|r)\b/)
      expect(detail).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
    },
  )
})
