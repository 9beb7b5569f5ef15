// Notices: issued with their number, taken on step by step, listed with the late ones first.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditAlways, auditIfChanged } from '../audit'
import type { IssueInput } from './form'
import { NOTICE_MOVES, type NoticeAct, type NoticeNumber, numberPath, yearOf } from './rules'
import type { NoticeRow } from './tables'

export interface By {
  actor: AccountActor
  now: number
}

export interface NewNotice extends Omit<IssueInput, 'area' | 'other' | 'due'> {
  area: { id: number; path: string }
  /** Sealed. */
  other: string | null
  dueAt: number
  rulebookVersion: number
}

// Free: nobody looks after them, they are on no notice, and they have not left.
const FREE = `SELECT count(*) FROM json_each(?12) j CROSS JOIN arrivals a ON a.id = j.value
  WHERE a.area_id IS NULL AND a.notice_id IS NULL AND a.left_on IS NULL
    AND EXISTS (SELECT 1 FROM json_each(?13) s
      WHERE a.found_area_path >= s.value ->> 0 AND a.found_area_path < s.value ->> 1)`

/** The next number of the year is taken in the statement itself, so none is left out and none is given twice. */
const issueStatement = (db: Db, notice: NewNotice, ranges: string, { actor, now }: By) =>
  db.$client
    .prepare(
      `INSERT INTO notices (key, year, seq, area_id, area_path, state, why, tasks, other, due_at, rulebook_version, issued_by, issued_at)
       SELECT ?1, ?2, (SELECT 1 + ifnull(max(seq), 0) FROM notices WHERE year = ?2), ?3, ?4, 'issued', ?5, ?6, ?7, ?8, ?9, ?10, ?11
       WHERE NOT EXISTS (SELECT 1 FROM notices WHERE key = ?1) AND (${FREE}) = json_array_length(?12)`,
    )
    .bind(
      notice.key,
      yearOf(now),
      notice.area.id,
      notice.area.path,
      notice.why,
      JSON.stringify(notice.tasks),
      notice.other,
      notice.dueAt,
      notice.rulebookVersion,
      actor.id,
      now,
      JSON.stringify(notice.people),
      ranges,
    )

const TRIES = 5

/**
 * Issues a notice with its people, all or nothing; `ranges`: where the issuer is headquarters. False when
 * the key was used or somebody is not free.
 */
export async function issueNotice(
  db: Db,
  notice: NewNotice,
  ranges: string,
  by: By,
): Promise<boolean> {
  const statements = [
    issueStatement(db, notice, ranges, by),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: 'notices.issue',
      subject: `notices:${notice.key}`,
      detail: { area: notice.area.path, people: notice.people.length },
      rulebookVersion: notice.rulebookVersion,
    }),
    db.$client
      .prepare(
        `UPDATE arrivals SET notice_id = (SELECT id FROM notices WHERE key = ?1)
         WHERE id IN (SELECT value FROM json_each(?2)) AND changes() = 1`,
      )
      .bind(notice.key, JSON.stringify(notice.people)),
  ]
  for (let round = 1; ; round++) {
    try {
      const [made] = await batchAll(db, statements)
      return wrote(made)
    } catch (error) {
      // A database that ran two batches side by side would refuse the second number.
      if (round >= TRIES || !String(error).includes('notices.seq')) throw error
    }
  }
}

export const numberOfKey = (db: Db, key: string): Promise<NoticeNumber | null> =>
  db.$client.prepare('SELECT year, seq FROM notices WHERE key = ?').bind(key).first<NoticeNumber>()

/** Somebody who may be put on a notice, or is on one; fields sealed. */
export interface NoticePerson {
  id: number
  key: string
  name: string
  phone: string
  address: string
  origin: string
  arrivedOn: number
  leftOn: number | null
  place: string | null
  placeAddress: string | null
  area: string
  areaEn: string
  free: number
  year: number | null
  seq: number | null
}

const PERSON = `SELECT a.id, a.key, a.name, a.phone, a.address, a.origin, a.arrived_on AS arrivedOn, a.left_on AS leftOn,
  p.name AS place, p.address AS placeAddress, v.name AS area, v.name_en AS areaEn, n.year, n.seq,
  a.area_id IS NULL AND a.notice_id IS NULL AND a.left_on IS NULL AS free`
const OF_PERSON = `LEFT JOIN places p ON p.id = a.place_id LEFT JOIN areas v ON v.id = a.found_area_id
  LEFT JOIN notices n ON n.id = a.notice_id`

/** Those of these ids that were found in the ranges of areas. */
export async function peopleByIds(db: Db, ids: number[], ranges: string): Promise<NoticePerson[]> {
  const { results } = await db.$client
    .prepare(
      `${PERSON} FROM json_each(?1) j CROSS JOIN arrivals a ON a.id = j.value ${OF_PERSON}
       WHERE EXISTS (SELECT 1 FROM json_each(?2) s
         WHERE a.found_area_path >= s.value ->> 0 AND a.found_area_path < s.value ->> 1) ORDER BY a.id`,
    )
    .bind(JSON.stringify(ids), ranges)
    .all<NoticePerson>()
  return results
}

