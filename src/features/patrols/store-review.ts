// 待复核: rounds without a code, looked at by somebody who did not make them.
import { batchAll, type Db } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { readWaiting } from '../accounts'
import { auditIfChanged } from '../audit'
import type { Review } from './tables'

export const PAGE_ROWS = 20

export interface WaitingRound {
  id: number
  areaPath: string
  at: number
  receivedAt: number
  by: number
  /** Sealed. */
  byName: string | null
  name: string
  code: string
  address: string
  area: string
  areaEn: string
  problems: number
  fileId: number | null
}

export interface After {
  areaPath: string
  id: number
}

/** Rounds in the ranges of `rangesOf` that wait, but those an account made itself; one more than a page. */
export const waitingStatement = (
  db: Db,
  { ranges, accountId, after }: { ranges: string; accountId: number; after: After | null },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.id, r.area_path AS areaPath, r.at, r.received_at AS receivedAt, r.by, u.display_name AS byName, r.problems,
         r.file_id AS fileId, p.name, p.code, p.address, a.name AS area, a.name_en AS areaEn
       FROM patrol_rounds r INDEXED BY patrol_rounds_review CROSS JOIN places p ON p.id = r.place_id
         CROSS JOIN areas a ON a.id = p.area_id LEFT JOIN accounts u ON u.id = r.by
       WHERE r.review = 'pending' AND r.by <> ?2 AND (r.area_path, r.id) > (?3, ?4)
         AND EXISTS (SELECT 1 FROM json_each(?1) s WHERE r.area_path >= s.value ->> 0 AND r.area_path < s.value ->> 1)
       ORDER BY r.area_path, r.id LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(ranges, accountId, after?.areaPath ?? '', after?.id ?? 0)

export async function listWaiting(
  db: Db,
  asked: Parameters<typeof waitingStatement>[1],
): Promise<{ rows: WaitingRound[]; more: boolean }> {
  const { results } = await waitingStatement(db, asked).all<WaitingRound>()
  return { rows: results.slice(0, PAGE_ROWS), more: results.length > PAGE_ROWS }
}

/** How many rounds wait for this account in the ranges of `rangesOf`: all but its own. `alone` as of `readWaiting`. */
export async function countReviews(
  db: Db,
  ranges: string,
  accountId: number,
  alone = false,
): Promise<number> {
  const asked = { table: 'patrol_rounds', ranges, late: [], now: 0, alone } as const
  const [all, own] = await Promise.all([
    readWaiting(db, asked),
    readWaiting(db, { ...asked, own: accountId }),
  ])
  return all('pending').n - own('pending').n
}

export interface Reviewing {
  id: number
  verdict: Exclude<Review, 'pending'>
  actor: AccountActor
  now: number
}

/** Whether it is as said now: also when the same account had said so before. */
export async function reviewRound(
  db: Db,
  { id, verdict, actor, now }: Reviewing,
): Promise<boolean> {
  await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE patrol_rounds SET review = ?1, reviewed_by = ?2, reviewed_at = ?3
         WHERE id = ?4 AND review = 'pending' AND by <> ?2`,
      )
      .bind(verdict, actor.id, now, id),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'patrols.review',
      subject: `patrol_rounds:${id}`,
      detail: { verdict },
    }),
  ])
  const row = await db.$client
    .prepare('SELECT 1 FROM patrol_rounds WHERE id = ? AND review = ? AND reviewed_by = ?')
    .bind(id, verdict, actor.id)
    .first()
  return row !== null
}
