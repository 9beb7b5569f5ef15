import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, flag, instant } from '../../db/columns'
import { DAY_STATES } from './values'

export type DayState = (typeof DAY_STATES)[number]

/** One sending of an enterprise's daily report; a correction is a further row of the day. Append-only. */
export const dailyReports = sqliteTable(
  'daily_reports',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** 1, and one more with each correction; the highest holds. */
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    /** The first of its day came after the time of the rulebook. */
    late: flag('late').notNull(),
    /** 零报告 */
    zero: flag('zero').notNull(),
    staff: integer('staff').notNull(),
    present: integer('present').notNull(),
    measured: integer('measured').notNull(),
    abnormal: integer('abnormal').notNull(),
    returned: integer('returned').notNull(),
    /** Of those, from outside the city. */
    outside: integer('outside').notNull(),
    watched: integer('watched').notNull(),
    /** Times by where, of the rulebook's choices or duties. */
    disinfected: text('disinfected', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    /** Figures somebody changed by hand, as the records had them. */
    computed: text('computed', { mode: 'json' }).$type<Record<string, number>>().notNull(),
    /** Who is on duty, as the roster stood. */
    duty: encrypted('duty'),
    /** Days the masks last; null: not known. */
    masks: integer('masks'),
    needs: encrypted('needs'),
    rulebookVersion: integer('rulebook_version').notNull(),
  },
  (t) => [uniqueIndex('daily_reports_day').on(t.placeId, t.day, t.seq)],
)

/** 值班表: who is on duty at a place on one day, all shifts and posts in one row. */
export const dutyRosters = sqliteTable(
  'duty_rosters',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    /** Of the form that saved it last. */
    key: text('key').notNull().unique(),
    /** Names by shift and post, as JSON. */
    names: encrypted('names').notNull(),
    /** Shifts and posts with nobody, of the rulebook it was saved under. */
    gaps: integer('gaps').notNull(),
    version: integer('version').notNull().default(1),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    rulebookVersion: integer('rulebook_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.day] })],
)

/** 停产 from one day to another, and when it ended before its time. */
export const productionStops = sqliteTable(
  'production_stops',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    fromDay: integer('from_day').notNull(),
    /** The last day of it; null: until it is ended. */
    untilDay: integer('until_day'),
    /** Of the rulebook's reasons. */
    reason: text('reason').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    /** The first day of work again. */
    endedOn: integer('ended_on'),
    endedBy: integer('ended_by'),
    endedAt: instant('ended_at'),
  },
  (t) => [index('production_stops_place').on(t.placeId, t.fromDay)],
)

/** An accident in production, transport or operation, as the enterprise told it. */
export const accidents = sqliteTable(
  'accidents',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    areaPath: text('area_path').notNull(),
    /** Of the rulebook's kinds. */
    kind: text('kind').notNull(),
    happenedAt: instant('happened_at').notNull(),
    where: encrypted('place_text').notNull(),
    what: encrypted('what').notNull(),
    done: encrypted('done').notNull(),
    hurt: integer('hurt').notNull(),
    day: integer('day').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    rulebookVersion: integer('rulebook_version').notNull(),
    seenBy: integer('seen_by'),
    seenAt: instant('seen_at'),
  },
  (t) => [
    index('accidents_place').on(t.placeId, t.day),
    index('accidents_day').on(t.day, t.areaPath),
    index('accidents_new').on(t.areaPath, t.id).where(sql`seen_at IS NULL`),
  ],
)

/** The days whose enterprises stand in `report_days`; a trigger on each fills it. */
export const reportSheets = sqliteTable('report_sheets', { day: integer('day').primaryKey() })

/**
 * Every open enterprise on each of the last days and tomorrow with what holds of it. Kept by triggers as
 * the view `report_days_now` has it, so that a list reads the lines it shows. WITHOUT ROWID.
 */
export const reportDays = sqliteTable(
  'report_days',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    state: text('state', { enum: DAY_STATES }).notNull(),
    areaPath: text('area_path').notNull(),
    trade: text('trade').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameFolded: text('name_folded').notNull(),
    stopped: flag('stopped').notNull(),
    at: instant('at'),
    seq: integer('seq'),
    zero: flag('zero'),
    staff: integer('staff'),
    present: integer('present'),
    measured: integer('measured'),
    abnormal: integer('abnormal'),
    returned: integer('returned'),
    outside: integer('outside'),
    watched: integer('watched'),
    masks: integer('masks'),
    /** It asks for something. */
    needs: flag('needs').notNull(),
    /** Of its roster; null: it has none. */
    gaps: integer('gaps'),
  },
  (t) => [
    primaryKey({ columns: [t.placeId, t.day] }),
    index('report_days_walk').on(t.day, t.state, t.areaPath, t.placeId),
    index('report_days_trade').on(t.day, t.state, t.trade, t.areaPath, t.placeId),
  ],
)

const sum = (name: string) => integer(name).notNull()

/** Sums of `report_days` by day, trade (and all trades) and area, an area with all below it. Kept by triggers. WITHOUT ROWID. */
export const reportCounts = sqliteTable(
  'report_counts',
  {
    day: integer('day').notNull(),
    areaId: integer('area_id').notNull(),
    trade: text('trade').notNull(),
    enterprises: sum('enterprises'),
    reported: sum('reported'),
    late: sum('late'),
    stopped: sum('stopped'),
    missing: sum('missing'),
    zero: sum('zero'),
    corrected: sum('corrected'),
    needs: sum('needs'),
    gaps: sum('gaps'),
    staff: sum('staff'),
    present: sum('present'),
    measured: sum('measured'),
    abnormal: sum('abnormal'),
    returned: sum('returned'),
    outside: sum('outside'),
    watched: sum('watched'),
  },
  (t) => [primaryKey({ columns: [t.day, t.areaId, t.trade] })],
)

export type DailyReport = typeof dailyReports.$inferSelect
export type DutyRoster = typeof dutyRosters.$inferSelect
export type ProductionStop = typeof productionStops.$inferSelect
export type Accident = typeof accidents.$inferSelect
