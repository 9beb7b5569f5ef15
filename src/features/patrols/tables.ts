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

export type PatrolRound = typeof patrolRounds.$inferSelect
export type PatrolFinding = typeof patrolFindings.$inferSelect
export type SpotCheck = typeof spotChecks.$inferSelect
export type ResidentShift = typeof residentShifts.$inferSelect
