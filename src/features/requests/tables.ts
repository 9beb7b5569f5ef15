import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'
import { PLACE_KINDS } from '../places/values'
import { HELP_ENTRY_KINDS, HELP_STATES } from './values'

export type HelpState = (typeof HELP_STATES)[number]

/** 企业诉求: what a place asks the town for. */
export const helpRequests = sqliteTable(
  'help_requests',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    /** 〔2020〕12 号: numbered through the year, without gaps. */
    year: integer('year').notNull(),
    seq: integer('seq').notNull(),
    placeId: integer('place_id').notNull(),
    placeKind: text('place_kind', { enum: PLACE_KINDS }).notNull(),
    areaPath: text('area_path').notNull(),
    /** Of the rulebook's categories. */
    category: text('category').notNull(),
    /** `team.service`, `dept.commerce`: who answers; empty: headquarters. */
    unit: text('unit').notNull().default(''),
    text: encrypted('text').notNull(),
    quantity: encrypted('quantity'),
    neededOn: integer('needed_on'),
    state: text('state', { enum: HELP_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    answerBy: instant('answer_by').notNull(),
    rulebookVersion: integer('rulebook_version').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    takenBy: integer('taken_by'),
    takenAt: instant('taken_at'),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    /** How often the place said that it was not solved. */
    reopens: integer('reopens').notNull().default(0),
  },
  (t) => [
    uniqueIndex('help_requests_number').on(t.year, t.seq),
    index('help_requests_state').on(t.state, t.answerBy, t.id),
    index('help_requests_category').on(t.state, t.category, t.answerBy, t.id),
    index('help_requests_area').on(t.state, t.areaPath, t.answerBy, t.id),
    index('help_requests_place').on(t.placeId, t.id),
    index('help_requests_taken').on(t.takenBy, t.answerBy, t.id).where(sql`state = 'in_hand'`),
  ],
)

/**
 * Requests by every area that holds their place. Kept by triggers as the view `help_lists_now` has it, so
 * that a list reads the lines it shows. WITHOUT ROWID.
 */
export const helpLists = sqliteTable(
  'help_lists',
  {
    areaId: integer('area_id').notNull(),
    state: text('state', { enum: HELP_STATES }).notNull(),
    answerBy: instant('answer_by').notNull(),
    requestId: integer('request_id').notNull(),
    category: text('category').notNull(),
    unit: text('unit').notNull(),
    placeKind: text('place_kind', { enum: PLACE_KINDS }).notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.areaId, t.state, t.answerBy, t.requestId] }),
    index('help_lists_request').on(t.requestId),
    index('help_lists_unit').on(t.areaId, t.state, t.unit, t.answerBy),
  ],
)

/**
 * How many requests under way an area has: all, by category, by unit, by the Shanghai day they were asked
 * on. Kept by triggers. WITHOUT ROWID.
 */
export const helpSums = sqliteTable(
  'help_sums',
  {
    areaId: integer('area_id').notNull(),
    by: text('by', { enum: ['all', 'category', 'unit', 'day'] }).notNull(),
    name: text('name').notNull(),
    state: text('state', { enum: HELP_STATES }).notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.areaId, t.by, t.name, t.state] })],
)

export type HelpEntryKind = (typeof HELP_ENTRY_KINDS)[number]

/** What was asked, taken, handed on and answered, step by step; never changed. */
export const helpEntries = sqliteTable(
  'help_entries',
  {
    id: integer('id').primaryKey(),
    /** The request's key and the version this step made. */
    key: text('key').notNull().unique(),
    requestId: integer('request_id').notNull(),
    kind: text('kind', { enum: HELP_ENTRY_KINDS }).notNull(),
    unit: text('unit').notNull(),
    text: encrypted('text'),
    fileId: integer('file_id'),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('help_entries_request').on(t.requestId, t.id)],
)

/** Who sells what a place may need, as the town publishes it. */
export const suppliers = sqliteTable(
  'suppliers',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    category: text('category').notNull(),
    name: text('name').notNull(),
    what: text('what').notNull(),
    price: text('price').notNull().default(''),
    /** A business's own contact, given to be published. */
    contact: text('contact').notNull(),
    /** Name and goods as they are searched. */
    folded: text('folded').notNull(),
    fromDay: integer('from_day').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    endedAt: instant('ended_at'),
    endedBy: integer('ended_by'),
  },
  (t) => [
    index('suppliers_live').on(t.category, t.id).where(sql`ended_at IS NULL`),
    index('suppliers_ended').on(t.id).where(sql`ended_at IS NOT NULL`),
  ],
)

export type HelpRequest = typeof helpRequests.$inferSelect
export type HelpEntry = typeof helpEntries.$inferSelect
export type Supplier = typeof suppliers.$inferSelect
