// Makes time pass for rows of the served town, so that a story need not wait five minutes.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { inject } from 'vitest'
import { getPlatformProxy } from 'wrangler'

/** Where wrangler keeps the town's D1, somewhere below its data folder. */
function d1Home(data: string): string {
  const found = readdirSync(data, { recursive: true })
    .map((name) => join(data, String(name)))
    .find((path) => path.endsWith('d1') && existsSync(path))
  if (!found) throw new Error(`no D1 below ${data}`)
  return dirname(found)
}

// Without the Durable Object, which a proxy cannot run and would warn about.
const configWithDatabaseOnly = (): string =>
  ['name = "anmen"', 'compatibility_date = "2026-10-01"']
    .concat(/\[\[d1_databases\]\][^[]*/.exec(readFileSync('wrangler.toml', 'utf8'))?.[0] ?? '')
    .join('\n')

/** Runs one statement against the served town's database while the town runs; answers its rows. */
export async function sql<T>(statement: string, ...values: unknown[]): Promise<T[]> {
  const folder = mkdtempSync(join(tmpdir(), 'anmen-aging-'))
  const configPath = join(folder, 'wrangler.toml')
  writeFileSync(configPath, configWithDatabaseOnly())
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath,
    persist: { path: d1Home(inject('town').data) },
  })
  try {
    const { results } = await proxy.env.DB.prepare(statement)
      .bind(...values)
      .all<T>()
    return results
  } finally {
    await proxy.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Lets minutes pass for the visits of a place: entry and readings move into the past. */
export const age = (placeCode: string, minutes: number): Promise<unknown> =>
  sql(
    `UPDATE visits SET at = at - ?1, readings = (
       SELECT json_group_array(json_set(value, '$.at', json_extract(value, '$.at') - ?1))
       FROM (SELECT value FROM json_each(visits.readings) ORDER BY key)
     ) WHERE place_id = (SELECT id FROM places WHERE code = ?2)`,
    minutes * 60_000,
    placeCode,
  )
