// Lists and counts of notices, the one whose deadline is nearest or longest past first.
import { batchAll, type Db } from '../../db/client'
import { countLate, readWaiting, type Waiting } from '../accounts'
import type { NoticeView } from './form'
import { type NoticeNumber, OPEN_STATES } from './rules'
import type { NoticeRow, NoticeState } from './tables'

export interface ListedNotice
  extends Pick<NoticeRow, 'id' | 'year' | 'seq' | 'state' | 'dueAt' | 'reportedAt' | 'result'> {
  area: string
  areaEn: string
  people: number
}

export const PAGE_ROWS = 20

export interface NoticeFilter {
  view: NoticeView
  /** Exactly this village; null: everything the ranges cover. */
  village: string | null
  /** As `rangesOf` makes them. */
  ranges: string
  after: { dueAt: number; id: number } | null
}

const LISTED = `SELECT n.id, n.year, n.seq, n.state, n.due_at AS dueAt, n.reported_at AS reportedAt, n.result,
  v.name AS area, v.name_en AS areaEn, (SELECT count(*) FROM arrivals a WHERE a.notice_id = n.id) AS people`
const COVERED = `EXISTS (SELECT 1 FROM json_each(?) s
  WHERE n.area_path >= s.value ->> 0 AND n.area_path < s.value ->> 1)`

/** One state of a page, one row more than shown; the closed ones newest first. Tests read its plan. */
export function noticesStatement(
  db: Db,
  state: NoticeState,
  { village, ranges, after }: NoticeFilter,
): D1PreparedStatement {
  const [order, than, first] =
    state === 'closed' ? ['DESC', '<', Number.MAX_SAFE_INTEGER] : ['ASC', '>', 0]
  const index = village ? 'notices_area' : 'notices_state'
  return db.$client
    .prepare(
      `${LISTED} FROM notices n INDEXED BY ${index} JOIN areas v ON v.id = n.area_id
       WHERE ${village ? 'n.area_path = ? AND' : ''} n.state = ? AND (n.due_at, n.id) ${than} (?, ?) AND ${COVERED}
       ORDER BY n.due_at ${order}, n.id ${order} LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(...(village ? [village] : []), state, after?.dueAt ?? first, after?.id ?? first, ranges)
}

/** A page of notices, and whether more follow. */
export async function listNotices(
  db: Db,
  filter: NoticeFilter,
): Promise<{ rows: ListedNotice[]; more: boolean }> {
  const states = filter.view === 'open' ? OPEN_STATES : [filter.view]
  const parts = await batchAll(
    db,
    states.map((state) => noticesStatement(db, state, filter)),
  )
  const rows = parts.flatMap(({ results }) => results as ListedNotice[])
  // One state comes in order already.
  if (states.length > 1) rows.sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)
  return { rows: rows.slice(0, PAGE_ROWS), more: rows.length > PAGE_ROWS }
}

/** One notice by its number, within the ranges. */
export async function noticesOfNumber(
  db: Db,
  { year, seq }: NoticeNumber,
  ranges: string,
): Promise<ListedNotice[]> {
  const { results } = await db.$client
    .prepare(
      `${LISTED} FROM notices n JOIN areas v ON v.id = n.area_id WHERE n.year = ? AND n.seq = ? AND ${COVERED}`,
    )
    .bind(year, seq, ranges)
    .all<ListedNotice>()
  return results
}

export interface NoticeCounts {
  /** 待签收 */
  issued: Waiting
  /** 办理中, taken or begun. */
  inHand: Waiting
  /** 待核销 */
  reported: Waiting
  /** Of all. */
  late: number
}

const LATE = "n.due_at < ? AND (n.state <> 'reported' OR n.reported_at > n.due_at)"
const OPEN = `n.state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`

/**
 * What waits in these ranges of areas (`rangesOf`), for a clerk’s or headquarters’ own page. Of each state
 * the late ones are counted all, or up to one more than `most`.
 */
export async function countNoticesFor(
  db: Db,
  ranges: string,
  now: number,
  most?: number,
): Promise<NoticeCounts> {
  const waiting = await readWaiting(db, { table: 'notices', ranges, late: OPEN_STATES, now, most })
  return {
    issued: waiting('issued'),
    inHand: waiting('received', 'in_hand'),
    reported: waiting('reported'),
    late: waiting(...OPEN_STATES).late,
  }
}

/** Past their time in these ranges, whatever has been done of them. */
export const countLateNotices = (db: Db, ranges: string, now: number): Promise<number> =>
  countLate(db, { table: 'notices', ranges, late: OPEN_STATES, now })

const MOST_LATE = 10

/** The late ones of these ranges, the longest overdue first. */
export async function lateNotices(db: Db, ranges: string, now: number): Promise<ListedNotice[]> {
  const { results } = await db.$client
    .prepare(
      `${LISTED} FROM notices n INDEXED BY notices_state JOIN areas v ON v.id = n.area_id
       WHERE ${OPEN} AND ${LATE} AND ${COVERED} ORDER BY n.due_at, n.id LIMIT ${MOST_LATE}`,
    )
    .bind(now, ranges)
    .all<ListedNotice>()
  return results
}
