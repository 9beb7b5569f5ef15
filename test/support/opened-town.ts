// The whole demo town in a local D1, opened by the app itself without a server: every page can be asked, and
// what it reads of the database is counted.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLocalDatabase } from '../../scripts/demo/database'
import { loadTown } from '../../scripts/demo/seed'
import { createApp } from '../../src/app'
import type { Bindings } from '../../src/env'
import type { PlaceKind } from '../../src/features/places'
import { createScheduled } from '../../src/scheduled'
import { systemRandom } from '../../src/shared/ids'
import { countedD1, type Tally } from './counted'

const ORIGIN = 'http://localhost:8787'
const SECRET = 'A'.repeat(43)
const keys = {
  ...{ COOKIE_KEY: SECRET, TOWN_SECRET: SECRET, FIELD_KEY: SECRET },
  ...{ INDEX_KEY: SECRET, PEPPER: SECRET },
}

const asset = (path: string): Response => {
  try {
    return new Response(readFileSync(join('public', path)))
  } catch {
    return new Response(null, { status: 404 })
  }
}

export interface Opened {
  status: number
  /** Rows. */
  read: number
  html: string
  /** Where it leads instead, if it does. */
  location: string | null
}

export interface OpenedTown {
  placeCode: string
  /** Opens a page as one of the demo accounts, or as nobody. */
  open(account: string | null, path: string): Promise<Opened>
  /** Makes an account keeper of the place of a kind where most people work too; answers its door code. */
  largest(account: string, kind: PlaceKind): Promise<string>
  /** The work of a minute. */
  minute(): Promise<void>
  close(): Promise<void>
}

/** Loads it as it stands at an instant, which is also what its clock says. Takes about a minute. */
export async function openTown(now: number): Promise<OpenedTown> {
  const data = mkdtempSync(join(tmpdir(), 'anmen-rows-'))
  const quiet = () => undefined
  const town = await loadTown({ data, size: 'full', now, keys, say: quiet, progress: quiet })
  if (!town) throw new Error('the town was not loaded')
  const { db, close } = await openLocalDatabase(data)
  const tally: Tally = { trips: 0, read: 0, written: 0 }
  const bindings = {
    ...keys,
    DEMO: '1',
    DB: countedD1(tally, db.$client),
    ASSETS: { fetch: async (request: Request) => asset(new URL(request.url).pathname) },
    FILES: { get: async () => null, list: async () => ({ objects: [] }), delete: quiet },
    // Only a check-in asks it.
    GATE: {},
  } as unknown as Bindings
  const app = createApp({ clock: () => now, random: systemRandom })
  const later: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => later.push(work) }

  async function ask(path: string, cookie: string, form?: Record<string, string>) {
    const request = new Request(ORIGIN + path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie, origin: ORIGIN, accept: 'text/html' },
      body: form ? new URLSearchParams(form) : null,
    })
    const answer = await app.fetch(request, bindings, context as unknown as ExecutionContext)
    return { answer, html: await answer.text() }
  }

  const cookies = new Map<string, string>()
  async function cookieOf(account: string): Promise<string> {
    const known = cookies.get(account)
    if (known) return known
    const form = { name: account, password: town?.state.password ?? '' }
    const { answer } = await ask('/sign-in', '', form)
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    cookies.set(account, cookie)
    return cookie
  }

  return {
    placeCode: town.state.placeCode,
    async open(account, path) {
      const cookie = account ? await cookieOf(account) : ''
      tally.read = 0
      const { answer, html } = await ask(path, cookie)
      const location = answer.headers.get('location')
      return { status: answer.status, read: tally.read, html, location }
    },
    async largest(account, kind) {
      const place = await db.$client
        .prepare(
          `SELECT p.id, p.code FROM place_staff s JOIN places p ON p.id = s.place_id
           WHERE p.kind = ? AND p.status = 'open' ORDER BY s.listed DESC LIMIT 1`,
        )
        .bind(kind)
        .first<{ id: number; code: string }>()
      if (!place) throw new Error(`nobody works at a place of the kind ${kind}`)
      await db.$client
        .prepare(
          `INSERT INTO place_members (account_id, place_id, role, since)
           SELECT id, ?2, 'keeper', ?3 FROM accounts WHERE name = ?1`,
        )
        .bind(account, place.id, now)
        .run()
      return place.code
    },
    minute: () => createScheduled(() => now)({} as ScheduledController, bindings),
    async close() {
      await Promise.all(later)
      await close()
      rmSync(data, { recursive: true })
    },
  }
}
