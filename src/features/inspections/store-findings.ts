// What must be put right at a place, and what its keeper says was done.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { eventStatement } from '../applications'
import { auditIfChanged } from '../audit'
import { FINDING } from './store'
import type { Finding } from './tables'

/** A finding with what the keeper's page says of its inspection. */
export interface PlaceFinding extends Finding {
  applicationId: number | null
  rulebookVersion: number
}

/** Findings of a place: those to be answered first, then those that are settled, the newest first. */
export async function findingsOf(db: Db, placeId: number): Promise<PlaceFinding[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT f.*, i.application_id AS applicationId, i.rulebook_version AS rulebookVersion
       FROM (${FINDING} WHERE place_id = ? ORDER BY id DESC LIMIT 200) f JOIN inspections i ON i.id = f.inspectionId
       ORDER BY CASE f.state WHEN 'open' THEN 0 WHEN 'answered' THEN 1 ELSE 2 END, f.at DESC, f.dueOn, f.id`,
    )
    .bind(placeId)
    .all<PlaceFinding>()
  return results
}

export interface Answering {
  finding: Pick<PlaceFinding, 'id' | 'placeId' | 'applicationId' | 'version'>
  /** Sealed. */
  answer: string
  fileId: number | null
  actor: AccountActor
  now: number
  rulebookVersion: number
}

/** An answer may be mended until somebody looks at it again. False when the finding had changed. */
export async function answerFinding(
  db: Db,
  answering: Answering,
  files: D1PreparedStatement[],
): Promise<boolean> {
  const { finding, actor, now, rulebookVersion } = answering
  const event =
    finding.applicationId === null
      ? []
      : [
          eventStatement(db, {
            key: `finding:${finding.id}:${finding.version}`,
            applicationId: finding.applicationId,
            at: now,
            actor,
            act: 'answer',
            rulebookVersion,
          }),
        ]
  const [answered] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE findings SET state = 'answered', answer = ?1, answer_file_id = coalesce(?2, answer_file_id), answered_by = ?3,
           answered_at = ?4, version = version + 1
         WHERE id = ?5 AND place_id = ?6 AND version = ?7 AND state IN ('open', 'answered')`,
      )
      .bind(
        answering.answer,
        answering.fileId,
        actor.id,
        now,
        finding.id,
        finding.placeId,
        finding.version,
      ),
    ...event,
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'inspections.answer',
      subject: `findings:${finding.id}`,
      rulebookVersion,
    }),
    ...files,
  ])
  return wrote(answered)
}