/** The people on a notice, in the order of its form. */
export async function peopleOn(db: Db, noticeId: number): Promise<NoticePerson[]> {
  const { results } = await db.$client
    .prepare(`${PERSON} FROM arrivals a ${OF_PERSON} WHERE a.notice_id = ? ORDER BY a.id LIMIT 100`)
    .bind(noticeId)
    .all<NoticePerson>()
  return results
}

/** A notice with the sealed names of whoever had it in hand. */
export interface NoticeDetail extends Omit<NoticeRow, 'tasks'> {
  tasks: string[]
  area: string
  areaEn: string
  issuer: string | null
  receiver: string | null
  reporter: string | null
  closer: string | null
}

const nameOf = (id: string): string => `(SELECT display_name FROM accounts WHERE id = n.${id})`

export async function noticeByNumber(
  db: Db,
  { year, seq }: NoticeNumber,
): Promise<NoticeDetail | null> {
  const row = await db.$client
    .prepare(
      `SELECT n.id, n.key, n.year, n.seq, n.area_id AS areaId, n.area_path AS areaPath, n.state, n.version, n.why, n.tasks,
         n.other, n.due_at AS dueAt, n.rulebook_version AS rulebookVersion, n.issued_by AS issuedBy, n.issued_at AS issuedAt,
         n.received_by AS receivedBy, n.received_at AS receivedAt, n.started_at AS startedAt, n.result,
         n.result_text AS resultText, n.reported_by AS reportedBy, n.reported_at AS reportedAt, n.closed_by AS closedBy,
         n.closed_at AS closedAt, n.returns, n.return_text AS returnText, v.name AS area, v.name_en AS areaEn,
         ${nameOf('issued_by')} AS issuer, ${nameOf('received_by')} AS receiver, ${nameOf('reported_by')} AS reporter,
         ${nameOf('closed_by')} AS closer
       FROM notices n JOIN areas v ON v.id = n.area_id WHERE n.year = ? AND n.seq = ?`,
    )
    .bind(year, seq)
    .first<Omit<NoticeDetail, 'tasks'> & { tasks: string }>()
  return row && { ...row, tasks: JSON.parse(row.tasks) }
}

type Sets = [columns: string, values: (string | number | null)[]]

/** What a step sets beside the state. */
const SETS: Record<NoticeAct, (step: Step, by: By) => Sets> = {
  receive: (_, { actor, now }) => ['received_by = ?, received_at = ?', [actor.id, now]],
  start: (_, { now }) => ['started_at = ?', [now]],
  report: ({ value, text }, { actor, now }) => [
    'result = ?, result_text = ?, reported_by = ?, reported_at = ?',
    [value ?? null, text ?? null, actor.id, now],
  ],
  close: (_, { actor, now }) => ['closed_by = ?, closed_at = ?', [actor.id, now]],
  return: ({ value, text }) => [
    'returns = returns + 1, due_at = ?, return_text = ?',
    [value ?? null, text ?? null],
  ],
}

export interface Step {
  act: NoticeAct
  version: number
  /** The result of a report, or the new deadline of a return. */
  value?: string | number
  /** Sealed. */
  text?: string | null
}

/** One step; false when the notice is not, or no longer, where the asker saw it. */
export async function stepNotice(
  db: Db,
  notice: NoticeNumber & { key: string; result: string | null },
  step: Step,
  by: By,
): Promise<boolean> {
  const { from, to } = NOTICE_MOVES[step.act]
  const [columns, values] = SETS[step.act](step, by)
  const { actor, now } = by
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE notices SET state = ?, version = version + 1, ${columns}
         WHERE key = ? AND version = ? AND state IN (${from.map((each) => `'${each}'`).join(', ')})`,
      )
      .bind(to, ...values, notice.key, step.version),
    auditIfChanged(db, {
      at: now,
      actor,
      act: `notices.${step.act}`,
      subject: `notices:${numberPath(notice)}`,
      detail: { value: step.value ?? null },
    }),
    ...(step.act === 'close' ? [handOver(db, notice)] : []),
  ])
  return wrote(changed)
}

/** From the end of a notice its people are the village's; a village that declined them leaves them free again. */
const handOver = (db: Db, { key, result }: { key: string; result: string | null }) =>
  db.$client
    .prepare(
      result === 'declined'
        ? 'UPDATE arrivals SET notice_id = NULL WHERE notice_id = (SELECT id FROM notices WHERE key = ?) AND changes() = 1'
        : `UPDATE arrivals SET (area_id, area_path) = (SELECT area_id, area_path FROM notices WHERE key = ?1)
           WHERE notice_id = (SELECT id FROM notices WHERE key = ?1) AND changes() = 1`,
    )
    .bind(key)

/** Somebody looked at names. */
export const auditRead = (db: Db, act: string, subject: string, { actor, now }: By) =>
  auditAlways(db, { at: now, actor, act, subject }).run()
