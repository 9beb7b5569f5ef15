// Pledges: written once in one batch with everything that follows from them, never changed; only
// superseded or withdrawn.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { auditAlways, auditIfChanged } from '../audit'
import type { Pledge } from './tables'

export const COLUMNS = `id, key, number, kind, worker_id AS workerId, place_id AS placeId, rulebook_version AS rulebookVersion,
  text_version AS textVersion, answers, signature, text_hash AS textHash, signed_at AS signedAt,
  witnessed_by AS witnessedBy, superseded_by AS supersededBy, withdrawn_at AS withdrawnAt,
  works_from AS worksFrom, risk, answers_purged_at AS answersPurgedAt, kept_hash AS keptHash`

export type Row = Omit<Pledge, 'risk'> & { risk: number }

export const fromRow = (row: Row): Pledge => ({ ...row, risk: row.risk === 1 })

async function pledgeWhere(
  db: Db,
  where: 'number = ?' | 'key = ?',
  value: string,
): Promise<Pledge | null> {
  const row = await db.$client
    .prepare(`SELECT ${COLUMNS} FROM pledges WHERE ${where}`)
    .bind(value)
    .first<Row>()
  return row && fromRow(row)
}

export const pledgeByNumber = (db: Db, number: string): Promise<Pledge | null> =>
  pledgeWhere(db, 'number = ?', number)

/** The pledge of an idempotency key: a repeated sending finds it. */
export const pledgeByKey = (db: Db, key: string): Promise<Pledge | null> =>
  pledgeWhere(db, 'key = ?', key)

/** Everything one person signed, the newest first. */
export async function pledgesOfWorker(db: Db, workerId: number): Promise<Pledge[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT ${COLUMNS} FROM pledges WHERE worker_id = ? AND kind = 'personal' ORDER BY signed_at DESC, id LIMIT 50`,
    )
    .bind(workerId)
    .all<Row>()
  return results.map(fromRow)
}

/** The pledge of a place that holds, or null. */
export async function pledgeOfPlace(db: Db, placeId: number): Promise<Pledge | null> {
  const row = await db.$client
    .prepare(
      `SELECT ${COLUMNS} FROM pledges WHERE place_id = ? AND kind = 'place' AND superseded_by IS NULL
       AND withdrawn_at IS NULL ORDER BY signed_at DESC LIMIT 1`,
    )
    .bind(placeId)
    .first<Row>()
  return row && fromRow(row)
}

const insertStatement = (db: Db, pledge: Pledge): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO pledges (id, key, number, kind, worker_id, place_id, rulebook_version, text_version, answers,
         signature, text_hash, signed_at, witnessed_by, works_from, risk)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15
       WHERE ?5 IS NULL OR EXISTS (SELECT 1 FROM workers WHERE id = ?5) ON CONFLICT DO NOTHING`,
    )
    .bind(
      pledge.id,
      pledge.key,
      pledge.number,
      pledge.kind,
      pledge.workerId,
      pledge.placeId,
      pledge.rulebookVersion,
      pledge.textVersion,
      pledge.answers,
      pledge.signature,
      pledge.textHash,
      pledge.signedAt,
      pledge.witnessedBy,
      pledge.worksFrom,
      pledge.risk ? 1 : 0,
    )

/** What the new one replaces: earlier ones of the same person, or of the same place. */
const supersedeStatement = (db: Db, pledge: Pledge): D1PreparedStatement =>
  db.$client
    .prepare(
      `UPDATE pledges SET superseded_by = ?1
       WHERE ${pledge.kind === 'personal' ? 'worker_id' : 'place_id'} = ?2 AND kind = ?3 AND id <> ?1
         AND superseded_by IS NULL AND withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM pledges WHERE id = ?1)`,
    )
    .bind(pledge.id, pledge.kind === 'personal' ? pledge.workerId : pledge.placeId, pledge.kind)

export interface Writing {
  pledge: Pledge
  actor: Actor
  /** Replaces what the signer signed before. */
  supersedes: boolean
  /** The worker, if new: must come before. */
  before: D1PreparedStatement[]
  /** Where the worker works, the phone, the invitation: each asks whether the pledge stands. */
  after: D1PreparedStatement[]
}

/** All or nothing. False when the key was used already, or the worker could not be written. */
export async function writePledge(db: Db, writing: Writing): Promise<boolean> {
  const { pledge, actor, before, after } = writing
  const results = await batchAll(db, [
    ...before,
    insertStatement(db, pledge),
    auditIfChanged(db, {
      at: pledge.signedAt,
      actor,
      act: `pledges.sign_${pledge.kind}`,
      subject: `pledges:${pledge.id}`,
      detail: { place: pledge.placeId, text: pledge.textVersion, risk: pledge.risk ? 1 : 0 },
      rulebookVersion: pledge.rulebookVersion,
    }),
    ...(writing.supersedes ? [supersedeStatement(db, pledge)] : []),
    ...after,
  ])
  // Triggers write too, so more than one row may be reported.
  return wrote(results[before.length])
}

/** It no longer holds from now on, and what `also` ends with it; false when it did not hold any more. */
export async function withdrawPledge(
  db: Db,
  pledge: Pick<Pledge, 'id'>,
  actor: Actor,
  now: number,
  also: D1PreparedStatement[] = [],
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        'UPDATE pledges SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL AND superseded_by IS NULL',
      )
      .bind(now, pledge.id),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'pledges.withdraw',
      subject: `pledges:${pledge.id}`,
    }),
    ...also,
  ])
  // Triggers write too, so more than one row may be reported.
  return wrote(changed)
}

/** Somebody of the staff read what a worker declared. */
export const recordReading = async (
  db: Db,
  entry: { workerId: number; placeId: number },
  actor: Actor,
  now: number,
): Promise<void> => {
  await db.$client.batch([
    auditAlways(db, {
      at: now,
      actor,
      act: 'pledges.read',
      subject: `workers:${entry.workerId}`,
      detail: { place: entry.placeId },
    }),
  ])
}

/** The stored display name of the account that signs for a place. */
export async function keeperName(db: Db, accountId: number): Promise<string | null> {
  const row = await db.$client
    .prepare('SELECT display_name AS name FROM accounts WHERE id = ?')
    .bind(accountId)
    .first<{ name: string }>()
  return row?.name ?? null
}
