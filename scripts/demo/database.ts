// The local database of `wrangler dev`, opened without the Worker, and its migrations.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { getPlatformProxy, unstable_readConfig, unstable_splitSqlQuery } from 'wrangler'
import { type Db, openDb } from '../../src/db/client'

export interface LocalDatabase {
  db: Db
  close(): Promise<void>
}

/** Opens the database below `data`. The Durable Object is left out: its class is not served here. */
export async function openLocalDatabase(data: string): Promise<LocalDatabase> {
  const { name, compatibility_date, d1_databases } = unstable_readConfig({
    config: 'wrangler.toml',
  })
  mkdirSync('.wrangler', { recursive: true })
  const configPath = join('.wrangler', `database-${process.pid}.json`)
  writeFileSync(configPath, JSON.stringify({ name, compatibility_date, d1_databases }))
  try {
    const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({
      configPath,
      persist: { path: resolve(data, 'v3') },
    })
    return { db: openDb(env.DB), close: dispose }
  } finally {
    rmSync(configPath, { force: true })
  }
}

// The table and the way of splitting are wrangler's own, so `wrangler d1 migrations` agrees.
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`

/** Applies what is new in `migrations/`, each file whole or not at all; answers the names applied. */
export async function migrate({ $client }: Db): Promise<string[]> {
  await $client.prepare(MIGRATIONS_TABLE).run()
  const { results } = await $client
    .prepare('SELECT name FROM d1_migrations')
    .all<{ name: string }>()
  const applied = new Set(results.map((row) => row.name))
  const fresh = readdirSync('migrations')
    .filter((name) => name.endsWith('.sql') && !applied.has(name))
    .sort()
  for (const name of fresh) {
    const statements = unstable_splitSqlQuery(readFileSync(join('migrations', name), 'utf8'))
    await $client.batch([
      ...statements.map((statement) => $client.prepare(statement)),
      $client.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ])
  }
  return fresh
}
