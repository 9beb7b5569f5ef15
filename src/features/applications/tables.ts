import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'
import { APPEAL_STATES, APPLICATION_ACTS, APPLICATION_STATES, type CHECK_RESULTS } from './values'

export type ApplicationState = (typeof APPLICATION_STATES)[number]

export type ApplicationAct = (typeof APPLICATION_ACTS)[number]

export type CheckResult = (typeof CHECK_RESULTS)[number]

/** 复工申请 of a shop, 备案 of an enterprise or a site. A place has one that is not over, at most. */
export const applications = sqliteTable(
  'applications',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    /** Read aloud and typed: like a pledge's, with an A. */
    number: text('number').notNull().unique(),
    placeId: integer('place_id').notNull(),
    /** Copied from the place, so that an inbox is one index range. */
    trade: text('trade').notNull(),
    areaPath: text('area_path').notNull(),
    department: text('department').notNull(),
    state: text('state', { enum: APPLICATION_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    rulebookVersion: integer('rulebook_version').notNull(),
    /** Answers to the filing's questions by their id, as JSON. */
    answers: encrypted('answers').notNull(),
    /** By checklist item: what the keeper found, against the list the inspectors use. */
    selfCheck: text('self_check', { mode: 'json' }).$type<Record<string, CheckResult>>().notNull(),
    /** Files by the paper of the closed list they are. */
    papers: text('papers', { mode: 'json' }).$type<Record<string, number[]>>().notNull(),
    /** A filing made elsewhere (钉钉备案): its number, day and file. */
    outsideNumber: text('outside_number'),
    outsideOn: integer('outside_on'),
    outsideFileId: integer('outside_file_id'),
    pledgeId: integer('pledge_id'),
    createdBy: integer('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    submittedAt: instant('submitted_at'),
    /** The clock of the answer: working days after it was handed in. */
    answerBy: instant('answer_by'),
    decidedAt: instant('decided_at'),
    decidedBy: integer('decided_by'),
    /** The officer who took it on: 我的待办. */
    assignedTo: integer('assigned_to'),
  },
  (t) => [
    index('applications_place').on(t.placeId, t.id),
    index('applications_department').on(t.department, t.state, t.answerBy, t.id),
    index('applications_town').on(t.state, t.answerBy, t.id),
    index('applications_assigned').on(t.assignedTo, t.state, t.answerBy, t.id),
    uniqueIndex('applications_live')
      .on(t.placeId)
      .where(sql`state IN ('draft', 'submitted', 'sent_back', 'accepted', 'failed')`),
  ],
)

/** The timeline of an application; never changed. */
export const applicationEvents = sqliteTable(
  'application_events',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    key: text('key').notNull().unique(),
    applicationId: integer('application_id').notNull(),
    at: instant('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: integer('actor_id'),
    act: text('act', { enum: APPLICATION_ACTS }).notNull(),
    /** Ids of the rulebook's reasons or entries. */
    reasons: text('reasons', { mode: 'json' }).$type<string[]>().notNull(),
    text: encrypted('text'),
    rulebookVersion: integer('rulebook_version').notNull(),
  },
  (t) => [index('application_events_application').on(t.applicationId, t.id)],
)

export type AppealState = (typeof APPEAL_STATES)[number]

/** 申诉: what the keeper says of a decision, and what somebody who did not make it answers. */
export const appeals = sqliteTable(
  'appeals',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    applicationId: integer('application_id'),
    /** What is appealed: `application_events:<id>` or `place_changes:<id>`. */
    against: text('against').notNull(),
    /** The account that decided; it may not decide the appeal. Null: nobody, a rule alone. */
    decidedBy: integer('decided_by'),
    areaPath: text('area_path').notNull(),
    state: text('state', { enum: APPEAL_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    text: encrypted('text').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    answer: encrypted('answer'),
    answeredBy: integer('answered_by'),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    index('appeals_state').on(t.state, t.at, t.id),
    index('appeals_place').on(t.placeId, t.id),
    uniqueIndex('appeals_live').on(t.placeId).where(sql`state = 'open'`),
  ],
)

export type Application = typeof applications.$inferSelect
export type ApplicationEvent = typeof applicationEvents.$inferSelect
export type Appeal = typeof appeals.$inferSelect
