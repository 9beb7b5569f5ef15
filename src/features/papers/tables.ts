import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../../db/columns'

/** 迎检: lets whoever scans it read the registers of one place for a while. Here is the token's SHA-256. */
export const registerPasses = sqliteTable(
  'register_passes',
  {
    tokenHash: text('token_hash').primaryKey(),
    placeId: integer('place_id').notNull(),
    createdBy: integer('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** How often it was opened, and when last. */
    opened: integer('opened').notNull().default(0),
    openedAt: instant('opened_at'),
  },
  (t) => [index('register_passes_place').on(t.placeId, t.createdAt)],
)

export type RegisterPass = typeof registerPasses.$inferSelect
