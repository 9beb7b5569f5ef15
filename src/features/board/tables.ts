import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../../db/columns'
import { READING_SOURCES, RECORD_SOURCES, SHIFTS } from './values'

export type RecordSource = (typeof RECORD_SOURCES)[number]

/** One duty done, by one tap: disinfected, aired, vehicle. A correction is a new row that names the old one. */
export const dutyRecords = sqliteTable(
  'duty_records',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** The duty's id in the rulebook. */
    duty: text('duty').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    source: text('source', { enum: RECORD_SOURCES }).notNull(),
    /** Where, with what; a plate only masked. */
    detail: text('detail', { mode: 'json' }).$type<Record<string, string>>().notNull(),
    corrects: integer('corrects'),
    undoneAt: instant('undone_at'),
    undoneBy: integer('undone_by'),
  },
  (t) => [index('duty_records_day').on(t.placeId, t.day, t.duty)],
)

/** Supplies in stock, as counted at one time. */
export const stockCounts = sqliteTable(
  'stock_counts',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    source: text('source', { enum: RECORD_SOURCES }).notNull(),
    items: text('items', { mode: 'json' })
      .$type<{ item: string; quantity: number; perDay: number | null }[]>()
      .notNull(),
    undoneAt: instant('undone_at'),
    undoneBy: integer('undone_by'),
  },
  (t) => [index('stock_counts_day').on(t.placeId, t.day)],
)

/** A worker measured at a place, in tenths of a degree; 0: a mark without a number. */
export const workerTemperatures = sqliteTable(
  'worker_temperatures',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    workerId: integer('worker_id').notNull(),
    shift: text('shift', { enum: SHIFTS }).notNull(),
    temperature: integer('temperature').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    source: text('source', { enum: READING_SOURCES }).notNull(),
    corrects: integer('corrects'),
    undoneAt: instant('undone_at'),
    undoneBy: integer('undone_by'),
    /** Those the rulebook names have been told of a fever. */
    reportedAt: instant('reported_at'),
  },
  (t) => [
    index('worker_temperatures_day').on(t.placeId, t.day, t.workerId),
    // The few over the limit, of the whole town.
    index('worker_temperatures_hot').on(t.day, t.temperature),
  ],
)

export type DutyRecord = typeof dutyRecords.$inferSelect
export type StockCount = typeof stockCounts.$inferSelect
export type WorkerTemperature = typeof workerTemperatures.$inferSelect
