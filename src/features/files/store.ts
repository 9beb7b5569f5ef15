// Rows of files: written before their object, counted only with the batch of what they belong to.
import { batchAll, type Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { DAY, HOUR } from '../../shared/clock'
import { auditAlways, auditIfAny, auditIfChanged } from '../audit'
import type { FileKind } from './tables'

/** An upload whose batch never came. */
const UNSTORED_LIFE = HOUR
/** A draft nobody submitted. */
export const DRAFT_LIFE = 30 * DAY
const SWEPT_AT_ONCE = 500

export interface NewFile {
  id: number
  key: string
  placeId: number
  purpose: string
  kind: FileKind
  bytes: number
  sha256: string
  object: string
  by: number
  at: number
  sealed: boolean
}

/** The file's row: the new one, or the one of an earlier sending, which the sweep then spares. */
export async function announceFile(
  db: Db,
  file: NewFile,
): Promise<{ id: number; object: string; storedAt: number | null }> {
  const row = await db.$client
    .prepare(
      `INSERT INTO files (id, key, place_id, purpose, kind, bytes, sha256, object, by, at, sealed)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
       ON CONFLICT (place_id, key) WHERE deleted_at IS NULL
         DO UPDATE SET at = iif(stored_at IS NULL, excluded.at, at)
       RETURNING id, object, stored_at AS storedAt`,
    )
    .bind(
      file.id,
      file.key,
      file.placeId,
      file.purpose,
      file.kind,
      file.bytes,
      file.sha256,
      file.object,
      file.by,
      file.at,
      file.sealed ? 1 : 0,
    )
    .first<{ id: number; object: string; storedAt: number | null }>()
  if (!row) throw new Error('a file without a row')
  return row
}

interface Keeping {
  file: { id: number }
  /** What it belongs to from now on; empty: a draft. */
  subject: string
  actor: AccountActor
  now: number
  /** Directly after an audit row: only if that row was written. */
  ifChanged?: boolean
}

/** For the caller's batch: with it the file is there, without it the file never was. */
export const fileStatements = (
  db: Db,
  { file, subject, actor, now, ifChanged = false }: Keeping,
): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `UPDATE files SET stored_at = ?1, subject = ?2
       WHERE id = ?3 AND stored_at IS NULL AND deleted_at IS NULL${ifChanged ? ' AND changes() = 1' : ''}`,
    )
    .bind(now, subject, file.id),
  auditIfChanged(db, {
    at: now,
    actor,
    act: 'files.add',
    subject: `files:${file.id}`,
    detail: { of: subject },
  }),
]

interface OfPlace {
  placeId: number
  actor: AccountActor
  now: number
}

/** Draft files of a place now belong to something, e.g. the application just submitted. */
export const attachStatements = (
  db: Db,
  { placeId, actor, now, ids, subject }: OfPlace & { ids: number[]; subject: string },
): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `UPDATE files SET subject = ?1 WHERE place_id = ?2 AND subject = '' AND deleted_at IS NULL
         AND stored_at IS NOT NULL AND id IN (SELECT value FROM json_each(?3))`,
    )
    .bind(subject, placeId, JSON.stringify(ids)),
  auditIfAny(db, { at: now, actor, act: 'files.attach', subject }),
]

/** Takes one file of a place away, if it still belongs to `subject`; the sweep then removes it. */
export const dropStatements = (
  db: Db,
  { placeId, actor, now, id, subject }: OfPlace & { id: number; subject: string },
): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `UPDATE files SET deleted_at = ?1
       WHERE id = ?2 AND place_id = ?3 AND subject = ?4 AND deleted_at IS NULL`,
    )
    .bind(now, id, placeId, subject),
  auditIfChanged(db, { at: now, actor, act: 'files.drop', subject: `files:${id}` }),
]

/** The files another room's query names (`?2` bound in it) go; the sweep then removes them. */
export const endFilesStatement = (
  db: Db,
  ids: string,
  value: string | number,
  now: number,
): D1PreparedStatement =>
  db.$client
    .prepare(`UPDATE files SET deleted_at = ?1 WHERE deleted_at IS NULL AND id IN (${ids})`)
    .bind(now, value)

export interface ListedFile {
  id: number
  purpose: string
  kind: FileKind
  bytes: number
  at: number
}

export const listStatement = (db: Db, placeId: number, subject: string): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT id, purpose, kind, bytes, at FROM files
       WHERE place_id = ? AND subject = ? AND stored_at IS NOT NULL AND deleted_at IS NULL`,
    )
    .bind(placeId, subject)

/** Files of a place that belong to `subject` (empty: its drafts), oldest first. */
export async function listFiles(db: Db, placeId: number, subject: string): Promise<ListedFile[]> {
  const { results } = await listStatement(db, placeId, subject).all<ListedFile>()
  return results.sort((a, b) => a.at - b.at)
}

export interface StoredFile {
  id: number
  kind: FileKind
  object: string
  placeId: number
  areaPath: string
}

/** What anybody who may see the place may see; a sealed file is none of that. */
export const fileById = (db: Db, id: number): Promise<StoredFile | null> =>
  db.$client
    .prepare(
      `SELECT f.id, f.kind, f.object, f.place_id AS placeId, p.area_path AS areaPath
       FROM files f JOIN places p ON p.id = f.place_id
       WHERE f.id = ? AND f.stored_at IS NOT NULL AND f.deleted_at IS NULL AND f.sealed = 0`,
    )
    .bind(id)
    .first<StoredFile>()

export const sealedFileById = (
  db: Db,
  id: number,
): Promise<Pick<StoredFile, 'kind' | 'object'> | null> =>
  db.$client
    .prepare(
      `SELECT kind, object FROM files
       WHERE id = ? AND stored_at IS NOT NULL AND deleted_at IS NULL AND sealed = 1`,
    )
    .bind(id)
    .first<Pick<StoredFile, 'kind' | 'object'>>()

/** An officer looked at what a place sent. */
export const noteReading = async (
  db: Db,
  file: StoredFile,
  actor: AccountActor,
  now: number,
): Promise<void> => {
  await auditAlways(db, { at: now, actor, act: 'files.read', subject: `files:${file.id}` }).run()
}

/** What nobody finished: uploads without their batch, drafts without their submission. */
export const GIVE_UP = {
  unstored:
    'UPDATE files SET deleted_at = ?1 WHERE stored_at IS NULL AND deleted_at IS NULL AND at <= ?2',
  drafts: "UPDATE files SET deleted_at = ?1 WHERE subject = '' AND deleted_at IS NULL AND at <= ?2",
} as const

/** What is to be removed. */
export const DELETED = `SELECT id, object FROM files WHERE deleted_at IS NOT NULL
  ORDER BY deleted_at LIMIT ${SWEPT_AT_ONCE}`

/**
 * The minute's work: gives up what nobody finished, then removes what is deleted, the object before
 * its row, so that a run cut off in between is made good by the next. Answers how many went.
 */
export async function sweepFiles(db: Db, bucket: R2Bucket, now: number): Promise<number> {
  await batchAll(db, [
    db.$client.prepare(GIVE_UP.unstored).bind(now, now - UNSTORED_LIFE),
    db.$client.prepare(GIVE_UP.drafts).bind(now, now - DRAFT_LIFE),
  ])
  const { results } = await db.$client.prepare(DELETED).all<{ id: number; object: string }>()
  if (results.length === 0) return 0
  await bucket.delete(results.map(({ object }) => object))
  await db.$client
    .prepare('DELETE FROM files WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(results.map(({ id }) => id)))
    .run()
  return results.length
}
