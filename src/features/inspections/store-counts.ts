// Numbers for an officer's home. Apart from the other stores, because the rooms of the home are asked by
// those.
import type { Db } from '../../db/client'

/** Inspections an officer is sent to that are not over, up to a day. */
export async function countInspectionsFor(
  db: Db,
  accountId: number,
  today: number,
): Promise<number> {
  const row = await db.$client
    .prepare(
      `SELECT count(*) AS n FROM inspection_members m CROSS JOIN inspections i ON i.id = m.inspection_id
       WHERE m.account_id = ? AND i.state IN ('planned', 'started') AND i.on_day <= ?`,
    )
    .bind(accountId, today)
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** Cases not closed in the ranges of `rangesOf`; departments do not narrow them. */
export async function countOpenCases(db: Db, ranges: string): Promise<number> {
  const row = await db.$client
    .prepare(
      `SELECT count(DISTINCT c.id) AS n FROM json_each(?) s CROSS JOIN cases c ON c.state = 'open'
         AND c.area_path >= s.value ->> 0 AND c.area_path < s.value ->> 1`,
    )
    .bind(ranges)
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** What a place has to put right and has not answered. */
export async function countFindingsAt(db: Db, placeId: number): Promise<number> {
  const row = await db.$client
    .prepare("SELECT count(*) AS n FROM findings WHERE place_id = ? AND state = 'open'")
    .bind(placeId)
    .first<{ n: number }>()
  return row?.n ?? 0
}
