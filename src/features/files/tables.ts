import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant } from '../../db/columns'
import { FILE_KINDS } from './values'

export type FileKind = (typeof FILE_KINDS)[number]

/**
 * A photo or PDF about a place. The row is written before the object, so no object is ever without
 * a row that tells the sweep of it. A file's own name is not kept: it may name a person.
 */
export const files = sqliteTable(
  'files',
  {
    id: integer('id').primaryKey(),
    /** Made from the form's key, the purpose and the content: the same file sent again is one row. */
    key: text('key').notNull(),
    placeId: integer('place_id').notNull(),
    /** What it is for, e.g. the id of a paper the rulebook asks for. */
    purpose: text('purpose').notNull(),
    /** What it belongs to, e.g. `applications:123`; empty while that is a draft. */
    subject: text('subject').notNull().default(''),
    kind: text('kind', { enum: FILE_KINDS }).notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    /** Its random name in the bucket. */
    object: text('object').notNull(),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    /** Null until the object lies in the bucket and the caller's batch went through. */
    storedAt: instant('stored_at'),
    /** The minute's work then removes the object, and this row after it. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    uniqueIndex('files_key').on(t.placeId, t.key).where(sql`deleted_at IS NULL`),
    index('files_subject').on(t.placeId, t.subject),
    index('files_unstored').on(t.at).where(sql`stored_at IS NULL AND deleted_at IS NULL`),
    index('files_drafts').on(t.at).where(sql`subject = '' AND deleted_at IS NULL`),
    index('files_deleted').on(t.deletedAt).where(sql`deleted_at IS NOT NULL`),
  ],
)
