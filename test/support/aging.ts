// Makes time pass for rows of the served town, so that a story need not wait five minutes.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { getPlatformProxy } from 'wrangler'
import { readRef } from '../../src/features/visits/ref'

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

const openTown = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anmen-aging-'))
  const configPath = join(folder, 'wrangler.toml')
  writeFileSync(configPath, configWithDatabaseOnly())
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath,
    persist: { path: d1Home(inject('town').data) },
  })
  rmSync(folder, { recursive: true, force: true })
  return proxy
}

// Opening takes a second, so it is opened once for all test files; it ends with their process.
let opened: ReturnType<typeof openTown> | null = null

/** Runs one statement against the served town's database while the town runs; answers its rows. */
export async function sql<T>(statement: string, ...values: unknown[]): Promise<T[]> {
  opened ??= openTown()
  const { env } = await opened
  const ask = () =>
    env.DB.prepare(statement)
      .bind(...values)
      .all<T>()
  // The town writes the same file; a statement that met its lock is asked once more, a little later.
  const { results } = await ask().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    return ask()
  })
  return results
}

/** The ref of the visit whose receipt a phone shows: `/visits/<ref>`. */
export function shownVisit(page: Page): string {
  const ref = new URL(page.url()).pathname.split('/')[2] ?? ''
  if (!readRef(ref)) throw new Error(`${page.url()} shows no visit`)
  return ref
}

const RECENT = 'v.place_id = p.id AND p.code = ?2 AND v.at > (unixepoch() - 3600) * 1000'
const ONE = 'v.place_id = p.id AND p.code = ?2 AND v.day = ?3 AND v.key = ?4'

/**
 * Lets minutes pass for one visit, named by its ref, or for all of the last hour at a place, named by
 * its code: their entries and readings move into the past.
 */
export async function age(refOrCode: string, minutes: number): Promise<void> {
  const ref = readRef(refOrCode)
  const named = ref ? [ref.code, ref.day, ref.key] : [refOrCode]
  const aged = await sql(
    `UPDATE visits SET at = at - ?1, version = version + 1, readings = (
       SELECT json_group_array(json_set(value, '$.at', json_extract(value, '$.at') - ?1))
       FROM (SELECT value FROM json_each(visits.readings) ORDER BY key)
     ) WHERE (place_id, day, key) IN (
       SELECT v.place_id, v.day, v.key FROM visits v, places p WHERE ${ref ? ONE : RECENT}
     ) RETURNING key`,
    minutes * 60_000,
    ...named,
  )
  if (aged.length === 0) throw new Error(`the town has no visit ${refOrCode}`)
}
