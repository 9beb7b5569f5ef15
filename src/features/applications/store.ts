// Applications: found by place or number, moved by one conditional statement, told step by step.
import type { Db } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { allowsAct, type LifeAct } from '../places'
import type { Rulebook } from '../rulebook'
import {
  APPLICATION_MOVES,
  type ApplicationMove,
  type Barred,
  barredByTrade,
  LIVE_STATES,
} from './rules'
import type { Application, ApplicationAct, ApplicationEvent } from './tables'

const listed = (states: readonly string[]): string => states.map((each) => `'${each}'`).join(', ')

const COLUMNS = `id, key, number, place_id AS placeId, trade, area_path AS areaPath, department, state, version,
  rulebook_version AS rulebookVersion, answers, self_check AS selfCheck, papers, outside_number AS outsideNumber,
  outside_on AS outsideOn, outside_file_id AS outsideFileId, pledge_id AS pledgeId, created_by AS createdBy,
  created_at AS createdAt, updated_at AS updatedAt, submitted_at AS submittedAt, answer_by AS answerBy,
  decided_at AS decidedAt, decided_by AS decidedBy, assigned_to AS assignedTo`

type Row = Omit<Application, 'selfCheck' | 'papers'> & { selfCheck: string; papers: string }

const fromRow = (row: Row): Application => ({
  ...row,
  selfCheck: JSON.parse(row.selfCheck),
  papers: JSON.parse(row.papers),
})

export async function applicationWhere(
  db: Db,
  where: string,
  value: string | number,
): Promise<Application | null> {
  const row = await db.$client
    .prepare(`SELECT ${COLUMNS} FROM applications WHERE ${where}`)
    .bind(value)
    .first<Row>()
  return row && fromRow(row)
}

/** The application of a place that is not over, or null. */
export const liveApplication = (db: Db, placeId: number): Promise<Application | null> =>
  applicationWhere(db, `place_id = ? AND state IN (${listed(LIVE_STATES)})`, placeId)

/** The last application of a place, over or not. */
export const lastApplication = (db: Db, placeId: number): Promise<Application | null> =>
  applicationWhere(db, 'place_id = ? ORDER BY created_at DESC, id DESC LIMIT 1', placeId)

export const applicationByNumber = (db: Db, number: string): Promise<Application | null> =>
  applicationWhere(db, 'number = ?', number)

export const applicationById = (db: Db, id: number): Promise<Application | null> =>
  applicationWhere(db, 'id = ?', id)

/** What happened, the oldest first. */
export async function eventsOf(db: Db, applicationId: number): Promise<ApplicationEvent[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT id, key, application_id AS applicationId, at, actor_kind AS actorKind, actor_id AS actorId, act, reasons,
         text, rulebook_version AS rulebookVersion
       FROM application_events WHERE application_id = ? ORDER BY id LIMIT 300`,
    )
    .bind(applicationId)
    .all<Omit<ApplicationEvent, 'reasons'> & { reasons: string }>()
  return results.map((row) => ({ ...row, reasons: JSON.parse(row.reasons) }))
}

export interface NewEvent {
  /** Idempotency key; the text is bound to it. */
  key: string
  applicationId: number
  at: number
  /** `rulebook`: nobody decided, the rules alone. */
  actor: Actor | 'rulebook'
  act: ApplicationAct
  /** Ids of the rulebook's reasons or entries. */
  reasons?: string[]
  /** As `sealEventText` made it. */
  text?: string | null
  rulebookVersion: number
}

/** A step of the timeline, only if the statement directly before it changed exactly one row. */
export function eventStatement(db: Db, event: NewEvent): D1PreparedStatement {
  const { actor } = event
  const [kind, id] =
    actor === 'rulebook'
      ? ['rulebook', null]
      : [actor.kind, actor.kind === 'visitor' ? null : actor.id]
  return db.$client
    .prepare(
      `INSERT INTO application_events (key, application_id, at, actor_kind, actor_id, act, reasons, text, rulebook_version)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE changes() = 1`,
    )
    .bind(
      event.key,
      event.applicationId,
      event.at,
      kind,
      id,
      event.act,
      JSON.stringify(event.reasons ?? []),
      event.text ?? null,
      event.rulebookVersion,
    )
}

export interface Moving {
  application: { id: number; version: number }
  act: ApplicationMove
  at: number
  /** Who decided; left out where nobody did: handing in, withdrawing. */
  decidedBy?: number | null
  /** The step its place takes with it: then the place must allow it. */
  placeAct?: LifeAct | undefined
  /** On this day the place must not be listed by itself: for acts towards its opening. */
  notListedOn?: number | undefined
  /** Only if the statement before it changed exactly one row. */
  ifChanged?: boolean
}

/** The SQL condition that the place of alias `p` is not on the list of single places on a day. */
export const notListed = (day: number): string =>
  `NOT EXISTS (SELECT 1 FROM listed_places l WHERE l.place_id = p.id AND l.ended_at IS NULL
     AND l.from_day <= ${Number(day)} AND (l.to_day IS NULL OR l.to_day >= ${Number(day)}))`

/**
 * First of the batch of a decision: the application moves, if it still is as it was seen and its place
 * allows the step. `lifeStatements(db, change, true)` follows where the place moves, then `eventStatement`.
 */
export function moveStatement(db: Db, moving: Moving): D1PreparedStatement {
  const { application, act, at, decidedBy, placeAct, notListedOn, ifChanged } = moving
  const { from, to } = APPLICATION_MOVES[act]
  const place = [
    'p.id = place_id',
    ...(placeAct ? [allowsAct(placeAct)] : []),
    ...(notListedOn === undefined ? [] : [notListed(notListedOn)]),
  ].join(' AND ')
  return db.$client
    .prepare(
      `UPDATE applications SET state = ?1, version = version + 1, updated_at = ?2,
         decided_at = iif(?3, ?2, decided_at), decided_by = iif(?3, ?4, decided_by)
       WHERE id = ?5 AND version = ?6 AND state IN (${listed(from)})
         AND EXISTS (SELECT 1 FROM places p WHERE ${place}) ${ifChanged ? 'AND changes() = 1' : ''}`,
    )
    .bind(
      to,
      at,
      decidedBy === undefined ? 0 : 1,
      decidedBy ?? null,
      application.id,
      application.version,
    )
}

/** What keeps a place from opening on a day: the entry of its trade, else the place by itself. */
export async function barredOn(
  db: Db,
  book: Pick<Rulebook, 'negativeList'>,
  place: { id: number; trade: string },
  day: number,
): Promise<Barred | null> {
  const byTrade = barredByTrade(book, place.trade, day)
  if (byTrade) return byTrade
  const row = await db.$client
    .prepare(
      `SELECT id, reason, to_day AS until FROM listed_places
       WHERE place_id = ?1 AND ended_at IS NULL AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2)`,
    )
    .bind(place.id, day)
    .first<{ id: number; reason: string; until: number | null }>()
  return row && { by: 'listed', ...row }
}
