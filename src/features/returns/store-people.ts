// Who is on a batch, who could be, and when it is forgotten.
import type { Db } from '../../db/client'
import { PURGE_ROWS, type Purge, purgeDaily } from '../../db/purge-store'
import { dayOf } from '../../shared/clock'
import { type StaffLine, staffFrom, staffStatements } from '../people'
import type { Rulebook } from '../rulebook'
import type { ReturnPerson } from './tables'

export interface StoredPerson
  extends Pick<
    ReturnPerson,
    'id' | 'key' | 'workerId' | 'name' | 'origin' | 'worksFrom' | 'cameAt'
  > {
  /** Sealed, of the roster. */
  workerName: string | null
}

const MOST_PEOPLE = 300

/** Locals and the roster first, those from risk areas last. */
export async function peopleOf(db: Db, batchId: number): Promise<StoredPerson[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT r.id, r.key, r.worker_id AS workerId, r.name, r.origin, r.works_from AS worksFrom, r.came_at AS cameAt,
         w.name AS workerName
       FROM return_people r LEFT JOIN workers w ON w.id = r.worker_id WHERE r.batch_id = ?
       ORDER BY r.works_from IS NOT NULL, CASE r.origin WHEN 'local' THEN 0 WHEN 'roster' THEN 1 ELSE 2 END, r.id
       LIMIT ${MOST_PEOPLE}`,
    )
    .bind(batchId)
    .all<StoredPerson>()
  return results
}

/** Who of a place is on one of its batches. */
export const onBatchesStatement = (db: Db, placeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.worker_id AS workerId FROM return_batches b CROSS JOIN return_people r ON r.batch_id = b.id
       WHERE b.place_id = ?1 AND r.worker_id IS NOT NULL`,
    )
    .bind(placeId)

/** Those of the staff list on a day number who are on no batch of the place yet; with sealed names. */
export async function rosterOf(db: Db, placeId: number, day: number): Promise<StaffLine[]> {
  const [on, ...staff] = await db.$client.batch<unknown>([
    onBatchesStatement(db, placeId),
    ...staffStatements(db, [placeId], day),
  ])
  const named = new Set(((on?.results ?? []) as { workerId: number }[]).map((r) => r.workerId))
  const lines = staffFrom(staff).get(placeId) ?? []
  return lines.filter(({ workerId }) => !named.has(workerId))
}

/** People still named on batches of days up to one; tests read the plan. */
export const dueStatement = (db: Db, throughDay: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.id FROM return_batches b CROSS JOIN return_people r ON r.batch_id = b.id
       WHERE b.day <= ?1 AND b.day > ifnull((SELECT max(d.through_day) FROM deletions d
         WHERE d.what = 'return_people' AND d.done_at IS NOT NULL), 0) AND r.name_index IS NOT NULL
       ORDER BY b.day LIMIT ${PURGE_ROWS}`,
    )
    .bind(throughDay)

const FORGET = `UPDATE return_people SET worker_id = NULL, name = NULL, name_index = NULL, origin = NULL, works_from = NULL
  WHERE id IN (SELECT value FROM json_each(?))`

/** Forgets who was on batches that are long over; how many there were stays. Answers how many rows. */
export function purgeReturns(db: Db, book: Rulebook, now: number): Promise<number> {
  const throughDay = dayOf(now) - book.returning.keepDays
  const purge: Purge = {
    what: 'return_people',
    throughDay,
    due: async () => {
      const { results } = await dueStatement(db, throughDay).all<{ id: number }>()
      return results.map(({ id }) => id)
    },
    remove: (ids) => db.$client.prepare(FORGET).bind(JSON.stringify(ids)),
  }
  return purgeDaily(db, purge, now)
}

/** Keys and name indexes of those on a batch. */
export async function standingOf(db: Db, batchId: number): Promise<Set<string>> {
  const { results } = await db.$client
    .prepare('SELECT key, name_index AS nameIndex FROM return_people WHERE batch_id = ?')
    .bind(batchId)
    .all<Pick<ReturnPerson, 'key' | 'nameIndex'>>()
  return new Set(results.flatMap(({ key, nameIndex }) => (nameIndex ? [key, nameIndex] : [key])))
}
