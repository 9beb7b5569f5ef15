// Audit rows: statements for the batch of the change they tell of.
import type { Db } from '../../db/client'
import type { Actor } from '../../shared/actor'

export interface AuditEntry {
  at: number
  actor: Actor
  /** room.verb, e.g. `visits.void`. */
  act: string
  /** room:id, never a person's name or number. */
  subject: string
  reason?: string | undefined
  detail?: Record<string, string | number | null> | undefined
  rulebookVersion?: number | undefined
}

const COLUMNS =
  'INSERT INTO audit (at, actor_kind, actor_id, act, subject, reason, detail, rulebook_version)'

const values = (entry: AuditEntry): (string | number | null)[] => [
  entry.at,
  entry.actor.kind,
  entry.actor.kind === 'visitor' ? null : entry.actor.id,
  entry.act,
  entry.subject,
  entry.reason ?? null,
  entry.detail ? JSON.stringify(entry.detail) : null,
  entry.rulebookVersion ?? null,
]

/** Directly after a conditional statement: a row only if that statement changed one. */
export const auditIfChanged = (db: Db, entry: AuditEntry): D1PreparedStatement =>
  db.$client.prepare(`${COLUMNS} SELECT ?,?,?,?,?,?,?,? WHERE changes() = 1`).bind(...values(entry))

/** A row whatever else happens, e.g. a refused sign-in. */
export const auditAlways = (db: Db, entry: AuditEntry): D1PreparedStatement =>
  db.$client.prepare(`${COLUMNS} VALUES (?,?,?,?,?,?,?,?)`).bind(...values(entry))

/** Directly after a statement that changes one row a subject: one row each, only if it changed them all. */
export const auditEach = (
  db: Db,
  entry: Omit<AuditEntry, 'subject'>,
  subjects: string[],
): D1PreparedStatement => {
  const [at, kind, id, act, , ...rest] = values({ ...entry, subject: '' })
  return db.$client
    .prepare(
      `${COLUMNS} SELECT ?1,?2,?3,?4,j.value,?5,?6,?7 FROM json_each(?8) j WHERE changes() = ?9`,
    )
    .bind(at, kind, id, act, ...rest, JSON.stringify(subjects), subjects.length)
}

/** The same after a statement that may change many rows. */
export const auditIfAny = (db: Db, entry: AuditEntry): D1PreparedStatement =>
  db.$client.prepare(`${COLUMNS} SELECT ?,?,?,?,?,?,?,? WHERE changes() > 0`).bind(...values(entry))
