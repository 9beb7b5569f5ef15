// Days of a watch in the served town: lets them pass until its last, every half day measured but one.
import { newKey, systemRandom } from '../../src/shared/ids'
import { sql } from './aging'

/** The running watch of somebody at a place. */
const running = async (place: { id: number }) => {
  const [watch] = await sql<{ id: number; ahead: number }>(
    `SELECT id, last_day - unixepoch('now', '+8 hours') / 86400 AS ahead
     FROM watches WHERE place_id = ? AND ended_at IS NULL`,
    place.id,
  )
  if (!watch) throw new Error('nobody is under observation there')
  return watch
}

/** Moves the watch back until today is its last day; all is measured but one evening and that of today. */
export async function passDays(place: { id: number }): Promise<void> {
  const { id, ahead } = await running(place)
  await sql(
    `UPDATE watches SET first_day = first_day - ?1, last_day = last_day - ?1, am_from = am_from - ?1,
       pm_from = pm_from - ?1, opened_at = opened_at - ?1 * 86400000 WHERE id = ?2`,
    ahead,
    id,
  )
  await sql(
    `UPDATE watch_readings SET day = day - ?1, at = at - ?1 * 86400000 WHERE watch_id = ?2`,
    ahead,
    id,
  )
  await sql(
    `UPDATE pledges SET works_from = works_from - ?1, signed_at = signed_at - ?1 * 86400000
     WHERE id = (SELECT pledge_id FROM watches WHERE id = ?2)`,
    ahead,
    id,
  )
  const stem = newKey(Date.now(), systemRandom).slice(0, 20)
  await sql(
    `WITH RECURSIVE d(day, n) AS (SELECT last_day - ?1, 0 FROM watches WHERE id = ?2
       UNION ALL SELECT day + 1, n + 1 FROM d WHERE n < ?1)
     INSERT OR IGNORE INTO watch_readings (key, watch_id, day, shift, temperature, symptoms, alarm, rulebook_version, at, by)
     SELECT ?3 || d.n || s.shift, w.id, d.day, s.shift, 364 + d.n % 3, '[]', 0, w.rulebook_version,
       d.day * 86400000 + s.hour * 3600000, w.opened_by
     FROM d JOIN (SELECT 'am' AS shift, 0 AS hour UNION ALL SELECT 'pm', 11) s JOIN watches w ON w.id = ?2
     WHERE NOT (d.n IN (4, ?1) AND s.shift = 'pm')`,
    ahead,
    id,
    stem,
  )
  await sql(
    `UPDATE watches SET measured = (SELECT count(*) FROM watch_readings r WHERE r.watch_id = watches.id
       AND r.day >= CASE r.shift WHEN 'am' THEN am_from ELSE pm_from END) WHERE id = ?`,
    id,
  )
}
