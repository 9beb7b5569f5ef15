// What the served town's own database file holds, read beside it: a reader never holds up a writer.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { town } from './page'

/** The rows of a query over the town as it stands. */
export function rowsOf(sql: string, ...values: number[]) {
  const [file = ''] = globSync(join(town().data, 'v3/d1/*/*.sqlite')).filter(
    (each) => !each.endsWith('metadata.sqlite'),
  )
  const db = new DatabaseSync(file, { readOnly: true })
  const rows = db.prepare(sql).all(...values)
  db.close()
  return rows
}
