// A place changes its status: one conditional statement, then the step of its life and the audit row,
// each only if the one before it changed a row.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import { type LifeAct, MOVES } from './rules-life'
import type { ChangeCause, PlaceChange } from './tables'

export interface LifeChange {
  /** Idempotency key of the step. */
  key: string
  placeId: number
  act: LifeAct
  cause: ChangeCause
  /** What in particular, e.g. the id of a rulebook entry; part of what may take a suspension back. */
  ref?: string | null
  /** Public words at the door. */
  reason?: string | null
  /** Only this version of the place; left out: whatever version it is. */
  version?: number
  /** The inspection that was passed: its acceptance number becomes the place's, and nothing is owed. */
  inspectionId?: number | null
  /** Opened on a pledge: the last day for the inspection. */
  inspectionDueOn?: number | null
  actor: Actor
  rulebookVersion: number
  at: number
}

const listed = (statuses: readonly string[]): string =>
  statuses.map((each) => `'${each}'`).join(', ')

/** The SQL condition that a place of alias `p` allows an act. */
export const allowsAct = (act: LifeAct): string => `p.status IN (${listed(MOVES[act].from)})`

/** `negative_list:ktv` */
export const causeText = (change: Pick<LifeChange, 'cause' | 'ref'>): string =>
  change.ref ? `${change.cause}:${change.ref}` : change.cause

/**
 * The three statements of a step, for the batch that causes it. `ifChanged`: the first runs only if the
 * statement before it changed exactly one row, so a decision and its place move together or not at all;
 * that statement must itself ask `allowsAct`, or the decision could stand without its step.
 */
export function lifeStatements(
  db: Db,
  change: LifeChange,
  ifChanged = false,
): [D1PreparedStatement, D1PreparedStatement, D1PreparedStatement] {
  const { placeId, act, actor, at } = change
  const { from, to } = MOVES[act]
  const actorId = actor.kind === 'visitor' ? null : actor.id
  // The step is written first, because it keeps the status the place comes from.
  const step = db.$client
    .prepare(
      `INSERT INTO place_changes (key, place_id, at, from_status, to_status, cause, ref, reason, actor_kind, actor_id, rulebook_version)
       SELECT ?1, p.id, ?2, p.status, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM places p
       WHERE p.id = ?10 AND p.status IN (${listed(from)}) AND (?11 IS NULL OR p.version = ?11)
         ${ifChanged ? 'AND changes() = 1' : ''} ON CONFLICT DO NOTHING`,
    )
    .bind(
      change.key,
      at,
      to,
      change.cause,
      change.ref ?? null,
      change.reason ?? null,
      actor.kind,
      actorId,
      change.rulebookVersion,
      placeId,
      change.version ?? null,
    )
  const place = db.$client
    .prepare(
      `UPDATE places SET status = ?1, status_cause = ?2, status_reason = ?3, version = version + 1,
         opened_on = iif(?1 = 'open', coalesce(opened_on, ?4), opened_on),
         acceptance_number = coalesce((SELECT acceptance_number FROM inspections WHERE id = ?5), acceptance_number),
         inspection_due_on = iif(?5 IS NULL, coalesce(?6, inspection_due_on), NULL)
       WHERE id = ?7 AND changes() = 1`,
    )
    .bind(
      to,
      causeText(change),
      change.reason ?? null,
      dayOf(at),
      change.inspectionId ?? null,
      change.inspectionDueOn ?? null,
      placeId,
    )
  const audit = auditIfChanged(db, {
    at,
    actor,
    act: `places.${act}`,
    subject: `places:${placeId}`,
    detail: { cause: change.cause, ref: change.ref ?? null },
    rulebookVersion: change.rulebookVersion,
  })
  return [step, place, audit]
}

/** One step by itself; false when the place did not allow it, or the key was used already. */
export async function changeLife(db: Db, change: LifeChange): Promise<boolean> {
  const [step] = await batchAll(db, lifeStatements(db, change))
  return wrote(step)
}

/** The life of a place, the newest step first. */
export async function lifeOf(db: Db, placeId: number): Promise<PlaceChange[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT id, key, place_id AS placeId, at, from_status AS fromStatus, to_status AS toStatus, cause, ref, reason,
         actor_kind AS actorKind, actor_id AS actorId, rulebook_version AS rulebookVersion
       FROM place_changes WHERE place_id = ? ORDER BY id DESC LIMIT 100`,
    )
    .bind(placeId)
    .all<PlaceChange>()
  return results
}

/** When a place took its last step; null: none is on record. */
export async function lastStepAt(db: Db, placeId: number): Promise<number | null> {
  const row = await db.$client
    .prepare('SELECT at FROM place_changes WHERE place_id = ? ORDER BY id DESC LIMIT 1')
    .bind(placeId)
    .first<{ at: number }>()
  return row?.at ?? null
}

/** The next 第 n 号, as an expression; two inspections passed at once never share one (UNIQUE). */
export const NEXT_ACCEPTANCE =
  '(SELECT 1 + max((SELECT ifnull(max(acceptance_number), 0) FROM places), (SELECT ifnull(max(acceptance_number), 0) FROM inspections)))'
