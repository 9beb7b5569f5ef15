// What the Worker is given and what each request carries. A missing binding or secret is answered
// with the command that makes it.

import type { Db } from './db/client'
import type { Gate } from './features/visits'
import type { Actor } from './shared/actor'
import type { Clock } from './shared/clock'
import type { Random } from './shared/ids'
import type { Ui } from './ui/ui'

export interface Bindings {
  DB: D1Database
  GATE: DurableObjectNamespace<Gate>
  /** What the build made: sheet, scripts, texts. */
  ASSETS: Fetcher
  /** Photos and PDFs. */
  FILES: R2Bucket
  /** Number of gates; 1 unless one venue outgrows it. */
  GATES?: string
  /** e.g. `https://yq.example.cn`: every QR code leads there. */
  PUBLIC_ORIGIN?: string
  /** `1` lets a plain-http host other than localhost set cookies, with a visible warning. */
  ALLOW_HTTP?: string
  /** `1` only in a local demo town; production refuses it. */
  DEMO?: string
  COOKIE_KEY: string
  TOWN_SECRET: string
  FIELD_KEY: string
  INDEX_KEY: string
  PEPPER: string
}

export interface Variables {
  db: Db
  clock: Clock
  random: Random
  actor: Actor
  requestId: string
  ui: Ui
}

export interface AppEnv {
  Bindings: Bindings
  Variables: Variables
}

export const SECRETS = ['COOKIE_KEY', 'TOWN_SECRET', 'FIELD_KEY', 'INDEX_KEY', 'PEPPER'] as const

/** What is missing, with the command that makes it; null when all is there. */
export function missing(env: Partial<Bindings>): string | null {
  if (!env.DB)
    return 'DB is not bound. Run: npx wrangler d1 create anmen, and put its id into wrangler.toml'
  if (!env.GATE) return 'GATE is not bound. Keep the durable_objects part of wrangler.toml'
  if (!env.ASSETS) return 'ASSETS is not bound. Keep the assets part of wrangler.toml'
  if (!env.FILES)
    return 'FILES is not bound. Run: npx wrangler r2 bucket create anmen-files, and keep the r2_buckets part of wrangler.toml'
  const secret = SECRETS.find((name) => !/^[\w-]{43}$/.test(env[name] ?? ''))
  return secret
    ? `${secret} is not set. Run: npm run deploy -- --make-secrets (locally: npm start)`
    : null
}
