import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, flag, instant } from '../../db/columns'
import {
  PAPER_RESULTS,
  WATCH_ENDS,
  WATCH_ENTRIES,
  WATCH_KEPT,
  WATCH_SHIFTS,
} from '../../shared/watch'

/** 隔离观察 of one worker; one at a time. */
export const watches = sqliteTable(
  'watches',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    workerId: integer('worker_id').notNull(),
    /** The place whose worker this is: its keeper sees the watch, wherever it is kept. */
    placeId: integer('place_id').notNull(),
    /** The pledge whose answers began it; null: opened by an officer. */
    pledgeId: integer('pledge_id'),
    kept: text('kept', { enum: WATCH_KEPT }).notNull(),
    /** Who answers for it: the place's area, or the village of the home. */
    areaId: integer('area_id').notNull(),
    areaPath: text('area_path').notNull(),
    firstDay: integer('first_day').notNull(),
    lastDay: integer('last_day').notNull(),
    /** The first days whose morning and evening reading are owed: none from before it was opened. */
    amFrom: integer('am_from').notNull(),
    pmFrom: integer('pm_from').notNull(),
    /** How many owed readings there are, each half day once. */
    measured: integer('measured').notNull().default(0),
    /** Which room. */
    room: text('room').notNull().default(''),
    /** Resident supervisor or village clerk, and how to reach them. */
    minder: encrypted('minder'),
    /** Of the rulebook's reasons; `pledge`: by what was declared. */
    why: text('why').notNull(),
    version: integer('version').notNull().default(1),
    rulebookVersion: integer('rulebook_version').notNull(),
    openedBy: integer('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** An early end waits for somebody else's word. */
    proposedBy: integer('proposed_by'),
    proposedAt: instant('proposed_at'),
    endedAt: instant('ended_at'),
    endedOn: integer('ended_on'),
    endedBy: integer('ended_by'),
    ending: text('ending', { enum: WATCH_ENDS }),
    /** 解除隔离观察证明: numbered through the year, without gaps. */
    year: integer('year'),
    seq: integer('seq'),
    /** Counts that outlive the readings. */
    missed: integer('missed'),
    fevers: integer('fevers'),
  },
  (t) => [
    uniqueIndex('watches_running').on(t.workerId).where(sql`ended_at IS NULL`),
    uniqueIndex('watches_number').on(t.year, t.seq),
    index('watches_worker').on(t.workerId, t.endedAt),
    index('watches_last').on(t.lastDay, t.id).where(sql`ended_at IS NULL`),
    index('watches_place').on(t.placeId, t.id),
    index('watches_here').on(t.placeId).where(sql`ended_at IS NULL`),
    // Those kept in the place's own isolation area.
    index('watches_kept_here')
      .on(t.placeId, t.firstDay, t.id)
      .where(sql`kept = 'place' AND ended_on IS NULL`),
    index('watches_kept_gone')
      .on(t.placeId, t.endedOn, t.id)
      .where(sql`kept = 'place' AND ended_on IS NOT NULL`),
    index('watches_ended').on(t.endedOn, t.id).where(sql`ended_at IS NOT NULL`),
  ],
)

/** Morning and evening, and how the person feels. A correction is a new row that names the old one. */
export const watchReadings = sqliteTable(
  'watch_readings',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    watchId: integer('watch_id').notNull(),
    day: integer('day').notNull(),
    shift: text('shift', { enum: WATCH_SHIFTS }).notNull(),
    /** Tenths of a degree. */
    temperature: integer('temperature').notNull(),
    /** Of the rulebook's list. */
    symptoms: text('symptoms', { mode: 'json' }).$type<string[]>().notNull(),
    /** Over the limit, or with symptoms, by the rulebook of that day. */
    alarm: flag('alarm').notNull(),
    rulebookVersion: integer('rulebook_version').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    /** 0: none. */
    corrects: integer('corrects').notNull().default(0),
    /** Those the rulebook names have been told. */
    toldAt: instant('told_at'),
    toldBy: integer('told_by'),
  },
  (t) => [
    uniqueIndex('watch_readings_slot').on(t.watchId, t.day, t.shift, t.corrects),
    index('watch_readings_untold').on(t.watchId).where(sql`alarm = 1 AND told_at IS NULL`),
  ],
)

