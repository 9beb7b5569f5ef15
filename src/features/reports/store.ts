// Sending a report: once a key, in the order of what the sender saw, and never while production stands still.
import { batchAll, type Db, wrote } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditAlways, auditIfChanged } from '../audit'
import type { Figures } from './rules'

export interface By {
  actor: AccountActor
  now: number
}

export interface NewReport extends Figures {
  key: string
  placeId: number
  day: number
  /** How many of the day the sender saw. */
  seen: number
  late: boolean
  zero: boolean
  disinfected: Record<string, number>
  computed: Record<string, number>
  /** Sealed. */
  duty: string | null
  masks: number | null
  needs: string | null
  rulebookVersion: number
}

/** A place that owes a report on ?3: an open enterprise whose production does not stand still. */
const OWES = `p.id = ?2 AND p.kind = 'enterprise' AND p.status = 'open'
  AND NOT (p.paused_from IS NOT NULL AND p.paused_from <= ?3 AND ?3 <= ifnull(p.paused_until, ?3))`

/** A report, or a correction of it; false when it is known already, somebody was first, or none is owed. */
export async function sendReport(db: Db, report: NewReport, { actor, now }: By): Promise<boolean> {
  const { key, placeId, day, seen } = report
  const [sent] = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO daily_reports (key, place_id, day, seq, at, by, late, zero, staff, present, measured, abnormal,
           returned, outside, watched, disinfected, computed, duty, masks, needs, rulebook_version)
         SELECT ?1, p.id, ?3, ?4 + 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21
         FROM places p WHERE ${OWES}
           AND (SELECT count(*) FROM daily_reports r WHERE r.place_id = ?2 AND r.day = ?3) = ?4
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(
        key,
        placeId,
        day,
        seen,
        now,
        actor.id,
        Number(report.late),
        Number(report.zero),
        report.staff,
        report.present,
        report.measured,
        report.abnormal,
        report.returned,
        report.outside,
        report.watched,
        JSON.stringify(report.disinfected),
        JSON.stringify(report.computed),
        report.duty,
        report.masks,
        report.needs,
        report.rulebookVersion,
      ),
    auditIfChanged(db, {
      at: now,
      actor,
      act: seen === 0 ? 'reports.send' : 'reports.correct',
      subject: `places:${placeId}`,
      detail: { day, zero: Number(report.zero) },
      rulebookVersion: report.rulebookVersion,
    }),
  ])
  return wrote(sent)
}

export const isReportKnown = async (db: Db, key: string): Promise<boolean> =>
  (await db.$client.prepare('SELECT 1 FROM daily_reports WHERE key = ?').bind(key).first()) !== null

/** When the report of a day was sent first, for the keeper's page of today. */
export const sentAt = (db: Db, placeId: number, day: number): Promise<{ at: number } | null> =>
  db.$client
    .prepare('SELECT at FROM daily_reports WHERE place_id = ? AND day = ? ORDER BY seq LIMIT 1')
    .bind(placeId, day)
    .first<{ at: number }>()

/** An officer reads names or texts, or takes a list along. */
export const auditRead = (
  db: Db,
  act: string,
  subject: string,
  { actor, now }: By,
): Promise<D1Result> => auditAlways(db, { at: now, actor, act, subject }).run()
