// Writing what follows a worker's temperature over the limit.
import { batchAll, type Db, wrote } from '../../db/client'
import { auditIfChanged } from '../audit'
import type { Tap } from './store-taps'

interface Remeasure extends Tap {
  /** The reading it follows, which must be the worker's newest of that shift. */
  after: number
  temperature: number
  /** Milliseconds between two readings. */
  wait: number
}

export type Remeasured = { outcome: 'written' | 'taken' } | { outcome: 'early'; at: number }

/**
 * A further reading after one over the limit: a row of its own that corrects nothing. A key sent again
 * is the same row; a reading taken too early, or after somebody else's, is none.
 */
export async function remeasureWorker(db: Db, tap: Remeasure): Promise<Remeasured> {
  const { key, placeId, day, at, actor, after, temperature, wait } = tap
  const [, mine, last] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
         SELECT ?1 || '-' || t.worker_id, t.place_id, t.day, t.worker_id, t.shift, ?2, ?3, ?4, 'tap'
         FROM worker_temperatures t WHERE t.id = ?5 AND t.place_id = ?6 AND t.day = ?7 AND t.undone_at IS NULL
           AND t.at <= ?3 - ?8 AND NOT EXISTS (SELECT 1 FROM worker_temperatures n
             WHERE n.place_id = ?6 AND n.day = ?7 AND n.worker_id = t.worker_id AND n.shift = t.shift
               AND n.id > t.id AND n.undone_at IS NULL)
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(key, temperature, at, actor.id, after, placeId, day, wait),
    db.$client
      .prepare('SELECT 1 FROM worker_temperatures WHERE key > ? AND key < ? LIMIT 1')
      .bind(`${key}-`, `${key}.`),
    db.$client
      .prepare(
        'SELECT at FROM worker_temperatures WHERE id = ? AND place_id = ? AND day = ? AND undone_at IS NULL',
      )
      .bind(after, placeId, day),
  ])
  if ((mine?.results ?? []).length > 0) return { outcome: 'written' }
  const [row] = (last?.results ?? []) as { at: number }[]
  return row && row.at > at - wait ? { outcome: 'early', at: row.at } : { outcome: 'taken' }
}

/** 已报告: those the rulebook names were told of a worker's fever. */
export async function reportFever(
  db: Db,
  tap: Omit<Tap, 'key' | 'day'> & { id: number; told: string },
): Promise<boolean> {
  const { placeId, at, actor, id, told } = tap
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        'UPDATE worker_temperatures SET reported_at = ? WHERE id = ? AND place_id = ? AND reported_at IS NULL AND undone_at IS NULL',
      )
      .bind(at, id, placeId),
    auditIfChanged(db, {
      at,
      actor,
      act: 'board.report_fever',
      subject: `worker_temperatures:${id}`,
      detail: { told },
    }),
  ])
  return wrote(changed)
}
