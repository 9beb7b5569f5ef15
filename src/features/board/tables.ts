import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
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
  (t) => [
    index('duty_records_day').on(t.placeId, t.day, t.duty),
    // The newest of a duty, however long ago.
    index('duty_records_last').on(t.placeId, t.duty, t.at).where(sql`undone_at IS NULL`),
    index('duty_records_corrects').on(t.corrects).where(sql`corrects IS NOT NULL`),
  ],
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
    // The same at one place; nobody's limit is lower.
    index('worker_temperatures_over')
      .on(t.placeId, t.day)
      .where(sql`temperature > 369 AND undone_at IS NULL`),
  ],
)

/** A reading as `reading_days` holds it. */
export type KeptReading = [
  workerId: number,
  shift: (typeof SHIFTS)[number],
  temperature: number,
  at: number,
  corrects: number | null,
  reportedAt: number | null,
]

/** What a place has done on a day, for the duties of it; kept by triggers on the three tables above. */
export const dutyDays = sqliteTable(
  'duty_days',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** How often each duty stands done, by its id; `id/none` counts those that said there was nothing. */
    done: text('done', { mode: 'json' }).$type<Record<string, number>>().notNull().default({}),
    /** Counts of supplies. */
    counted: integer('counted').notNull().default(0),
    /** Different people measured: in each half of the day, and in either. */
    am: integer('am').notNull().default(0),
    pm: integer('pm').notNull().default(0),
    measured: integer('measured').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.day] })],
)

/** A record as `record_days` holds it. */
export type KeptRecord = [
  key: string,
  duty: string,
  at: number,
  by: number,
  source: RecordSource,
  corrects: number | null,
  detail: Record<string, string>,
]

/** What was recorded at a place on a day, in one row: the sheet that its pages show; kept by triggers. */
export const recordDays = sqliteTable(
  'record_days',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** Those not taken back, by their id. */
    records: text('records', { mode: 'json' }).$type<Record<string, KeptRecord>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.day] })],
)

/** The readings of a place and day in one row, as those who measure there look at them; kept by triggers. */
export const readingDays = sqliteTable(
  'reading_days',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** Those not taken back, by their id: who, shift, tenths of a degree, when, what it corrects, when told. */
    readings: text('readings', { mode: 'json' }).$type<Record<string, KeptReading>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.day] })],
)

/** One save of readings, by the key their keys begin with; kept by triggers. */
export const staffSaves = sqliteTable(
  'staff_saves',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    at: instant('at').notNull(),
    key: text('key').notNull(),
    shift: text('shift', { enum: SHIFTS }).notNull(),
    by: integer('by').notNull(),
    /** Its readings that stand: neither taken back nor corrected. */
    people: integer('people').notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.day, t.at, t.key] })],
)

export type DutyRecord = typeof dutyRecords.$inferSelect
export type StockCount = typeof stockCounts.$inferSelect
export type WorkerTemperature = typeof workerTemperatures.$inferSelect
export type StaffSave = typeof staffSaves.$inferSelect
