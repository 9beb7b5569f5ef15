// An application while its keeper fills it in: saved step by step, handed in, taken back.
import { batchAll, type Db, wrote } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import { dropStatements, fileStatements } from '../files'
import { lifeStatements, type Place } from '../places'
import { departmentOf } from '../rulebook'
import { answerBy, type Barred } from './rules'
import { OUTSIDE } from './rules-steps'
import { callOffStatements, eventStatement, moveStatement, notListed } from './store'
import { type By, refusedStatements } from './store-start'
import type { Application } from './tables'

/** What a step of the form holds; the others stay as they are. */
export type Part =
  | {
      part: 'filing'
      answers: string
      outsideNumber: string | null
      outsideOn: number | null
    }
  | { part: 'self-check'; selfCheck: string }

/** Saves one step if nobody saved or handed in meanwhile. */
export async function savePart(
  db: Db,
  application: Pick<Application, 'id' | 'version'>,
  part: Part,
  { actor, now }: Pick<By, 'actor' | 'now'>,
): Promise<boolean> {
  const [columns, values] =
    part.part === 'filing'
      ? [
          'answers = ?, outside_number = ?, outside_on = ?',
          [part.answers, part.outsideNumber, part.outsideOn],
        ]
      : ['self_check = ?', [part.selfCheck]]
  const [saved] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE applications SET ${columns}, version = version + 1, updated_at = ?
         WHERE id = ? AND version = ? AND state IN ('draft', 'sent_back')`,
      )
      .bind(...values, now, application.id, application.version),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'applications.save',
      subject: `applications:${application.id}`,
      detail: { part: part.part },
    }),
  ])
  return wrote(saved)
}

/** After a file was kept or dropped: the papers are what the files say, so a repeated sending adds none. */
const papersStatement = (db: Db, application: Pick<Application, 'id' | 'placeId'>, now: number) => {
  const kept = `files f WHERE f.place_id = ?2 AND f.subject = ?3 AND f.stored_at IS NOT NULL AND f.deleted_at IS NULL`
  return db.$client
    .prepare(
      `UPDATE applications SET updated_at = ?1, version = version + 1,
         papers = (SELECT json_group_object(purpose, json(ids)) FROM
           (SELECT f.purpose, json_group_array(f.id) AS ids FROM ${kept} AND f.purpose <> '${OUTSIDE}' GROUP BY f.purpose)),
         outside_file_id = (SELECT max(f.id) FROM ${kept} AND f.purpose = '${OUTSIDE}')
       WHERE id = ?4 AND state IN ('draft', 'sent_back')`,
    )
    .bind(now, application.placeId, filesSubject(application), application.id)
}

/** A file just taken is one of the papers from now on. */
export async function keepPaper(
  db: Db,
  application: Pick<Application, 'id' | 'placeId'>,
  file: { id: number },
  { actor, now }: Pick<By, 'actor' | 'now'>,
): Promise<void> {
  await batchAll(db, [
    ...fileStatements(db, { file, subject: filesSubject(application), actor, now }),
    papersStatement(db, application, now),
  ])
}

/** Takes one file of an application away. */
export async function dropPaper(
  db: Db,
  application: Pick<Application, 'id' | 'placeId'>,
  file: number,
  { actor, now }: Pick<By, 'actor' | 'now'>,
): Promise<void> {
  const { placeId } = application
  const subject = filesSubject(application)
  await batchAll(db, [
    ...dropStatements(db, { placeId, actor, now, id: file, subject }),
    papersStatement(db, application, now),
  ])
}

/** What the files of an application belong to. */
export const filesSubject = ({ id }: Pick<Application, 'id'>): string => `applications:${id}`

export interface HandIn extends By {
  key: string
  application: Application
  place: Place
  pledgeId: number
  /** A word to the office, as `sealEventText` made it. */
  note?: string | null
  /** An upheld appeal lifts the list that would bar it. */
  exempt?: boolean
}

/** Whether a step of this key was taken: the same form sent again. */
export async function hasEvent(db: Db, key: string): Promise<boolean> {
  const row = await db.$client
    .prepare('SELECT 1 AS found FROM application_events WHERE key = ?')
    .bind(key)
    .first()
  return row !== null
}

/**
 * Hands it in: the application, its place, the steps of both and the audit rows, all or nothing. At low
 * risk the pledge opens the door at once and the inspection is owed. False when anything changed since
 * it was shown.
 */
export async function submitApplication(db: Db, handIn: HandIn): Promise<boolean> {
  const { key, application, place, pledgeId, book, actor, now } = handIn
  const low = book.riskLevel === 'low'
  const placeAct = low ? 'open_on_pledge' : 'apply'
  const said = { applicationId: application.id, at: now, actor, rulebookVersion: book.version }
  const results = await batchAll(db, [
    // The facts of its place as they are now, under the pledge that was shown.
    db.$client
      .prepare(
        `UPDATE applications SET pledge_id = ?1, rulebook_version = ?2, submitted_at = ?3, answer_by = ?4, department = ?5,
           trade = (SELECT trade FROM places WHERE id = place_id), area_path = (SELECT area_path FROM places WHERE id = place_id)
         WHERE id = ?6 AND version = ?7 AND state IN ('draft', 'sent_back')
           AND EXISTS (SELECT 1 FROM pledges g WHERE g.id = ?1 AND g.place_id = applications.place_id
             AND g.superseded_by IS NULL AND g.withdrawn_at IS NULL)
           AND EXISTS (SELECT 1 FROM places p WHERE p.id = applications.place_id AND p.status = 'known' AND p.trade = ?8
             ${handIn.exempt ? '' : `AND ${notListed(dayOf(now))}`})`,
      )
      .bind(
        pledgeId,
        book.version,
        now,
        low ? null : answerBy(book, now),
        departmentOf(book, place.trade),
        application.id,
        application.version,
        place.trade,
      ),
    moveStatement(db, {
      application,
      act: low ? 'open' : 'submit',
      at: now,
      placeAct,
      ifChanged: true,
      ...(low ? { decidedBy: null } : {}),
    }),
    ...lifeStatements(
      db,
      {
        key,
        placeId: place.id,
        act: placeAct,
        cause: low ? 'pledge' : 'application',
        actor,
        rulebookVersion: book.version,
        inspectionDueOn: low ? dayOf(now) + book.openOnPledgeInspectionWithinDays : null,
        at: now,
      },
      true,
    ),
    eventStatement(db, { ...said, key, act: 'submit', text: handIn.note ?? null }),
    ...(low
      ? [eventStatement(db, { ...said, actor: 'rulebook', key: `${key}.open`, act: 'open' })]
      : []),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'applications.submit',
      subject: `applications:${application.id}`,
      detail: { place: place.id, opened: low ? 1 : 0 },
      rulebookVersion: book.version,
    }),
  ])
  return wrote(results[1])
}

/** The list changed while it was being filled in: refused by the rules alone; its place stays known. */
export async function refuseByRule(
  db: Db,
  application: Application,
  barred: Barred,
  { book, actor, now, key }: By & { key: string },
): Promise<boolean> {
  const [refused] = await batchAll(db, [
    moveStatement(db, { application, act: 'refuse', at: now, decidedBy: null }),
    ...refusedStatements(db, {
      applicationId: application.id,
      at: now,
      rulebookVersion: book.version,
      key,
      barred,
      actor,
    }),
  ])
  return wrote(refused)
}

/** The keeper takes it back; a place that had moved with it is known again. */
export async function withdrawApplication(
  db: Db,
  { application, place, key, book, actor, now }: Omit<HandIn, 'pledgeId'>,
): Promise<boolean> {
  const moves = place.status === 'applied' || place.status === 'accepted'
  const placeAct = moves ? ('withdraw' as const) : undefined
  const change = {
    key,
    placeId: place.id,
    act: 'withdraw',
    cause: 'application',
    actor,
    rulebookVersion: book.version,
    at: now,
  } as const
  const [withdrawn] = await batchAll(db, [
    moveStatement(db, { application, act: 'withdraw', at: now, placeAct }),
    ...(moves ? lifeStatements(db, change, true) : []),
    eventStatement(db, {
      key,
      applicationId: application.id,
      at: now,
      actor,
      act: 'withdraw',
      rulebookVersion: book.version,
    }),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'applications.withdraw',
      subject: `applications:${application.id}`,
      rulebookVersion: book.version,
    }),
    ...callOffStatements(db, { key, application, actor, at: now, rulebookVersion: book.version }),
  ])
  if (!wrote(withdrawn)) return false
  if (application.submittedAt === null) await dropAll(db, application, { actor, now })
  return true
}

/** What was never handed in is nobody's business any more. */
async function dropAll(
  db: Db,
  application: Application,
  { actor, now }: Pick<By, 'actor' | 'now'>,
): Promise<void> {
  const { placeId, papers, outsideFileId } = application
  const ids = [...Object.values(papers).flat(), ...(outsideFileId === null ? [] : [outsideFileId])]
  const subject = filesSubject(application)
  const dropped = ids.flatMap((id) => dropStatements(db, { placeId, actor, now, id, subject }))
  if (dropped.length > 0) await batchAll(db, dropped)
}
