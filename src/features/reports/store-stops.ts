// 停产 and 恢复生产: the days of a stop, and the pause of the place with it, in one batch.
import { batchAll, type Db, wrote } from '../../db/client'
import { auditIfChanged } from '../audit'
import { pauseIfChanged } from '../places'
import type { By } from './store'
import type { ProductionStop } from './tables'

export interface NewStop {
  key: string
  placeId: number
  from: number
  until: number | null
  reason: string
  today: number
}

/** False when the place stands still already, or is no open enterprise; a key sent again is true. */
export async function stopProduction(db: Db, stop: NewStop, { actor, now }: By): Promise<boolean> {
  const { key, placeId, from, until, reason, today } = stop
  const [stopped, , , known] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO production_stops (key, place_id, from_day, until_day, reason, by, at)
         SELECT ?1, p.id, ?3, ?4, ?5, ?6, ?7 FROM places p
         WHERE p.id = ?2 AND p.kind = 'enterprise' AND p.status = 'open'
           AND (p.paused_from IS NULL OR ifnull(p.paused_until, ?8) < ?8)
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(key, placeId, from, until, reason, actor.id, now, today),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'reports.stop',
      subject: `places:${placeId}`,
      reason,
      detail: { from, until },
    }),
    pauseIfChanged(db, placeId, { from, until }),
    db.$client.prepare('SELECT 1 FROM production_stops WHERE key = ?').bind(key),
  ])
  return wrote(stopped) || (known?.results.length ?? 0) > 0
}

/** Work goes on from today. False when the place does not stand still. */
export async function resumeProduction(
  db: Db,
  { placeId, today }: { placeId: number; today: number },
  { actor, now }: By,
): Promise<boolean> {
  const [resumed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE places SET paused_from = NULL, paused_until = NULL, version = version + 1
         WHERE id = ?1 AND paused_from IS NOT NULL AND ifnull(paused_until, ?2) >= ?2`,
      )
      .bind(placeId, today),
    auditIfChanged(db, { at: now, actor, act: 'reports.resume', subject: `places:${placeId}` }),
    db.$client
      .prepare(
        `UPDATE production_stops SET ended_on = ?2, ended_by = ?3, ended_at = ?4
         WHERE place_id = ?1 AND ended_at IS NULL AND ifnull(until_day, ?2) >= ?2 AND changes() = 1`,
      )
      .bind(placeId, today, actor.id, now),
  ])
  return wrote(resumed)
}

/** The newest stop of a place, for its reason. */
export const newestStop = (
  db: Db,
  placeId: number,
): Promise<Pick<ProductionStop, 'reason' | 'fromDay' | 'untilDay'> | null> =>
  db.$client
    .prepare(
      `SELECT reason, from_day AS fromDay, until_day AS untilDay FROM production_stops
       WHERE place_id = ? ORDER BY from_day DESC, id DESC LIMIT 1`,
    )
    .bind(placeId)
    .first()
