// Writing about a watch: opened once, measured, checked; each step one batch with its entry and audit row.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditAlways, auditIfChanged } from '../audit'
import type { Slot } from './rules'
import type { Watch, WatchEntry } from './tables'

export interface By {
  actor: AccountActor
  now: number
}

export interface NewEntry {
  id: number
  key: string
  kind: WatchEntry['kind']
  /** Sealed. */
  text: string | null
}

/** Directly after an audit row that was written only if something changed. */
export const entryStatement = (
  db: Db,
  entry: NewEntry,
  watch: { sql: string; value: number | string },
  { actor, now }: By,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO watch_entries (id, key, watch_id, kind, day, at, by, text)
       SELECT ?1, ?2, id, ?3, ?4, ?5, ?6, ?7 FROM watches WHERE ${watch.sql} = ?8 AND changes() = 1`,
    )
    .bind(entry.id, entry.key, entry.kind, dayOf(now), now, actor.id, entry.text, watch.value)

export interface NewWatch
  extends Pick<
    Watch,
    | 'key'
    | 'workerId'
    | 'placeId'
    | 'pledgeId'
    | 'kept'
    | 'areaId'
    | 'areaPath'
    | 'firstDay'
    | 'lastDay'
    | 'amFrom'
    | 'pmFrom'
    | 'room'
    | 'minder'
    | 'why'
    | 'rulebookVersion'
  > {
  entry: NewEntry
}

/** Only of somebody who works there, and whose pledge, if one is named, still holds. */
const openStatement = (db: Db, watch: NewWatch, { actor, now }: By): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO watches (key, worker_id, place_id, pledge_id, kept, area_id, area_path, first_day, last_day, am_from,
         pm_from, room, minder, why, rulebook_version, opened_by, opened_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17 WHERE EXISTS (
         SELECT 1 FROM employments WHERE place_id = ?3 AND worker_id = ?2 AND left_on IS NULL)
         AND (?4 IS NULL OR EXISTS (SELECT 1 FROM pledges WHERE id = ?4 AND superseded_by IS NULL AND withdrawn_at IS NULL))
       ON CONFLICT DO NOTHING`,
    )
    .bind(
      watch.key,
      watch.workerId,
      watch.placeId,
      watch.pledgeId,
      watch.kept,
      watch.areaId,
      watch.areaPath,
      watch.firstDay,
      watch.lastDay,
      watch.amFrom,
      watch.pmFrom,
      watch.room,
      watch.minder,
      watch.why,
      watch.rulebookVersion,
      actor.id,
      now,
    )

/** Opens a watch. `known`: this key made it before; `running`: the worker is on one already. */
export async function openWatch(
  db: Db,
  watch: NewWatch,
  by: By,
): Promise<{ outcome: 'opened' | 'known' | 'running'; id: number } | { outcome: 'refused' }> {
  const [made, , , found] = await batchAll(db, [
    openStatement(db, watch, by),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: 'watches.open',
      subject: `workers:${watch.workerId}`,
      detail: { place: watch.placeId, last: watch.lastDay, why: watch.why },
      rulebookVersion: watch.rulebookVersion,
    }),
    entryStatement(db, watch.entry, { sql: 'key', value: watch.key }, by),
    db.$client
      .prepare(
        `SELECT id, key = ?1 AS mine FROM watches WHERE key = ?1
         UNION ALL SELECT id, 0 FROM watches WHERE worker_id = ?2 AND ended_at IS NULL AND key <> ?1`,
      )
      .bind(watch.key, watch.workerId),
  ])
  const [row] = (found?.results ?? []) as { id: number; mine: number }[]
  if (!row) return { outcome: 'refused' }
  // Triggers write too, so more than one row may be reported.
  if (wrote(made)) return { outcome: 'opened', id: row.id }
  return { outcome: row.mine ? 'known' : 'running', id: row.id }
}

export interface NewReading extends Slot {
  key: string
  watchId: number
  temperature: number
  symptoms: string[]
  alarm: boolean
  rulebookVersion: number
  /** The reading that was shown, which this one corrects; 0 for none. */
  seen: number
}

