import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../../db/columns'

/** One row per published version; rows are never changed. */
export const rulebooks = sqliteTable(
  'rulebooks',
  {
    version: integer('version').primaryKey(),
    issuer: text('issuer').notNull(),
    title: text('title').notNull(),
    effectiveFrom: instant('effective_from').notNull(),
    publishedAt: instant('published_at').notNull(),
    publishedBy: integer('published_by'),
    approvedBy: integer('approved_by'),
    json: text('json').notNull(),
  },
  (t) => [index('rulebooks_in_force').on(t.effectiveFrom, t.version)],
)

export type RulebookRow = typeof rulebooks.$inferSelect
