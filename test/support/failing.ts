// A D1 whose connection is lost at some of its batches: before the commit, or after it, when the work
// is done and only the answer is lost.
import { env } from 'cloudflare:workers'

export type Loss = 'before' | 'after' | null

/** Wraps the real D1; `lossAt` says what happens to the n-th batch, counted from 1. */
export function failingD1(lossAt: (n: number) => Loss): D1Database {
  let n = 0
  return new Proxy(env.DB, {
    get(target, property) {
      if (property !== 'batch') {
        const value = Reflect.get(target, property)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return async (statements: D1PreparedStatement[]) => {
        n += 1
        const loss = lossAt(n)
        if (loss === 'before') throw new Error('D1_ERROR: Network connection lost.')
        const results = await target.batch(statements)
        if (loss === 'after') throw new Error('D1_ERROR: Network connection lost.')
        return results
      }
    },
  })
}
