// What a full town holds beside its people: 14 days of temperatures and reports, visits, declared risks,
// watches, requests, batches. Written by SQL, and more of it than the demo town has.
import { insertStatements } from '../../scripts/demo/found'
import { gramsOf } from '../../src/features/places'
import { dayOf, startOfDay } from '../../src/shared/clock'
import { type DemoTown, foundDemoTown, hireEverybody } from './demo-town'
import { clock, db } from './town'

const DAYS = 14

const run = (sql: string, ...values: (string | number)[]) => db.$client.prepare(sql).bind(...values)

/** Everybody measured on the morning of a day. */
const measured = (day: number) =>
  run(
    `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source)
     SELECT 'f' || ?1 || '-' || place_id || '-' || worker_id, place_id, ?1, worker_id, 'am', 365, ?2, 1, 'tap'
     FROM employments WHERE left_on IS NULL`,
    day,
    startOfDay(day),
  )

/** Two of three enterprises report, one of those corrects; every fifth is late. */
const reported = (day: number, seq: number) =>
  run(
    `INSERT INTO daily_reports (key, place_id, day, seq, at, by, late, zero, staff, present, measured, abnormal, returned,
       outside, watched, disinfected, computed, needs, rulebook_version)
     SELECT 'd' || ?1 || '-' || id || '-' || ?2, id, ?1, ?2, ?3, 1, id % 5 = 0, id % 3 = 1, 20, 19, 19, 0, 1, 0, 0, '{}', '{}',
       iif(id % 7 = 0, 'x', NULL), 1
     FROM places WHERE kind = 'enterprise' AND status = 'open' AND id % 3 > 0 AND (?2 = 1 OR id % 4 = 0)`,
    day,
    seq,
    startOfDay(day),
  )

const visited = (questions: readonly string[]) => [
  run(
    `INSERT INTO surveys (key, place_id, day, answers, rulebook_version, by, at)
     SELECT 's' || n.value || '-' || p.id, p.id, ?1 - 2 + n.value, ?2, 1, 1, ?3 FROM json_each('[0,1]') n, places p
     WHERE p.kind = 'enterprise' AND p.id % 2 = 0`,
    dayOf(clock.now),
    JSON.stringify(Object.fromEntries(questions.map((id, i) => [id, i]))),
    clock.now,
  ),
  run(
    `INSERT INTO handbooks (place_id, day, by, at)
     SELECT id, ?, 1, 0 FROM places WHERE kind = 'enterprise' AND id % 3 = 0`,
    dayOf(clock.now),
  ),
  run(
    `INSERT INTO production_stops (key, place_id, from_day, reason, by, at)
     SELECT 'h' || id, id, ?, 'orders', 1, 0 FROM places WHERE kind = 'enterprise' AND id % 10 = 3`,
    dayOf(clock.now),
  ),
]

/** Every 25th declared a risk; of those every sixth is on watch, and two documents of each were seen. */
const watched = (day: number) => [
  run('UPDATE pledges SET risk = 1, signed_at = signed_at + id WHERE id % 25 = 0'),
  run(
    `INSERT INTO watches (key, worker_id, place_id, kept, area_id, area_path, first_day, last_day, am_from, pm_from, why,
       rulebook_version, opened_by, opened_at)
     SELECT 'w' || w.id, w.id, e.place_id, 'home', p.area_id, p.area_path, ?1 - 9, ?1 + w.id % 9, ?1 - 9, ?1 - 9,
       'pledge', 1, 1, ?2
     FROM workers w JOIN employments e ON e.worker_id = w.id JOIN places p ON p.id = e.place_id
     WHERE w.id % 150 = 0 GROUP BY w.id`,
    day,
    startOfDay(day - 9),
  ),
  run(
    `INSERT INTO watch_readings (key, watch_id, day, shift, temperature, symptoms, alarm, rulebook_version, at, by)
     SELECT 'r' || w.id || '-' || d.value || s.value, w.id, ?1 - d.value, s.value, iif(w.id % 9 = 0, 380, 365), '[]',
       w.id % 9 = 0, 1, 0, 1
     FROM watches w, json_each('[1,2,3,4,5,6,7,8,9]') d, json_each('["am","pm"]') s WHERE w.id % 4 > 0 OR d.value > 2`,
    day,
  ),
  run(
    'UPDATE watches SET measured = (SELECT count(*) FROM watch_readings r WHERE r.watch_id = watches.id)',
  ),
  run(
    `INSERT INTO worker_papers (key, worker_id, kind, travel, result, valid_until, at, by)
     SELECT 'p' || w.id || k.value, w.id, k.value, 0, 'good', ?1 + 30, ?2, 1 FROM workers w, json_each('["id","health"]') k
     WHERE w.id % 100 = 0`,
    day,
    startOfDay(day),
  ),
]

const asked = () => [
  run(
    `INSERT INTO help_requests (key, year, seq, place_id, place_kind, area_path, category, text, state, answer_by,
       rulebook_version, by, at)
     SELECT 'h' || id, 2020, id, id, kind, area_path, iif(id % 2, 'supplies', 'energy'), 'x',
       json_extract('["open","in_hand","answered","closed"]', '$[' || (id % 4) || ']'), ?1 + (id % 80 - 1) * 3600000 - 1, 1, 1,
       ?1 - id * 600000
     FROM places WHERE id % 4 = 0 OR id % 9 = 0`,
    clock.now,
  ),
  run(
    `INSERT INTO return_batches (key, place_id, area_path, seq, day, state, rulebook_version, by, at)
     SELECT 'b' || id, id, area_path, 1, ?, iif(id % 3, 'planned', 'approved'), 1, 1, 0 FROM places WHERE id % 5 = 0`,
    dayOf(clock.now) + 1,
  ),
  run(
    `INSERT INTO return_people (key, batch_id, worker_id, origin)
     SELECT 'q' || b.id || '-' || n.value, b.id, n.value, 'local' FROM return_batches b, json_each('[1,2,3,4,5]') n`,
  ),
  run(
    `INSERT INTO stage_steps (key, place_id, area_path, from_stage, to_stage, day, state, by, at)
     SELECT 't' || id, id, area_path, 'none', 'returned', ?, 'asked', 1, 0 FROM places WHERE kind = 'site' AND id % 3 = 0`,
    dayOf(clock.now),
  ),
]

/** The demo town with everybody, and all of this in it. Call once a file. */
export async function foundFullTown(): Promise<DemoTown> {
  const town = await foundDemoTown()
  await hireEverybody(town.places)
  const grams = town.places.flatMap(({ id, name }) =>
    gramsOf(name).map((gram) => ({ gram, placeId: id })),
  )
  await db.$client.batch(insertStatements(db, 'place_grams', grams))
  const day = dayOf(clock.now)
  for (let back = DAYS - 1; back >= 0; back--)
    await db.$client.batch([measured(day - back), reported(day - back, 1), reported(day - back, 2)])
  const questions = town.book.survey.questions.map(({ id }) => id)
  await db.$client.batch([...visited(questions), ...watched(day), ...asked()])
  return town
}
