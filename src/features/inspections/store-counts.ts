// Numbers for an officer's home. Apart from the other stores, because the rooms of the home are asked by
// those.
import type { Db } from '../../db/client'
import { readWaiting } from '../accounts'

/** Inspections an officer is sent to that are not over, up to a day. */
export async function countInspectionsFor(
  db: Db,
  accountId: number,
  today: number,
): Promise<number> {
  const asked = { table: 'inspections', ranges: null, own: accountId, late: ['open'] } as const
  const waiting = await readWaiting(db, { ...asked, now: today + 1 })
  return waiting('open').late
}

/** Cases not closed in the ranges of `rangesOf`; departments do not narrow them. */
export async function countOpenCases(db: Db, ranges: string): Promise<number> {
  const waiting = await readWaiting(db, { table: 'cases', ranges, late: [], now: 0 })
  return waiting('open').n
}

/** What a place has to put right and has not answered. */
export async function countFindingsAt(db: Db, placeId: number): Promise<number> {
  const row = await db.$client
    .prepare("SELECT count(*) AS n FROM findings WHERE place_id = ? AND state = 'open'")
    .bind(placeId)
    .first<{ n: number }>()
  return row?.n ?? 0
}
