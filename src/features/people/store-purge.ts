// The purge of what opened things for workers: phones long unused, invitations long over.
import type { Db } from '../../db/client'
import { PURGE_ROWS, purgeDaily } from '../../db/purge-store'
import { dayOf, startOfDay } from '../../shared/clock'
import type { Rulebook } from '../rulebook'

const KINDS = {
  worker_devices: 'used_at',
  worker_invitations: 'expires_at',
} as const

/** The rows of a kind whose last use, or end, lies before an instant; tests read the plan. */
export const dueStatement = (
  db: Db,
  what: keyof typeof KINDS,
  before: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT token_hash AS id FROM ${what} WHERE ${KINDS[what]} < ? ORDER BY ${KINDS[what]} LIMIT ${PURGE_ROWS}`,
    )
    .bind(before)

const purgeKind = (
  db: Db,
  what: keyof typeof KINDS,
  days: number,
  now: number,
): Promise<number> => {
  const throughDay = dayOf(now) - days
  const before = startOfDay(throughDay + 1)
  return purgeDaily(
    db,
    {
      what,
      throughDay,
      due: async () => {
        const { results } = await dueStatement(db, what, before).all<{ id: string }>()
        return results.map(({ id }) => id)
      },
      remove: (ids) =>
        db.$client
          .prepare(
            `DELETE FROM ${what} WHERE token_hash IN (SELECT value FROM json_each(?)) AND ${KINDS[what]} < ?`,
          )
          .bind(JSON.stringify(ids), before),
    },
    now,
  )
}

/** Purges phones and invitations that are due by the rulebook; answers how many went. */
export async function purgePeople(db: Db, book: Rulebook, now: number): Promise<number> {
  const { phoneDays, invitationDays } = book.retention
  const phones = await purgeKind(db, 'worker_devices', phoneDays, now)
  return phones + (await purgeKind(db, 'worker_invitations', invitationDays, now))
}
