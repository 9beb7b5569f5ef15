// A crew's readings in one statement, each row under its own key; and who took over the gate.
import { batchAll, type Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import type { AccountActor } from '../../shared/actor'
import { MINUTE } from '../../shared/clock'
import { auditIfAny, auditIfChanged } from '../audit'
import { type DayRecords, recordsFrom, recordsStatement } from '../board'
import type { GateRow, Judged } from './form'
import { MARK } from './rules'

export interface StoredRow {
  id: number
  worker: number
  t: number
  at: number
}

interface Saving extends Pick<Judged, 'key' | 'shift' | 'at' | 'rows'> {
  placeId: number
  day: number
  actor: AccountActor
  now: number
}

// Whoever is on watch or has not signed is not measured as present, whatever the page showed.
const MAY_WORK = `ifnull(${worksFrom('e.worker_id', '?3')}, 0) <= ?3 AND EXISTS (SELECT 1 FROM pledges p
  WHERE p.worker_id = e.worker_id AND p.kind = 'personal' AND p.withdrawn_at IS NULL AND p.superseded_by IS NULL)`

const INSERT = `INSERT INTO worker_temperatures (key, place_id, day, worker_id, shift, temperature, at, by, source, corrects)
  SELECT ?1 || '-' || (j.value->>0), ?2, ?3, j.value->>0, ?4, j.value->>1, ?5, ?6,
    iif(j.value->>1 = ${MARK}, 'mark', 'tap'), nullif(j.value->>2, 0)
  FROM json_each(?7) j CROSS JOIN employments e ON e.place_id = ?2 AND e.worker_id = j.value->>0
  WHERE e.confirmed_at IS NOT NULL AND e.left_on IS NULL AND ${MAY_WORK} AND j.value->>2 = ifnull((
    SELECT max(t.id) FROM worker_temperatures t WHERE t.place_id = ?2 AND t.day = ?3
      AND t.worker_id = j.value->>0 AND t.shift = ?4 AND t.undone_at IS NULL), 0)
  ON CONFLICT (key) DO NOTHING`

const STORED = `SELECT id, worker_id AS worker, temperature AS t, at FROM worker_temperatures
  WHERE key > ?1 || '-' AND key < ?1 || '.' AND place_id = ?2`

const isCorrection = ({ seen }: GateRow): boolean => seen > 0
const isMark = ({ t }: GateRow): boolean => t === MARK

/** Writes what may be written. Answers every row this key has brought, now or by an earlier sending. */
export async function recordCrew(db: Db, saving: Saving): Promise<StoredRow[]> {
  const { key, placeId, day, shift, at, actor, rows, now } = saving
  const told = { corrected: rows.filter(isCorrection).length, marked: rows.filter(isMark).length }
  const results = await batchAll(db, [
    db.$client
      .prepare(INSERT)
      .bind(
        key,
        placeId,
        day,
        shift,
        at,
        actor.id,
        JSON.stringify(rows.map(({ worker, t, seen }) => [worker, t, seen])),
      ),
    ...(told.corrected + told.marked > 0
      ? [
          auditIfAny(db, {
            at: now,
            actor,
            act: 'gate.measure',
            subject: `places:${placeId}`,
            detail: { shift, ...told },
          }),
        ]
      : []),
    db.$client.prepare(STORED).bind(key, placeId),
  ])
  return (results.at(-1)?.results ?? []) as StoredRow[]
}

/** A reading of somebody by its id or its key; null: it is not there, or does not stand. */
export const readingOf = (
  db: Db,
  placeId: number,
  { worker, ref }: { worker: number; ref: string },
): Promise<StoredRow | null> =>
  db.$client
    .prepare(
      `SELECT id, worker_id AS worker, temperature AS t, at FROM worker_temperatures
       WHERE ${ref.includes('-') ? 'key' : 'id'} = ? AND place_id = ? AND worker_id = ? AND undone_at IS NULL`,
    )
    .bind(ref, placeId, worker)
    .first<StoredRow>()

interface StoredShift {
  id: number
  at: number
  by: number
  /** Sealed. */
  note: string | null
  /** Sealed. */
  byName: string | null
}

/** Statement of who stood at the gate lately, the newest first; tests read its plan. */
export const shiftsStatement = (db: Db, placeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT s.id, s.at, s.by, s.note, a.display_name AS byName FROM gate_shifts s
       LEFT JOIN accounts a ON a.id = s.by WHERE s.place_id = ? ORDER BY s.at DESC LIMIT 3`,
    )
    .bind(placeId)

export async function shiftsAt(db: Db, placeId: number): Promise<StoredShift[]> {
  const { results } = await shiftsStatement(db, placeId).all<StoredShift>()
  return results
}

/** The vehicles of a day as they stand; “none today” is no vehicle. */
export async function vehiclesOn(
  db: Db,
  { placeId, day, duty }: { placeId: number; day: number; duty: string },
): Promise<{ plate: string; at: number }[]> {
  const { results } = await recordsStatement(db, { placeId, from: day, to: day }).all<DayRecords>()
  return recordsFrom(results).flatMap(({ detail: { plate }, at, ...each }) =>
    each.duty === duty && plate ? [{ plate, at }] : [],
  )
}

interface Shift {
  id: number
  key: string
  placeId: number
  at: number
  /** Sealed. */
  note: string | null
}

// Somebody who stands there and taps again, with nothing to add, has not taken over again.
const STANDS_THERE = `ifnull((SELECT s.by FROM (SELECT by, at FROM gate_shifts WHERE place_id = ?3 AND at <= ?4
  ORDER BY at DESC LIMIT 1) s WHERE s.at > ?4 - ${10 * MINUTE}), 0) = ?5`

/** 接班. Answers what this key brought; null: nothing new, by somebody who stands there already. */
export async function takeOver(
  db: Db,
  { id, key, placeId, at, note }: Shift,
  actor: AccountActor,
  now: number,
): Promise<(Pick<StoredShift, 'id' | 'by' | 'note'> & { placeId: number }) | null> {
  const results = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO gate_shifts (id, key, place_id, at, by, note)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ?6 IS NOT NULL OR NOT ${STANDS_THERE}
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(id, key, placeId, at, actor.id, note),
    auditIfChanged(db, { at: now, actor, act: 'gate.take_over', subject: `gate_shifts:${id}` }),
    db.$client
      .prepare('SELECT id, by, note, place_id AS placeId FROM gate_shifts WHERE key = ?')
      .bind(key),
  ])
  const [stored] = (results.at(-1)?.results ?? []) as (StoredShift & { placeId: number })[]
  return stored ?? null
}
