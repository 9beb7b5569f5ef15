// What the staff see of a day at their door, and the one statement by which an entry changes.
import { batchAll, type Db, wrote } from '../../db/client'
import { type AuditEntry, auditIfChanged } from '../audit'
import type { Rulebook } from '../rulebook'
import type { Changed, ListedVisit } from './changes'
import { difference, shareOf } from './rules'
import {
  AT_DOOR,
  type AtDoor,
  bindDoor,
  doorFromRow,
  type Row,
  SAME_VISIT,
  VISIT_COLUMNS,
  visitFromRow,
} from './store'
import type { PlaceDay } from './tables'

export type DayCounts = Omit<PlaceDay, 'placeId' | 'day'>

const NO_COUNTS: DayCounts = { visits: 0, people: 0, over: 0, waiting: 0, doubtful: 0, version: 0 }

/** The place, who is inside, and the kept counts of a day, in one query. */
export async function readStaffDay(
  db: Db,
  code: string,
  book: Rulebook,
  now: number,
  day: number,
): Promise<(AtDoor & { counts: DayCounts }) | null> {
  const row = await bindDoor(
    db,
    `${AT_DOOR}, d.visits, d.people, d.over, d.waiting, d.doubtful, d.version AS day_version FROM places p
     LEFT JOIN place_days d ON d.place_id = p.id AND d.day = ?6 WHERE p.code = ?1`,
    code,
    now,
    book,
    day,
  ).first<Row>()
  if (!row) return null
  const { visits, people, over, waiting, doubtful, day_version: version } = row
  const counts =
    version === null
      ? NO_COUNTS
      : ({ visits, people, over, waiting, doubtful, version } as DayCounts)
  return { ...doorFromRow(row), counts }
}

export const LIST_ROWS = 20

export interface ListQuery {
  placeId: number
  day: number
  /** Keyset: entries before this key. */
  before: string | null
  /** Only those somebody still has to decide about. */
  waiting: boolean
}

/** The statement behind a page of a day's entries, newest first; tests read its plan. */
export const staffListStatement = (db: Db, query: ListQuery): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT ${VISIT_COLUMNS} FROM visits v WHERE v.place_id = ? AND v.day = ? AND v.key < ?
       ${query.waiting ? "AND v.verdict IN ('wait', 'pending', 'full') AND v.voided_at IS NULL AND v.doubt IS NULL" : ''}
       ORDER BY v.key DESC LIMIT ${LIST_ROWS + 1}`,
    )
    .bind(query.placeId, query.day, query.before ?? 'a')

/** A page of a day's entries; `next` is the key the next page begins before. */
export async function listEntries(
  db: Db,
  query: ListQuery,
): Promise<{ entries: ListedVisit[]; next: string | null }> {
  const { results } = await staffListStatement(db, query).all<Row>()
  const entries = results.slice(0, LIST_ROWS).map(visitFromRow)
  const next = results.length > LIST_ROWS ? (entries.at(-1)?.key ?? null) : null
  return { entries: entries.sort((a, b) => b.at - a.at), next }
}

export async function readEntry(
  db: Db,
  placeId: number,
  day: number,
  key: string,
): Promise<ListedVisit | null> {
  const row = await db.$client
    .prepare(
      `SELECT ${VISIT_COLUMNS} FROM visits v WHERE v.place_id = ? AND v.day = ? AND v.key = ?`,
    )
    .bind(placeId, day, key)
    .first<Row>()
  return row ? visitFromRow(row) : null
}

const insideOf = (visit: Pick<ListedVisit, 'slot' | 'leftAt' | 'party'>): number =>
  visit.slot !== null && visit.leftAt === null ? visit.party : 0

/** Moves people between slots, each statement only if the one before it changed its row. */
function slotStatements(db: Db, before: ListedVisit, after: Changed): D1PreparedStatement[] {
  const moves = [
    { slot: before.slot, people: -insideOf(before) },
    { slot: after.slot, people: insideOf(after) },
  ]
  return moves
    .filter((move) => move.slot !== null && move.people !== 0)
    .map((move) =>
      db.$client
        .prepare(
          `INSERT INTO place_slots (place_id, slot, people) SELECT ?, ?, ? WHERE changes() = 1
           ON CONFLICT DO UPDATE SET people = people + excluded.people`,
        )
        .bind(before.placeId, move.slot, move.people),
    )
}

/**
 * Changes an entry if it is still as it was read: the row, its audit row, the counts and the slots in
 * one batch. Answers whether it won; the loser shows what the other did.
 */
export async function changeVisit(
  db: Db,
  book: Rulebook,
  before: ListedVisit,
  after: Changed,
  audit: AuditEntry | null,
): Promise<boolean> {
  const moved = difference(shareOf(book, before), shareOf(book, { ...before, ...after }))
  const [first] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE visits SET verdict = ?, party = ?, readings = ?, slot = ?, left_at = ?, voided_at = ?, reported_at = ?,
         version = version + 1 WHERE ${SAME_VISIT} AND version = ?`,
      )
      .bind(
        after.verdict,
        after.party,
        JSON.stringify(after.readings),
        after.slot,
        after.leftAt,
        after.voidedAt,
        after.reportedAt,
        before.placeId,
        before.day,
        before.key,
        before.version,
      ),
    ...(audit ? [auditIfChanged(db, audit)] : []),
    db.$client
      .prepare(
        `UPDATE place_days SET visits = visits + ?, people = people + ?, over = over + ?, waiting = waiting + ?,
         doubtful = doubtful + ?, version = version + 1 WHERE changes() = 1 AND place_id = ? AND day = ?`,
      )
      .bind(
        moved.visits,
        moved.people,
        moved.over,
        moved.waiting,
        moved.doubtful,
        before.placeId,
        before.day,
      ),
    ...slotStatements(db, before, after),
  ])
  return wrote(first)
}
