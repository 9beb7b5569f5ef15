// Rulebooks by version. A published version never changes, so an isolate keeps what it has read.
import * as v from 'valibot'
import type { Db } from '../../db/client'
import { type Rulebook, rulebookSchema } from './form'

const byVersion = new Map<number, Rulebook>()
const FRESH_MS = 10_000
let latest: { book: Rulebook; readAt: number } | null = null

interface Stored {
  version: number
  json: string
}

function remember(row: Stored): Rulebook {
  const known = byVersion.get(row.version)
  if (known) return known
  const book = v.parse(rulebookSchema, JSON.parse(row.json))
  byVersion.set(row.version, book)
  return book
}

/** The SQL of the version in force at an instant bound as a parameter; one index seek. */
export const VERSION_IN_FORCE =
  'SELECT version FROM rulebooks WHERE effective_from <= ? ORDER BY effective_from DESC, version DESC LIMIT 1'

/** One version, from this isolate or the database; null when it was never published. */
export async function publishedRulebook(db: Db, version: number): Promise<Rulebook | null> {
  const known = byVersion.get(version)
  if (known) return known
  const row = await db.$client
    .prepare('SELECT version, json FROM rulebooks WHERE version = ?')
    .bind(version)
    .first<Stored>()
  return row && remember(row)
}

/** One version that something was judged by. Throws when it was never published. */
export async function rulebookByVersion(db: Db, version: number): Promise<Rulebook> {
  const book = await publishedRulebook(db, version)
  if (!book) throw new Error(`rulebook version ${version} was never published`)
  return book
}

export interface Published {
  version: number
  effectiveFrom: number
}

const MOST_VERSIONS = 400

/** Every published version, the last to take effect first; read from the index alone. */
export async function listVersions(db: Db): Promise<Published[]> {
  const { results } = await db.$client
    .prepare(
      'SELECT version, effective_from AS effectiveFrom FROM rulebooks ORDER BY effective_from DESC, version DESC LIMIT ?',
    )
    .bind(MOST_VERSIONS)
    .all<Published>()
  return results
}

/** The rulebook in force, at most 10 seconds old. Throws while a town has none. */
export async function rulebookInForce(db: Db, now: number): Promise<Rulebook> {
  if (latest && now >= latest.readAt && now - latest.readAt < FRESH_MS) return latest.book
  const row = await db.$client
    .prepare(`SELECT version, json FROM rulebooks WHERE version = (${VERSION_IN_FORCE})`)
    .bind(now)
    .first<Stored>()
  if (!row) throw new Error('no rulebook is in force: publish one, or run npm start')
  latest = { book: remember(row), readAt: now }
  return latest.book
}

/**
 * What this isolate last saw in force, without asking again: for a read that itself brings the version
 * in force along and hands it to `rulebookJustRead`. Asks only on a cold start.
 */
export const seenRulebook = async (db: Db, now: number): Promise<Rulebook> =>
  latest?.book ?? rulebookInForce(db, now)

/** The rulebook of the version that a read at `now` has just found in force. */
export async function rulebookJustRead(db: Db, version: number, now: number): Promise<Rulebook> {
  const book = await rulebookByVersion(db, version)
  latest = { book, readAt: now }
  return book
}

/** The newest rulebook this isolate has seen, for a town's name on a page that reads no rule. */
export const lastSeenRulebook = (): Rulebook | null =>
  latest?.book ?? [...byVersion.values()].at(-1) ?? null

const PUBLISH =
  'INSERT INTO rulebooks (version, issuer, title, effective_from, published_at, published_by, approved_by, json)'

function rowOf(book: Rulebook, at: number, by: number | null, approvedBy: number | null) {
  const checked = v.parse(rulebookSchema, book)
  const from = Date.parse(`${checked.effectiveFrom}T00:00:00+08:00`)
  const { version, issuer, title } = checked
  return [version, issuer, title.zh, from, at, by, approvedBy, JSON.stringify(checked)]
}

/** Publishes a version, for the seed. Throws when the book is not well formed. */
export const publishStatement = (
  db: Db,
  book: Rulebook,
  at: number,
  by: number | null,
): D1PreparedStatement =>
  db.$client.prepare(`${PUBLISH} VALUES (?,?,?,?,?,?,?,?)`).bind(...rowOf(book, at, by, null))

/**
 * Publishes what one officer proposed and another approved, directly after the conditional statement
 * that approves it. Throws when the book is not well formed.
 */
export const publishIfChanged = (
  db: Db,
  book: Rulebook,
  at: number,
  people: { by: number; approvedBy: number },
): D1PreparedStatement =>
  db.$client
    .prepare(`${PUBLISH} SELECT ?,?,?,?,?,?,?,? WHERE changes() = 1`)
    .bind(...rowOf(book, at, people.by, people.approvedBy))

/** The newest version, in force already or not. Throws while a town has none. */
export async function newestRulebook(db: Db): Promise<Rulebook> {
  const row = await db.$client
    .prepare('SELECT version, json FROM rulebooks ORDER BY version DESC LIMIT 1')
    .first<Stored>()
  if (!row) throw new Error('no rulebook was published: publish one, or run npm start')
  return remember(row)
}
