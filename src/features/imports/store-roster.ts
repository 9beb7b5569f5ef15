// Writing a roster: workers and where they work, a step in one batch. Nobody is listed twice: what
// was known of a phone when the line was judged must still hold when it is written.
import { batchAll, type Db } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import type { WorkerRow } from '../people'
import { mark, type Running, STANDS, sender } from './store-run'

export interface SamePhone {
  id: number
  name: string
  phoneIndex: string
  /** Works at this place now. */
  here: number
}

/** Everybody in the town with one of these phones; over the index of phones. */
export const samePhonesStatement = (
  db: Db,
  placeId: number,
  indexes: readonly string[],
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT w.id, w.name, w.phone_index AS phoneIndex, e.worker_id IS NOT NULL AS here FROM json_each(?1) j
       CROSS JOIN workers w ON w.phone_index = j.value
       LEFT JOIN employments e ON e.place_id = ?2 AND e.worker_id = w.id AND e.left_on IS NULL`,
    )
    .bind(JSON.stringify(indexes), placeId)

export const samePhones = async (
  db: Db,
  placeId: number,
  indexes: readonly string[],
): Promise<SamePhone[]> =>
  indexes.length === 0
    ? []
    : (await samePhonesStatement(db, placeId, indexes).all<SamePhone>()).results

/** A new worker, the line it came from, and how many had this phone before. */
export interface RosterRow extends WorkerRow {
  job: string
  known: number
}

export interface RosterStep {
  through: number
  placeId: number
  workers: RosterRow[]
  refused: { line: number; error: string }[]
}

/** Writes one step; nothing when another was first. The keeper who sent the list vouches for its people. */
export async function writeRoster(
  db: Db,
  running: Running,
  step: RosterStep,
  now: number,
): Promise<void> {
  const { id, done, by } = running
  const workers = JSON.stringify(step.workers)
  // A place that closed since the lines were judged: nothing of the step, which is then judged again.
  const open = "EXISTS (SELECT 1 FROM places WHERE id = ?4 AND status <> 'closed')"
  const stands = step.workers.length > 0 ? `${STANDS} AND ${open}` : STANDS
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO workers (id, name, phone, phone_index, address, area_id, created_at)
         SELECT j.value->>'id', j.value->>'name', j.value->>'phone', j.value->>'phone_index', j.value->>'address',
           j.value->>'area_id', ?5 FROM json_each(?3) j
         WHERE ${stands} AND (SELECT count(*) FROM workers WHERE phone_index = j.value->>'phone_index') = j.value->>'known'`,
      )
      .bind(id, done, workers, step.placeId, now),
    db.$client
      .prepare(
        `INSERT INTO employments (place_id, worker_id, job, confirmed_at, confirmed_by, shown_by_consent, since)
         SELECT ?4, w.id, j.value->>'job', ?5, ?6, 0, ?7 FROM json_each(?3) j
         CROSS JOIN workers w ON w.id = j.value->>'id' AND w.phone_index = j.value->>'phone_index'
         WHERE ${stands} ON CONFLICT DO NOTHING`,
      )
      .bind(id, done, workers, step.placeId, now, by, dayOf(now)),
    db.$client
      .prepare(mark('error', "j.value->>'error'", stands))
      .bind(id, done, JSON.stringify(step.refused), ...(stands === STANDS ? [] : [step.placeId])),
    db.$client
      .prepare(
        `UPDATE imports SET done = ?3, bad = bad + ?5, made = made + n, known = known + ?6 - n
         FROM (SELECT count(*) AS n FROM json_each(?7) j
           CROSS JOIN workers w ON w.id = j.value->>'id' AND w.phone_index = j.value->>'phone_index')
         WHERE id = ?1 AND state = 'running' AND done = ?2 AND (?6 = 0 OR ${open})`,
      )
      .bind(
        id,
        done,
        step.through,
        step.placeId,
        step.refused.length,
        step.workers.length,
        workers,
      ),
    auditIfChanged(db, {
      at: now,
      actor: sender(running),
      act: 'imports.write_roster',
      subject: `places:${step.placeId}`,
      detail: { import: id, lines: step.workers.length, refused: step.refused.length },
    }),
  ])
}
