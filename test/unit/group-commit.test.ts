import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GroupCommit, QueueFull } from '../../src/features/visits/group-commit'
import { isOverloaded, isRetryable, withRetry } from '../../src/shared/retry'

/** A store that writes groups after a while and remembers them. */
function store() {
  const groups: string[][] = []
  let release: () => void = () => undefined
  let fail: Error | null = null
  const commit = async (rows: string[]): Promise<Map<string, number>> => {
    await new Promise<void>((done) => {
      release = done
    })
    if (fail) throw fail
    groups.push(rows)
    return new Map(rows.map((row) => [row, groups.length]))
  }
  return {
    groups,
    commit,
    release: () => release(),
    failWith: (error: Error | null) => {
      fail = error
    },
  }
}

const settle = () => new Promise((done) => setTimeout(done, 0))

describe('the group commit', () => {
  test('writes the first at once and gathers all who come meanwhile into the next group', async () => {
    const kept = store()
    const group = new GroupCommit(kept.commit)
    const all = Promise.all(Array.from({ length: 100 }, (_, i) => group.submit(`k${i}`, `k${i}`)))
    kept.release()
    await settle()
    kept.release()
    await all
    expect(kept.groups.map((rows) => rows.length)).toEqual([1, 99])
  })

  test('answers nobody before the write has happened', async () => {
    const kept = store()
    const group = new GroupCommit(kept.commit)
    let answered = false
    const call = group.submit('a', 'a').then(() => {
      answered = true
    })
    await settle()
    expect(answered).toBe(false)
    kept.release()
    await call
    expect(kept.groups).toEqual([['a']])
  })

  test('writes a double click once and answers both', async () => {
    const kept = store()
    const group = new GroupCommit(kept.commit)
    const both = Promise.all([group.submit('a', 'a'), group.submit('a', 'a')])
    kept.release()
    expect(await both).toEqual([1, 1])
    expect(kept.groups).toEqual([['a']])
  })

  test('refuses at once past its queue, and takes rows again afterwards', async () => {
    const kept = store()
    const group = new GroupCommit(kept.commit, { maxQueue: 3, maxGroup: 10 })
    const taken = ['a', 'b', 'c'].map((id) => group.submit(id, id))
    await expect(group.submit('d', 'd')).rejects.toBeInstanceOf(QueueFull)
    kept.release()
    await settle()
    kept.release()
    await Promise.all(taken)
    const later = group.submit('e', 'e')
    kept.release()
    expect(await later).toBe(3)
  })

  test('tells every caller of a failed group, then goes on with the next', async () => {
    const kept = store()
    const group = new GroupCommit(kept.commit)
    kept.failWith(new Error('disk'))
    const failed = group.submit('a', 'a')
    kept.release()
    await expect(failed).rejects.toThrow('disk')
    kept.failWith(null)
    const next = group.submit('b', 'b')
    kept.release()
    expect(await next).toBe(1)
  })

  test('never loses, doubles or misanswers a row, whatever the order and the group size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(20), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        async (ids, maxGroup) => {
          const written: number[] = []
          const group = new GroupCommit<number, number>(
            async (rows) => {
              await settle()
              written.push(...rows)
              return new Map(rows.map((row) => [String(row), row]))
            },
            { maxQueue: 1000, maxGroup },
          )
          const answers = await Promise.all(ids.map((id) => group.submit(String(id), id)))
          expect(answers).toEqual(ids)
          expect([...written].sort((a, b) => a - b)).toEqual(
            [...new Set(ids)].sort((a, b) => a - b),
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('trying again', () => {
  const pause = async () => undefined
  test('happens for errors of the network and never for an overload', async () => {
    const lost = new Error('D1_ERROR: Network connection lost.')
    let tries = 0
    await expect(
      withRetry(
        async () => {
          tries += 1
          throw lost
        },
        { pause },
      ),
    ).rejects.toBe(lost)
    expect(tries).toBe(5)
    tries = 0
    const overloaded = new Error('D1 DB is overloaded. Too many requests queued.')
    await expect(
      withRetry(
        async () => {
          tries += 1
          throw overloaded
        },
        { pause },
      ),
    ).rejects.toBe(overloaded)
    expect(tries).toBe(1)
    expect([
      isRetryable(lost),
      isOverloaded(overloaded),
      isRetryable(new Error('UNIQUE constraint failed')),
    ]).toEqual([true, true, false])
  })
})
