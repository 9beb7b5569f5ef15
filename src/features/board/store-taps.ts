// How a tap becomes a row: once, whatever is pressed twice, replayed or pressed by two at a time.
import { batchAll, type Db, wrote } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import type { AccountActor } from '../../shared/actor'
import { auditIfAny, auditIfChanged } from '../audit'
import { type Shift, type StockItem, UNDO_MS } from './rules'

/** Written; or known by its key since `at`; or somebody else was first, at `at`. */
export type Tapped =
  | { outcome: 'written' }
  | { outcome: 'known' | 'taken'; at: number; by: number; byName: string | null }

export interface Tap {
  key: string
  placeId: number
  day: number
  at: number
  actor: AccountActor
}

const WHO = 'LEFT JOIN accounts a ON a.id = r.by'
type Earlier = { at: number; by: number; byName: string | null }

/** Runs the insert; when it wrote nothing, says whose row stands there. */
async function tapped(
  db: Db,
  insert: D1PreparedStatement,
  byKey: D1PreparedStatement,
  newest: D1PreparedStatement,
): Promise<Tapped> {
  const [written, known, other] = await batchAll(db, [insert, byKey, newest])
  if (wrote(written)) return { outcome: 'written' }
  const [mine] = (known?.results ?? []) as Earlier[]
  const [theirs] = (other?.results ?? []) as Earlier[]
  if (mine) return { outcome: 'known', ...mine }
  return { outcome: 'taken', ...(theirs ?? { at: 0, by: 0, byName: null }) }
}

// How many times a duty stands done on a day; a correction is not one more time.
const DONE = `(SELECT count(*) FROM duty_records d WHERE d.place_id = ?2 AND d.day = ?3 AND d.duty = ?4
  AND d.corrects IS NULL AND d.undone_at IS NULL)`
// The same vehicle twice within ten minutes is one, also when the earlier of the two arrives later.
const SAME_PLATE = `(SELECT count(*) FROM duty_records d WHERE d.place_id = ?2 AND d.day = ?3 AND d.duty = ?4
  AND d.undone_at IS NULL AND d.at > ?5 - ${UNDO_MS} AND d.at < ?5 + ${UNDO_MS} AND d.detail->>'plate' = ?7->>'plate')`

export interface DutyTap extends Tap {
  duty: string
  detail: Record<string, string>
  /** How many times it stood done on the page; null for vehicles, which are told apart by plate. */
  seen: number | null
}

export function recordDuty(db: Db, tap: DutyTap): Promise<Tapped> {
  const { key, placeId, day, duty, at, actor, seen } = tap
  const insert = db.$client
    .prepare(
      `INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, 'tap', ?7 WHERE ${seen === null ? SAME_PLATE : DONE} = ?8
       ON CONFLICT (key) DO NOTHING`,
    )
    .bind(key, placeId, day, duty, at, actor.id, JSON.stringify(tap.detail), seen ?? 0)
  const newest = db.$client
    .prepare(
      `SELECT r.at, r.by, a.display_name AS byName FROM duty_records r ${WHO}
       WHERE r.place_id = ? AND r.day = ? AND r.duty = ? AND r.undone_at IS NULL ORDER BY r.id DESC LIMIT 1`,
    )
    .bind(placeId, day, duty)
  return tapped(db, insert, dutyByKey(db, key), newest)
}

