// What a new day does by itself: entries of the negative list that begin or end, listings that do.
import { batchAll, type Db } from '../../db/client'
import { type Actor, VISITOR } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditAlways } from '../audit'
import type { Rulebook } from '../rulebook'
import { effectOf, turnedSince } from './rules'
import { STEP_PLACES } from './store-apply'
import { FACTS, type FactRow, factsOf, LISTED_FOR } from './store-facts'
import { endListing } from './store-listed'
import { officerOf, stepStatements } from './store-step'

const ACT = 'switches.day'

/** The last day whose lists were applied. The audit row that says so is the watermark. */
async function lastDay(db: Db, today: number): Promise<number> {
  const row = await db.$client
    .prepare('SELECT subject FROM audit WHERE act = ? ORDER BY seq DESC LIMIT 1')
    .bind(ACT)
    .first<{ subject: string }>()
  return row ? Number(row.subject.slice('day:'.length)) : today - 1
}

interface Turned {
  day: number
  trades: string[]
  ended: boolean
}

interface Candidate extends FactRow {
  id: number
  listedFor: string | null
}

/** Places a new day may move: of the trades that came onto a list, listed by themselves, or shut by a rule. */
async function candidates(db: Db, asked: Turned, after: number): Promise<Candidate[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT p.id, ${FACTS}, ${LISTED_FOR} AS listedFor
       FROM places p NOT INDEXED WHERE p.id > ?2 AND NOT EXISTS (SELECT 1 FROM place_changes c WHERE c.key = ?5 || p.id)
         AND (p.status IN ('applied', 'accepted', 'open') AND (p.trade IN (SELECT value FROM json_each(?3))
             OR EXISTS (SELECT 1 FROM listed_places l WHERE l.place_id = p.id AND l.ended_at IS NULL))
           OR ?4 AND p.status = 'suspended')
       ORDER BY p.id LIMIT ${STEP_PLACES}`,
    )
    .bind(asked.day, after, JSON.stringify(asked.trades), asked.ended ? 1 : 0, keysOf(asked.day))
    .all<Candidate>()
  return results
}

const keysOf = (day: number): string => `day:${day}:`

async function endListings(db: Db, book: Rulebook, day: number, now: number): Promise<void> {
  const { results } = await db.$client
    .prepare(
      'SELECT id, place_id AS placeId, "by" FROM listed_places WHERE ended_at IS NULL AND to_day < ? LIMIT 200',
    )
    .bind(day)
    .all<{ id: number; placeId: number; by: number }>()
  for (const listing of results) await endListing(db, book, listing, null, now)
}

/** Who answers for the rules in force: whoever approved them, else whoever published them. */
async function behind(db: Db, version: number): Promise<Actor> {
  const row = await db.$client
    .prepare('SELECT coalesce(approved_by, published_by) AS id FROM rulebooks WHERE version = ?')
    .bind(version)
    .first<{ id: number | null }>()
  return officerOf(row?.id ?? null)
}

/** One walk over the places; answers how many were to move. */
async function walk(db: Db, book: Rulebook, asked: Turned, now: number): Promise<number> {
  const after = { book, day: asked.day }
  const actor = await behind(db, book.version)
  let cursor = 0
  let moved = 0
  for (;;) {
    const found = await candidates(db, asked, cursor)
    const moving = found.flatMap(({ id, listedFor, ...row }) => {
      const effect = effectOf(null, after, factsOf(row))
      const { status, statusCause } = row
      return effect ? [{ id, status, statusCause, listedFor, effect }] : []
    })
    const steps = { keys: keysOf(asked.day), places: moving, after, actor, at: now }
    if (moving.length > 0)
      await batchAll(db, stepStatements(db, { ...steps, rulebookVersion: book.version }))
    moved += moving.length
    cursor = found.at(-1)?.id ?? cursor
    if (found.length < STEP_PLACES) return moved
  }
}

/**
 * Applies what begins and ends with the day. The day is marked as done by the run that found nothing left
 * to move, so a place that changed under its hands is met again a minute later.
 */
export async function turnDay(db: Db, book: Rulebook, now: number): Promise<void> {
  const day = dayOf(now)
  const last = await lastDay(db, day)
  if (last >= day) return
  await endListings(db, book, day, now)
  const turned = { day, ...turnedSince(book, last, day) }
  if ((await walk(db, book, turned, now)) > 0) return
  await auditAlways(db, {
    at: now,
    actor: VISITOR,
    act: ACT,
    subject: `day:${day}`,
    rulebookVersion: book.version,
  }).run()
}
