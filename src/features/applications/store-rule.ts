// What a rule decides about applications: its place was put on the negative list, or may open on its
// pledge now, or was closed. The statements follow those of the places' own step in one batch.
import type { Db } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { LIVE_STATES } from './rules'

export interface RuledApplications {
  /** As given to the places' step: an application follows only where its place took the step. */
  keys: string
  placeIds: readonly number[]
  rulebookVersion: number
  at: number
  /** Left out: nobody decided but the rules. */
  by?: (Actor & { id: number }) | undefined
}

const STEPPED =
  'EXISTS (SELECT 1 FROM place_changes c WHERE c.key = ?1 || a.place_id AND c.at = ?2)'

const LIVE = LIVE_STATES.map((each) => `'${each}'`).join(', ')

function ruled(
  db: Db,
  { keys, placeIds, rulebookVersion, at, by }: RuledApplications,
  {
    state,
    act,
    reasons,
  }: { state: 'refused' | 'passed'; act: 'refuse' | 'open'; reasons: string[] },
): [D1PreparedStatement, D1PreparedStatement] {
  const ids = JSON.stringify(placeIds)
  const decided = db.$client
    .prepare(
      `UPDATE applications AS a SET state = ?4, version = version + 1, updated_at = ?2, decided_at = ?2, decided_by = ?5
       WHERE place_id IN (SELECT value FROM json_each(?3)) AND state IN (${LIVE}) AND ${STEPPED}`,
    )
    .bind(keys, at, ids, state, by?.id ?? null)
  const event = db.$client
    .prepare(
      `INSERT INTO application_events (key, application_id, at, actor_kind, actor_id, act, reasons, rulebook_version)
       SELECT ?1 || a.place_id, a.id, ?2, ?8, ?9, ?4, ?5, ?6 FROM json_each(?3) j
         CROSS JOIN applications a ON a.place_id = j.value
       WHERE a.state = ?7 AND a.decided_at = ?2 AND ${STEPPED} ON CONFLICT DO NOTHING`,
    )
    .bind(
      keys,
      at,
      ids,
      act,
      JSON.stringify(reasons),
      rulebookVersion,
      state,
      by?.kind ?? 'rulebook',
      by?.id ?? null,
    )
  return [decided, event]
}

/** 不予受理 by an entry of the rules, directly in the batch that took the places back to `known`. */
export const refuseByRule = (db: Db, ruling: RuledApplications, reasons: string[]) =>
  ruled(db, ruling, { state: 'refused', act: 'refuse', reasons })

/** Opened on the pledge: the application has passed, the inspection follows. */
export const openByRule = (db: Db, ruling: RuledApplications) =>
  ruled(db, ruling, { state: 'passed', act: 'open', reasons: [] })
