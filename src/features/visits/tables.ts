import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag, instant, sealedForHealth } from '../../db/columns'
import { DOUBTS, PURGED, VERDICTS, VISIT_SOURCES } from './values'

export type Verdict = (typeof VERDICTS)[number]

export type VisitSource = (typeof VISIT_SOURCES)[number]

export type Doubt = (typeof DOUBTS)[number]

/** Tenths of a degree; `by` is an account id, 0 for the visitor. A corrected slip stays in `was`. */
export interface Reading {
  t: number
  at: number
  by: number
  was?: { t: number; at: number; by: number }[]
}

/** One entry through a door. Clustered by (place, day, key), WITHOUT ROWID, no second index. */
export const visits = sqliteTable(
  'visits',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    key: text('key').notNull(),
    at: instant('at').notNull(),
    verdict: text('verdict', { enum: VERDICTS }).notNull(),
    party: integer('party').notNull(),
    readings: text('readings', { mode: 'json' }).$type<Reading[]>().notNull(),
    surname: text('surname'),
    tail: text('tail'),
    contact: sealedForHealth('contact'),
    healthKeyId: integer('health_key_id'),
    rulebookVersion: integer('rulebook_version').notNull(),
    source: text('source', { enum: VISIT_SOURCES }).notNull(),
    enteredBy: integer('entered_by'),
    entrance: text('entrance'),
    doubt: text('doubt', { enum: DOUBTS }),
    /** The slot of `place_slots` this entry was counted in; null while it is not counted. */
    slot: integer('slot'),
    leftAt: instant('left_at'),
    voidedAt: instant('voided_at'),
    erasedAt: instant('erased_at'),
    /** The staff have told whom the rulebook names of a fever. */
    reportedAt: instant('reported_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.day, t.key] })],
)

/** Kept counts of a place and day; `version` moves with every change. WITHOUT ROWID. */
export const placeDays = sqliteTable(
  'place_days',
  {
    placeId: integer('place_id').notNull(),
    day: integer('day').notNull(),
    visits: integer('visits').notNull(),
    people: integer('people').notNull(),
    over: integer('over').notNull(),
    waiting: integer('waiting').notNull(),
    doubtful: integer('doubtful').notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.placeId, t.day] }),
    // The few places of a day with a temperature over the limit.
    index('place_days_over').on(t.day, t.placeId).where(sql`over > 0`),
  ],
)

/** People counted in per 15 minutes, less those who left: the last slots are who is inside. WITHOUT ROWID. */
export const placeSlots = sqliteTable(
  'place_slots',
  {
    placeId: integer('place_id').notNull(),
    slot: integer('slot').notNull(),
    people: integer('people').notNull(),
  },
  (t) => [primaryKey({ columns: [t.placeId, t.slot] })],
)

/** Public halves of the town's health key; the private half exists only in officers' hands. */
export const healthKeys = sqliteTable('health_keys', {
  id: integer('id').primaryKey(),
  publicKey: text('public_key').notNull(),
  demo: flag('demo').notNull(),
  createdAt: instant('created_at').notNull(),
  retiredAt: instant('retired_at'),
})

/** What was purged, published at `/deletions`: one row a kind and day of retention. */
export const deletions = sqliteTable(
  'deletions',
  {
    what: text('what', { enum: PURGED }).notNull(),
    /** Everything up to and with this day is gone. */
    throughDay: integer('through_day').notNull(),
    count: integer('count').notNull(),
    /** SHA-256 chain over the keys of the purged rows. */
    hash: text('hash').notNull(),
    startedAt: instant('started_at').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [primaryKey({ columns: [t.what, t.throughDay] })],
)

export type Visit = typeof visits.$inferSelect
export type PlaceDay = typeof placeDays.$inferSelect
