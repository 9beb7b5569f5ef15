// Reading watches: one, those of a place or a worker, lists and counts for officers.
import type { Db } from '../../db/client'
import { batchAll } from '../../db/client'
import type { Watch, WatchEntry, WatchReading } from './tables'

/**
 * SQL for how many owed readings of a watch `w` are missing. `am` and `pm`: the last days whose morning and
 * evening reading are due. What was measured before its time was up is not due yet.
 */
export const GAPS = (
  am: string,
  pm: string,
): string => `(max(0, ${am} - w.am_from + 1) + max(0, ${pm} - w.pm_from + 1)
  - w.measured + (SELECT count(*) FROM watch_readings r WHERE r.watch_id = w.id AND r.day > ${pm} AND r.corrects = 0
    AND ((r.shift = 'am' AND r.day > ${am} AND r.day >= w.am_from) OR (r.shift = 'pm' AND r.day >= w.pm_from))))`

export const UNTOLD = `EXISTS (SELECT 1 FROM watch_readings r INDEXED BY watch_readings_untold
  WHERE r.watch_id = w.id AND r.alarm = 1 AND r.told_at IS NULL AND NOT EXISTS (SELECT 1 FROM watch_readings c
    WHERE c.watch_id = r.watch_id AND c.day = r.day AND c.shift = r.shift AND c.corrects = r.id))`

/** A line of a list; the name is sealed. */
export interface ListedWatch
  extends Pick<
    Watch,
    | 'id'
    | 'workerId'
    | 'kept'
    | 'room'
    | 'firstDay'
    | 'lastDay'
    | 'proposedBy'
    | 'endedOn'
    | 'year'
    | 'seq'
    | 'missed'
  > {
  name: string
  place: string
  code: string
  area: string
  areaEn: string
  gaps: number
  untold: number
}

export const LISTED = (
  am: string,
  pm: string,
): string => `SELECT w.id, w.worker_id AS workerId, w.kept, w.room,
  w.first_day AS firstDay, w.last_day AS lastDay, w.proposed_by AS proposedBy, w.ended_on AS endedOn, w.year, w.seq, w.missed,
  p2.name, p.name AS place, p.code, v.name AS area, v.name_en AS areaEn, ${GAPS(am, pm)} AS gaps, ${UNTOLD} AS untold`
export const OF = `JOIN workers p2 ON p2.id = w.worker_id JOIN places p ON p.id = w.place_id JOIN areas v ON v.id = w.area_id`

/** A watch with the sealed fields of its worker and of those who had it in hand. */
export interface WatchDetail extends Watch {
  name: string
  phone: string
  address: string | null
  job: string | null
  place: string
  code: string
  placeKind: 'shop' | 'enterprise' | 'site'
  placePath: string
  area: string
  areaEn: string
  gaps: number
}

const DETAIL = `SELECT w.id, w.key, w.worker_id AS workerId, w.place_id AS placeId, w.pledge_id AS pledgeId, w.kept,
    w.area_id AS areaId, w.area_path AS areaPath, w.first_day AS firstDay, w.last_day AS lastDay, w.am_from AS amFrom,
    w.pm_from AS pmFrom, w.measured, w.room, w.minder, w.why, w.version, w.rulebook_version AS rulebookVersion,
    w.opened_by AS openedBy, w.opened_at AS openedAt, w.proposed_by AS proposedBy, w.proposed_at AS proposedAt,
    w.ended_at AS endedAt, w.ended_on AS endedOn, w.ended_by AS endedBy, w.ending, w.year, w.seq, w.missed, w.fevers,
    p2.name, p2.phone, p2.address, p.name AS place, p.code, p.kind AS placeKind, p.area_path AS placePath,
    v.name AS area, v.name_en AS areaEn, ${GAPS('?2', '?3')} AS gaps,
    (SELECT job FROM employments WHERE place_id = w.place_id AND worker_id = w.worker_id) AS job
  FROM watches w ${OF}`

/** The last days whose readings are due. */
export interface Through {
  am: number
  pm: number
}

export const watchById = (db: Db, id: number, through: Through): Promise<WatchDetail | null> =>
  db.$client
    .prepare(`${DETAIL} WHERE w.id = ?1`)
    .bind(id, through.am, through.pm)
    .first<WatchDetail>()

/** Of one worker, the newest first. */
export async function watchesOfWorker(
  db: Db,
  workerId: number,
  through: Through,
): Promise<WatchDetail[]> {
  const { results } = await db.$client
    .prepare(`${DETAIL} WHERE w.worker_id = ?1 ORDER BY w.opened_at DESC LIMIT 10`)
    .bind(workerId, through.am, through.pm)
    .all<WatchDetail>()
  return results
}

type Named = { byName: string | null }
export type ReadReading = Omit<WatchReading, 'symptoms' | 'alarm'> &
  Named & { symptoms: string[]; alarm: boolean }
export type ReadEntry = WatchEntry & Named

/** Readings and entries of one watch, with the sealed names of whoever made them. */
export async function historyOf(
  db: Db,
  watchId: number,
): Promise<{ readings: ReadReading[]; entries: ReadEntry[] }> {
  const [readings, entries] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT r.id, r.key, r.watch_id AS watchId, r.day, r.shift, r.temperature, r.symptoms, r.alarm,
           r.rulebook_version AS rulebookVersion, r.at, r.by, r.corrects, r.told_at AS toldAt, r.told_by AS toldBy,
           a.display_name AS byName
         FROM watch_readings r LEFT JOIN accounts a ON a.id = r.by WHERE r.watch_id = ? ORDER BY r.day DESC LIMIT 300`,
      )
      .bind(watchId),
    db.$client
      .prepare(
        `SELECT e.id, e.key, e.watch_id AS watchId, e.kind, e.day, e.at, e.by, e.found, e.text, e.file_id AS fileId,
           a.display_name AS byName
         FROM watch_entries e LEFT JOIN accounts a ON a.id = e.by WHERE e.watch_id = ? ORDER BY e.at DESC LIMIT 100`,
      )
      .bind(watchId),
  ])
  type Stored = Omit<ReadReading, 'symptoms' | 'alarm'> & { symptoms: string; alarm: number }
  return {
    readings: ((readings?.results ?? []) as Stored[]).map((row) => ({
      ...row,
      symptoms: JSON.parse(row.symptoms) as string[],
      alarm: row.alarm === 1,
    })),
    entries: (
      (entries?.results ?? []) as (Omit<ReadEntry, 'found'> & { found: number | null })[]
    ).map((row) => ({ ...row, found: row.found === null ? null : row.found === 1 })),
  }
}

/** The village of a worker's home; null when it is not known. */
export const homeOf = (db: Db, workerId: number): Promise<{ id: number; path: string } | null> =>
  db.$client
    .prepare('SELECT a.id, a.path FROM workers w JOIN areas a ON a.id = w.area_id WHERE w.id = ?')
    .bind(workerId)
    .first<{ id: number; path: string }>()