const readingStatement = (db: Db, each: NewReading, { actor, now }: By): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO watch_readings (key, watch_id, day, shift, temperature, symptoms, alarm, rulebook_version, at, by, corrects)
       SELECT ?1, w.id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM watches w WHERE w.id = ?2 AND w.ended_at IS NULL
         AND w.first_day <= ?3 AND ?11 = ifnull((SELECT max(r.id) FROM watch_readings r
           WHERE r.watch_id = ?2 AND r.day = ?3 AND r.shift = ?4), 0)
       ON CONFLICT DO NOTHING`,
    )
    .bind(
      each.key,
      each.watchId,
      each.day,
      each.shift,
      each.temperature,
      JSON.stringify(each.symptoms),
      each.alarm ? 1 : 0,
      each.rulebookVersion,
      now,
      actor.id,
      each.seen,
    )

/** Directly after it: an owed half day is measured once. */
const measuredStatement = (db: Db, { watchId, day, shift, seen }: NewReading) =>
  db.$client
    .prepare(
      `UPDATE watches SET measured = measured + 1 WHERE id = ?1 AND changes() = 1 AND ?2 = 0
         AND ?3 >= ${shift === 'am' ? 'am_from' : 'pm_from'}`,
    )
    .bind(watchId, seen, day)

/** `known`: this key was stored before. `taken`: somebody else was first, or the watch is over. */
export async function recordReading(
  db: Db,
  reading: NewReading,
  by: By,
): Promise<'written' | 'known' | 'taken'> {
  const [written, , mine] = await batchAll(db, [
    readingStatement(db, reading, by),
    reading.seen === 0
      ? measuredStatement(db, reading)
      : auditIfChanged(db, {
          at: by.now,
          actor: by.actor,
          act: 'watches.correct_reading',
          subject: `watches:${reading.watchId}`,
          detail: { corrects: reading.seen },
        }),
    db.$client.prepare('SELECT 1 FROM watch_readings WHERE key = ?').bind(reading.key),
  ])
  if (wrote(written)) return 'written'
  return (mine?.results ?? []).length > 0 ? 'known' : 'taken'
}

/** 已报告: those the rulebook names were told. False when somebody had said so already. */
export async function tellAlarm(
  db: Db,
  { watchId, reading, told }: { watchId: number; reading: number; told: string },
  { actor, now }: By,
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        'UPDATE watch_readings SET told_at = ?1, told_by = ?2 WHERE id = ?3 AND watch_id = ?4 AND alarm = 1 AND told_at IS NULL',
      )
      .bind(now, actor.id, reading, watchId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'watches.report_fever',
      subject: `watches:${watchId}`,
      detail: { reading, told },
    }),
  ])
  return wrote(changed)
}

export interface SpotCheck {
  id: number
  key: string
  watchId: number
  found: boolean
  text: string | null
  fileId: number | null
}

/** A spot check of a running watch, once a key; `kept`: the statements that keep its photo. */
export async function recordCheck(
  db: Db,
  check: SpotCheck,
  kept: D1PreparedStatement[],
  { actor, now }: By,
): Promise<boolean> {
  const [, , known] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO watch_entries (id, key, watch_id, kind, day, at, by, found, text, file_id)
         SELECT ?1, ?2, id, 'check', ?3, ?4, ?5, ?6, ?7, ?8 FROM watches WHERE id = ?9 AND ended_at IS NULL
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        check.id,
        check.key,
        dayOf(now),
        now,
        actor.id,
        check.found ? 1 : 0,
        check.text,
        check.fileId,
        check.watchId,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'watches.check',
      subject: `watches:${check.watchId}`,
      detail: { found: check.found ? 1 : 0 },
    }),
    db.$client
      .prepare('SELECT 1 FROM watch_entries WHERE key = ? AND watch_id = ?')
      .bind(check.key, check.watchId),
    ...kept,
  ])
  return (known?.results ?? []).length > 0
}

/** Somebody read whose watch this is. */
export const auditRead = async (
  db: Db,
  act: 'watches.read' | 'watches.print',
  workerId: number,
  { actor, now }: By,
): Promise<void> => {
  await db.$client.batch([auditAlways(db, { at: now, actor, act, subject: `workers:${workerId}` })])
}
