// The town's view of a day: who has reported, the sums, who is late. As many queries for one village as for all.
import type { Db } from '../../db/client'
import { readPlaceCode } from '../../shared/place-code'
import { foldName, pathEnd } from '../places/rules'
import type { ReportView } from './form'
import type { Figures } from './rules'

/** Whether an officer's areas and trades (`coverOf`) hold the place `p`. */
export const COVERED = (cover: string): string => `EXISTS (SELECT 1 FROM json_each(${cover}) s
  WHERE p.area_path >= s.value ->> 0 AND p.area_path < s.value ->> 1 AND (s.value ->> 2 = ''
    OR (s.value ->> 2 = 'in') = (p.trade IN (SELECT value FROM json_each(s.value -> 3)))))`

export interface DayAsked {
  day: number
  areaPath: string
  /** As `coverOf` makes it. */
  cover: string
}

const STOPPED = `(p.rest_day = ?1 OR (p.paused_from <= ?1 AND ?1 <= ifnull(p.paused_until, ?1))
  OR EXISTS (SELECT 1 FROM production_stops s WHERE s.place_id = p.id AND s.from_day <= ?1
    AND ?1 <= ifnull(s.until_day, ?1) AND (s.ended_on IS NULL OR ?1 < s.ended_on)))`

// Every enterprise of the area with what holds of its day.
const DAY = `FROM places p INDEXED BY places_by_kind
  LEFT JOIN daily_reports r ON r.place_id = p.id AND r.day = ?1
    AND r.seq = (SELECT max(seq) FROM daily_reports WHERE place_id = p.id AND day = ?1)
  LEFT JOIN duty_rosters d ON d.place_id = p.id AND d.day = ?1
  WHERE p.status = 'open' AND p.kind = 'enterprise' AND p.area_path >= ?2 AND p.area_path < ?3
    AND ifnull(p.opened_on, 0) <= ?1 AND ${COVERED('?4')}`

const bounds = ({ day, areaPath, cover }: DayAsked): (string | number)[] => [
  day,
  areaPath,
  pathEnd(areaPath),
  cover,
]

export interface DaySums extends Figures {
  enterprises: number
  reported: number
  late: number
  zero: number
  corrected: number
  stopped: number
  missing: number
  needs: number
  /** Enterprises with an hour nobody is on duty. */
  gaps: number
  accidents: number
  hurt: number
}

const SUMS = `SELECT count(*) AS enterprises, count(r.id) AS reported, ifnull(sum(r.late), 0) AS late,
    ifnull(sum(r.zero), 0) AS zero, ifnull(sum(r.seq > 1), 0) AS corrected,
    ifnull(sum(r.id IS NULL AND ${STOPPED} IS TRUE), 0) AS stopped,
    ifnull(sum(r.id IS NULL AND ${STOPPED} IS NOT TRUE), 0) AS missing,
    ifnull(sum(r.needs IS NOT NULL), 0) AS needs,
    ifnull(sum(${STOPPED} IS NOT TRUE AND (d.gaps IS NULL OR d.gaps > 0)), 0) AS gaps,
    ifnull(sum(r.staff), 0) AS staff, ifnull(sum(r.present), 0) AS present, ifnull(sum(r.measured), 0) AS measured,
    ifnull(sum(r.abnormal), 0) AS abnormal, ifnull(sum(r.returned), 0) AS returned,
    ifnull(sum(r.outside), 0) AS outside, ifnull(sum(r.watched), 0) AS watched ${DAY}`

const ACCIDENTS = `SELECT count(*) AS accidents, ifnull(sum(c.hurt), 0) AS hurt FROM accidents c
  CROSS JOIN places p ON p.id = c.place_id
  WHERE c.day = ?1 AND c.area_path >= ?2 AND c.area_path < ?3 AND ${COVERED('?4')}`

/** The sums of a day, in one trip. */
export async function daySums(db: Db, asked: DayAsked): Promise<DaySums> {
  const [sums, accidents] = await db.$client.batch<never>([
    db.$client.prepare(SUMS).bind(...bounds(asked)),
    db.$client.prepare(ACCIDENTS).bind(...bounds(asked)),
  ])
  return Object.assign({}, sums?.results[0], accidents?.results[0]) as DaySums
}

/** One enterprise of the list. */
export interface DayLine extends Figures {
  id: number
  code: string
  name: string
  areaPath: string
  area: string
  areaEn: string
  at: number | null
  seq: number | null
  late: number | null
  zero: number | null
  stopped: number
  masks: number | null
  needs: number
  /** Of its roster; null: it has none. */
  gaps: number | null
}

const LINE = `SELECT p.id, p.code, p.name, p.area_path AS areaPath, a.name AS area, a.name_en AS areaEn, r.at, r.seq,
    r.late, r.zero, ${STOPPED} IS TRUE AS stopped, r.staff, r.present, r.measured, r.abnormal, r.returned, r.outside,
    r.watched, r.masks, r.needs IS NOT NULL AS needs, d.gaps`
const LISTED = `${LINE} ${DAY.replace('LEFT JOIN daily_reports', 'JOIN areas a ON a.id = p.area_id LEFT JOIN daily_reports')}`

const VIEWS: Record<ReportView, string> = {
  all: '',
  reported: 'AND r.id IS NOT NULL',
  late: 'AND r.late = 1',
  stopped: `AND r.id IS NULL AND ${STOPPED} IS TRUE`,
  missing: `AND r.id IS NULL AND ${STOPPED} IS NOT TRUE`,
}

export const DAY_ROWS = 20
/** The most an export holds: more enterprises than any town has. */
const MOST = 5000

interface ListAsked extends DayAsked {
  view: ReportView
  q: string
  after: { path: string; id: number } | null
}

/** The statement behind a page, one row more than shown. */
const dayStatement = (db: Db, asked: ListAsked, rows = DAY_ROWS + 1): D1PreparedStatement =>
  db.$client
    .prepare(
      `${LISTED} ${VIEWS[asked.view]} AND (?5 = '' OR p.code = ?8 OR instr(p.name_folded, ?5) > 0)
         AND (p.area_path, p.id) > (?6, ?7) ORDER BY p.area_path, p.id LIMIT ${rows}`,
    )
    .bind(
      ...bounds(asked),
      foldName(asked.q),
      asked.after?.path ?? '',
      asked.after?.id ?? 0,
      readPlaceCode(asked.q) ?? '',
    )

/** A page of the enterprises of a day in walking order, and whether more follow. */
export async function listDay(
  db: Db,
  asked: ListAsked,
): Promise<{ rows: DayLine[]; more: boolean }> {
  const { results } = await dayStatement(db, asked).all<DayLine>()
  return { rows: results.slice(0, DAY_ROWS), more: results.length > DAY_ROWS }
}

/** Every enterprise of a day, or of one view of it. */
export async function wholeDay(
  db: Db,
  asked: DayAsked,
  view: ReportView = 'all',
): Promise<DayLine[]> {
  const whole = { ...asked, view, q: '', after: null }
  return (await dayStatement(db, whole, MOST).all<DayLine>()).results
}
