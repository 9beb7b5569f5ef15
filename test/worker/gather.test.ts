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

  test('a question that cannot be answered fails for everybody who asked with it', async () => {
    const together = gathering(db)
    const asked = [value(together, 1), together.$client.prepare('SELECT * FROM nothing').all()]
    const ended = await Promise.allSettled(asked)
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