const dutyByKey = (db: Db, key: string): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.at, r.by, a.display_name AS byName FROM duty_records r ${WHO} WHERE r.key = ?`,
    )
    .bind(key)

/** What a key that was sent before made; null when it never arrived. */
export const knownTap = (db: Db, key: string): Promise<Earlier | null> =>
  dutyByKey(db, key).first<Earlier>()

/** A record that stands, for its correction; null for another place's or one that does not stand. */
export const standingRecord = (
  db: Db,
  placeId: number,
  day: number,
  id: number,
): Promise<{ duty: string; detail: string; at: number } | null> =>
  db.$client
    .prepare(
      `SELECT d.duty, d.detail, d.at FROM duty_records d WHERE d.id = ?1 AND d.place_id = ?2 AND d.day = ?3
         AND d.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM duty_records c WHERE c.place_id = ?2 AND c.day = ?3
           AND c.duty = d.duty AND c.corrects = d.id AND c.undone_at IS NULL)`,
    )
    .bind(id, placeId, day)
    .first()

/** A correction: a new row for the time of the old one, which it names. False when the old one no longer stands. */
export async function correctDuty(
  db: Db,
  tap: Tap & { corrects: number; detail: Record<string, string> },
): Promise<boolean> {
  const { key, placeId, day, at, actor, corrects } = tap
  const [written] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO duty_records (key, place_id, day, duty, at, by, source, detail, corrects)
         SELECT ?1, d.place_id, d.day, d.duty, d.at, ?2, 'tap', ?3, d.id FROM duty_records d
         WHERE d.id = ?4 AND d.place_id = ?5 AND d.day = ?6 AND d.undone_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM duty_records c WHERE c.place_id = ?5 AND c.day = ?6 AND c.duty = d.duty
             AND c.corrects = d.id AND c.undone_at IS NULL)
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(key, actor.id, JSON.stringify(tap.detail), corrects, placeId, day),
    auditIfChanged(db, {
      at,
      actor,
      act: 'board.correct',
      subject: `duty_records:${corrects}`,
    }),
  ])
  // Triggers write too, so more than one row may be reported.
  return wrote(written)
}

/** A count of supplies, unless another one arrived since this page was opened. */
export function recordStock(
  db: Db,
  tap: Tap & { items: StockItem[]; openedAt: number },
): Promise<Tapped> {
  const { key, placeId, day, at, actor, items, openedAt } = tap
  const insert = db.$client
    .prepare(
      `INSERT INTO stock_counts (key, place_id, day, at, by, source, items)
       SELECT ?1, ?2, ?3, ?4, ?5, 'tap', ?6 WHERE NOT EXISTS (SELECT 1 FROM stock_counts s
         WHERE s.place_id = ?2 AND s.day = ?3 AND s.undone_at IS NULL AND s.at >= ?7)
       ON CONFLICT (key) DO NOTHING`,
    )
    .bind(key, placeId, day, at, actor.id, JSON.stringify(items), openedAt)
  const byKey = db.$client
    .prepare(
      `SELECT r.at, r.by, a.display_name AS byName FROM stock_counts r ${WHO} WHERE r.key = ?`,
    )
    .bind(key)
  const newest = db.$client
    .prepare(
      `SELECT r.at, r.by, a.display_name AS byName FROM stock_counts r ${WHO}
       WHERE r.place_id = ? AND r.day = ? AND r.undone_at IS NULL ORDER BY r.id DESC LIMIT 1`,
    )
    .bind(placeId, day)
  return tapped(db, insert, byKey, newest)
}

export interface StaffReading {
  workerId: number
  temperature: number
  /** The reading that was shown, which this one corrects; 0 for none. */
  seen: number
}

/** Readings of workers in one save; of nobody who may not work yet. Answers how many rows are there now for this key. */
export async function recordTemperatures(
  db: Db,
  tap: Tap & { shift: Shift; readings: StaffReading[] },
): Promise<number> {
  const { key, placeId, day, at, actor, shift, readings } = tap
  const corrected = readings.filter((each) => each.seen > 0).length
  const [, , stored] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source, corrects)
         SELECT ?1 || '-' || (j.value->>0), ?2, ?3, j.value->>0, ?4, j.value->>1, ?5, ?6, 'tap', nullif(j.value->>2, 0)
         FROM json_each(?7) j CROSS JOIN employments e ON e.place_id = ?2 AND e.worker_id = j.value->>0
         WHERE e.confirmed_at IS NOT NULL AND e.left_on IS NULL
           AND ifnull(${worksFrom('e.worker_id', '?3')}, 0) <= ?3 AND j.value->>2 = ifnull((
           SELECT max(t.id) FROM worker_temperatures t WHERE t.place_id = ?2 AND t.day = ?3
             AND t.worker_id = j.value->>0 AND t.shift = ?4 AND t.undone_at IS NULL), 0)
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(
        key,
        placeId,
        day,
        shift,
        at,
        actor.id,
        JSON.stringify(readings.map((each) => [each.workerId, each.temperature, each.seen])),
      ),
    corrected > 0
      ? auditIfAny(db, {
          at,
          actor,
          act: 'board.correct_temperatures',
          subject: `places:${placeId}`,
          detail: { shift, corrected },
        })
      : db.$client.prepare('SELECT 1'),
    db.$client
      .prepare('SELECT count(*) AS n FROM worker_temperatures WHERE key > ? AND key < ?')
      .bind(`${key}-`, `${key}.`),
  ])
  return ((stored?.results ?? []) as { n: number }[])[0]?.n ?? 0
}

const UNDO = {
  duty: { table: 'duty_records', where: 'key = ?4' },
  stock: { table: 'stock_counts', where: 'key = ?4' },
  // All readings of one save: their keys begin with the key of the page.
  staff: { table: 'worker_temperatures', where: "key > ?4 || '-' AND key < ?4 || '.'" },
} as const

export type UndoKind = keyof typeof UNDO

/** Takes back what was tapped at most ten minutes ago. False when it was too long ago or is gone. */
export async function undoTap(db: Db, kind: UndoKind, tap: Tap): Promise<boolean> {
  const { table, where } = UNDO[kind]
  const { key, placeId, at, actor } = tap
  const [undone] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE ${table} SET undone_at = ?1, undone_by = ?2
         WHERE place_id = ?3 AND ${where} AND undone_at IS NULL AND at >= ?1 - ${UNDO_MS}`,
      )
      .bind(at, actor.id, placeId, key),
    auditIfAny(db, { at, actor, act: `board.undo_${kind}`, subject: `${table}:${key}` }),
  ])
  return wrote(undone)
}
