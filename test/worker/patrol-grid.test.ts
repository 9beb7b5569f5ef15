import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '../../src/features/places'
import { DAY, dayOf, isoDay } from '../../src/shared/clock'
import { countedD1 } from '../support/counted'
import {
  findAt,
  joinSiteTeam,
  makeRound,
  PATROLLED,
  siteTeam,
  stayAt,
  watchAt,
} from '../support/patrolled'
import { keeperOf, type OwnPhone, officer, person } from '../support/people'
import { clock, db, foundTown, one, openPlace, Phone } from '../support/town'

const at = (time: string): number => Date.parse(`2020-03-12T${time}:00+08:00`)
const NOW = at('15:10')
const text = async (response: Response | Promise<Response>): Promise<string> =>
  (await response).text()

/** What a visitor of the page reads, without markup. */
const words = (page: string): string =>
  page
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

let admin: OwnPhone
let clerk: OwnPhone
let viewer: OwnPhone
let leader: OwnPhone
let sites: Place[]
let shops: Place[]

const site = (name: string, change: Partial<Place> = {}) =>
  openPlace({ kind: 'site', name, stage: 'working', opensAt: null, closesAt: null, ...change })

/** The test's own plan of the day: per site what each of its three rounds so far came to. */
const PLAN: [string, ('done' | 'late' | 'missed' | 'wrong')[]][] = [
  ['峡窝安置区 A', ['done', 'done', 'done']],
  ['峡窝安置区 B', ['done', 'missed', 'done']],
  ['金屏苑三期', ['done', 'done', 'missed']],
  ['职工宿舍改造', ['done', 'wrong', 'done']],
  ['昆仑路改造', ['late', 'done', 'done']],
  ['=HYPERLINK("x")', ['done', 'done', 'done']],
]
const TIMES = ['08:17', '10:40', '12:40']
const MISSED = 2
const DONE = PLAN.length * TIMES.length - MISSED

beforeAll(async () => {
  await foundTown(PATROLLED)
  await db.$client
    .prepare(
      "INSERT INTO areas VALUES (4, 2, 'village', '柳湾村', 'Liuwan', '/1/2/4/'), (5, 1, 'district', '三片区', 'District 3', '/1/5/')",
    )
    .run()
  clock.now = NOW
  admin = await officer({ role: 'admin' })
  viewer = await officer({ role: 'viewer' })
  clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
  leader = await person({ kind: 'officer', displayName: '孙带队' })
  await siteTeam(leader.accountId)
  sites = await Promise.all(
    PLAN.map(([name], i) =>
      site(name, { areaId: i === 1 ? 4 : 3, areaPath: i === 1 ? '/1/2/4/' : '/1/2/3/' }),
    ),
  )
  shops = [await openPlace({ name: '老马烩面馆' }), await openPlace({ name: '鑫源五金' })]
  for (const [i, [, rounds]] of PLAN.entries()) {
    const place = sites[i] as Place
    for (const [n, what] of rounds.entries()) {
      if (what === 'missed') continue
      const time = what === 'late' ? '10:05' : (TIMES[n] as string)
      const id = await makeRound(place, { at: at(time), problems: what === 'wrong' ? 1 : 0 })
      if (what === 'wrong')
        await findAt(place, id, { item: 'gate', fixed: false, order: 'open' }, at(time))
    }
  }
  await makeRound(shops[0] as Place, { at: at('09:30') })
  await makeRound(shops[0] as Place, { at: at('09:40'), level: 'village' })
})

const grid = (phone: Phone, query = '') => text(phone.get(`/office/patrols/grid${query}`))

