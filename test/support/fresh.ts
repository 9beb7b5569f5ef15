// A fresh start for every worker test file: files share one isolate, nothing of the file before is left.
import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import { edgeCache } from '../../src/shared/edge-cache'

/** What stands in the database and in the bucket. */
async function left(): Promise<unknown[]> {
  const tables = await env.DB.prepare('SELECT name FROM sqlite_schema LIMIT 1').all()
  const { objects } = await env.FILES.list({ limit: 1 })
  return [...tables.results, ...objects]
}

vi.resetModules()
// `reset` empties only what is awake: looked at just before, all of it is.
await left()
await edgeCache().match('http://localhost/')
await reset()
if ((await left()).length > 0) throw new Error('the file before this one left something behind')
await applyD1Migrations(env.DB, env.MIGRATIONS)
