// An inspection is over: its result, its application, its place and the findings move in one batch or
// not at all. The first statement asks for everything; each of the others runs only if it changed a row.
import { batchAll, type Db, jsonRows, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { eventStatement, notListed } from '../applications'
import { auditIfChanged } from '../audit'
import { endOrders } from '../orders'
import { allowsAct, lifeStatements, NEXT_ACCEPTANCE } from '../places'
import { type InspectionRow, REOPENABLE } from './store'

/** An inspection ends once, so its step needs no other key. */
const stepKey = ({ inspection }: Finishing): string => `inspection:${inspection.id}`

// What must hold of the place and the application of alias `a` for each purpose to come to an end.
const HOLDS: Record<InspectionRow['purpose'], { pass: string; fail: string }> = {
  acceptance: {
    pass: `${allowsAct('pass')} AND a.state = 'accepted'`,
    fail: `${allowsAct('pass')} AND a.state = 'accepted'`,
  },
  owed: { pass: "p.status = 'open'", fail: "p.status = 'open'" },
  recheck: { pass: REOPENABLE, fail: "p.status = 'suspended'" },
}

interface Finishing {
  inspection: Pick<InspectionRow, 'id' | 'placeId' | 'applicationId' | 'purpose' | 'version'>
  actor: AccountActor
  now: number
  rulebookVersion: number
  /** An upheld appeal took its application out of the negative list. */
  exempt?: boolean
}

function resultStatement(db: Db, finishing: Finishing, result: 'passed' | 'failed') {
  const { inspection, actor, now } = finishing
  const { pass, fail } = HOLDS[inspection.purpose]
  const unlisted = finishing.exempt ? pass : `${pass} AND ${notListed(dayOf(now))}`
  const holds = result === 'passed' ? unlisted : fail
  // A place that has its number keeps it, but an acceptance always gives a new one.
  const number =
    inspection.purpose === 'acceptance'
      ? NEXT_ACCEPTANCE
      : `iif((SELECT acceptance_number FROM places WHERE id = inspections.place_id) IS NULL, ${NEXT_ACCEPTANCE}, NULL)`
  return db.$client
    .prepare(
      `UPDATE inspections SET state = ?1, finished_at = ?2, finished_by = ?3, version = version + 1
         ${result === 'passed' ? `, acceptance_number = ${number}` : ''}
       WHERE id = ?4 AND version = ?5 AND state = 'started' AND EXISTS (SELECT 1 FROM places p
         LEFT JOIN applications a ON a.id = inspections.application_id WHERE p.id = inspections.place_id AND ${holds})`,
    )
    .bind(result, now, actor.id, inspection.id, inspection.version)
}

const applicationStatement = (db: Db, finishing: Finishing, result: 'passed' | 'failed') =>
  db.$client
    .prepare(
      `UPDATE applications SET state = ?1, version = version + 1, updated_at = ?2, decided_at = ?2, decided_by = ?3
       WHERE id = ?4 AND changes() = 1`,
    )
    .bind(result, finishing.now, finishing.actor.id, finishing.inspection.applicationId)

/** The application moves with it and says so in its timeline. */
function told(db: Db, finishing: Finishing, result: 'passed' | 'failed', place = nothing) {
  const { inspection, actor, now, rulebookVersion } = finishing
  const { applicationId } = inspection
  if (applicationId === null) return place
  return [
    applicationStatement(db, finishing, result),
    ...place,
    eventStatement(db, {
      key: stepKey(finishing),
      applicationId,
      at: now,
      actor,
      act: result === 'passed' ? 'pass' : 'fail',
      rulebookVersion,
    }),
  ]
}
const nothing: D1PreparedStatement[] = []

const audited = (db: Db, { inspection, actor, now, rulebookVersion }: Finishing, act: string) =>
  auditIfChanged(db, {
    at: now,
    actor,
    act: `inspections.${act}`,
    subject: `inspections:${inspection.id}`,
    rulebookVersion,
  })

/** Findings of earlier rounds are settled by the round that looked at them again. */
const closeEarlier = (db: Db, { inspection, actor, now }: Finishing) =>
  db.$client
    .prepare(
      `UPDATE findings SET state = 'closed', closed_by = ?1, closed_at = ?2, version = version + 1
       WHERE place_id = ?3 AND inspection_id <> ?4 AND state IN ('open', 'answered') AND EXISTS (SELECT 1 FROM inspections
         WHERE id = ?4 AND finished_by = ?1 AND finished_at = ?2 AND state IN ('passed', 'failed') AND version = ?5)`,
    )
    .bind(actor.id, now, inspection.placeId, inspection.id, inspection.version + 1)

/** The step of the place: it opens, or opens again, or owes nothing any more. */
function opened(db: Db, finishing: Finishing): D1PreparedStatement[] {
  const { inspection, actor, now, rulebookVersion } = finishing
  const { id, placeId, purpose } = inspection
  if (purpose === 'owed')
    return [
      db.$client
        .prepare(
          `UPDATE places SET inspection_due_on = NULL, version = version + 1, acceptance_number =
             coalesce((SELECT acceptance_number FROM inspections WHERE id = ?1), acceptance_number)
           WHERE id = ?2 AND changes() = 1`,
        )
        .bind(id, placeId),
    ]
  const change = {
    key: stepKey(finishing),
    placeId,
    act: purpose === 'recheck' ? ('resume' as const) : ('pass' as const),
    cause: 'inspection' as const,
    ref: String(id),
    inspectionId: id,
  }
  return lifeStatements(db, { ...change, actor, rulebookVersion, at: now }, true)
}

/** 验收合格: false when something had changed since it was looked at. */
export async function passInspection(db: Db, finishing: Finishing): Promise<boolean> {
  const [passed] = await batchAll(db, [
    resultStatement(db, finishing, 'passed'),
    ...told(db, finishing, 'passed', opened(db, finishing)),
    audited(db, finishing, 'pass'),
    closeEarlier(db, finishing),
    ...endOrders(db, { ...finishing, placeId: finishing.inspection.placeId }),
  ])
  return wrote(passed)
}

export interface NewFinding {
  id: number
  item: string
  department: string
  /** Sealed. */
  text: string
  fileId: number | null
  dueOn: number
}

/** 验收不合格, with what must be put right: false as for `passInspection`. */
export async function failInspection(
  db: Db,
  finishing: Finishing,
  found: NewFinding[],
): Promise<boolean> {
  const { inspection, actor, now } = finishing
  const [failed] = await batchAll(db, [
    resultStatement(db, finishing, 'failed'),
    ...told(db, finishing, 'failed'),
    audited(db, finishing, 'fail'),
    closeEarlier(db, finishing),
    // Written with their inspection or not at all: only of the batch that ended it.
    db.$client
      .prepare(
        `INSERT INTO findings (id, key, inspection_id, place_id, item, department, text, file_id, due_on, state, at, by)
         SELECT value ->> 'id', i.id || ':' || (value ->> 'item'), i.id, i.place_id, value ->> 'item', value ->> 'department',
           value ->> 'text', value ->> 'fileId', value ->> 'dueOn', 'open', ?1, ?2
         FROM inspections i CROSS JOIN json_each(?3)
         WHERE i.id = ?4 AND i.state = 'failed' AND i.finished_by = ?2 AND i.finished_at = ?1 AND i.version = ?5
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(now, actor.id, jsonRows(found), inspection.id, inspection.version + 1),
  ])
  return wrote(failed)
}
