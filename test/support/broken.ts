// D1s that fail where a real one may: in the middle of a batch, or on the way before or after the commit.
import { env } from 'cloudflare:workers'

/** Any engine error will do: it takes the whole batch back. */
const POISON = "SELECT json('{')"

/** A D1 whose next batch fails after its first `n` statements; `broke` says whether it came to that. */
export function poisonedD1(n: number): { d1: D1Database; broke: () => boolean } {
  let left = true
  let broke = false
  const d1 = new Proxy(env.DB, {
    get(target, property) {
      if (property === 'batch')
        return (statements: D1PreparedStatement[]) => {
          const now = left && n <= statements.length
          left = false
          broke ||= now
          const poison = now ? [target.prepare(POISON)] : []
          return target.batch([...statements.slice(0, n), ...poison, ...statements.slice(n)])
        }
      const value = Reflect.get(target, property)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { d1, broke: () => broke }
}

/** A D1 that loses the connection at its n-th call, before the call arrives or after it is done. */
export function brokenD1(
  n: number,
  when: 'before' | 'after',
): { d1: D1Database; calls: () => number } {
  let calls = 0
  const carry = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1
    const lost = calls === n
    const fail = () => {
      throw new Error('D1_ERROR: connection lost')
    }
    if (lost && when === 'before') fail()
    const result = await call()
    if (lost) fail()
    return result
  }
  const plain = new WeakMap<object, D1PreparedStatement>()
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get(target, property) {
        if (property === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        if (property === 'first' || property === 'all' || property === 'run' || property === 'raw')
          return (...args: []) => carry(() => Reflect.apply(target[property], target, args))
        return Reflect.get(target, property)
      },
    })
    plain.set(wrapped, statement)
    return wrapped
  }
  const d1 = new Proxy(env.DB, {
    get(target, property) {
      if (property === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      if (property === 'batch')
        return (statements: D1PreparedStatement[]) =>
          carry(() => target.batch(statements.map((each) => plain.get(each) ?? each)))
      return Reflect.get(target, property)
    },
  })
  return { d1, calls: () => calls }
}
