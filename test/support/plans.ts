// Every statement that a piece of work sends to the database, and how the database would run it.
import { env } from 'cloudflare:workers'
import { db } from './town'

interface Sent {
  sql: string
  values: unknown[]
}

/** A database that notes what it is asked, and still answers. */
export function notingD1(sent: Sent[]): D1Database {
  const noting = (sql: string): D1PreparedStatement => {
    const statement = env.DB.prepare(sql)
    return new Proxy(statement, {
      get(target, name) {
        if (name === 'bind')
          return (...values: unknown[]) => {
            sent.push({ sql, values })
            return target.bind(...values)
          }
        const found: unknown = Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      },
    })
  }
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === 'prepare') return noting
      const found: unknown = Reflect.get(target, name)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
}

export interface Plan {
  sql: string
  detail: string
  /** The rows found are sorted before the first can be given out. */
  sorted: boolean
}

/** The plans of the noted statements that touch one of these tables, each SQL once. */
export async function plansOf(sent: Sent[], tables: readonly string[]): Promise<Plan[]> {
  const touches = new RegExp(`\\b(FROM|JOIN|INTO|UPDATE) (${tables.join('|')})\\b`)
  const once = new Map(sent.filter(({ sql }) => touches.test(sql)).map((each) => [each.sql, each]))
  return Promise.all(
    [...once.values()].map(async ({ sql, values }) => {
      const { results } = await db.$client
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string; parent: number }>()
      return {
        sql,
        detail: results.map((row) => row.detail).join('\n'),
        sorted: results.some((row) => row.parent === 0 && row.detail.includes('TEMP B-TREE')),
      }
    }),
  )
}
