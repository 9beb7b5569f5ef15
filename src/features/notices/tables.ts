import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { blindIndex, encrypted, instant } from '../../db/columns'
import { NOTICE_RESULTS, NOTICE_STATES } from './values'

export type NoticeState = (typeof NOTICE_STATES)[number]

/** 交办通知单: HQ hands people to a village. */
export const notices = sqliteTable(
  'notices',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    /** 〔2020〕12 号: numbered through the year, without gaps. */
    year: integer('year').notNull(),
    seq: integer('seq').notNull(),
    /** The village it goes to. */
    areaId: integer('area_id').notNull(),
    areaPath: text('area_path').notNull(),
    state: text('state', { enum: NOTICE_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    /** Of the rulebook's reasons. */
    why: text('why').notNull(),
    /** Of the rulebook's tasks. */
    tasks: text('tasks', { mode: 'json' }).$type<string[]>().notNull(),
    other: encrypted('other'),
    dueAt: instant('due_at').notNull(),
    rulebookVersion: integer('rulebook_version').notNull(),
    issuedBy: integer('issued_by').notNull(),
    issuedAt: instant('issued_at').notNull(),
    receivedBy: integer('received_by'),
    receivedAt: instant('received_at'),
    startedAt: instant('started_at'),
    result: text('result', { enum: NOTICE_RESULTS }),
    resultText: encrypted('result_text'),
    reportedBy: integer('reported_by'),
    reportedAt: instant('reported_at'),
    closedBy: integer('closed_by'),
    closedAt: instant('closed_at'),
    /** How often HQ gave it back, and why the last time. */
    returns: integer('returns').notNull().default(0),
    returnText: encrypted('return_text'),
  },
  (t) => [
    uniqueIndex('notices_number').on(t.year, t.seq),
    index('notices_state').on(t.state, t.dueAt, t.id),
    index('notices_area').on(t.areaPath, t.state, t.dueAt, t.id),
  ],
)

/** Somebody newly come to town; the village that looks after them, once there is one. */
export const arrivals = sqliteTable(
  'arrivals',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    name: encrypted('name').notNull(),
    phone: encrypted('phone').notNull(),
    phoneIndex: blindIndex('phone_index').notNull(),
    address: encrypted('address').notNull(),
    origin: encrypted('origin').notNull(),
    arrivedOn: integer('arrived_on').notNull(),
    /** Where they work, if they do. */
    placeId: integer('place_id'),
    workerId: integer('worker_id'),
    /** The village they were found in. */
    foundAreaId: integer('found_area_id').notNull(),
    foundAreaPath: text('found_area_path').notNull(),
    /** The village that looks after them; null: none yet. */
    areaId: integer('area_id'),
    areaPath: text('area_path'),
    noticeId: integer('notice_id'),
    reportedBy: integer('reported_by').notNull(),
    at: instant('at').notNull(),
    leftOn: integer('left_on'),
  },
  (t) => [
    index('arrivals_phone').on(t.phoneIndex),
    index('arrivals_area').on(t.areaPath, t.id),
    index('arrivals_notice').on(t.noticeId, t.id),
    index('arrivals_nobodys')
      .on(t.foundAreaPath, t.id)
      .where(sql`area_id IS NULL AND notice_id IS NULL AND left_on IS NULL`),
  ],
)

export type NoticeRow = typeof notices.$inferSelect
export type Arrival = typeof arrivals.$inferSelect