describe('the grid of today', () => {
  test('counts what the plan of the day says, and so do its file and its text', async () => {
    const page = await grid(admin)
    expect(page).toContain(`<b>${DONE} / ${DONE + MISSED}</b>`)
    expect(page.match(/✗ 漏查/g)).toHaveLength(MISSED + 1) // and once in the legend
    expect(page.match(/class="n"/g)).toHaveLength(MISSED)
    expect(page.match(/class="o"/g)).toHaveLength(1)
    const csv = await text(admin.get('/office/patrols/grid.csv'))
    expect(csv.match(/✗ 漏查/g)).toHaveLength(MISSED)
    expect(csv.match(/[✓!] \d\d:\d\d/g)).toHaveLength(DONE)
    const said = `应查 ${DONE + MISSED} 次，已查 ${DONE} 次，漏查 ${MISSED} 次`
    expect(page).toContain(said)
    for (const name of ['峡窝安置区 B', '金屏苑三期'])
      expect(/漏查：(.*?)；/.exec(page)?.[1]).toContain(name)
  })

  test('shows when each round was made, late ones as made up, and opens the record of it', async () => {
    const page = await grid(admin)
    const row = page.slice(page.indexOf('昆仑路改造</a>')).split('</tr>')[0] ?? ''
    expect(words(row)).toMatch(/✓ 10:05 补查，晚 5 分钟 ✓ 10:40 ✓ 12:40 —/)
    expect(row).toMatch(/href="\/office\/patrols\/rounds\/\d+"/)
  })

  test('narrowed to what is wrong keeps the sums and shows those places only', async () => {
    const page = await grid(admin, '?wrong=1')
    expect(page).toContain(`<b>${DONE} / ${DONE + MISSED}</b>`)
    // Made up late is not wrong any more, what was found at 职工宿舍 is.
    for (const name of ['峡窝安置区 B', '金屏苑三期', '职工宿舍改造'])
      expect(page).toContain(`${name}</a>`)
    expect(page).not.toContain('峡窝安置区 A</a>')
    expect(page).not.toContain('昆仑路改造</a>')
  })

  test('of one village, or of a clerk of that village, holds its places only', async () => {
    const village = await grid(admin, '?area=4')
    expect(village).toContain('<b>2 / 3</b>')
    expect(village).toContain('峡窝安置区 B</a>')
    expect(village).not.toContain('金屏苑三期</a>')
    const own = await grid(clerk, '?level=town&area=4')
    expect(own).not.toContain('峡窝安置区 B')
    expect(own).toContain('金屏苑三期</a>')
  })

  test('a clerk looks at the village’s own rounds first', async () => {
    const page = await grid(clerk, '?kind=shop')
    expect(page).toContain('村级巡查')
    expect(page).toContain('<b>1 / 2</b>')
  })

  test('another day is judged by its end, and says so', async () => {
    const before = sites[0] as Place
    await makeRound(before, { at: at('08:17') - DAY })
    const page = await grid(admin, `?day=${isoDay(dayOf(NOW) - 1)}`)
    expect(page).toContain(`<b>1 / ${PLAN.length * 4}</b>`)
    expect(page).toContain('截至 24:00')
    expect(page).not.toContain('/office/patrols/urge')
  })

  test('a site with people under observation shows who stays there, masked, or since when nobody does', async () => {
    const [watched, alone] = [await site('有人驻场'), await site('无人驻场')]
    const resident = await person({ kind: 'officer', displayName: '王守安' })
    for (const place of [watched, alone]) await watchAt(place, dayOf(NOW) + 3)
    await stayAt(watched, resident.accountId, [at('08:00') - DAY / 2, null])
    await stayAt(alone, resident.accountId, [at('00:00') - DAY / 2, at('12:00')])
    const page = words(await grid(admin))
    // A shift of 12 hours that began at 20:00 the day before.
    expect(page).toContain('驻场 王* 应于 08:00 交班')
    expect(page).toContain('12:00 起无人驻场')
    expect(page).toContain('1 处驻场断班')
    expect(page).not.toContain('王守安')
    await db.$client.prepare("UPDATE places SET status = 'closed' WHERE name LIKE '%人驻场'").run()
  })

  test('a kind nobody owes a round to says what to do next', async () => {
    expect(await grid(admin, '?kind=enterprise')).toContain('没有要巡查的场所')
  })
})

