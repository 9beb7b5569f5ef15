// Cases: found in the street, told entry by entry, ended by one outcome. What a case does to its place
// stands in the same batch.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { refuseByRule } from '../applications'
import { auditIfChanged } from '../audit'
import { endOrders } from '../orders'
import { allowsAct, type LifeAct, lifeStatements } from '../places'
import type { CaseState } from './tables'

interface Writing {
  actor: AccountActor
  now: number
  rulebookVersion: number
}

const audited = (db: Db, { actor, now, rulebookVersion }: Writing, act: string, subject: string) =>
  auditIfChanged(db, {
    at: now,
    actor,
    act: `cases.${act}`,
    subject: `cases:${subject}`,
    rulebookVersion,
  })

export interface NewEntry {
  /** Drawn before, because its words are bound to it. */
  id: number
  /** Sealed. */
  text: string
}

export interface NewCase extends Writing {
  key: string
  placeId: number | null
  name: string
  address: string
  areaId: number
  areaPath: string
  kind: string
  finding: NewEntry & { fileId: number | null }
}

/** The number of the case: the new one, or that of an earlier sending. */
export async function openCase(
  db: Db,
  made: NewCase,
  files: D1PreparedStatement[],
): Promise<number> {
  const { key, finding, actor, now } = made
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO cases (key, place_id, name, address, area_id, area_path, kind, state, rulebook_version, by, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', ?8, ?9, ?10) ON CONFLICT DO NOTHING`,
      )
      .bind(
        key,
        made.placeId,
        made.name,
        made.address,
        made.areaId,
        made.areaPath,
        made.kind,
        made.rulebookVersion,
        actor.id,
        now,
      ),
    audited(db, made, 'open', key),
    db.$client
      .prepare(
        `INSERT INTO case_entries (id, key, case_id, kind, text, file_id, by, at)
         SELECT ?1, 'open:' || c.key, c.id, 'finding', ?2, ?3, ?4, ?5 FROM cases c WHERE c.key = ?6 AND changes() = 1`,
      )
      .bind(finding.id, finding.text, finding.fileId, actor.id, now, key),
    ...files,
  ])
  const row = await db.$client
    .prepare('SELECT id FROM cases WHERE key = ?')
    .bind(key)
    .first<{ id: number }>()
  if (!row) throw new Error('a case without a row')
  return row.id
}

/** What a case does to its place. */
export interface CaseStep {
  placeId: number
  act: Extract<LifeAct, 'suspend' | 'resume' | 'close'>
  /** Public words at the door. */
  reason: string | null
}

const placeAllows = (step: CaseStep | null, id: number): string => {
  if (!step) return ''
  // Only what this very case suspended does it open again.
  const own = step.act === 'resume' ? ` AND p.status_cause = 'case:${Number(id)}'` : ''
  return ` AND EXISTS (SELECT 1 FROM places p WHERE p.id = c.place_id AND ${allowsAct(step.act)}${own})`
}

const stepStatements = (db: Db, step: CaseStep | null, caseId: number, key: string, by: Writing) =>
  step
    ? lifeStatements(
        db,
        {
          key,
          placeId: step.placeId,
          act: step.act,
          cause: 'case',
          ref: String(caseId),
          reason: step.reason,
          actor: by.actor,
          rulebookVersion: by.rulebookVersion,
          at: by.now,
        },
        true,
      )
    : []

export interface Entering extends Writing {
  caseId: number
  key: string
  entry: NewEntry & { kind: 'finding' | 'order'; dueOn: number | null; fileId: number | null }
  step: CaseStep | null
}

/** Adds to an open case. False when it is over, its place does not allow the step, or the key was used. */
export async function addEntry(
  db: Db,
  entering: Entering,
  files: D1PreparedStatement[],
): Promise<boolean> {
  const { caseId, key, entry, step, actor, now } = entering
  const [added] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO case_entries (id, key, case_id, kind, text, due_on, file_id, by, at)
         SELECT ?1, ?2, c.id, ?3, ?4, ?5, ?6, ?7, ?8 FROM cases c WHERE c.id = ?9 AND c.state = 'open'${placeAllows(step, caseId)}
         ON CONFLICT DO NOTHING`,
      )
      .bind(
        entry.id,
        key,
        entry.kind,
        entry.text,
        entry.dueOn,
        entry.fileId,
        actor.id,
        now,
        caseId,
      ),
    ...stepStatements(db, step, caseId, `case:${caseId}:${key}`, entering),
    audited(db, entering, entry.kind, String(caseId)),
    ...files,
  ])
  return wrote(added)
}

export const entryKeyUsed = async (db: Db, caseId: number, key: string): Promise<boolean> =>
  (await db.$client
    .prepare('SELECT 1 FROM case_entries WHERE key = ? AND case_id = ?')
    .bind(key, caseId)
    .first()) !== null

export interface Ending extends Writing {
  caseId: number
  version: number
  outcome: Exclude<CaseState, 'open'>
  department: string | null
  endedOn: number
  entry: NewEntry
  step: CaseStep | null
}

/** One outcome wins, and a place it closes applies no longer: false when another was first, or the place does not allow the step. */
export async function endCase(db: Db, ending: Ending): Promise<boolean> {
  const { caseId, outcome, entry, step, actor, now } = ending
  const keys = `case:${caseId}:end:`
  const [ended] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE cases AS c SET state = ?1, version = version + 1, department = ?2, ended_on = ?3
         WHERE c.id = ?4 AND c.version = ?5 AND c.state = 'open'${placeAllows(step, caseId)}`,
      )
      .bind(outcome, ending.department, ending.endedOn, caseId, ending.version),
    // A case ends once, so its last entry needs no other key.
    db.$client
      .prepare(
        `INSERT INTO case_entries (id, key, case_id, kind, text, by, at)
         SELECT ?1, 'end:' || ?2, ?2, 'outcome', ?3, ?4, ?5 WHERE changes() = 1`,
      )
      .bind(entry.id, caseId, entry.text, actor.id, now),
    ...stepStatements(db, step, caseId, `${keys}${step?.placeId}`, ending),
    audited(db, ending, outcome, String(caseId)),
    ...(step?.act === 'close'
      ? refuseByRule(
          db,
          {
            keys,
            placeIds: [step.placeId],
            rulebookVersion: ending.rulebookVersion,
            at: now,
            by: actor,
          },
          [],
        )
      : []),
    ...(step ? endOrders(db, { ...ending, placeId: step.placeId }) : []),
  ])
  return wrote(ended)
}
