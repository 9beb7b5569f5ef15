import { describe, expect, test } from 'vitest'
import { gathering } from '../../src/db/gather'
import { countedD1 } from '../support/counted'
import { db } from '../support/town'

describe('asking together', () => {
  const value = (on: typeof db, n: number) =>
    on.$client.prepare('SELECT ? AS n').bind(n).first<{ n: number }>()

  test('each gets its own answer, in one round trip', async () => {
    const tally = { trips: 0, read: 0, written: 0 }
    const together = gathering({ $client: countedD1(tally) })
    const both = together.$client.batch<{ n: number }>([
      together.$client.prepare('SELECT 3 AS n'),
      together.$client.prepare('SELECT ? AS n').bind(4),
    ])
    const [one1, two, [three, four], none] = await Promise.all([
      value(together, 1),
      value(together, 2),
      both,
      together.$client.prepare('SELECT 1 WHERE 0').first(),
    ])
    expect([one1?.n, two?.n, three?.results[0]?.n, four?.results[0]?.n, none]).toEqual([
      1,
      2,
      3,
      4,
      null,
    ])
    expect(tally.trips).toBe(1)
    expect((await value(together, 5))?.n).toBe(5)
    expect(tally.trips).toBe(2)
  })

  test('what two ask in the same words is read once; whoever writes has all of it done, in its order', async () => {
    const tally = { trips: 0, read: 0, written: 0 }
    const asked: string[] = []
    const counted = countedD1(tally)
    const noted: D1Database = new Proxy(counted, {
      get: (target, name) =>
        name === 'prepare'
          ? (sql: string) => {
              asked.push(sql)
              return target.prepare(sql)
            }
          : Reflect.get(target, name).bind(target),
    })
    const together = gathering({ $client: noted })
    const areas = () =>
      together.$client.prepare('SELECT count(*) AS n FROM areas').first<{ n: number }>()
    const added = (id: number) =>
      together.$client
        .prepare("INSERT INTO areas SELECT ?1, 1, 'village', '村', 'V', '/1/' || ?1 || '/'")
        .bind(id)
    const before = (await areas())?.n ?? 0
    const read = tally.read
    const [first, again, [, , grown]] = await Promise.all([
      areas(),
      areas(),
      together.$client.batch<{ n: number }>([
        added(900),
        added(901),
        together.$client.prepare('SELECT count(*) AS n FROM areas'),
      ]),
    ])
    expect([first?.n, again?.n, grown?.results[0]?.n]).toEqual([before, before, before + 2])
    expect(tally.read - read).toBeLessThanOrEqual(3 * before + 20)
    expect(asked.filter((sql) => sql.startsWith('INSERT'))).toHaveLength(2)
  })

  test('a question that cannot be answered fails for everybody who asked with it', async () => {
    const together = gathering(db)
    const asked = [value(together, 1), together.$client.prepare('SELECT * FROM nothing').all()]
    const ended = await Promise.allSettled(asked)
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
