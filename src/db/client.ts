// The database handle, and the one thing D1 calls a transaction: a batch.
/**
 * The plain D1 binding. Drizzle describes the tables and writes the migrations; its query builder is left
 * out of the Worker: no statement needed it, and it weighed 13 KB compressed and 30 us a query.
 */
export interface Db {
  $client: D1Database
}

export const openDb = (d1: D1Database): Db => ({ $client: d1 })

/** All or nothing, in order; each statement sees what those before it changed. */
export const batchAll = (db: Db, statements: D1PreparedStatement[]): Promise<D1Result<unknown>[]> =>
  db.$client.batch(statements)

/**
 * Whether a statement of a batch changed anything. D1 counts with it what triggers write, so it cannot say how
 * many rows; `changes()` in SQL counts the statement alone.
 */
export const wrote = (result: D1Result | undefined): boolean => (result?.meta.changes ?? 0) > 0

const MEGABYTE = 1_000_000

/** Many rows as one bound parameter for `json_each`. Throws past 1 MB: split before calling. */
export function jsonRows(rows: unknown[]): string {
  const json = JSON.stringify(rows)
  if (new TextEncoder().encode(json).length > MEGABYTE)
    throw new RangeError('more than 1 MB in one statement')
  return json
}
