// A site's own judgement and its stage: each change one conditional statement.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditIfChanged } from '../audit'
import type { Place } from '../places'
import type { SiteStage } from '../places/tables'
import { ratingOf, type StageDates, stageDates } from './rules'
import type { Rated, SiteRating, StageStep } from './tables'

/** Who does something, when, under which rules. */
export interface Doing {
  actor: AccountActor
  now: number
  rulebookVersion: number
}

export type Rating = Pick<SiteRating, 'id' | 'day' | 'at' | 'by' | 'done' | 'applying'> & {
  results: Record<string, Rated>
  /** Sealed. */
  byName: string | null
}

const MOST_RATINGS = 12

export const ratingsStatement = (db: Db, placeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT r.id, r.day, r.at, r.by, r.done, r.applying, r.results, a.display_name AS byName
       FROM site_ratings r LEFT JOIN accounts a ON a.id = r.by
       WHERE r.place_id = ? ORDER BY r.id DESC LIMIT ${MOST_RATINGS}`,
    )
    .bind(placeId)

/** The newest first. */
export async function ratingsOf(db: Db, placeId: number): Promise<Rating[]> {
  const { results } = await ratingsStatement(db, placeId).all<
    Omit<Rating, 'results'> & { results: string }
  >()
  return results.map((row) => ({ ...row, results: JSON.parse(row.results) }))
}

export interface RatingNow {
  day: number
  done: number
  applying: number
}

/** How a site judged itself last; null: it never did. */
export const lastRating = (db: Db, placeId: number): Promise<RatingNow | null> =>
  db.$client
    .prepare(
      'SELECT day, done, applying FROM site_ratings WHERE place_id = ? ORDER BY id DESC LIMIT 1',
    )
    .bind(placeId)
    .first<RatingNow>()

/** A site judges itself; a key used already writes nothing. */
export async function rateSite(
  db: Db,
  rating: Doing & { key: string; placeId: number; day: number; results: Record<string, Rated> },
): Promise<void> {
  const { key, placeId, day, results, actor, now, rulebookVersion } = rating
  const { done, applying } = ratingOf(results)
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO site_ratings (key, place_id, day, results, done, applying, rulebook_version, by, at)
         SELECT ?1, p.id, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM places p
         WHERE p.id = ?2 AND p.kind = 'site' AND p.status <> 'closed' ON CONFLICT DO NOTHING`,
      )
      .bind(
        key,
        placeId,
        day,
        JSON.stringify(results),
        done,
        applying,
        rulebookVersion,
        actor.id,
        now,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.rate',
      subject: `places:${placeId}`,
      detail: { done, of: applying },
      rulebookVersion,
    }),
  ])
}

/** How many work at a place now. */
export async function staffAt(db: Db, placeId: number): Promise<number> {
  const row = await db.$client
    .prepare('SELECT listed AS n FROM place_staff WHERE place_id = ?')
    .bind(placeId)
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** The steps of a site, the newest first. */
export async function stepsOf(db: Db, placeId: number): Promise<StageStep[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT id, key, place_id AS placeId, area_path AS areaPath, from_stage AS fromStage, to_stage AS toStage, day, state,
         reason, by, at, decided_by AS decidedBy, decided_at AS decidedAt
       FROM stage_steps WHERE place_id = ? ORDER BY id DESC LIMIT 30`,
    )
    .bind(placeId)
    .all<StageStep>()
  return results
}

type StagePlace = Pick<Place, 'id' | 'stage' | 'returnedOn'>

const STANDS = "kind = 'site' AND status = 'open' AND ifnull(stage, 'none') = "

/** The keeper asks; false: the site stands elsewhere by now, or a step waits already. */
export async function askStage(
  db: Db,
  asking: Doing & { key: string; place: StagePlace; to: SiteStage; day: number },
): Promise<boolean> {
  const { key, place, to, day, actor, now, rulebookVersion } = asking
  const [asked] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO stage_steps (key, place_id, area_path, from_stage, to_stage, day, state, by, at)
         SELECT ?1, id, area_path, ?3, ?4, ?5, 'asked', ?6, ?7 FROM places
         WHERE id = ?2 AND ${STANDS} ?3 ON CONFLICT DO NOTHING`,
      )
      .bind(key, place.id, place.stage ?? 'none', to, day, actor.id, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.stage_ask',
      subject: `places:${place.id}`,
      detail: { to },
      rulebookVersion,
    }),
  ])
  return wrote(asked)
}