/** What was done about a watch, and spot checks of it; append-only. */
export const watchEntries = sqliteTable(
  'watch_entries',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    watchId: integer('watch_id').notNull(),
    kind: text('kind', { enum: WATCH_ENTRIES }).notNull(),
    day: integer('day').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    /** A spot check: was there. */
    found: flag('found'),
    text: encrypted('text'),
    fileId: integer('file_id'),
  },
  (t) => [index('watch_entries_watch').on(t.watchId, t.at)],
)

/** A document somebody was shown: no number of it. */
export const workerPapers = sqliteTable(
  'worker_papers',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    workerId: integer('worker_id').notNull(),
    /** Of the rulebook's list. */
    kind: text('kind').notNull(),
    /** A proof of the last 14 days; goes when it is no longer needed. */
    travel: flag('travel').notNull(),
    result: text('result', { enum: PAPER_RESULTS }),
    validUntil: integer('valid_until'),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
  },
  (t) => [
    index('worker_papers_worker').on(t.workerId, t.kind, t.id),
    index('worker_papers_travel').on(t.at).where(sql`travel = 1`),
  ],
)

/** The photo of a document of somebody who cannot be scanned; one of a kind at a time. */
export const paperCopies = sqliteTable(
  'paper_copies',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    workerId: integer('worker_id').notNull(),
    /** The place whose keeper made it and may open it; null: an officer’s. */
    placeId: integer('place_id'),
    /** Of the rulebook’s list of documents. */
    kind: text('kind').notNull(),
    fileId: integer('file_id').notNull(),
    /** Of the rulebook’s reasons why somebody cannot be scanned. */
    why: text('why').notNull(),
    text: encrypted('text'),
    /** Had signed on a phone of their own by then. */
    selfSigned: flag('self_signed').notNull(),
    /** The last day it is kept. */
    keptThrough: integer('kept_through').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    /** Taken away before its day; its file went with it, the row follows on that day. */
    removedAt: instant('removed_at'),
  },
  (t) => [
    uniqueIndex('paper_copies_one').on(t.workerId, t.kind).where(sql`removed_at IS NULL`),
    index('paper_copies_worker').on(t.workerId),
    index('paper_copies_due').on(t.keptThrough),
  ],
)

/**
 * Watches by every area that answers for the home or holds the place. Kept by triggers as the view
 * `watch_posts_now` has it, so that a list reads the lines it shows. WITHOUT ROWID.
 */
export const watchPosts = sqliteTable(
  'watch_posts',
  {
    areaId: integer('area_id').notNull(),
    state: text('state', { enum: ['running', 'ended'] }).notNull(),
    /** The last day, or the one it ended on. */
    day: integer('day').notNull(),
    watchId: integer('watch_id').notNull(),
    nameFolded: text('name_folded').notNull(),
    proposedBy: integer('proposed_by'),
    /** The first half day without a reading: twice the day, and one more for the evening. */
    firstGap: integer('first_gap'),
    /** A fever nobody was told of. */
    untold: flag('untold').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.areaId, t.state, t.day, t.watchId] }),
    index('watch_posts_watch').on(t.watchId),
    index('watch_posts_fever').on(t.areaId, t.day, t.watchId).where(sql`untold = 1`),
    index('watch_posts_proposed')
      .on(t.areaId, t.day, t.watchId)
      .where(sql`proposed_by IS NOT NULL`),
  ],
)

/**
 * How many watches run in an area: all, by their last day, by their first gap, with a fever nobody was told
 * of, with a proposal by whom. Kept by triggers. WITHOUT ROWID.
 */
export const watchSums = sqliteTable(
  'watch_sums',
  {
    areaId: integer('area_id').notNull(),
    what: text('what').notNull(),
    at: integer('at').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.areaId, t.what, t.at] })],
)

export type Watch = typeof watches.$inferSelect
export type WatchReading = typeof watchReadings.$inferSelect
export type WatchEntry = typeof watchEntries.$inferSelect
export type WorkerPaper = typeof workerPapers.$inferSelect
export type PaperCopy = typeof paperCopies.$inferSelect
