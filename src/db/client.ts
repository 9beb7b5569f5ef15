// The database handle, and the one thing D1 calls a transaction: a batch.
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

/** Drizzle for reads; `$client` is the plain D1 binding for conditional statements. */
export type Db = DrizzleD1Database<Record<string, never>> & { $client: D1Database }

export const openDb = (d1: D1Database): Db => drizzle(d1)

/** All or nothing, in order; each statement sees what those before it changed. */
export const batchAll = (db: Db, statements: D1PreparedStatement[]): Promise<D1Result<unknown>[]> =>
  db.$client.batch(statements)

const MEGABYTE = 1_000_000

/** Many rows as one bound parameter for `json_each`. Throws past 1 MB: split before calling. */
export function jsonRows(rows: unknown[]): string {
  const json = JSON.stringify(rows)
  if (new TextEncoder().encode(json).length > MEGABYTE)
    throw new RangeError('more than 1 MB in one statement')
  return json
}
