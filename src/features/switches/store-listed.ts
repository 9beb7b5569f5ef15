// Places put on the negative list one by one: listing an open place shuts it in the same batch, and the
// end of the listing opens it again, unless something else holds it.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import { foldName } from '../places/rules'
import type { Rulebook } from '../rulebook'
import { effectOf, type PlaceFacts } from './rules'
import { FACTS, type FactRow, factsOf } from './store-facts'
import { officerOf, stepStatements } from './store-step'
import type { ListedPlace } from './tables'

type Facts = PlaceFacts & { id: number }

export async function factsOfPlace(db: Db, placeId: number, day: number): Promise<Facts | null> {
  const row = await db.$client
    .prepare(`SELECT p.id, ${FACTS} FROM places p WHERE p.id = ?2`)
    .bind(day, placeId)
    .first<FactRow & { id: number }>()
  return row && { id: row.id, ...factsOf(row) }
}

export interface NewListing {
  /** Its number, known before the row is: the step of its place names it. */
  id: number
  key: string
  placeId: number
  reason: string
  fromDay: number
  toDay: number | null
}

const STANDS = 'EXISTS (SELECT 1 FROM places WHERE id = ? AND status = ? AND status_cause IS ?)'
const TRIES = 3

export type Listed = 'listed' | 'known' | 'closed'

/** `known`: the key was used, or the place is listed already. */
export async function listPlace(
  db: Db,
  book: Rulebook,
  listing: NewListing,
  by: Actor & { id: number },
  now: number,
): Promise<Listed> {
  const day = dayOf(now)
  for (let n = 0; n < TRIES; n++) {
    const facts = await factsOfPlace(db, listing.placeId, day)
    if (!facts || facts.status === 'closed') return 'closed'
    const begun = listing.fromDay <= day
    const after = { book, day }
    const effect = begun ? effectOf(null, after, { ...facts, listing: listing.id }) : null
    const moves =
      effect?.cause === 'listed' ? [{ ...facts, effect, listedFor: listing.reason }] : []
    const [written] = await batchAll(db, [
      db.$client
        .prepare(
          `INSERT INTO listed_places (id, key, place_id, reason, from_day, to_day, "by", at)
           SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE ${STANDS} ON CONFLICT DO NOTHING`,
        )
        .bind(
          ...[listing.id, listing.key, listing.placeId, listing.reason, listing.fromDay],
          ...[listing.toDay, by.id, now, facts.id, facts.status, facts.statusCause],
        ),
      auditIfChanged(db, {
        at: now,
        actor: by,
        act: 'switches.list',
        subject: `places:${listing.placeId}`,
        reason: listing.reason,
        detail: { listing: listing.id, from: listing.fromDay, to: listing.toDay },
        rulebookVersion: book.version,
      }),
      ...stepStatements(db, {
        ...{ keys: `list:${listing.id}:`, places: moves, after, actor: by, at: now },
        rulebookVersion: book.version,
        guard: {
          sql: 'EXISTS (SELECT 1 FROM listed_places WHERE id = ? AND at = ?)',
          values: [listing.id, now],
        },
      }),
    ])
    if (wrote(written)) return 'listed'
    if (await liveListing(db, listing.placeId)) return 'known'
  }
  return 'known'
}

const LISTING = `l.id, l.key, l.place_id AS placeId, l.reason, l.from_day AS fromDay, l.to_day AS toDay, l."by", l.at,
  l.ended_by AS endedBy, l.ended_at AS endedAt`

/** The listing of a place that was not ended, begun or not. */
export const liveListing = (db: Db, placeId: number): Promise<ListedPlace | null> =>
  db.$client
    .prepare(`SELECT ${LISTING} FROM listed_places l WHERE l.place_id = ? AND l.ended_at IS NULL`)
    .bind(placeId)
    .first<ListedPlace>()

export const listingById = (db: Db, id: number): Promise<ListedPlace | null> =>
  db.$client
    .prepare(`SELECT ${LISTING} FROM listed_places l WHERE l.id = ?`)
    .bind(id)
    .first<ListedPlace>()

/** Ends a listing; `by` null: its last day has passed. False when it was ended already. */
export async function endListing(
  db: Db,
  book: Rulebook,
  listing: Pick<ListedPlace, 'id' | 'placeId' | 'by'>,
  by: (Actor & { id: number }) | null,
  now: number,
): Promise<boolean> {
  const after = { book, day: dayOf(now) }
  const actor = by ?? officerOf(listing.by)
  for (let n = 0; n < TRIES; n++) {
    const facts = await factsOfPlace(db, listing.placeId, after.day)
    if (!facts) return false
    const effect =
      facts.status === 'suspended' ? effectOf(null, after, { ...facts, listing: null }) : null
    const [ended] = await batchAll(db, [
      db.$client
        .prepare(
          `UPDATE listed_places SET ended_by = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL AND ${STANDS}`,
        )
        .bind(by?.id ?? null, now, listing.id, facts.id, facts.status, facts.statusCause),
      auditIfChanged(db, {
        at: now,
        actor,
        act: 'switches.unlist',
        subject: `places:${listing.placeId}`,
        detail: { listing: listing.id },
        rulebookVersion: book.version,
      }),
      ...stepStatements(db, {
        ...{ keys: `unlist:${listing.id}:`, after, actor, at: now },
        places: effect ? [{ ...facts, effect, listedFor: null }] : [],
        rulebookVersion: book.version,
        guard: {
          sql: 'EXISTS (SELECT 1 FROM listed_places WHERE id = ? AND ended_at = ?)',
          values: [listing.id, now],
        },
      }),
    ])
    if (wrote(ended)) return true
    if ((await listingById(db, listing.id))?.endedAt !== null) return false
  }
  return false
}

export interface ListedLine {
  id: number
  code: string
  name: string
  status: string
  area: string
  areaEn: string
  reason: string
  fromDay: number
  toDay: number | null
  endedAt: number | null
}

export const LISTED_ROWS = 20

export interface ListedQuery {
  q: string
  ended: boolean
  /** Keyset, newest first: the last row of the page before. */
  before: { endedAt: number; id: number } | null
}

/** The statement behind a page of listings, one row more than shown; tests read its plan. */
export function listedStatement(db: Db, { q, ended, before }: ListedQuery): D1PreparedStatement {
  const from = before ?? { endedAt: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER }
  const walk = ended
    ? 'l.ended_at IS NOT NULL AND (l.ended_at, l.id) < (?1, ?2)'
    : 'l.ended_at IS NULL AND l.id < ?2 AND ?1 IS NOT NULL'
  return db.$client
    .prepare(
      `SELECT l.id, p.code, p.name, p.status, a.name AS area, a.name_en AS areaEn, l.reason, l.from_day AS fromDay,
         l.to_day AS toDay, l.ended_at AS endedAt
       FROM listed_places l CROSS JOIN places p ON p.id = l.place_id CROSS JOIN areas a ON a.id = p.area_id
       WHERE ${walk} AND (?3 = '' OR instr(p.name_folded, ?3) > 0)
       ORDER BY l.ended_at DESC, l.id DESC LIMIT ${LISTED_ROWS + 1}`,
    )
    .bind(from.endedAt, from.id, foldName(q))
}

export async function listListed(
  db: Db,
  query: ListedQuery,
): Promise<{ lines: ListedLine[]; more: boolean }> {
  const { results } = await listedStatement(db, query).all<ListedLine>()
  return { lines: results.slice(0, LISTED_ROWS), more: results.length > LISTED_ROWS }
}
