// Batches of people who come back: written by the keeper, answered by the office, ticked on the day.
import { batchAll, type Db, jsonRows, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditIfAny, auditIfChanged } from '../audit'
import type { BatchState, ReturnBatch } from './tables'

interface Doing {
  actor: AccountActor
  now: number
  rulebookVersion: number
}

export interface BatchRow extends Omit<ReturnBatch, 'key'> {
  code: string
  name: string
  area: string
  areaEn: string
  people: number
  came: number
}

const COLUMNS = `SELECT b.id, b.place_id AS placeId, b.area_path AS areaPath, b.seq, b.day, b.state, b.version, b.reason,
    b.rulebook_version AS rulebookVersion, b.by, b.at, b.decided_by AS decidedBy, b.decided_at AS decidedAt,
    p.code, p.name, a.name AS area, a.name_en AS areaEn`
// Each of its lines has counted them.
const COUNTED = 'FROM batch_lists l WHERE l.batch_id = b.id LIMIT 1'
const ROW = `${COLUMNS}, (SELECT l.people ${COUNTED}) AS people, (SELECT l.came ${COUNTED}) AS came`
const OF_PLACE = 'JOIN places p ON p.id = b.place_id JOIN areas a ON a.id = p.area_id'

const MOST_BATCHES = 30

/** The batches of a place, the last one first. */
export async function batchesOf(db: Db, placeId: number): Promise<BatchRow[]> {
  const { results } = await db.$client
    .prepare(
      `${ROW} FROM return_batches b ${OF_PLACE} WHERE b.place_id = ? ORDER BY b.seq DESC LIMIT ${MOST_BATCHES}`,
    )
    .bind(placeId)
    .all<BatchRow>()
  return results
}

export const batchById = (db: Db, id: number): Promise<BatchRow | null> =>
  db.$client
    .prepare(`${ROW} FROM return_batches b ${OF_PLACE} WHERE b.id = ?`)
    .bind(id)
    .first<BatchRow>()

export const PAGE_ROWS = 12

export interface BatchesAsked {
  state: BatchState
  /** Keyset: the last row of the page before. */
  after: { day: number; id: number } | null
}

/** Of one area, the nearest day first; tests read its plan. */
export const batchListStatement = (
  db: Db,
  area: number,
  { state, after }: BatchesAsked,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `${COLUMNS}, l.people, l.came FROM batch_lists l CROSS JOIN return_batches b ON b.id = l.batch_id
         ${OF_PLACE.replaceAll('JOIN', 'CROSS JOIN')}
       WHERE l.area_id = ?1 AND l.state = ?2 AND (l.day, l.batch_id) > (?3, ?4)
       ORDER BY l.day, l.batch_id LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(area, state, after?.day ?? 0, after?.id ?? 0)

/** A page of some areas, none inside another. */
export async function listBatches(
  db: Db,
  areas: number[],
  asked: BatchesAsked,
): Promise<{ rows: BatchRow[]; more: boolean }> {
  if (areas.length === 0) return { rows: [], more: false }
  const parts = await db.$client.batch<BatchRow>(
    areas.map((area) => batchListStatement(db, area, asked)),
  )
  const found = parts.flatMap(({ results }) => results)
  found.sort((a, b) => a.day - b.day || a.id - b.id)
  return { rows: found.slice(0, PAGE_ROWS), more: found.length > PAGE_ROWS }
}

/** Plans the next batch of a place; a repeated key plans none. Answers the batch of the key. */
export async function planBatch(
  db: Db,
  plan: Doing & { key: string; placeId: number; day: number },
): Promise<number | null> {
  const { key, placeId, day, actor, now, rulebookVersion } = plan
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO return_batches (key, place_id, area_path, seq, day, state, rulebook_version, by, at)
         SELECT ?1, p.id, p.area_path, (SELECT 1 + ifnull(max(seq), 0) FROM return_batches WHERE place_id = p.id), ?3,
           'planned', ?4, ?5, ?6
         FROM places p WHERE p.id = ?2 AND p.kind <> 'shop' AND p.status <> 'closed' ON CONFLICT DO NOTHING`,
      )
      .bind(key, placeId, day, rulebookVersion, actor.id, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.plan',
      subject: `places:${placeId}`,
      rulebookVersion,
    }),
  ])
  const row = await db.$client
    .prepare('SELECT id FROM return_batches WHERE key = ? AND place_id = ?')
    .bind(key, placeId)
    .first<{ id: number }>()
  return row?.id ?? null
}

export interface NewPerson {
  key: string
  workerId: number | null
  /** Sealed; null for somebody of the roster. */
  name: string | null
  nameIndex: string
  origin: string
  worksFrom: number | null
}

const DRAFT = "b.state IN ('planned', 'sent_back')"

