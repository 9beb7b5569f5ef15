// Many places take the same step at once, all of them or none: a switch of the rules moves hundreds.
import { type Db, jsonRows } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { auditEach } from '../audit'
import { MOVES, statusAfter } from './rules-life'
import { causeText, type LifeChange } from './store-life'
import type { PlaceStatus } from './tables'

/** A place as it was read; one that has changed since stops the step of all. */
export interface StandingPlace {
  id: number
  status: PlaceStatus
  statusCause: string | null
}

export interface LifeOfMany
  extends Omit<LifeChange, 'key' | 'placeId' | 'version' | 'inspectionId'> {
  /** Each step's idempotency key is this and the place's id. */
  keys: string
  places: readonly StandingPlace[]
  /** SQL that must hold as well, with plain `?` for its values. */
  guard?: { sql: string; values: (string | number)[] }
}

/**
 * The three statements of a step taken by many. Nothing is written unless every place still stands as it
 * was read, none took this step before, and the guard holds. Throws for a place whose status does not
 * allow the act: that is for the caller to have asked.
 */
export function lifeEachStatements(
  db: Db,
  change: LifeOfMany,
): [D1PreparedStatement, D1PreparedStatement, D1PreparedStatement] {
  const { act, places, keys, actor, at, guard = { sql: '1', values: [] } } = change
  for (const { id, status } of places)
    if (statusAfter(status, act) === null) throw new Error(`place ${id} is ${status}: no ${act}`)
  const { to } = MOVES[act]
  const rows = jsonRows(places.map((each) => [each.id, each.status, each.statusCause]))
  const step = db.$client
    .prepare(
      `WITH asked AS (SELECT value->>0 AS id, value->>1 AS status, value->>2 AS cause FROM json_each(?)),
         standing AS (SELECT p.id, p.status FROM asked a CROSS JOIN places p ON p.id = a.id
           WHERE p.status = a.status AND p.status_cause IS a.cause
             AND NOT EXISTS (SELECT 1 FROM place_changes c WHERE c.key = ? || p.id))
       INSERT INTO place_changes (key, place_id, at, from_status, to_status, cause, ref, reason, actor_kind, actor_id, rulebook_version)
       SELECT ? || s.id, s.id, ?, s.status, ?, ?, ?, ?, ?, ?, ? FROM standing s
       WHERE (SELECT count(*) FROM standing) = ? AND ${guard.sql}`,
    )
    .bind(
      rows,
      keys,
      keys,
      at,
      to,
      change.cause,
      change.ref ?? null,
      change.reason ?? null,
      actor.kind,
      actor.kind === 'visitor' ? null : actor.id,
      change.rulebookVersion,
      places.length,
      ...guard.values,
    )
  const moved = db.$client
    .prepare(
      `UPDATE places SET status = ?1, status_cause = ?2, status_reason = ?3, version = version + 1,
         opened_on = iif(?1 = 'open', coalesce(opened_on, ?4), opened_on),
         inspection_due_on = coalesce(?5, inspection_due_on)
       WHERE id IN (SELECT value->>0 FROM json_each(?6)) AND changes() = ?7`,
    )
    .bind(
      to,
      causeText(change),
      change.reason ?? null,
      dayOf(at),
      change.inspectionDueOn ?? null,
      rows,
      places.length,
    )
  const audit = auditEach(
    db,
    {
      at,
      actor,
      act: `places.${act}`,
      detail: { cause: change.cause, ref: change.ref ?? null },
      rulebookVersion: change.rulebookVersion,
    },
    places.map(({ id }) => `places:${id}`),
  )
  return [step, moved, audit]
}
