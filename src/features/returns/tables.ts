import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { blindIndex, encrypted, instant } from '../../db/columns'
import { SITE_STAGES } from '../places/values'
import { BATCH_STATES, type RATED, STEP_STATES } from './values'

export type Rated = (typeof RATED)[number]

/** 防控自评: how a site judges itself by the norm; a new row each time, never changed. */
export const siteRatings = sqliteTable(
  'site_ratings',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** By item of the checklist. */
    results: text('results', { mode: 'json' }).$type<Record<string, Rated>>().notNull(),
    /** Items done, of those that apply. */
    done: integer('done').notNull(),
    applying: integer('applying').notNull(),
    rulebookVersion: integer('rulebook_version').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('site_ratings_place').on(t.placeId, t.id)],
)

export type StepState = (typeof STEP_STATES)[number]

/** 返岗、复工: each step of a site's stage, asked by its keeper and confirmed, or set right by an officer. */
export const stageSteps = sqliteTable(
  'stage_steps',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    areaPath: text('area_path').notNull(),
    fromStage: text('from_stage', { enum: SITE_STAGES }).notNull(),
    toStage: text('to_stage', { enum: SITE_STAGES }).notNull(),
    /** Since which day it is so. */
    day: integer('day').notNull(),
    state: text('state', { enum: STEP_STATES }).notNull(),
    reason: text('reason'),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    decidedBy: integer('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    index('stage_steps_place').on(t.placeId, t.id),
    uniqueIndex('stage_steps_asked').on(t.placeId).where(sql`state = 'asked'`),
    index('stage_steps_waiting').on(t.areaPath, t.id).where(sql`state = 'asked'`),
  ],
)

export type BatchState = (typeof BATCH_STATES)[number]

/** 分批返岗: who comes back to a place on one day. */
export const returnBatches = sqliteTable(
  'return_batches',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    areaPath: text('area_path').notNull(),
    /** 第 n 批 of the place. */
    seq: integer('seq').notNull(),
    day: integer('day').notNull(),
    state: text('state', { enum: BATCH_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    reason: text('reason'),
    rulebookVersion: integer('rulebook_version').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    decidedBy: integer('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    uniqueIndex('return_batches_seq').on(t.placeId, t.seq),
    index('return_batches_area').on(t.state, t.areaPath, t.day, t.id),
    index('return_batches_day').on(t.day, t.id),
  ],
)

/** Somebody of a batch: of the roster, or by a typed name. After a while only that there was somebody. */
export const returnPeople = sqliteTable(
  'return_people',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    batchId: integer('batch_id').notNull(),
    workerId: integer('worker_id'),
    name: encrypted('name'),
    /** One name from one origin stands in a batch once. */
    nameIndex: blindIndex('name_index'),
    /** `roster`, `local`, `other` or the code of a risk area. */
    origin: text('origin'),
    /** Observed on the spot until this day number; null: may work at once. */
    worksFrom: integer('works_from'),
    cameAt: instant('came_at'),
    cameBy: integer('came_by'),
  },
  (t) => [
    index('return_people_batch').on(t.batchId, t.id),
    uniqueIndex('return_people_named').on(t.batchId, t.nameIndex),
  ],
)

/** 摸底排查: one visit to an enterprise and what it said; never changed. */
export const surveys = sqliteTable(
  'surveys',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** Numbers by question. */
    answers: text('answers', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    note: encrypted('note'),
    rulebookVersion: integer('rulebook_version').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('surveys_place').on(t.placeId, t.id)],
)

/** 防控指导手册 that was handed to a place. */
export const handbooks = sqliteTable('handbooks', {
  placeId: integer('place_id').primaryKey(),
  day: integer('day').notNull(),
  by: integer('by').notNull(),
  at: instant('at').notNull(),
})

export type SiteRating = typeof siteRatings.$inferSelect
export type StageStep = typeof stageSteps.$inferSelect
export type ReturnBatch = typeof returnBatches.$inferSelect
export type ReturnPerson = typeof returnPeople.$inferSelect
