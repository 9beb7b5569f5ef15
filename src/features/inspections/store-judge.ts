// What a team does at the door: comes, judges item by item, says what its department thinks. Each is one
// conditional statement; the last word of a department stands, with whose it was.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditIfChanged } from '../audit'
import type { ItemResult } from './rules'

interface Act {
  id: number
  actor: AccountActor
  now: number
  rulebookVersion: number
}

/** Any change makes a page that shows the outcome out of date. */
const touched = (db: Db, id: number): D1PreparedStatement =>
  db.$client
    .prepare('UPDATE inspections SET version = version + 1 WHERE id = ? AND changes() = 1')
    .bind(id)

const audited = (db: Db, { id, actor, now, rulebookVersion }: Act, act: string, detail = {}) =>
  auditIfChanged(db, {
    at: now,
    actor,
    act: `inspections.${act}`,
    subject: `inspections:${id}`,
    detail,
    rulebookVersion,
  })

// Whoever signs for a department was sent by it and is there; an administrator may stand in.
const MAY_SIGN = `i.id = ?1 AND i.state = 'started' AND (?2 = 1 OR EXISTS (SELECT 1 FROM inspection_members m
  WHERE m.inspection_id = i.id AND m.account_id = ?3 AND m.department = ?4 AND m.present_at IS NOT NULL))`

const signing = ({ id, actor }: Act, department: string) =>
  [id, actor.scopes.some(({ role }) => role === 'admin') ? 1 : 0, actor.id, department] as const

/** 我到了: the first of the team begins the inspection. False when the account is no member, or is there already. */
export async function attend(db: Db, act: Act): Promise<boolean> {
  const [came] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE inspection_members SET present_at = ?1 WHERE inspection_id = ?2 AND account_id = ?3 AND present_at IS NULL
           AND EXISTS (SELECT 1 FROM inspections WHERE id = ?2 AND state IN ('planned', 'started'))`,
      )
      .bind(act.now, act.id, act.actor.id),
    db.$client
      .prepare(
        `UPDATE inspections SET state = 'started', started_at = coalesce(started_at, ?1), version = version + 1
         WHERE id = ?2 AND changes() = 1`,
      )
      .bind(act.now, act.id),
    audited(db, act, 'attend'),
  ])
  return wrote(came)
}

export interface Judgement {
  item: string
  /** Who signs it. */
  department: string
  result: ItemResult
  /** Sealed; null leaves what is there. */
  note: string | null
  fileId: number | null
}

/** Judges one item. False when the inspection is over or the account may not sign for the department. */
export async function judgeItem(
  db: Db,
  act: Act,
  { item, department, result, note, fileId }: Judgement,
  files: D1PreparedStatement[] = [],
): Promise<boolean> {
  const [judged] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO inspection_items (inspection_id, item, department, result, note, file_id, by, at)
         SELECT i.id, ?5, ?4, ?6, ?7, ?8, ?3, ?9 FROM inspections i WHERE ${MAY_SIGN}
         ON CONFLICT (inspection_id, item) DO UPDATE SET department = excluded.department, result = excluded.result,
           note = coalesce(excluded.note, note), file_id = coalesce(excluded.file_id, file_id), by = excluded.by, at = excluded.at`,
      )
      .bind(...signing(act, department), item, result, note, fileId, act.now),
    touched(db, act.id),
    audited(db, act, 'judge', { item, result }),
    ...files,
  ])
  return wrote(judged)
}

/** One opinion a department. False as for `judgeItem`. */
export async function giveOpinion(
  db: Db,
  act: Act,
  said: { department: string; opinion: 'agree' | 'disagree'; text: string | null },
): Promise<boolean> {
  const [given] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO inspection_opinions (inspection_id, department, opinion, text, by, at)
         SELECT i.id, ?4, ?5, ?6, ?3, ?7 FROM inspections i WHERE ${MAY_SIGN}
         ON CONFLICT (inspection_id, department) DO UPDATE SET opinion = excluded.opinion, text = excluded.text,
           by = excluded.by, at = excluded.at`,
      )
      .bind(...signing(act, said.department), said.opinion, said.text, act.now),
    touched(db, act.id),
    audited(db, act, 'opinion', { department: said.department, opinion: said.opinion }),
  ])
  return wrote(given)
}

/** Calls an inspection off before it is over, so that another can be planned. */
export async function cancelInspection(db: Db, act: Act & { version: number }): Promise<boolean> {
  const [cancelled] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE inspections SET state = 'cancelled', finished_at = ?1, finished_by = ?2, version = version + 1
         WHERE id = ?3 AND version = ?4 AND state IN ('planned', 'started')`,
      )
      .bind(act.now, act.actor.id, act.id, act.version),
    audited(db, act, 'cancel'),
  ])
  return wrote(cancelled)
}
