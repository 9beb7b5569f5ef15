import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'
import { TEAM_ROLES } from './values'

/** 驻场监管组, 联合巡查队 …: one node of the chart. */
export const teams = sqliteTable(
  'teams',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    /** Of the rulebook's kinds of teams. */
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    parentId: integer('parent_id'),
    areaId: integer('area_id').notNull(),
    areaPath: text('area_path').notNull(),
    /** Kept by triggers: how many belong to it now. */
    people: integer('people').notNull().default(0),
    /** Kept by triggers: who they are, as JSON, in no order. */
    roster: text('roster').notNull().default('[]'),
    version: integer('version').notNull().default(1),
    createdBy: integer('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    dissolvedAt: instant('dissolved_at'),
  },
  (t) => [
    index('teams_kind').on(t.kind, t.areaPath, t.id),
    index('teams_parent').on(t.parentId, t.id).where(sql`dissolved_at IS NULL`),
  ],
)

export type TeamRole = (typeof TEAM_ROLES)[number]

/** Who belongs to a team; somebody who left stays as a row, so that old papers keep their name. */
export const teamMembers = sqliteTable(
  'team_members',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    teamId: integer('team_id').notNull(),
    /** Null: somebody without an account, by name. */
    accountId: integer('account_id'),
    name: encrypted('name'),
    department: text('department').notNull().default(''),
    role: text('role', { enum: TEAM_ROLES }).notNull(),
    since: instant('since').notNull(),
    by: integer('by').notNull(),
    until: instant('until'),
    endedBy: integer('ended_by'),
  },
  (t) => [
    index('team_members_team').on(t.teamId, t.id),
    index('team_members_account').on(t.accountId),
  ],
)

export type Team = typeof teams.$inferSelect
export type TeamMember = typeof teamMembers.$inferSelect
