// The sheets searches by name read: whatever happens to places, they say what the names and areas say.
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { batchAll } from '../../src/db/client'
import { correctStatements, nextPlaceId, registerStatements } from '../../src/features/places'
import { placesNamed } from '../../src/features/places/store-named'
import type { AccountActor } from '../../src/shared/actor'
import { systemRandom } from '../../src/shared/ids'
import { newPlaceCode } from '../../src/shared/place-code'
import { countedD1 } from '../support/counted'
import { officer } from '../support/people'
import { clock, db, foundTown, one } from '../support/town'

const AREAS = [
  { id: 3, path: '/1/2/3/' },
  { id: 4, path: '/1/2/4/' },
]
let by: { unlessKey: string; actor: AccountActor; now: number }

beforeAll(async () => {
  await foundTown()
  const { accountId } = await officer({ role: 'admin' })
  const actor = { kind: 'officer' as const, id: accountId, name: '', scopes: [], places: [] }
  by = { unlessKey: 'none', actor, now: clock.now }
})

const FACTS = {
  kind: 'shop' as const,
  trade: 'catering',
  address: '路',
  opensAt: null,
  closesAt: null,
  capacity: null,
}
const areaOf = (n: number) => AREAS[n % AREAS.length] ?? { id: 3, path: '/1/2/3/' }

async function register(name: string, area: number): Promise<number> {
  const id = await nextPlaceId(db)
  const code = `G${String(id).padStart(6, '0')}`
  const place = { ...FACTS, id, code, name, area: areaOf(area), contact: { name: '', phone: '' } }
  await batchAll(db, await registerStatements(db, place, by, env))
  return id
}

async function correct(id: number, name: string, area: number): Promise<void> {
  const place = await one<{ version: number }>('SELECT version FROM places WHERE id = ?', id)
  const facts = { ...FACTS, name, area: areaOf(area) }
  await batchAll(db, correctStatements(db, { id, version: place?.version ?? 0 }, facts, by))
}

interface Sheet {
  gram: string
  n: number
  places: string
}

const rowsOf = async (live: '' | '_now'): Promise<Sheet[]> =>
  (
    await db.$client
      .prepare(`SELECT gram, n, places FROM gram_sheets${live} ORDER BY gram`)
      .all<Sheet>()
  ).results

/** The places of every piece, whatever sheets they stand on, and how many they are said to be. */
async function sheets(live: '' | '_now'): Promise<Record<string, unknown>> {
  const of = Map.groupBy(await rowsOf(live), ({ gram }) => gram)
  return Object.fromEntries(
    [...of].map(([gram, rows]) => [
      gram,
      [
        rows.reduce((sum, { n }) => sum + n, 0),
        Object.assign({}, ...rows.map(({ places }) => JSON.parse(places))),
      ],
    ]),
  )
}

const names = fc.string({
  unit: fc.constantFrom('老', '马', '面', '馆', '店', 'A', 'ｂ', '"', ' ', '𠮷'),
  minLength: 1,
  maxLength: 5,
})
const step = fc.record({
  name: names.filter((name) => name.trim() !== ''),
  area: fc.nat(1),
  which: fc.nat(20),
  fresh: fc.boolean(),
})

test('places registered, renamed and moved stand on the sheets of their names, and on no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
      const ids: number[] = []
      for (const { name, area, which, fresh } of steps) {
        const id = ids[which % Math.max(ids.length, 1)]
        if (fresh || id === undefined) ids.push(await register(name, area))
        else await correct(id, name, area)
      }
      const kept = await sheets('')
      expect(kept).toEqual(await sheets('_now'))
      expect((await rowsOf('')).every(({ n }) => n > 0 && n <= 200)).toBe(true)
      const last = steps.at(-1)?.name ?? ''
      const { ids: found } = await placesNamed(db, { q: last, from: null, most: 10_000 })
      const folded = last.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
      const { results } = await db.$client
        .prepare('SELECT id FROM places WHERE instr(name_folded, ?) > 0 ORDER BY id')
        .bind(folded)
        .all<{ id: number }>()
      expect(found).toEqual(expect.arrayContaining(results.map(({ id }) => id)))
    }),
    { numRuns: env.LONG ? 100 : 5, seed: 20_200_312, endOnFailure: true },
  )
}, 60_000)

