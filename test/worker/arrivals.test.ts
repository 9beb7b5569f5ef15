import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ArrivalFilter, arrivalsStatement } from '../../src/features/notices/store-arrivals'
import { goneStatement, purgeArrivals } from '../../src/features/notices/store-purge'
import { createScheduled } from '../../src/scheduled'
import { DAY } from '../../src/shared/clock'
import { countedD1 } from '../support/counted'
import { NOTICES, newcomer, planOf, type Village, villageWithClerk } from '../support/notices'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, Phone } from '../support/town'

let hq: OwnPhone
let village: Village
let elsewhere: Village
beforeAll(async () => {
  await foundTown({ notices: NOTICES })
  hq = await officer({ role: 'admin' })
  village = await villageWithClerk(60)
  elsewhere = await villageWithClerk(61)
})
beforeEach(() => {
  clock.now += 1000
})

describe('the list of arrivals', () => {
  test('begins for headquarters with those nobody looks after, masked, and for a clerk with the own', async () => {
    const nobodys = await newcomer(village, { name: '许无村' })
    await newcomer(village, { name: '温有村', managed: true })
    const first = await (await hq.get(`/office/arrivals?area=${village.id}`)).text()
    expect(first).toContain('许*')
    expect(first).not.toContain('许无村')
    expect(first).not.toContain('温*')
    expect(first).toContain(`name="p${nobodys.id}"`)
    const own = await (await village.clerk.get('/office/arrivals')).text()
    expect(own).toContain('温*')
    expect(own).not.toContain('许*')
    expect(own).toMatch(/第60村 \d+ 人/)
  })

  test('finds by part of a name and by telephone number, in the own area only, and writes it down', async () => {
    const { phone } = await newcomer(village, { name: '欧阳明月', managed: true })
    const seen = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'notices.search'",
    )
    const find = async (who: OwnPhone, q: string) =>
      (await who.get(`/office/arrivals?q=${encodeURIComponent(q)}`)).text()
    expect(await find(village.clerk, '明月')).toContain('欧阳*')
    expect(await find(village.clerk, phone)).toContain('欧阳*')
    expect(await find(elsewhere.clerk, '明月')).toContain('没有找到')
    expect(await find(elsewhere.clerk, phone)).toContain('没有找到')
    expect(
      await one<{ n: number }>("SELECT count(*) AS n FROM audit WHERE act = 'notices.search'"),
    ).toEqual({ n: (seen?.n ?? 0) + 4 })
  })

  test('looks through a few dozen names a page, wherever they are kept, and finds everybody once', async () => {
    const places = [await villageWithClerk(63), await villageWithClerk(64)]
    for (let n = 0; n < 90; n++)
      await newcomer(places[n % 3 === 0 ? 0 : 1] ?? village, {
        name: n % 2 === 0 ? '司马青' : '王青',
        managed: n < 60,
      })
    const search = async (who: OwnPhone, q: string) => {
      const found: string[] = []
      const pages: string[] = []
      const rows: number[] = []
      let next = `/office/arrivals?q=${encodeURIComponent(q)}`
      for (; next && pages.length < 20; ) {
        const tally = { trips: 0, read: 0, written: 0 }
        const counted = Object.assign(who, { bindings: { ...env, DB: countedD1(tally) } })
        const page = await (await counted.get(next)).text()
        pages.push(page)
        rows.push(tally.read)
        found.push(...[...page.matchAll(/class="row" href="([^"]+)"/g)].map(([, to = '']) => to))
        const [, on = ''] = /class="tap" href="([^"]+after=[^"]+)"/.exec(page) ?? []
        next = on.replaceAll('&amp;', '&')
      }
      return { pages, most: Math.max(...rows), found: found.filter((to) => /\d$/.test(to)) }
    }
    for (const [who, n] of [
      [hq, 45],
      [places[0]?.clerk ?? hq, 15],
    ] as const) {
      const { found, most } = await search(who, '司马')
      expect([found.length, new Set(found).size]).toEqual([n, n])
      expect(most).toBeLessThanOrEqual(100)
    }
    const { pages, found } = await search(hq, '没有的人')
    expect(found).toEqual([])
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages.slice(0, -1)) expect(page).toContain('后面还有，请接着找')
    expect(pages.at(-1)).toContain('后面没有了')
  })

  test('goes on page by page, each person once', async () => {
    const full = await villageWithClerk(62)
    for (let n = 0; n < 45; n++) await newcomer(full, { managed: true })
    const seen: string[] = []
    let next = '/office/arrivals'
    for (let pages = 0; next && pages < 5; pages++) {
      const page = await (await full.clerk.get(next)).text()
      seen.push(...[...page.matchAll(/class="row" href="([^"]+)"/g)].map(([, href = '']) => href))
      next = (/class="pager"><a class="tap" href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll(
        '&amp;',
        '&',
      )
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })

  test('shows one person whole to whoever has the village, and writes down who looked', async () => {
    const { id, phone } = await newcomer(village)
    const page = await (await village.clerk.get(`/office/arrivals/${id}`)).text()
    expect(page).toContain(phone)
    expect(page).toContain('陈建国')
    expect(
      await one('SELECT act, actor_id FROM audit WHERE subject = ?', `arrivals:${id}`),
    ).toEqual({ act: 'notices.read_arrival', actor_id: village.clerk.accountId })
    expect((await elsewhere.clerk.get(`/office/arrivals/${id}`)).status).toBe(403)
    expect((await hq.get('/office/arrivals/99999999')).status).toBe(404)
  })

  test('moves somebody who left to those who left, and back', async () => {
    const { id } = await newcomer(village)
    await village.clerk.post(`/office/arrivals/${id}/left`, {})
    await village.clerk.post(`/office/arrivals/${id}/left`, {})
    const view = async (name: string) =>
      (await village.clerk.get(`/office/arrivals?view=${name}`)).text()
    expect(await view('left')).toContain(`/office/arrivals/${id}"`)
    expect(await view('nobody')).not.toContain(`/office/arrivals/${id}"`)
    expect((await elsewhere.clerk.post(`/office/arrivals/${id}/back`, {})).status).toBe(403)
    await village.clerk.post(`/office/arrivals/${id}/back`, {})
    expect(await view('nobody')).toContain(`/office/arrivals/${id}"`)
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'notices.arrival_left' AND subject = ?",
        `arrivals:${id}`,
      ),
    ).toEqual({ n: 1 })
  })

  const ways: [ArrivalFilter['view'], RegExp][] = [
    ['nobody', /USING INDEX arrivals_nobodys/],
    ['notice', /USING INDEX arrivals_area \(area_path=\?/],
    ['village', /USING INDEX arrivals_area \(area_path>\?/],
    ['left', /MULTI-INDEX OR[\s\S]*arrivals_area/],
  ]
  test.each(ways)('reads an index for %s', async (view, index) => {
    const statement = arrivalsStatement(db, { areaPath: '/1/', view, after: null })
    const plan = await planOf(statement)
    expect(plan).toMatch(index)
    expect(plan).not.toMatch(/SCAN a\b/)
  })
})

describe('people who left', () => {
  const gone = async (id: number) => (await one('SELECT 1 FROM arrivals WHERE id = ?', id)) === null

  test('go after 28 days, with how many published, and the others stay', async () => {
    clock.now = MORNING + 2 * DAY
    const leaves = await newcomer(village)
    const stays = await newcomer(village)
    await village.clerk.signIn()
    await village.clerk.post(`/office/arrivals/${leaves.id}/left`, {})
    clock.now += 27 * DAY
    await purgeArrivals(db, clock.now)
    expect(await gone(leaves.id)).toBe(false)
    clock.now += DAY
    await createScheduled(() => clock.now)({} as ScheduledController, env)
    expect(await gone(leaves.id)).toBe(true)
    expect(await gone(stays.id)).toBe(false)
    expect(await (await new Phone().get('/deletions')).text()).toMatch(/以前离开的新来人员 1 人/)
    expect(await purgeArrivals(db, clock.now)).toBe(0)
  })

  test('are looked for in the order of the table, a thousand at a time', async () => {
    expect(await planOf(goneStatement(db, 1, 0))).toContain('USING INTEGER PRIMARY KEY')
  })
})
