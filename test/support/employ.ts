// People who work at the demo keeper's shop of the served town, written with its own keys.
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { encryptField } from '../../src/shared/fields'
import { sql } from './aging'
import { town } from './page'

interface Employed {
  id: number
  name: string
  job: string
  shown: boolean
}

/** The served town's own key. */
export const fieldKey = (): string => parseEnv(readFileSync('.dev.vars', 'utf8')).FIELD_KEY ?? ''

/** The demo keeper's shop, as the database knows it. */
export async function placeId(): Promise<number> {
  const [place] = await sql<{ id: number }>(
    'SELECT id FROM places WHERE code = ?',
    town().placeCode,
  )
  if (!place) throw new Error('the town has no demo shop')
  return place.id
}

/** Confirmed workers of a place, by default of the shop; those who are there already stay as they are. */
export async function employ(people: Employed[], at?: number): Promise<void> {
  const FIELD_KEY = fieldKey()
  const place = at ?? (await placeId())
  for (const { id, name, job, shown } of people) {
    const sealed = (column: string, plain: string) =>
      encryptField(FIELD_KEY, { table: 'workers', column, row: id }, plain)
    await sql(
      'INSERT OR IGNORE INTO workers (id, name, phone, phone_index, created_at) VALUES (?, ?, ?, ?, 0)',
      id,
      await sealed('name', name),
      await sealed('phone', `138000${String(id).slice(-5)}`),
      `story${id}`,
    )
    await sql(
      `INSERT OR IGNORE INTO employments (place_id, worker_id, job, confirmed_at, shown_by_consent, since)
       VALUES (?, ?, ?, 1, ?, 18000)`,
      place,
      id,
      job,
      shown ? 1 : 0,
    )
  }
}
