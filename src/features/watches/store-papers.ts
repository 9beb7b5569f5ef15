// Documents that were seen: which, by whom, until when they hold. The newest of a kind counts.
import { batchAll, type Db } from '../../db/client'
import { auditIfChanged } from '../audit'
import type { By } from './store'
import type { WorkerPaper } from './tables'

export interface NewPaper
  extends Pick<WorkerPaper, 'key' | 'workerId' | 'kind' | 'travel' | 'result'> {
  until: number | null
}

/** Notes a document, once a key. */
export async function seePaper(db: Db, paper: NewPaper, { actor, now }: By): Promise<void> {
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO worker_papers (key, worker_id, kind, travel, result, valid_until, at, by)
         SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8 FROM workers WHERE id = ?2 ON CONFLICT DO NOTHING`,
      )
      .bind(
        paper.key,
        paper.workerId,
        paper.kind,
        paper.travel ? 1 : 0,
        paper.result,
        paper.until,
        now,
        actor.id,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'watches.see_paper',
      subject: `workers:${paper.workerId}`,
      detail: { kind: paper.kind, result: paper.result },
    }),
  ])
}

/** With the sealed name of whoever saw it. */
export interface SeenPaper
  extends Pick<WorkerPaper, 'id' | 'workerId' | 'kind' | 'result' | 'validUntil' | 'at' | 'by'> {
  byName: string | null
}

/** The newest document of each kind of these workers. */
export async function papersOf(db: Db, workerIds: readonly number[]): Promise<SeenPaper[]> {
  if (workerIds.length === 0) return []
  const { results } = await db.$client
    .prepare(
      `SELECT p.id, p.worker_id AS workerId, p.kind, p.result, p.valid_until AS validUntil, p.at, p.by,
         a.display_name AS byName
       FROM (SELECT max(n.id) AS id FROM worker_papers n WHERE n.worker_id IN (SELECT value FROM json_each(?1))
         GROUP BY n.worker_id, n.kind) newest
       CROSS JOIN worker_papers p ON p.id = newest.id LEFT JOIN accounts a ON a.id = p.by ORDER BY p.worker_id, p.id`,
    )
    .bind(JSON.stringify(workerIds))
    .all<SeenPaper>()
  return results
}
