// What a town keeps of its days as they go by, made from its rows: nobody was there to keep it.
import { batchAll, type Db } from '../../src/db/client'
import { keepView } from '../../src/features/patrols'
import type { Rulebook } from '../../src/features/rulebook'
import { dayOf, HOUR, startOfDay } from '../../src/shared/clock'
import { DAYS } from './top-up'

const PLACES = "FROM places WHERE status = 'open' AND kind ="

/** The numbers at 17:00, by name; `?1` is the day, `?2` its 17:00. */
const COUNTED = {
  enterprises: `SELECT count(*) ${PLACES} 'enterprise' AND opened_on <= ?1`,
  returned: `SELECT count(*) ${PLACES} 'site' AND returned_on <= ?1`,
  working: `SELECT count(*) ${PLACES} 'site' AND stage = 'working' AND working_on <= ?1`,
  shops: `SELECT count(*) ${PLACES} 'shop' AND opened_on <= ?1`,
  workers:
    'SELECT count(DISTINCT worker_id) FROM employments WHERE confirmed_at <= ?2 AND (left_on IS NULL OR left_on > ?1)',
}

/** Writes what is missing of the last two weeks; a set of numbers that was kept at the time stays. */
export async function keepPastNumbers(db: Db, now: number): Promise<void> {
  const today = dayOf(now)
  const days = Array.from({ length: DAYS + 1 }, (_, i) => today - DAYS + i)
  const statements = days
    .map((day) => ({ day, five: startOfDay(day) + 17 * HOUR }))
    .filter(({ five }) => five <= now)
    .flatMap(({ day, five }) =>
      Object.entries(COUNTED).map(([name, counted]) =>
        db.$client
          .prepare(
            `INSERT INTO progress_snapshots (day, name, value, at) SELECT ?1, ?3, (${counted}), ?2 WHERE true ON CONFLICT DO NOTHING`,
          )
          .bind(day, five, name),
      ),
    )
  await batchAll(db, statements)
}

/** The patrols of each of the last two weeks' days as its last minute left them, and of today up to now. */
export async function keepPastViews(db: Db, book: Rulebook, now: number): Promise<void> {
  const today = dayOf(now)
  for (let day = today - DAYS + 1; day <= today; day++)
    await keepView(db, book, Math.min(now, startOfDay(day + 1) - 1))
}