/** Puts people on a batch that can still be changed; who stands there already is not written again. */
export async function addPeople(
  db: Db,
  adding: Doing & { batchId: number; people: NewPerson[] },
): Promise<void> {
  const { batchId, people, actor, now, rulebookVersion } = adding
  const rows = jsonRows(
    people.map((each) => [
      each.key,
      each.workerId,
      each.name,
      each.nameIndex,
      each.origin,
      each.worksFrom,
    ]),
  )
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO return_people (key, batch_id, worker_id, name, name_index, origin, works_from)
         SELECT j.value ->> 0, b.id, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5
         FROM return_batches b CROSS JOIN json_each(?2) j WHERE b.id = ?1 AND b.day >= ?3 AND ${DRAFT} ON CONFLICT DO NOTHING`,
      )
      .bind(batchId, rows, dayOf(now)),
    auditIfAny(db, {
      at: now,
      actor,
      act: 'returns.add',
      subject: `return_batches:${batchId}`,
      rulebookVersion,
    }),
    // Changed after it was sent back: the office looks again.
    db.$client
      .prepare(
        `UPDATE return_batches SET state = 'planned', reason = NULL, version = version + 1
         WHERE id = ?1 AND state = 'sent_back' AND changes() > 0`,
      )
      .bind(batchId),
  ])
}

/** Takes somebody off a batch that can still be changed. */
export async function removePerson(
  db: Db,
  removing: Doing & { batchId: number; personId: number },
): Promise<void> {
  const { batchId, personId, actor, now, rulebookVersion } = removing
  await batchAll(db, [
    db.$client
      .prepare(
        `DELETE FROM return_people WHERE id = ?1 AND batch_id = ?2 AND came_at IS NULL
           AND EXISTS (SELECT 1 FROM return_batches b WHERE b.id = ?2 AND ${DRAFT})`,
      )
      .bind(personId, batchId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.remove',
      subject: `return_batches:${batchId}`,
      rulebookVersion,
    }),
  ])
}

/** The office approves a batch with people on it, or sends it back. False: it changed meanwhile. */
export async function decideBatch(
  db: Db,
  deciding: Doing & { batchId: number; version: number; approve: boolean; reason: string },
): Promise<boolean> {
  const { batchId, version, approve, reason, actor, now, rulebookVersion } = deciding
  const state = approve ? 'approved' : 'sent_back'
  const [decided] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE return_batches SET state = ?3, reason = ?4, decided_by = ?5, decided_at = ?6, version = version + 1
         WHERE id = ?1 AND version = ?2 AND state = 'planned'
           AND EXISTS (SELECT 1 FROM return_people r WHERE r.batch_id = return_batches.id)`,
      )
      .bind(batchId, version, state, reason || null, actor.id, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: `returns.${state}`,
      subject: `return_batches:${batchId}`,
      reason,
      rulebookVersion,
    }),
  ])
  return wrote(decided)
}

/** Who came, of a batch whose day has come: those ticked did, the others did not. */
export async function tickArrivals(
  db: Db,
  ticking: Doing & { batchId: number; came: number[]; states: BatchState[]; today: number },
): Promise<void> {
  const { batchId, came, states, today, actor, now, rulebookVersion } = ticking
  await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE return_people SET came_at = iif(id IN (SELECT value FROM json_each(?2)), ?3, NULL), came_by = ?4
         WHERE batch_id = ?1 AND (came_at IS NOT NULL) <> (id IN (SELECT value FROM json_each(?2)))
           AND EXISTS (SELECT 1 FROM return_batches b WHERE b.id = ?1 AND b.day <= ?6
             AND b.state IN (SELECT value FROM json_each(?5)))`,
      )
      .bind(batchId, JSON.stringify(came), now, actor.id, JSON.stringify(states), today),
    auditIfAny(db, {
      at: now,
      actor,
      act: 'returns.came',
      subject: `return_batches:${batchId}`,
      rulebookVersion,
    }),
  ])
}

export interface ReturnNumbers {
  batches: number
  /** On them in all. */
  people: number
  came: number
  /** Of these, today. */
  cameToday: number
}

/** The batches of a place in numbers, for its page and the daily report. */
export async function returnNumbers(
  db: Db,
  placeId: number,
  fromMidnight: number,
): Promise<ReturnNumbers> {
  const row = await db.$client
    .prepare(
      `SELECT count(DISTINCT b.id) AS batches, count(r.id) AS people, count(r.came_at) AS came,
         ifnull(sum(r.came_at >= ?2), 0) AS cameToday
       FROM return_batches b LEFT JOIN return_people r ON r.batch_id = b.id
       WHERE b.place_id = ?1`,
    )
    .bind(placeId, fromMidnight)
    .first<ReturnNumbers>()
  return row ?? { batches: 0, people: 0, came: 0, cameToday: 0 }
}
