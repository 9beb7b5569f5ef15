// What the records of a place say of its day: the figures of the report that nobody has to type.
import type { Db } from '../../db/client'
import { overIndexed } from '../../db/over-store'
import { countStatement, countsFrom, NO_COUNTERS, type StoredCounters } from '../board'
import type { Reading } from '../board/rules-fever'
import type { Figures } from './rules'
import type { DailyReport, DutyRoster } from './tables'

const HOLDS =
  "worker_id = e.worker_id AND kind = 'personal' AND superseded_by IS NULL AND withdrawn_at IS NULL"

// ?2 the day, ?3 the day of the last report: whoever began since then is newly back.
const BACK = `SELECT count(*) AS returned, ifnull(sum(risk = 1), 0) AS outside
  FROM (SELECT (SELECT max(risk) FROM pledges WHERE ${HOLDS}) AS risk FROM employments e INDEXED BY employments_here
    WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.since > ?3 AND e.since <= ?2 AND e.confirmed_at IS NOT NULL)`

const STANDING = `t.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM worker_temperatures c
    WHERE c.place_id = t.place_id AND c.day = t.day AND c.worker_id = t.worker_id AND c.corrects = t.id
      AND c.undone_at IS NULL)`

// All readings of whoever was over the limit once: the rulebook's 2 of 3 decides.
const over = (
  limit: number,
): string => `SELECT t.id, t.worker_id AS workerId, t.shift, t.temperature, t.at, t.reported_at AS reportedAt
  FROM (SELECT DISTINCT worker_id FROM worker_temperatures WHERE place_id = ?1 AND day = ?2 AND undone_at IS NULL
    AND temperature >= ?3 ${overIndexed(limit)}) h
  CROSS JOIN employments e ON e.place_id = ?1 AND e.worker_id = h.worker_id
  CROSS JOIN worker_temperatures t ON t.place_id = ?1 AND t.day = ?2 AND t.worker_id = h.worker_id
  WHERE ${STANDING} AND e.confirmed_at IS NOT NULL AND e.left_on IS NULL LIMIT 300`

const DISINFECTED = `SELECT ifnull(d.detail->>'where', d.duty) AS place, count(*) AS n FROM duty_records d
  WHERE d.place_id = ?1 AND d.day = ?2 AND d.duty IN (SELECT value FROM json_each(?3)) AND d.undone_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM duty_records c WHERE c.place_id = d.place_id AND c.day = d.day
      AND c.duty = d.duty AND c.corrects = d.id AND c.undone_at IS NULL)
  GROUP BY 1 ORDER BY min(d.at)`

const STOCK = `SELECT s.day, s.items FROM stock_counts s
  WHERE s.place_id = ?1 AND s.day BETWEEN ?2 - 30 AND ?2 AND s.undone_at IS NULL
  ORDER BY s.day DESC, s.id DESC LIMIT 1`

const COLUMNS = `r.id, r.key, r.place_id AS placeId, r.day, r.seq, r.at, r.by, r.late, r.zero, r.staff, r.present,
  r.measured, r.abnormal, r.returned, r.outside, r.watched, r.disinfected, r.computed, r.duty, r.masks, r.needs,
  r.rulebook_version AS rulebookVersion, a.display_name AS byName`
const REPORTS = `SELECT ${COLUMNS} FROM daily_reports r LEFT JOIN accounts a ON a.id = r.by`

/** A report with the sealed name of whoever sent it. */
export type ReadReport = DailyReport & { byName: string | null }
type StoredReport = Omit<ReadReport, 'disinfected' | 'computed' | 'late' | 'zero'> &
  Record<'disinfected' | 'computed', string> &
  Record<'late' | 'zero', number>

const readReport = (row: StoredReport): ReadReport => ({
  ...row,
  late: row.late === 1,
  zero: row.zero === 1,
  disinfected: JSON.parse(row.disinfected),
  computed: JSON.parse(row.computed),
})

const ofDay = (db: Db, placeId: number, day: number): D1PreparedStatement =>
  db.$client
    .prepare(`${REPORTS} WHERE r.place_id = ? AND r.day = ? ORDER BY r.seq LIMIT 100`)
    .bind(placeId, day)

/** Every sending of a day, the one that holds last. */
export async function reportsOf(db: Db, placeId: number, day: number): Promise<ReadReport[]> {
  const { results } = await ofDay(db, placeId, day).all<StoredReport>()
  return results.map(readReport)
}

export interface DayFacts {
  figures: Omit<Figures, 'abnormal' | 'present'>
  /** Readings of whoever was over the lowest limit asked for. */
  readings: Reading[]
  disinfected: Record<string, number>
  stock: { day: number; items: { item: string; quantity: number; perDay: number | null }[] } | null
  /** Of this day, oldest first. */
  reports: ReadReport[]
  /** The newest report of an earlier day. */
  before: ReadReport | null
  accidents: number
  roster: Pick<DutyRoster, 'names' | 'gaps'> | null
}

interface Asked {
  placeId: number
  day: number
  /** Tenths of a degree from which a worker is looked at. */
  limit: number
  /** Duties that are disinfections. */
  duties: string[]
}

/** Everything a report is made of, in one round trip after the newest earlier report. */
export async function readFacts(db: Db, asked: Asked): Promise<DayFacts> {
  const { placeId, day, limit, duties } = asked
  const before = await db.$client
    .prepare(
      `${REPORTS} WHERE r.place_id = ? AND r.day < ? ORDER BY r.day DESC, r.seq DESC LIMIT 1`,
    )
    .bind(placeId, day)
    .first<StoredReport>()
  const sql = db.$client
  const [back, numbers, fevers, disinfected, stock, reports, accidents, roster] =
    await sql.batch<never>([
      sql.prepare(BACK).bind(placeId, day, before?.day ?? day - 1),
      countStatement(db, placeId, day),
      sql.prepare(over(limit)).bind(placeId, day, limit),
      sql.prepare(DISINFECTED).bind(placeId, day, JSON.stringify(duties)),
      sql.prepare(STOCK).bind(placeId, day),
      ofDay(db, placeId, day),
      sql
        .prepare('SELECT count(*) AS n FROM accidents WHERE place_id = ? AND day = ?')
        .bind(placeId, day),
      sql
        .prepare('SELECT names, gaps FROM duty_rosters WHERE place_id = ? AND day = ?')
        .bind(placeId, day),
    ])
  const first = <T>(result: D1Result | undefined): T | null =>
    (result?.results[0] ?? null) as T | null
  const stored = first<StoredCounters>(numbers)
  const { listed, watched, measured } = countsFrom(stored ?? NO_COUNTERS)
  const counted = first<{ day: number; items: string }>(stock)
  return {
    figures: {
      ...(first<Pick<Figures, 'returned' | 'outside'>>(back) ?? { returned: 0, outside: 0 }),
      ...{ staff: listed, watched, measured: measured.am },
    },
    readings: (fevers?.results ?? []) as Reading[],
    disinfected: Object.fromEntries(
      ((disinfected?.results ?? []) as { place: string; n: number }[]).map(({ place, n }) => [
        place,
        n,
      ]),
    ),
    stock: counted && { day: counted.day, items: JSON.parse(counted.items) },
    reports: ((reports?.results ?? []) as StoredReport[]).map(readReport),
    before: before && readReport(before),
    accidents: first<{ n: number }>(accidents)?.n ?? 0,
    roster: first<Pick<DutyRoster, 'names' | 'gaps'>>(roster),
  }
}
