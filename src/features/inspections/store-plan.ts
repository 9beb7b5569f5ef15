// Planning: which places wait for a team, and one batch that sends one to them.
import { batchAll, type Db, jsonRows } from '../../db/client'
import type { AccountActor } from '../../shared/actor'
import { auditIfAny } from '../audit'
import type { Rulebook } from '../rulebook'
import { REOPENABLE } from './store'
import type { InspectionPurpose } from './tables'

export interface Plan {
  /** Idempotency key; each inspection's own is made of it and its place. */
  key: string
  purpose: InspectionPurpose
  placeIds: number[]
  members: { accountId: number; department: string }[]
  onDay: number
  actor: AccountActor
  /** As of `rangesOf`: only places it covers are planned. */
  ranges: string
  book: Rulebook
  now: number
}

const NO_APPLICATION = 'LEFT JOIN applications a ON a.id = NULL'

// Where an inspection of each purpose may be sent; `a` is the application it is about.
const WAITS: Record<InspectionPurpose, { application: string; holds: string }> = {
  acceptance: {
    application: "JOIN applications a ON a.place_id = p.id AND a.state IN ('accepted', 'failed')",
    holds: "p.status = 'accepted'",
  },
  owed: {
    application: NO_APPLICATION,
    holds: "p.status = 'open' AND p.inspection_due_on IS NOT NULL",
  },
  recheck: { application: NO_APPLICATION, holds: REOPENABLE },
}

/** The SQL condition that one of the ranges bound as `?1` covers a place, by the departments in `?2`. */
export const COVERED = `EXISTS (SELECT 1 FROM json_each(?1) s WHERE p.area_path >= s.value ->> 0 AND p.area_path < s.value ->> 1
  AND s.value ->> 2 IN ('', coalesce(a.department, ?2 ->> p.trade, ?3)))`

/** The first three parameters of a statement with `COVERED`. */
export const covering = (ranges: string, book: Rulebook) =>
  [
    ranges,
    JSON.stringify(Object.fromEntries(book.trades.map((each) => [each.id, each.department]))),
    book.defaultDepartment,
  ] as const

// Failed rounds since the place last passed: a re-inspection is the next one.
const FAILED_ROUNDS = `FROM inspections f WHERE f.place_id = p.id AND f.purpose = ?4 AND f.application_id IS a.id AND f.state = 'failed'
  AND f.id > ifnull((SELECT max(g.id) FROM inspections g WHERE g.place_id = p.id AND g.state = 'passed'), 0)`

const OF_THIS_PLAN =
  "i.key IN (SELECT ?1 || ':' || value FROM json_each(?2)) AND i.state = 'planned'"

/**
 * Sends one team to many places: the inspections, their members, what the round before had passed, and
 * the step in each application's timeline. Answers how many of the places are planned by this key.
 */
export async function planInspections(db: Db, plan: Plan): Promise<number> {
  const { key, purpose, actor, book, now } = plan
  const { application, holds } = WAITS[purpose]
  const places = jsonRows(plan.placeIds)
  const ofPlan = (sql: string, ...more: (string | number | null)[]) =>
    db.$client.prepare(sql).bind(key, places, ...more)
  const results = await batchAll(db, [
    // One that can come to no end any more gives way: its application or its place moved on without it.
    db.$client
      .prepare(
        `UPDATE inspections SET state = 'cancelled', finished_at = ?1, finished_by = ?2, version = version + 1
         WHERE place_id IN (SELECT value FROM json_each(?3)) AND state IN ('planned', 'started') AND NOT EXISTS (SELECT 1
           FROM places p LEFT JOIN applications a ON a.id = inspections.application_id
           WHERE p.id = inspections.place_id AND CASE inspections.purpose
             WHEN 'acceptance' THEN p.status = 'accepted' AND a.state = 'accepted'
             WHEN 'owed' THEN p.status = 'open' ELSE p.status = 'suspended' END)`,
      )
      .bind(now, actor.id, places),
    db.$client
      .prepare(
        `INSERT INTO inspections (key, place_id, application_id, purpose, round, state, on_day, area_path, place_kind, trade,
           rulebook_version, planned_by, planned_at)
         SELECT ?5 || ':' || p.id, p.id, a.id, ?4, 1 + (SELECT count(*) ${FAILED_ROUNDS}), 'planned', ?6, p.area_path, p.kind,
           p.trade, ?7, ?8, ?9
         FROM json_each(?10) j CROSS JOIN places p ON p.id = j.value ${application}
         WHERE ${holds} AND ${COVERED} ON CONFLICT DO NOTHING`,
      )
      .bind(
        ...covering(plan.ranges, book),
        purpose,
        key,
        plan.onDay,
        book.version,
        actor.id,
        now,
        places,
      ),
    auditIfAny(db, {
      at: now,
      actor,
      act: 'inspections.plan',
      subject: `inspections:${key}`,
      detail: { purpose, day: plan.onDay, places: plan.placeIds.length },
      rulebookVersion: book.version,
    }),
    ofPlan(
      `INSERT INTO inspection_members (inspection_id, account_id, department)
       SELECT i.id, m.value ->> 'accountId', m.value ->> 'department' FROM inspections i CROSS JOIN json_each(?3) m
       WHERE ${OF_THIS_PLAN} ON CONFLICT DO NOTHING`,
      jsonRows(plan.members),
    ),
    // What passed before is carried over, with who found it and when; only what failed is judged again.
    ofPlan(
      `INSERT INTO inspection_items (inspection_id, item, department, result, file_id, by, at)
       SELECT i.id, t.item, t.department, t.result, t.file_id, t.by, t.at FROM inspections i
       JOIN inspection_items t ON t.inspection_id = (SELECT max(f.id) FROM inspections f WHERE f.place_id = i.place_id
         AND f.purpose = i.purpose AND f.application_id IS i.application_id AND f.state = 'failed')
       WHERE ${OF_THIS_PLAN} AND i.round > 1 AND t.result <> 'fail' ON CONFLICT DO NOTHING`,
    ),
    ofPlan(
      `UPDATE applications SET state = 'accepted', version = version + 1, updated_at = ?3 WHERE state = 'failed'
         AND id IN (SELECT i.application_id FROM inspections i WHERE ${OF_THIS_PLAN})`,
      now,
    ),
    ofPlan(
      `INSERT INTO application_events (key, application_id, at, actor_kind, actor_id, act, reasons, rulebook_version)
       SELECT i.key || ':event', i.application_id, ?3, 'officer', ?4, 'schedule', '[]', ?5 FROM inspections i
       WHERE ${OF_THIS_PLAN} AND i.application_id IS NOT NULL ON CONFLICT DO NOTHING`,
      now,
      actor.id,
      book.version,
    ),
    ofPlan(
      `SELECT count(*) AS n FROM inspections i WHERE i.key IN (SELECT ?1 || ':' || value FROM json_each(?2))`,
    ),
  ])
  const [counted] = (results.at(-1)?.results ?? []) as { n: number }[]
  return counted?.n ?? 0
}
