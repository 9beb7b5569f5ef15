// Where one worker works and worked, and whether the board may name them: the worker's own to say.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { auditIfChanged } from '../audit'
import type { PlaceKind } from '../places'

export interface OwnEmployment {
  placeId: number
  code: string
  kind: PlaceKind
  name: string
  job: string
  since: number
  leftOn: number | null
  confirmed: number
  shown: number
}

const MOST = 12

/** The newest first, those that ended included. */
export async function employmentsOf(db: Db, workerId: number): Promise<OwnEmployment[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT p.id AS placeId, p.code, p.kind, p.name, e.job, e.since, e.left_on AS leftOn,
         e.confirmed_at IS NOT NULL AS confirmed, e.shown_by_consent AS shown
       FROM (SELECT * FROM employments WHERE worker_id = ? ORDER BY left_on IS NOT NULL, since DESC LIMIT ${MOST}) e
         JOIN places p ON p.id = e.place_id ORDER BY e.left_on IS NOT NULL, e.since DESC, p.id`,
    )
    .bind(workerId)
    .all<OwnEmployment>()
  return results
}

/** The name on the board, given or taken back; false when it was so, or the worker is not there. */
export async function setConsent(
  db: Db,
  who: { placeId: number; workerId: number; shown: boolean },
  { actor, now }: { actor: Actor; now: number },
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE employments SET shown_by_consent = ?1
         WHERE place_id = ?2 AND worker_id = ?3 AND left_on IS NULL AND shown_by_consent <> ?1`,
      )
      .bind(who.shown ? 1 : 0, who.placeId, who.workerId),
    auditIfChanged(db, {
      at: now,
      actor,
      act: who.shown ? 'people.consent' : 'people.end_consent',
      subject: `workers:${who.workerId}`,
      detail: { place: who.placeId },
    }),
  ])
  return wrote(changed)
}
