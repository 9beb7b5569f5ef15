import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'
import { PLACE_KINDS } from '../places/values'
import {
  CASE_ENTRY_KINDS,
  CASE_STATES,
  FINDING_STATES,
  INSPECTION_PURPOSES,
  INSPECTION_STATES,
} from './values'

export type InspectionPurpose = (typeof INSPECTION_PURPOSES)[number]

export type InspectionState = (typeof INSPECTION_STATES)[number]

/** 现场验收. A place has one that is not over, at most; a re-inspection is the next round. */
export const inspections = sqliteTable(
  'inspections',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    applicationId: integer('application_id'),
    purpose: text('purpose', { enum: INSPECTION_PURPOSES }).notNull(),
    round: integer('round').notNull().default(1),
    state: text('state', { enum: INSPECTION_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    /** The day it is planned for. */
    onDay: integer('on_day').notNull(),
    teamId: integer('team_id'),
    areaPath: text('area_path').notNull(),
    placeKind: text('place_kind', { enum: PLACE_KINDS }).notNull(),
    trade: text('trade').notNull(),
    rulebookVersion: integer('rulebook_version').notNull(),
    plannedBy: integer('planned_by').notNull(),
    plannedAt: instant('planned_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    finishedBy: integer('finished_by'),
    /** 第 148 号, given when it is passed. */
    acceptanceNumber: integer('acceptance_number').unique(),
  },
  (t) => [
    index('inspections_day').on(t.state, t.onDay, t.areaPath, t.id),
    index('inspections_place').on(t.placeId, t.id),
    uniqueIndex('inspections_live').on(t.placeId).where(sql`state IN ('planned', 'started')`),
  ],
)

/** Who was sent, for which department, and who came. */
export const inspectionMembers = sqliteTable(
  'inspection_members',
  {
    inspectionId: integer('inspection_id').notNull(),
    accountId: integer('account_id').notNull(),
    department: text('department').notNull(),
    presentAt: instant('present_at'),
  },
  (t) => [primaryKey({ columns: [t.inspectionId, t.accountId] })],
)

/** What was found at one item of the checklist; the last word of a department counts. */
export const inspectionItems = sqliteTable(
  'inspection_items',
  {
    inspectionId: integer('inspection_id').notNull(),
    item: text('item').notNull(),
    department: text('department').notNull(),
    result: text('result', { enum: ['pass', 'fail', 'na'] }).notNull(),
    note: encrypted('note'),
    fileId: integer('file_id'),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.inspectionId, t.item] })],
)

/** One opinion a department. */
export const inspectionOpinions = sqliteTable(
  'inspection_opinions',
  {
    inspectionId: integer('inspection_id').notNull(),
    department: text('department').notNull(),
    opinion: text('opinion', { enum: ['agree', 'disagree'] }).notNull(),
    text: encrypted('text'),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.inspectionId, t.department] })],
)

/** What must be put right, by when, and what the keeper says of it. */
export const findings = sqliteTable(
  'findings',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    inspectionId: integer('inspection_id').notNull(),
    placeId: integer('place_id').notNull(),
    item: text('item').notNull(),
    department: text('department').notNull(),
    text: encrypted('text'),
    fileId: integer('file_id'),
    /** The last day to put it right. */
    dueOn: integer('due_on').notNull(),
    state: text('state', { enum: FINDING_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    answer: encrypted('answer'),
    answerFileId: integer('answer_file_id'),
    answeredBy: integer('answered_by'),
    answeredAt: instant('answered_at'),
    closedBy: integer('closed_by'),
    closedAt: instant('closed_at'),
  },
  (t) => [
    index('findings_place').on(t.placeId, t.state, t.id),
    index('findings_inspection').on(t.inspectionId, t.id),
    index('findings_due').on(t.state, t.dueOn, t.id),
  ],
)

export type CaseState = (typeof CASE_STATES)[number]

/** 三合一, 擅自营业: found in the street, also where no place is registered. */
export const cases = sqliteTable(
  'cases',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id'),
    name: text('name').notNull(),
    address: text('address').notNull(),
    areaId: integer('area_id').notNull(),
    areaPath: text('area_path').notNull(),
    /** Of the rulebook's kinds of cases. */
    kind: text('kind').notNull(),
    state: text('state', { enum: CASE_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    /** Handed to this department. */
    department: text('department'),
    /** The day of its outcome. */
    endedOn: integer('ended_on'),
    rulebookVersion: integer('rulebook_version').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('cases_state').on(t.state, t.areaPath, t.id), index('cases_place').on(t.placeId)],
)

/** What was found, ordered and came of a case; never changed. */
export const caseEntries = sqliteTable(
  'case_entries',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    caseId: integer('case_id').notNull(),
    kind: text('kind', { enum: CASE_ENTRY_KINDS }).notNull(),
    text: encrypted('text').notNull(),
    dueOn: integer('due_on'),
    fileId: integer('file_id'),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('case_entries_case').on(t.caseId, t.id)],
)

export type Inspection = typeof inspections.$inferSelect
export type Finding = typeof findings.$inferSelect
export type Case = typeof cases.$inferSelect
