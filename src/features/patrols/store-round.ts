// Making a round: the place as it is now, and one batch that writes the round with all that hangs on it.
import { batchAll, type Db, jsonRows } from '../../db/client'
import { watchedAt } from '../../db/works-from-store'
import type { AccountActor } from '../../shared/actor'
import type { PatrolLevel, PatrolTarget } from '../../shared/patrol'
import { auditIfChanged } from '../audit'
import { type Place, placeFromRow } from '../places'
import type { Proof } from './tables'

export interface PatrolPlace {
  place: Place
  area: string
  areaEn: string
  /** On the list of places that may not open, by itself. */
  listed: boolean
  /** People under observation there, where it is a site: nowhere else has somebody to stay with them. */
  watched: number
}

const PLACE = `SELECT p.*, a.name AS area, a.name_en AS areaEn,
    EXISTS (SELECT 1 FROM listed_places l WHERE l.place_id = p.id AND l.ended_at IS NULL AND l.from_day <= ?2
      AND (l.to_day IS NULL OR l.to_day >= ?2)) AS listed,
    CASE WHEN p.kind = 'site' THEN ${watchedAt('p.id', '?2')} ELSE 0 END AS watched
  FROM places p JOIN areas a ON a.id = p.area_id WHERE p.code = ?1`

export const placeStatement = (db: Db, code: string, day: number): D1PreparedStatement =>
  db.$client.prepare(PLACE).bind(code, day)

/** The place of a code as the patrol sees it that day, or null. */
export async function patrolPlace(db: Db, code: string, day: number): Promise<PatrolPlace | null> {
  const row = await placeStatement(db, code, day).first<Record<string, unknown>>()
  return (
    row && {
      place: placeFromRow(row),
      area: String(row.area),
      areaEn: String(row.areaEn),
      listed: row.listed === 1,
      watched: Number(row.watched),
    }
  )
}

export interface KnownRound {
  id: number
  by: number
  placeId: number
  at: number
  receivedAt: number
  day: number
  level: PatrolLevel
}

/** The round of a key, if one was made. */
export const roundByKey = (db: Db, key: string): Promise<KnownRound | null> =>
  db.$client
    .prepare(
      'SELECT id, by, place_id AS placeId, at, received_at AS receivedAt, day, level FROM patrol_rounds WHERE key = ?',
    )
    .bind(key)
    .first<KnownRound>()

export interface NewRound {
  /** Drawn before: notes are sealed to it, and it tells this batch from another of the same key. */
  id: number
  key: string
  place: Pick<Place, 'id'>
  day: number
  level: PatrolLevel
  target: PatrolTarget
  at: number
  phoneAt: number | null
  proof: Proof
  /** Sealed. */
  note: string | null
  fileId: number | null
  /** Notes are sealed. */
  findings: { item: string; fixed: boolean; note: string | null; fileId: number | null }[]
  /** `over`: beyond the fever limit. */
  spots: { workerId: number; temperature: number; over: boolean }[]
  /** Tenths of a degree. */
  tolerance: number
  actor: AccountActor
  now: number
  rulebookVersion: number
}

const ROUND = `INSERT INTO patrol_rounds (id, key, place_id, area_path, day, level, target, at, phone_at, received_at, by,
    proof, review, problems, note, file_id, rulebook_version)
  SELECT ?1, ?2, p.id, p.area_path, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16
  FROM places p WHERE p.id = ?3 AND p.status <> 'closed' ON CONFLICT DO NOTHING`

const FINDINGS = `INSERT INTO patrol_findings (round_id, item, fixed, note, file_id)
  SELECT r.id, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3
  FROM patrol_rounds r CROSS JOIN json_each(?2) j WHERE r.id = ?1 ON CONFLICT DO NOTHING`

