// Room inside, looked at again just before a group is written: of ten who arrive at once where two
// fit, two go in. Asked only for places that are nearly full, so the usual check-in costs nothing more.
import { batchAll, type Db } from '../../db/client'
import type { Arrived } from './commit'

/** Who may be inside at most, and the first slot whose people count as inside. */
export interface RoomLimit {
  capacity: number
  firstSlot: number
}

/** So few places left that a group written meanwhile could fill them. */
const NEARLY_FULL = 20

/** The limit to hold an arrival to, or null where there is room enough for a crowd. */
export const roomLimit = (
  live: number,
  capacity: number | null,
  firstSlot: number,
): RoomLimit | null =>
  capacity !== null && live > capacity - NEARLY_FULL ? { capacity, firstSlot } : null

const asFull = (row: Arrived): Arrived => ({
  ...row,
  verdict: 'full',
  share: { ...row.share, visits: 0, people: 0, waiting: 1 },
})

/** The rows as they may be written: those who no longer fit wait. Order decides. */
export async function holdToCapacity(db: Db, rows: Arrived[]): Promise<Arrived[]> {
  const limits = new Map(
    rows.flatMap((row) => (row.room ? [[row.placeId, row.room] as const] : [])),
  )
  if (limits.size === 0) return rows
  const asked = [...limits].map(([placeId, { firstSlot }]) =>
    db.$client
      .prepare(
        'SELECT ifnull(sum(people), 0) AS live FROM place_slots WHERE place_id = ? AND slot >= ?',
      )
      .bind(placeId, firstSlot),
  )
  const answers = (await batchAll(db, asked)) as D1Result<{ live: number }>[]
  const inside = new Map(
    [...limits.keys()].map((placeId, i) => [placeId, answers[i]?.results[0]?.live ?? 0]),
  )
  return rows.map((row) => {
    const limit = limits.get(row.placeId)
    if (!limit || row.share.visits === 0) return row
    const live = inside.get(row.placeId) ?? 0
    if (live + row.party > limit.capacity) return asFull(row)
    inside.set(row.placeId, live + row.party)
    return row
  })
}