describe('the file', () => {
  test('runs no formula, and carries the mark that stands in the audit log', async () => {
    const answer = await viewer.get('/office/patrols/grid.csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const csv = await answer.text()
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
    const mark = /导出编号,([0-9A-Z]{26})/.exec(csv)?.[1]
    const row = await one<{ actor_id: number; detail: string }>(
      "SELECT actor_id, detail FROM audit WHERE act = 'patrols.export' AND subject = ?",
      `patrols:export:${mark}`,
    )
    expect(row?.actor_id).toBe(viewer.accountId)
    expect(JSON.parse(row?.detail ?? '{}')).toMatchObject({ kind: 'site', rows: PLAN.length })
  })
})

describe('the list of what is to be urged', () => {
  const views = async () =>
    (await one<{ n: number }>("SELECT count(*) AS n FROM audit WHERE act = 'patrols.urge'"))?.n ?? 0

  test('names the missed rounds of both levels by village, and whom to call', async () => {
    // 鑫源五金 was visited by nobody: once the town's round, once the village's.
    const page = await text(admin.get('/office/patrols/urge'))
    expect(page).toContain(`催办：漏查 ${MISSED + 2} 次`)
    const [, liuwan = ''] = page.split('id="v4"')
    expect(liuwan).toContain('峡窝安置区 B')
    expect(page).toContain(`href="tel:${clerk.number}"`)
    expect(page).toContain('孙带队')
    expect(words(page)).toContain('第 3 次，应 15:00 前，已晚 10 分钟')
  })

  test('each view of the numbers leaves one row', async () => {
    const before = await views()
    await viewer.get('/office/patrols/urge')
    expect(await views()).toBe(before + 1)
  })

  test('its texts for the groups name places and no person', async () => {
    const page = await text(admin.get('/office/patrols/urge'))
    const texts = [...page.matchAll(/<textarea[^>]*>([^<]*)/g)].map(([, each = '']) => each)
    expect(texts).toHaveLength(2)
    expect(texts.join()).toContain('鑫源五金（第 1 次）')
    expect(texts.join()).not.toMatch(/孙带队|李卫东|\d{11}/)
  })

  test('the only numbers on it are those of the clerk and the team’s leader: a keeper is called from the place', async () => {
    await keeperOf(shops[1] as Place)
    const page = await text(admin.get('/office/patrols/urge'))
    expect(page).toContain(`/office/places/${shops[1]?.code}`)
    expect(new Set(page.match(/tel:\d+/g))).toEqual(
      new Set([`tel:${clerk.number}`, `tel:${leader.number}`]),
    )
  })

  test('is empty, calm and without a row in the log when nothing is missed', async () => {
    const before = await views()
    clock.now = at('07:00')
    const page = await text(admin.get('/office/patrols/urge'))
    clock.now = NOW
    expect(page).toContain('没有漏查')
    expect(await views()).toBe(before)
  })
})

describe('an officer’s tasks', () => {
  const task = (page: string, label: string): number =>
    Number(new RegExp(`<b>(\\d+)</b> ${label}`).exec(page)?.[1] ?? 0)

  test('say at once what is missed: to whoever supervises all of it, to a clerk the village’s', async () => {
    const town = await text(admin.get('/office'))
    expect(task(town, '漏查的巡查')).toBe(MISSED + 2)
    expect(task(town, '今天还要查的巡查')).toBe(0)
    const village = await text(clerk.get('/office'))
    expect(task(village, '漏查的巡查')).toBe(1)
    expect(task(village, '今天还要查的巡查')).toBe(0)
  })

  test('are those of the own team for who is in one, and what is still owed', async () => {
    const walker = await officer({ role: 'patrol' })
    const both = await text(walker.get('/office'))
    expect(task(both, '漏查的巡查')).toBe(MISSED + 1)
    expect(task(both, '今天还要查的巡查')).toBe(PLAN.length)
    await joinSiteTeam(walker.accountId)
    expect(task(await text(walker.get('/office')), '漏查的巡查')).toBe(MISSED)
  })

  test('count the rounds that wait to be confirmed, but not one’s own', async () => {
    const made = await Promise.all(
      [admin.accountId, 1].map((by) =>
        makeRound(sites[0] as Place, { at: at('14:50'), review: 'pending', by }),
      ),
    )
    expect(task(await text(admin.get('/office')), '待复核的巡查')).toBe(1)
    await db.$client
      .prepare('DELETE FROM patrol_rounds WHERE id IN (?, ?)')
      .bind(...made)
      .run()
  })
})

describe('growth', () => {
  test('a grid reads no more for three hundred places than for six, once the day is kept', async () => {
    const trips = async (query: string) => {
      const tally = { trips: 0, read: 0, written: 0 }
      const phone = new Phone({ ...env, DB: countedD1(tally) })
      for (const [name, value] of admin.cookies) phone.cookies.set(name, value)
      const answer = await phone.get(`/office/patrols/grid${query}`)
      expect(answer.status).toBe(200)
      return { ...tally, page: await answer.text() }
    }
    await trips('')
    const few = await trips('')
    await db.$client
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
         INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status, created_at)
         SELECT 90000 + i, 'X' || i, 'site', '工地' || i, '工地' || i, 'retail', '路', 4, '/1/2/4/', '[]', 'open', 0 FROM n`,
      )
      .run()
    // The first look after so many new places reads the town once.
    await trips('')
    const many = await trips('')
    expect(many.trips).toBe(few.trips)
    expect(many.read).toBeLessThan(100)
    expect(many.page.match(/scope="row"/g)).toHaveLength(16)
  })
})
