import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../../db/columns'

/** Append-only: triggers refuse UPDATE and DELETE. Holds no personal data in the clear. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    at: instant('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: integer('actor_id'),
    act: text('act').notNull(),
    subject: text('subject').notNull(),
    reason: text('reason'),
    detail: text('detail'),
    rulebookVersion: integer('rulebook_version'),
  },
  (t) => [index('audit_act').on(t.act)],
)

/** The hash chain over `audit`, one link per sealing. Append-only as well. */
export const auditSeals = sqliteTable('audit_seals', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  fromSeq: integer('from_seq').notNull().unique(),
  toSeq: integer('to_seq').notNull(),
  previous: text('previous').notNull().unique(),
  hash: text('hash').notNull(),
  at: instant('at').notNull(),
})
