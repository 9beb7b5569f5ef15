// A town several times as large as ours, where what an office's page reads must not have grown.
import { db } from './town'

/** Runs one statement for every `i` of a range; `n` is the range. */
export const forEach = (from: number, count: number, sql: string): D1PreparedStatement =>
  db.$client
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT cast(?1 AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?1 + ?2 - 1) ${sql}`,
    )
    .bind(from, count)

export const OFFICERS = 300
export const PLACES = 400

const due = (now: number): string => `${now} + (i - 50200) * 60000`

/**
 * 40 villages, 300 officers in twelve departments, 60 teams of five, 400 places that wait for an inspection
 * or an answer, and as many orders, notices and requests, half of each late.
 */
export async function widen(now: number): Promise<void> {
  const { results } = await db.$client
    .prepare('SELECT display_name AS name FROM accounts LIMIT 1')
    .all<{ name: string }>()
  const name = String(results[0]?.name)
  await db.$client.batch([
    forEach(
      100,
      40,
      "INSERT INTO areas SELECT i, 2, 'village', '村' || i, 'Village ' || i, '/1/2/' || i || '/' FROM n",
    ),
    forEach(
      50_000,
      OFFICERS,
      `INSERT INTO accounts (id, kind, name, display_name, password_hash, created_at)
       SELECT i, 'officer', 'wide' || i, '${name}', 'x', 0 FROM n`,
    ),
    forEach(
      50_000,
      OFFICERS,
      `INSERT INTO roles SELECT i, iif(i % 3 = 0, 'reviewer', 'patrol'), iif(i % 3 = 0, 'd' || (i % 12), ''),
         iif(i % 2, 1, 3), iif(i % 2, '/1/', '/1/2/3/'), NULL FROM n`,
    ),
    forEach(
      50_000,
      61,
      `INSERT INTO teams (id, key, kind, name, parent_id, area_id, area_path, created_by, created_at)
       SELECT i, 'wide' || i, 'top', '组' || i, iif(i = 50000, NULL, 50000), 1, '/1/', 1, 0 FROM n`,
    ),
    forEach(
      50_000,
      OFFICERS,
      `INSERT INTO team_members (id, key, team_id, account_id, role, since, by)
       SELECT i, 'wide' || i, 50000 + i % 60, i, 'member', 0, 1 FROM n`,
    ),
    forEach(
      50_000,
      PLACES,
      `INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status,
         inspection_due_on, created_at)
       SELECT i, 'W' || i, 'shop', '宽' || i, '宽' || i, 'retail', '路', 3, '/1/2/3/', '[]', 'open', 18000, 0 FROM n`,
    ),
    forEach(
      50_000,
      PLACES,
      `INSERT INTO applications (id, key, number, place_id, trade, area_path, department, state, rulebook_version, answers,
         self_check, papers, created_by, created_at, updated_at, submitted_at, answer_by, assigned_to)
       SELECT i, 'w' || i, 'W' || i, i, 'retail', '/1/2/3/', 'd' || (i % 12), iif(i % 4 = 0, 'accepted', 'submitted'), 1, '',
         '{}', '{}', 50001, 0, 0, 0, ${due(now)}, 50000 + i % ${OFFICERS} FROM n`,
    ),
    forEach(
      50_000,
      PLACES,
      `INSERT INTO application_events (key, application_id, at, actor_kind, act, reasons, rulebook_version)
       SELECT act || i, i, 1, 'keeper', act, '[]', 1 FROM n, (SELECT 'submit' AS act UNION ALL SELECT 'urge' UNION ALL SELECT 'check')`,
    ),
    forEach(
      50_000,
      PLACES,
      `INSERT INTO orders (id, key, year, seq, place_id, place_kind, area_path, round_id, state, due_at, rulebook_version, by, at)
       SELECT i, 'w' || i, 2020, i, i, 'shop', '/1/2/3/', i, iif(i % 3 = 0, 'answered', 'open'), ${due(now)}, 1, 1, 0 FROM n`,
    ),
    forEach(
      50_000,
      PLACES,
      `INSERT INTO notices (id, key, year, seq, area_id, area_path, state, why, tasks, due_at, rulebook_version, issued_by, issued_at)
       SELECT i, 'w' || i, 2020, i, 3, '/1/2/3/', iif(i % 3 = 0, 'issued', 'in_hand'), 'x', '[]', ${due(now)}, 1, 1, 0 FROM n`,
    ),
    forEach(
      50_000,
      PLACES,
      `INSERT INTO help_requests (id, key, year, seq, place_id, place_kind, area_path, category, unit, text, state, answer_by,
         rulebook_version, by, at)
       SELECT i, 'w' || i, 2020, i, i, 'shop', '/1/2/3/', 'other', '', '', 'open', ${due(now)}, 1, 1, 0 FROM n`,
    ),
    forEach(
      50_000,
      1000,
      "INSERT INTO audit (at, actor_kind, actor_id, act, subject) SELECT 0, 'officer', 50001, 'visits.void', 'test:' || i FROM n",
    ),
    forEach(
      50_000,
      100,
      `INSERT INTO inspections (id, key, place_id, purpose, round, state, on_day, area_path, place_kind, trade, rulebook_version,
         planned_by, planned_at) SELECT i, 'w' || i, i, 'owed', 1, 'passed', 17000, '/1/2/3/', 'shop', 'retail', 1, 1, 0 FROM n`,
    ),
    forEach(
      50_000,
      100,
      "INSERT INTO inspection_members (inspection_id, account_id, department) SELECT i, i, 'd1' FROM n",
    ),
  ])
}
