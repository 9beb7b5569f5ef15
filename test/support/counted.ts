// A D1 that counts what it is asked: round trips, statements, rows read and written, from `meta`.
import { env } from 'cloudflare:workers'

export interface Tally {
  trips: number
  read: number
  written: number
}

const add = (tally: Tally, results: D1Result<unknown>[]): void => {
  tally.trips += 1
  for (const { meta } of results) {
    tally.read += meta.rows_read
    tally.written += meta.rows_written
  }
}

/** Wraps the real D1; everything still happens there. */
export function countedD1(tally: Tally, d1: D1Database = env.DB): D1Database {
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, property) {
        if (property === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        if (property === 'unwrapped') return target
        if (property === 'first') {
          return async () => {
            const result = await target.all()
            add(tally, [result])
            return result.results[0] ?? null
          }
        }
        if (property === 'all' || property === 'run') {
          return async () => {
            const result = await target.all()
            add(tally, [result])
            return result
          }
        }
        return Reflect.get(target, property)
      },
    })
  return new Proxy(d1, {
    get(target, property) {
      if (property === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      if (property === 'batch') {
        return async (
          statements: (D1PreparedStatement & { unwrapped?: D1PreparedStatement })[],
        ) => {
          const results = await target.batch(
            statements.map((statement) => statement.unwrapped ?? statement),
          )
          add(tally, results)
          return results
        }
      }
      return Reflect.get(target, property)
    },
  })
}
