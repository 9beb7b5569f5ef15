// 公示表过时的场所: an area is walked through some places at a time, by the engine of a place's own page.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { lateDuties } from '../../src/features/board'
import { walkStatement } from '../../src/features/board/store-town'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf, HOUR } from '../../src/shared/clock'
import { DUTIES } from '../support/board'
import { countedD1, type Tally } from '../support/counted'
import { crewAt } from '../support/crew'
import { type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, openPlace } from '../support/town'

let book: Rulebook
let clerk: OwnPhone
beforeAll(async () => {
  book = await foundTown({ duties: DUTIES })
  clock.now += 5 * HOUR
  for (let n = 0; n < 40; n++) {
    // Whoever rests today owes nothing.
    const restDay = n % 3 ? null : dayOf(clock.now)
    const status = n % 9 ? 'open' : 'closed'
    await crewAt(await openPlace({ name: `石嘴${n}号店`, status, restDay }), 3)
  }
  clerk = await officer({ role: 'clerk', areaId: 3, areaPath: '/1/2/3/' })
}, 60_000)

interface Page {
  names: string[]
  next: string | undefined
  read: number
}

async function open(path: string): Promise<Page> {
  const tally: Tally = { trips: 0, read: 0, written: 0 }
  Object.assign(clerk, { bindings: { ...env, DB: countedD1(tally) } })
  const page = await (await clerk.get(path)).text()
  return {
    names: [...page.matchAll(/<a href="\/office\/places\/\w+">([^<]+)<\/a>/g)].map(
      ([, name = '']) => name,
    ),
    next: /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&'),
    read: tally.read,
  }
}

describe('the places of a village whose board is out of date', () => {
  test('are all found, page by page, and no page reads more than a hundred rows', async () => {
    const pages: Page[] = []
    for (let path: string | undefined = '/office/patrols/behind?area=3'; path; ) {
      const page = await open(path)
      pages.push(page)
      path = page.next
    }
    expect(pages.length).toBeGreaterThan(2)
    expect(Math.max(...pages.map(({ read }) => read))).toBeLessThanOrEqual(100)
    const late = await lateDuties(db, book, '[["/1/2/3/","/1/2/30",""]]', clock.now)
    const { results } = await db.$client
      .prepare(
        'SELECT name FROM places WHERE id IN (SELECT value FROM json_each(?)) ORDER BY area_path, id',
      )
      .bind(JSON.stringify(late.map(({ placeId }) => placeId)))
      .all<{ name: string }>()
    expect(pages.flatMap(({ names }) => names)).toEqual(results.map(({ name }) => name))
    expect(results.length).toBeGreaterThan(20)
    expect(results.length).toBeLessThan(30)
  })

  test('of an area that is not the officer’s are those of their own', async () => {
    expect((await open('/office/patrols/behind?area=1')).names).toEqual(
      (await open('/office/patrols/behind')).names,
    )
  })

  test('are walked over an index, in its order', async () => {
    const sql = String(
      Reflect.get(walkStatement(db, { areaPath: '/1/', after: null, limit: 13 }, 1), 'statement'),
    )
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind('/1/', 1, '/10', '', 0, 13)
      .all<{ detail: string }>()
    const plan = results.map(({ detail }) => detail).join('\n')
    expect(plan).toMatch(/SEARCH p USING INDEX places_by_status \(status=\? AND/)
    expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
  })
})