/** Sets the place as the step written just before says; nothing without that step. */
const movePlace = (
  db: Db,
  placeId: number,
  dates: StageDates,
  step: { sql: string; values: (string | number)[] },
): D1PreparedStatement =>
  db.$client
    .prepare(
      `UPDATE places SET stage = ?, returned_on = ?, working_on = ?, version = version + 1
       WHERE id = ? AND EXISTS (SELECT 1 FROM stage_steps s WHERE s.place_id = places.id
         AND s.from_stage = ifnull(places.stage, 'none') AND ${step.sql})`,
    )
    .bind(dates.stage, dates.returnedOn, dates.workingOn, placeId, ...step.values)

/** An officer answers what a keeper asked. False: somebody was first, or the site stands elsewhere. */
export async function decideStage(
  db: Db,
  deciding: Doing & {
    place: StagePlace
    step: Pick<StageStep, 'id' | 'fromStage' | 'toStage' | 'day'>
    confirm: boolean
    reason: string
  },
): Promise<boolean> {
  const { place, step, confirm, reason, actor, now, rulebookVersion } = deciding
  const state = confirm ? 'confirmed' : 'refused'
  const dates = stageDates(place, step.toStage, step.day)
  const [decided] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE stage_steps SET state = ?2, reason = ?3, decided_by = ?4, decided_at = ?5
         WHERE id = ?1 AND state = 'asked' AND (?2 = 'refused'
           OR EXISTS (SELECT 1 FROM places WHERE id = place_id AND ${STANDS} from_stage))`,
      )
      .bind(step.id, state, reason || null, actor.id, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: `returns.stage_${state}`,
      subject: `places:${place.id}`,
      detail: { to: step.toStage },
      rulebookVersion,
    }),
    ...(confirm
      ? [
          movePlace(db, place.id, dates, {
            sql: "s.id = ? AND s.state = 'confirmed' AND s.decided_by = ? AND s.decided_at = ?",
            values: [step.id, actor.id, now],
          }),
        ]
      : []),
  ])
  return wrote(decided)
}

/** An officer sets a stage right, back or forward, with a reason. False: it stands elsewhere by now. */
export async function correctStage(
  db: Db,
  correcting: Doing & {
    key: string
    place: StagePlace
    to: SiteStage
    day: number
    reason: string
  },
): Promise<boolean> {
  const { key, place, to, day, reason, actor, now, rulebookVersion } = correcting
  const [corrected] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO stage_steps (key, place_id, area_path, from_stage, to_stage, day, state, reason, by, at, decided_by, decided_at)
         SELECT ?1, id, area_path, ?3, ?4, ?5, 'corrected', ?6, ?7, ?8, ?7, ?8 FROM places
         WHERE id = ?2 AND ${STANDS} ?3 ON CONFLICT DO NOTHING`,
      )
      .bind(key, place.id, place.stage ?? 'none', to, day, reason, actor.id, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'returns.stage_correct',
      subject: `places:${place.id}`,
      reason,
      detail: { to },
      rulebookVersion,
    }),
    movePlace(db, place.id, stageDates(place, to, day), {
      sql: 's.key = ? AND s.by = ? AND s.at = ?',
      values: [key, actor.id, now],
    }),
  ])
  return wrote(corrected)
}

export const stageKeyUsed = async (db: Db, key: string): Promise<boolean> =>
  (await db.$client.prepare('SELECT 1 FROM stage_steps WHERE key = ?').bind(key).first()) !== null
