// The purge of imported lines: those of files a week old go, the figures stay.
import { batchAll, type Db } from '../../db/client'
import { PURGE_ROWS, purgeDaily } from '../../db/purge-store'
import { dayOf, startOfDay } from '../../shared/clock'

const KEPT_DAYS = 7

interface Old {
  importId: number
  line: number
}

/** The oldest lines to go: ids grow with time, so it is the beginning of the key. */
export const oldLinesStatement = (db: Db, beforeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT import_id AS importId, line FROM import_rows WHERE import_id < ? ORDER BY import_id, line LIMIT ${PURGE_ROWS}`,
    )
    .bind(beforeId)

/** Without its lines a file can no longer be written. */
const close = (db: Db, beforeId: number, now: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `UPDATE imports SET state = 'cancelled', version = version + 1, finished_at = ?1
       WHERE state IN ('checked', 'running') AND id < ?2`,
    )
    .bind(now, beforeId)

/** Purges the lines that are due; nothing when the day's purge is done. Answers how many went. */
export async function purgeImports(db: Db, now: number): Promise<number> {
  const throughDay = dayOf(now) - KEPT_DAYS
  // An id is its second and a million to choose from.
  const beforeId = startOfDay(throughDay + 1) * 1000
  return purgeDaily(
    db,
    {
      what: 'import_rows',
      throughDay,
      due: async () => {
        const [, old] = await batchAll(db, [
          close(db, beforeId, now),
          oldLinesStatement(db, beforeId),
        ])
        return ((old?.results ?? []) as Old[]).map(({ importId, line }) => `${importId}/${line}`)
      },
      remove: (keys) =>
        db.$client
          .prepare(
            'DELETE FROM import_rows WHERE (import_id, line) IN (SELECT value->>0, value->>1 FROM json_each(?))',
          )
          .bind(JSON.stringify(keys.map((key) => String(key).split('/').map(Number)))),
    },
    now,
  )
}
