import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { listAreas } from '../../src/features/places'
import { countedD1, type Tally } from '../support/counted'
import { db, foundTown } from '../support/town'

beforeAll(() => foundTown())

const run = (sql: string) => db.$client.prepare(sql).run()

test('the tree of areas is read as one row, and follows what is added, renamed and taken away', async () => {
  const village = { id: 90, parentId: 2, level: 'village', path: '/1/2/90/' }
  await run("INSERT INTO areas VALUES (90, 2, 'village', '远村', 'Far', '/1/2/90/')")
  const tally: Tally = { trips: 0, read: 0, written: 0 }
  const found = await listAreas(openDb(countedD1(tally)))
  expect(tally.read).toBe(1)
  expect(found).toContainEqual({ ...village, name: '远村', nameEn: 'Far' })
  expect(found.map(({ path }) => path)).toEqual(found.map(({ path }) => path).toSorted())
  await run("UPDATE areas SET name = '近村' WHERE id = 90")
  expect(await listAreas(db)).toContainEqual({ ...village, name: '近村', nameEn: 'Far' })
  await run('DELETE FROM areas WHERE id = 90')
  expect((await listAreas(db)).some(({ id }) => id === 90)).toBe(false)
  const { results } = await db.$client.prepare('SELECT id FROM areas').all()
  expect(await listAreas(openDb(env.DB))).toHaveLength(results.length)
})
