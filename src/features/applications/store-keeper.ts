// What a keeper sees beside an application: own places, the planned inspection, findings, appeals.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { DAY } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import type { Place, PlaceKind, PlaceStatus } from '../places'
import type { Rulebook } from '../rulebook'
import type { Decided } from './rules-objection'
import { eventStatement } from './store'
import type { Appeal, Application, ApplicationState } from './tables'

export interface OwnPlace {
  code: string
  name: string
  kind: PlaceKind
  status: PlaceStatus
  /** Of its newest application, or null. */
  state: ApplicationState | null
}

/** The places an account keeps, the newest first. */
export async function ownPlaces(db: Db, accountId: number): Promise<OwnPlace[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT p.code, p.name, p.kind, p.status,
         (SELECT a.state FROM applications a WHERE a.place_id = p.id ORDER BY a.created_at DESC, a.id DESC LIMIT 1) AS state
       FROM place_members m JOIN places p ON p.id = m.place_id
       WHERE m.account_id = ? AND m.role = 'keeper' AND m.revoked_at IS NULL ORDER BY m.since DESC, p.id DESC LIMIT 100`,
    )
    .bind(accountId)
    .all<OwnPlace>()
  return results
}

export interface Coming {
  /** The inspection that is planned or has begun. */
  onDay: number | null
  team: string | null
  /** Findings nobody answered yet, and the first of their days. */
  findings: number
  dueOn: number | null
}

/** What is coming to a place. */
export async function comingTo(db: Db, placeId: number): Promise<Coming> {
  const row = await db.$client
    .prepare(
      `SELECT i.on_day AS onDay, t.name AS team,
         (SELECT count(*) FROM findings WHERE place_id = ?1 AND state = 'open') AS findings,
         (SELECT min(due_on) FROM findings WHERE place_id = ?1 AND state = 'open') AS dueOn
       FROM (SELECT 1) LEFT JOIN inspections i ON i.place_id = ?1 AND i.state IN ('planned', 'started')
         LEFT JOIN teams t ON t.id = i.team_id LIMIT 1`,
    )
    .bind(placeId)
    .first<Coming>()
  return row ?? { onDay: null, team: null, findings: 0, dueOn: null }
}

/** Appeals of a place, the newest first. */
export async function appealsOf(db: Db, placeId: number): Promise<Appeal[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT id, key, place_id AS placeId, application_id AS applicationId, against, decided_by AS decidedBy,
         area_path AS areaPath, state, version, text, at, by, answer, answered_by AS answeredBy, answered_at AS answeredAt
       FROM appeals WHERE place_id = ? ORDER BY at DESC, id DESC LIMIT 20`,
    )
    .bind(placeId)
    .all<Appeal>()
  return results
}

/** Whether an appeal against a refusal of this application was upheld: the same rule then bars it no more. */
export async function isExempt(
  db: Db,
  application: Pick<Application, 'id' | 'placeId'>,
): Promise<boolean> {
  const row = await db.$client
    .prepare(
      `SELECT 1 AS found FROM appeals WHERE place_id = ? AND application_id = ? AND state = 'overturned'
       AND against LIKE 'application_events:%' LIMIT 1`,
    )
    .bind(application.placeId, application.id)
    .first()
  return row !== null
}

/** The public reason of a place on the list, live or ended. */
export async function listedReason(
  db: Db,
  id: number,
): Promise<{ reason: string; until: number | null } | null> {
  return db.$client
    .prepare('SELECT reason, to_day AS until FROM listed_places WHERE id = ?')
    .bind(id)
    .first<{ reason: string; until: number | null }>()
}

export interface Appealing {
  id: number
  key: string
  place: Pick<Place, 'id' | 'areaPath'>
  /** The application the decision is shown with, if the place has one. */
  application: Pick<Application, 'id'> | null
  decided: Decided
  /** As `sealAppeal` made it. */
  text: string
  book: Pick<Rulebook, 'version' | 'opening'>
  actor: AccountActor
  now: number
}

/** Once a decision and in time, with its step and audit row; false when it was not, or was sent already. */
export async function writeAppeal(db: Db, appealing: Appealing): Promise<boolean> {
  const { id, key, place, application, decided, book, actor, now } = appealing
  const subject = `appeals:${id}`
  const event = application
    ? [
        eventStatement(db, {
          key,
          applicationId: application.id,
          at: now,
          actor,
          act: 'appeal',
          rulebookVersion: book.version,
        }),
      ]
    : []
  const [written] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO appeals (id, key, place_id, application_id, against, decided_by, area_path, state, text, at, by)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', ?8, ?9, ?10
         WHERE ?9 <= ?11 AND NOT EXISTS (SELECT 1 FROM appeals WHERE place_id = ?3 AND against = ?5)
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        id,
        key,
        place.id,
        application?.id ?? null,
        decided.against,
        decided.decidedBy,
        place.areaPath,
        appealing.text,
        now,
        actor.id,
        decided.at + book.opening.appealWithinDays * DAY,
      ),
    ...event,
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'applications.appeal',
      subject,
      detail: { place: place.id, against: decided.against },
      rulebookVersion: book.version,
    }),
  ])
  return wrote(written)
}

export async function hasAppeal(db: Db, key: string): Promise<boolean> {
  const row = await db.$client
    .prepare('SELECT 1 AS found FROM appeals WHERE key = ?')
    .bind(key)
    .first()
  return row !== null
}
