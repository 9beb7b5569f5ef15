import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'
import { PROPOSAL_STATES } from './values'

export type ProposalState = (typeof PROPOSAL_STATES)[number]

/** A new version of the rulebook, proposed by one officer and approved by another. */
export const proposals = sqliteTable(
  'proposals',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    /** The version it changes; another one published meanwhile makes it out of date. */
    baseVersion: integer('base_version').notNull(),
    json: text('json').notNull(),
    state: text('state', { enum: PROPOSAL_STATES }).notNull(),
    reason: encrypted('reason').notNull(),
    proposedBy: integer('proposed_by').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    approvedBy: integer('approved_by'),
    approvedAt: instant('approved_at'),
    /** The version it became. */
    newVersion: integer('new_version'),
    /** Places to look at, looked at, and changed; the last one looked at. */
    total: integer('total').notNull().default(0),
    done: integer('done').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    cursor: integer('cursor').notNull().default(0),
    appliedAt: instant('applied_at'),
  },
  (t) => [
    index('proposals_state').on(t.state, t.id),
    uniqueIndex('proposals_live').on(sql`1`).where(sql`state IN ('proposed', 'approved')`),
  ],
)

/** One place on the negative list, whatever its trade. */
export const listedPlaces = sqliteTable(
  'listed_places',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    /** Public: it says at the door why. */
    reason: text('reason').notNull(),
    fromDay: integer('from_day').notNull(),
    toDay: integer('to_day'),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    endedBy: integer('ended_by'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('listed_places_ended').on(t.endedAt, t.id),
    uniqueIndex('listed_places_live').on(t.placeId).where(sql`ended_at IS NULL`),
  ],
)

export type Proposal = typeof proposals.$inferSelect
export type ListedPlace = typeof listedPlaces.$inferSelect
