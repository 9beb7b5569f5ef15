// Decisions of the office. Each is one batch that begins with a conditional statement and of which every
// further one runs only if the one before it changed a row: of two officers at once, one decides.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf, HOUR } from '../../shared/clock'
import { auditAlways, auditIfChanged } from '../audit'
import { lifeStatements } from '../places'
import { type Decision, IN_OFFICE, listedEntryOf } from './rules-office'
import { callOffStatements, eventStatement, moveStatement } from './store'
import type { ApplicationAct } from './tables'

export interface Deciding {
  application: { id: number; number: string; version: number; placeId: number }
  decision: Decision
  /** As `stepKey` made it. */
  key: string
  reasons: readonly string[]
  /** As `sealEventText` made it. */
  text: string | null
  /** Of a refusal, in public words. */
  publicReason: string | null
  /** An appeal took the application out of the negative list. */
  exempt?: boolean
  actor: AccountActor
  at: number
  rulebookVersion: number
}

/**
 * The key of a step, out of its form's. One form may decide many applications, and a version of one can
 * only be decided once; so a key sent again under other values never meets a row of its own.
 */
export const stepKey = (key: string, application: { id: number; version: number }): string =>
  `${key}.${application.id}.${application.version}`

/** One decision: the application, its place, the step of the timeline, the audit row; all or nothing. */
export function decisionStatements(db: Db, deciding: Deciding): D1PreparedStatement[] {
  const { application, decision, key, actor, at, rulebookVersion } = deciding
  const entry = deciding.reasons.map(listedEntryOf).find((each) => each !== null) ?? null
  const cause = entry ? 'negative_list' : 'application'
  return [
    moveStatement(db, {
      application,
      act: decision,
      at,
      decidedBy: actor.id,
      placeAct: decision,
      notListedOn: decision === 'accept' && !deciding.exempt ? dayOf(at) : undefined,
    }),
    ...lifeStatements(
      db,
      {
        key,
        placeId: application.placeId,
        act: decision,
        cause,
        ref: entry ?? application.number,
        reason: deciding.publicReason,
        actor,
        rulebookVersion,
        at,
      },
      true,
    ),
    eventStatement(db, {
      key,
      applicationId: application.id,
      at,
      actor,
      act: decision,
      reasons: [...deciding.reasons],
      text: deciding.text,
      rulebookVersion,
    }),
    auditIfChanged(db, {
      at,
      actor,
      act: `applications.${decision}`,
      subject: `applications:${application.id}`,
      detail: { reasons: deciding.reasons.join(' ') },
      rulebookVersion,
    }),
    ...(decision === 'refuse' ? callOffStatements(db, deciding) : []),
  ]
}

/** Decides all of them in one trip, each by its own condition; answers the ids of those that moved. */
export async function decideAll(db: Db, all: readonly Deciding[]): Promise<Set<number>> {
  if (all.length === 0) return new Set()
  const batches = all.map((each) => decisionStatements(db, each))
  const results = await batchAll(db, batches.flat())
  const moved = new Set<number>()
  let first = 0
  for (const [i, statements] of batches.entries()) {
    const id = all[i]?.application.id
    if (id !== undefined && wrote(results[first])) moved.add(id)
    first += statements.length
  }
  return moved
}

/** What was done last to an application, and by whom; `urge` and the like decide nothing. */
export interface LastStep {
  applicationId: number
  key: string
  act: ApplicationAct
  at: number
  actorKind: string
  name: string | null
  actorId: number | null
}

const TELLING: readonly ApplicationAct[] = [
  'submit',
  'send_back',
  'accept',
  'refuse',
  'withdraw',
  'pass',
  'fail',
  'open',
  'overturn',
]

/** The last decisive step of each of these applications, or the last of `acts`. */
export async function lastSteps(
  db: Db,
  ids: readonly number[],
  acts: readonly ApplicationAct[] = TELLING,
): Promise<Map<number, LastStep>> {
  const { results } = await db.$client
    .prepare(
      `SELECT e.application_id AS applicationId, e.key, e.act, e.at, e.actor_kind AS actorKind, e.actor_id AS actorId,
         o.display_name AS name
       FROM json_each(?1) j CROSS JOIN application_events e ON e.id = (
         SELECT max(l.id) FROM application_events l WHERE l.application_id = j.value
           AND l.act IN (SELECT value FROM json_each(?2)))
       LEFT JOIN accounts o ON o.id = e.actor_id`,
    )
    .bind(JSON.stringify(ids), JSON.stringify(acts))
    .all<LastStep>()
  return new Map(results.map((step) => [step.applicationId, step]))
}

/** Whether a step with this key is there: the same form, sent again. */
export const hasStep = async (db: Db, key: string): Promise<boolean> =>
  (await db.$client.prepare('SELECT 1 FROM application_events WHERE key = ?').bind(key).first()) !==
  null

interface Acting {
  application: { id: number }
  key: string
  actor: AccountActor
  at: number
  rulebookVersion: number
}

const STATES_IN_OFFICE = IN_OFFICE.map((each) => `'${each}'`).join(', ')

/** 我来办. False when somebody else took it since the page was shown, or it is over. */
export async function takeApplication(
  db: Db,
  { application, key, actor, at, rulebookVersion }: Acting,
  seen: number | null,
): Promise<boolean> {
  const [taken] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE applications SET assigned_to = ?1 WHERE id = ?2 AND assigned_to IS ?3 AND assigned_to IS NOT ?1
           AND state IN (${STATES_IN_OFFICE}) AND NOT EXISTS (SELECT 1 FROM application_events WHERE key = ?4)`,
      )
      .bind(actor.id, application.id, seen, key),
    eventStatement(db, {
      key,
      applicationId: application.id,
      at,
      actor,
      act: 'take',
      rulebookVersion,
    }),
    auditIfChanged(db, {
      at,
      actor,
      act: 'applications.take',
      subject: `applications:${application.id}`,
    }),
  ])
  return wrote(taken)
}

/** Between two calls to hurry. */
export const URGE_PAUSE = HOUR

/** 催办. False when it was done within the hour, or nothing waits for the office any more. */
export async function urgeApplication(
  db: Db,
  { application, key, actor, at, rulebookVersion }: Acting,
): Promise<boolean> {
  const [urged] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO application_events (key, application_id, at, actor_kind, actor_id, act, reasons, rulebook_version)
         SELECT ?1, a.id, ?2, ?3, ?4, 'urge', '[]', ?5 FROM applications a
         WHERE a.id = ?6 AND a.state = 'submitted' AND NOT EXISTS (
           SELECT 1 FROM application_events e WHERE e.application_id = a.id AND e.act = 'urge' AND e.at > ?7)
         ON CONFLICT DO NOTHING`,
      )
      .bind(key, at, actor.kind, actor.id, rulebookVersion, application.id, at - URGE_PAUSE),
    auditIfChanged(db, {
      at,
      actor,
      act: 'applications.urge',
      subject: `applications:${application.id}`,
    }),
  ])
  return wrote(urged)
}

/** An officer opened what a keeper filed. */
export const noteReading = async (
  db: Db,
  application: { id: number },
  actor: AccountActor,
  now: number,
): Promise<void> => {
  await auditAlways(db, {
    at: now,
    actor,
    act: 'applications.read',
    subject: `applications:${application.id}`,
  }).run()
}
