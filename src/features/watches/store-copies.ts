// Copies of documents of people who cannot be scanned: one of a kind at a time, few may open it, and it ends.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { auditAlways, auditIfAny, auditIfChanged } from '../audit'
import { endFilesStatement, fileStatements } from '../files'
import type { By } from './store'
import type { PaperCopy } from './tables'

/** SQL: the worker `id` has signed on a phone of their own, so that they have one. */
const OWN_PHONE = (id: string): string =>
  `EXISTS (SELECT 1 FROM pledges s WHERE s.worker_id = ${id} AND s.kind = 'personal' AND s.witnessed_by IS NULL)`

/** Whether somebody signed on their own phone; one whom the keeper’s phone was lent to did not. */
export async function signedOnOwnPhone(db: Db, workerId: number): Promise<boolean> {
  const row = await db.$client
    .prepare(`SELECT ${OWN_PHONE('?1')} AS own`)
    .bind(workerId)
    .first<{ own: number }>()
  return row?.own === 1
}

export interface NewCopy
  extends Pick<
    PaperCopy,
    'id' | 'key' | 'workerId' | 'placeId' | 'kind' | 'fileId' | 'why' | 'text' | 'selfSigned'
  > {
  /** The last day; earlier where the document ends earlier. */
  through: number
  today: number
}

/** Only of a document that was seen and still holds, and of somebody the place employs. */
const copyStatement = (db: Db, copy: NewCopy, { actor, now }: By): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO paper_copies (id, key, worker_id, place_id, kind, file_id, why, text, self_signed, kept_through, at, by)
       SELECT ?1, ?2, p.worker_id, ?4, p.kind, ?6, ?7, ?8, ?9, min(?10, ifnull(p.valid_until, ?10)), ?11, ?12
       FROM worker_papers p WHERE p.id = (SELECT max(id) FROM worker_papers WHERE worker_id = ?3 AND kind = ?5)
         AND ifnull(p.valid_until, ?13) >= ?13 AND (?4 IS NULL OR EXISTS (SELECT 1 FROM employments e
           WHERE e.place_id = ?4 AND e.worker_id = ?3 AND e.left_on IS NULL))
         AND ?9 = ${OWN_PHONE('?3')}
       ON CONFLICT DO NOTHING`,
    )
    .bind(
      copy.id,
      copy.key,
      copy.workerId,
      copy.placeId,
      copy.kind,
      copy.fileId,
      copy.why,
      copy.text,
      copy.selfSigned ? 1 : 0,
      copy.through,
      now,
      actor.id,
      copy.today,
    )

/** Keeps a copy with its file in one batch. Answers its id, also for a key sent again; null: not any more. */
export async function keepCopy(db: Db, copy: NewCopy, by: By): Promise<number | null> {
  const batch = await batchAll(db, [
    copyStatement(db, copy, by),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: 'watches.keep_copy',
      subject: `workers:${copy.workerId}`,
      detail: { copy: copy.id, kind: copy.kind, why: copy.why, through: copy.through },
    }),
    ...fileStatements(db, {
      file: { id: copy.fileId },
      subject: `paper_copies:${copy.id}`,
      ...by,
      ifChanged: true,
    }),
    db.$client
      .prepare('SELECT id FROM paper_copies WHERE key = ? AND worker_id = ?')
      .bind(copy.key, copy.workerId),
  ])
  const [row] = (batch.at(-1)?.results ?? []) as { id: number }[]
  return row?.id ?? null
}

/** A copy that is there, with the sealed name of whoever made it. */
export interface KeptCopy
  extends Pick<
    PaperCopy,
    'id' | 'key' | 'workerId' | 'placeId' | 'kind' | 'fileId' | 'why' | 'text' | 'at' | 'by'
  > {
  keptThrough: number
  byName: string | null
}

const KEPT = `SELECT c.id, c.key, c.worker_id AS workerId, c.place_id AS placeId, c.kind, c.file_id AS fileId, c.why, c.text,
    c.kept_through AS keptThrough, c.at, c.by, a.display_name AS byName
  FROM paper_copies c LEFT JOIN accounts a ON a.id = c.by`

/** What lies there of a worker; none past its day, even where the purge has not come yet. */
export async function copiesOf(db: Db, workerId: number, today: number): Promise<KeptCopy[]> {
  const { results } = await db.$client
    .prepare(
      `${KEPT} WHERE c.worker_id = ?1 AND c.removed_at IS NULL AND c.kept_through >= ?2 ORDER BY c.id LIMIT 20`,
    )
    .bind(workerId, today)
    .all<KeptCopy>()
  return results
}

export const copyById = (db: Db, id: number, today: number): Promise<KeptCopy | null> =>
  db.$client
    .prepare(`${KEPT} WHERE c.id = ?1 AND c.removed_at IS NULL AND c.kept_through >= ?2`)
    .bind(id, today)
    .first<KeptCopy>()

interface Acting {
  actor: Actor
  now: number
}

/** Before the photo leaves the service. */
export const noteOpening = async (
  db: Db,
  { id, workerId }: Pick<KeptCopy, 'id' | 'workerId'>,
  as: string,
  { actor, now }: Acting,
): Promise<void> => {
  await auditAlways(db, {
    at: now,
    actor,
    act: 'watches.open_copy',
    subject: `workers:${workerId}`,
    detail: { copy: id, as },
  }).run()
}

/** Takes one away before its time; false when it was gone. */
export async function removeCopy(
  db: Db,
  { id, workerId }: Pick<KeptCopy, 'id' | 'workerId'>,
  as: string,
  { actor, now }: Acting,
): Promise<boolean> {
  const [gone] = await batchAll(db, [
    db.$client
      .prepare('UPDATE paper_copies SET removed_at = ?1 WHERE id = ?2 AND removed_at IS NULL')
      .bind(now, id),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'watches.remove_copy',
      subject: `workers:${workerId}`,
      detail: { copy: id, as },
    }),
    endFilesStatement(
      db,
      'SELECT file_id FROM paper_copies WHERE id = ?2 AND removed_at IS NOT NULL',
      id,
      now,
    ),
  ])
  return wrote(gone)
}

/** For the batch that withdraws a pledge: without one that holds, no copy of the signer stays. */
export const withdrawCopies = (
  db: Db,
  workerId: number,
  { actor, now }: Acting,
): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `UPDATE paper_copies SET removed_at = ?1 WHERE worker_id = ?2 AND removed_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM pledges p WHERE p.worker_id = ?2 AND p.kind = 'personal' AND p.superseded_by IS NULL
           AND p.withdrawn_at IS NULL)`,
    )
    .bind(now, workerId),
  auditIfAny(db, {
    at: now,
    actor,
    act: 'watches.remove_copy',
    subject: `workers:${workerId}`,
    detail: { as: 'withdrawn' },
  }),
  endFilesStatement(
    db,
    'SELECT file_id FROM paper_copies WHERE worker_id = ?2 AND removed_at IS NOT NULL',
    workerId,
    now,
  ),
]