// What the register said when the patrol measured; only people who work there are measured.
const SPOTS = `INSERT INTO spot_checks (round_id, worker_id, temperature, logged, differs)
  SELECT s.round, s.worker, s.t, s.logged, s.over OR abs(s.t - ifnull(s.logged, s.t)) > ?3
  FROM (SELECT r.id AS round, e.worker_id AS worker, j.value ->> 1 AS t, j.value ->> 2 AS over,
      (SELECT nullif(m.temperature, 0) FROM worker_temperatures m WHERE m.place_id = r.place_id AND m.day = r.day
        AND m.worker_id = e.worker_id AND m.undone_at IS NULL AND m.at <= r.at ORDER BY m.id DESC LIMIT 1) AS logged
    FROM patrol_rounds r CROSS JOIN json_each(?2) j
      CROSS JOIN employments e ON e.place_id = r.place_id AND e.worker_id = j.value ->> 0
    WHERE r.id = ?1) s WHERE true ON CONFLICT DO NOTHING`

/** For tests of plans. */
export const spotStatement = (
  db: Db,
  { id, spots, tolerance }: Pick<NewRound, 'id' | 'spots' | 'tolerance'>,
): D1PreparedStatement =>
  db.$client
    .prepare(SPOTS)
    .bind(
      id,
      jsonRows(spots.map((each) => [each.workerId, each.temperature, each.over ? 1 : 0])),
      tolerance,
    )

function roundStatement(db: Db, round: NewRound): D1PreparedStatement {
  const review = round.proof === 'photo' ? 'pending' : null
  return db.$client
    .prepare(ROUND)
    .bind(
      round.id,
      round.key,
      round.place.id,
      round.day,
      round.level,
      round.target,
      round.at,
      round.phoneAt,
      round.now,
      round.actor.id,
      round.proof,
      review,
      round.findings.length,
      round.note,
      round.fileId,
      round.rulebookVersion,
    )
}

/**
 * Writes a round with its findings, its spot checks and what else its caller hangs on it, or nothing. The
 * round of the key as it now stands: another's when it was there first, null when the place has closed.
 */
export async function recordRound(
  db: Db,
  round: NewRound,
  also: D1PreparedStatement[],
): Promise<KnownRound | null> {
  const { id, actor, now, rulebookVersion } = round
  const findings = round.findings.map((each) => [
    each.item,
    each.fixed ? 1 : 0,
    each.note,
    each.fileId,
  ])
  await batchAll(db, [
    roundStatement(db, round),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'patrols.round',
      subject: `patrol_rounds:${id}`,
      detail: { place: round.place.id, level: round.level, problems: findings.length },
      rulebookVersion,
    }),
    db.$client.prepare(FINDINGS).bind(id, jsonRows(findings)),
    spotStatement(db, round),
    ...also,
  ])
  return roundByKey(db, round.key)
}

interface Beside {
  at: number
  by: number
  /** Sealed. */
  name: string | null
}

/** Another round of the same level so near that the two count once; `apart` in milliseconds. */
export const besideStatement = (
  db: Db,
  round: Pick<KnownRound, 'id' | 'placeId' | 'at' | 'day' | 'level'>,
  apart: number,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT o.at, o.by, a.display_name AS name FROM patrol_rounds o LEFT JOIN accounts a ON a.id = o.by
       WHERE o.place_id = ?1 AND o.day = ?2 AND o.level = ?3 AND o.id <> ?4 AND abs(o.at - ?5) < ?6
         AND o.review IS NOT 'refused' ORDER BY o.at LIMIT 1`,
    )
    .bind(round.placeId, round.day, round.level, round.id, round.at, apart)

export const roundBeside = (
  db: Db,
  round: Pick<KnownRound, 'id' | 'placeId' | 'at' | 'day' | 'level'>,
  apart: number,
): Promise<Beside | null> => besideStatement(db, round, apart).first<Beside>()

export interface AddedPhoto {
  round: { id: number }
  item: string
  fileId: number
}

/** One more photo of a finding; the first one is shown with it. */
export const addPhoto = (
  db: Db,
  { round, item, fileId }: AddedPhoto,
  files: D1PreparedStatement[],
): Promise<unknown> =>
  batchAll(db, [
    db.$client
      .prepare(
        'UPDATE patrol_findings SET file_id = ? WHERE round_id = ? AND item = ? AND file_id IS NULL',
      )
      .bind(fileId, round.id, item),
    ...files,
  ])