describe('the places of a name', () => {
  const find = (q: string, more: object = {}) => placesNamed(db, { q, from: null, ...more })

  test('are those of all pieces, inside what the officer sees, window by window', async () => {
    const here = [await register('甲乙丙一店', 0), await register('甲乙丙二店', 0)]
    const there = await register('甲乙丙三店', 1)
    await register('甲丙乙店', 0)
    expect(await find('甲乙丙')).toEqual({ ids: [...here, there], next: null, folded: '甲乙丙' })
    expect(await find('　甲 乙丙')).toEqual({ ids: [...here, there], next: null, folded: '甲乙丙' })
    expect(await find('甲乙丙', { most: 2 })).toEqual({ ids: here, next: there, folded: '甲乙丙' })
    expect(await find('甲乙丙', { most: 2, from: [there, 0] })).toEqual({
      ...{ ids: [there], next: null, folded: '甲乙丙' },
    })
    const ranges = '[["/1/2/3/","/1/2/30",""]]'
    expect(await find('甲乙丙', { ranges })).toEqual({ ids: here, next: null, folded: '甲乙丙' })
    expect(await find('甲乙丙', { areaPath: '/1/2/4/' })).toEqual({
      ids: [there],
      next: null,
      folded: '甲乙丙',
    })
    expect(await find('甲乙丁')).toEqual({ ids: [], next: null, folded: '甲乙丁' })
    expect(await find(' ')).toEqual({ ids: [], next: null, folded: '' })
  })

  test('of a door code is that of the code, where the officer sees it', async () => {
    const id = await register('丁戊店', 0)
    const code = newPlaceCode(systemRandom)
    await db.$client.prepare('UPDATE places SET code = ? WHERE id = ?').bind(code, id).run()
    expect(await find(code)).toEqual({ ids: [id], next: null, folded: '' })
    expect(await find(code, { areaPath: '/1/2/4/' })).toEqual({ ids: [], next: null, folded: '' })
    expect(await find(newPlaceCode(systemRandom))).toEqual({ ids: [], next: null, folded: '' })
  })

  test('of a piece a thousand places have stand on five sheets, and leave them when their name changes', async () => {
    const walk =
      'WITH RECURSIVE n (i) AS (SELECT 700001 UNION ALL SELECT i + 1 FROM n WHERE i < 701000)'
    await db.$client.batch([
      db.$client.prepare(
        `${walk} INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status, created_at)
         SELECT i, 'M' || i, 'shop', '众', '众', 'catering', '路', 3, '/1/2/3/', '[]', 'known', 0 FROM n`,
      ),
      db.$client.prepare(`${walk} INSERT INTO place_grams (gram, place_id) SELECT '众', i FROM n`),
    ])
    const many = async () => (await rowsOf('')).filter(({ gram }) => gram === '众')
    expect((await many()).map(({ n }) => n)).toEqual([200, 200, 200, 200, 200])
    await db.$client
      .prepare("UPDATE places SET area_path = '/1/2/4/' WHERE id IN (700001, 700500)")
      .run()
    await db.$client
      .prepare("DELETE FROM place_grams WHERE gram = '众' AND place_id > 700300")
      .run()
    expect((await many()).map(({ n }) => n)).toEqual([200, 100])
    expect(await sheets('')).toEqual(await sheets('_now'))
    expect((await find('众', { areaPath: '/1/2/4/' })).ids).toEqual([700_001])
  })

  test('cost two rows for each piece, five at most, however long the search is', async () => {
    await register('一二三四五六七八九十店', 0)
    const tally = { trips: 0, read: 0, written: 0 }
    const counted = { $client: countedD1(tally) }
    const { ids } = await placesNamed(counted, { q: '一二三四五六七八九十店', from: null })
    expect([ids.length, tally]).toEqual([1, { trips: 1, read: 10, written: 0 }])
  })
})
