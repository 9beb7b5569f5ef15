import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, flag, instant } from '../../db/columns'
import { PATROL_LEVELS, PATROL_TARGETS } from '../../shared/patrol'
import { PROOFS, REVIEWS } from './values'

export type Proof = (typeof PROOFS)[number]

export type Review = (typeof REVIEWS)[number]

/** One round at one place. Never changed but for the supervisor's review. */
export const patrolRounds = sqliteTable(
  'patrol_rounds',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    areaPath: text('area_path').notNull(),
    /** The Shanghai day of `at`. */
    day: integer('day').notNull(),
    level: text('level', { enum: PATROL_LEVELS }).notNull(),
    /** What the place was to the patrol at that time. */
    target: text('target', { enum: PATROL_TARGETS }).notNull(),
    /** When it was made, by the town's clock. */
    at: instant('at').notNull(),
    /** The same by the phone's own clock; null: the form came without script. */
    phoneAt: instant('phone_at'),
    receivedAt: instant('received_at').notNull(),
    by: integer('by').notNull(),
    proof: text('proof', { enum: PROOFS }).notNull(),
    review: text('review', { enum: REVIEWS }),
    reviewedBy: integer('reviewed_by'),
    reviewedAt: instant('reviewed_at'),
    /** How many items were found wrong, put right on the spot or not. */
    problems: integer('problems').notNull(),
    note: encrypted('note'),
    fileId: integer('file_id'),
    rulebookVersion: integer('rulebook_version').notNull(),
  },
  (t) => [
    index('patrol_rounds_day').on(t.day, t.areaPath, t.placeId, t.at),
    index('patrol_rounds_place').on(t.placeId, t.day),
    index('patrol_rounds_by').on(t.by, t.day),
    index('patrol_rounds_review').on(t.areaPath, t.id).where(sql`review = 'pending'`),
    index('patrol_rounds_refused').on(t.by, t.day).where(sql`review = 'refused'`),
  ],
)

/** What a round found wrong, item by item. */
export const patrolFindings = sqliteTable(
  'patrol_findings',
  {
    roundId: integer('round_id').notNull(),
    item: text('item').notNull(),
    /** Put right on the spot; otherwise an order was issued. */
    fixed: flag('fixed').notNull(),
    note: encrypted('note'),
    fileId: integer('file_id'),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.item] })],
)

/** A worker measured again by the patrol, in tenths of a degree, against the place's register. */
export const spotChecks = sqliteTable(
  'spot_checks',
  {
    roundId: integer('round_id').notNull(),
    workerId: integer('worker_id').notNull(),
    temperature: integer('temperature').notNull(),
    /** What the register of that day says; null: nothing. */
    logged: integer('logged'),
    differs: flag('differs').notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.workerId] })],
)

/** 驻场监管: who is on the site, from taking over until handing over. One at a time. */
export const residentShifts = sqliteTable(
  'resident_shifts',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    areaPath: text('area_path').notNull(),
    accountId: integer('account_id').notNull(),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    endedBy: integer('ended_by'),
    note: encrypted('note'),
  },
  (t) => [
    index('resident_shifts_place').on(t.placeId, t.startedAt),
    index('resident_shifts_area').on(t.areaPath, t.startedAt),
    uniqueIndex('resident_shifts_open').on(t.placeId).where(sql`ended_at IS NULL`),
  ],
)

/**
 * What has changed since a view of a day was made: written by triggers on every table a day is read from.
 * A null place: all of them; a null day: every day.
 */
export const patrolChanges = sqliteTable('patrol_changes', {
  seq: integer('seq').primaryKey(),
  placeId: integer('place_id'),
  day: integer('day'),
})

/** A day as it was put together last, so that pages need not read the town anew. */
export const patrolViews = sqliteTable('patrol_views', {
  day: integer('day').primaryKey(),
  /** Another one after each change: of two that bring a view up to date only one writes. */
  token: text('token').notNull(),
  /** The rules it was made by. */
  version: text('version').notNull(),
  /** The changes it knows of. */
  seq: integer('seq').notNull(),
  /** The latest instant it was judged at. */
  at: instant('at').notNull(),
  /** The areas of the town, which every page of it names or offers. */
  areas: text('areas').notNull(),
})

/** One patrolled place on one day, ready to be shown. */
export const patrolDays = sqliteTable(
  'patrol_days',
  {
    day: integer('day').notNull(),
    placeId: integer('place_id').notNull(),
    areaPath: text('area_path').notNull(),
    /** What it is to the town's patrol and how its rounds stand, in short; null: none is owed. */
    town: text('town'),
    /** The same of the village's. */
    village: text('village'),
    /** The team of the town's rounds; 0: none. */
    team: integer('team').notNull(),
    /** A round that lies ahead of `patrol_views.at` counts from then on. */
    staleAt: instant('stale_at'),
    line: text('line').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.day, t.placeId] }),
    index('patrol_days_town').on(t.day, t.town, t.areaPath, t.placeId),
    index('patrol_days_team').on(t.day, t.team, t.town, t.areaPath, t.placeId),
    index('patrol_days_village').on(t.day, t.village, t.areaPath, t.placeId),
    index('patrol_days_stale').on(t.day, t.staleAt).where(sql`stale_at IS NOT NULL`),
  ],
)

/** How many places of an area, or of a team within it, stand how on a day. */
export const patrolUnits = sqliteTable(
  'patrol_units',
  {
    day: integer('day').notNull(),
    /** `/1/2/`; with a team `17/1/2/`. */
    unit: text('unit').notNull(),
    tally: text('tally').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.unit] })],
)

export type PatrolRound = typeof patrolRounds.$inferSelect
export type PatrolFinding = typeof patrolFindings.$inferSelect
export type SpotCheck = typeof spotChecks.$inferSelect
export type ResidentShift = typeof residentShifts.$inferSelect
