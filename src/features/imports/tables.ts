import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'
import { IMPORT_KINDS, IMPORT_STATES } from './values'

export type ImportKind = (typeof IMPORT_KINDS)[number]

export type ImportState = (typeof IMPORT_STATES)[number]

/** One file, checked first, then written in batches up to the line `done`. */
export const imports = sqliteTable(
  'imports',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    kind: text('kind', { enum: IMPORT_KINDS }).notNull(),
    state: text('state', { enum: IMPORT_STATES }).notNull(),
    version: integer('version').notNull().default(1),
    total: integer('total').notNull(),
    bad: integer('bad').notNull(),
    /** The last line written. */
    done: integer('done').notNull().default(0),
    /** New places; and lines whose place was there already. */
    made: integer('made').notNull().default(0),
    known: integer('known').notNull().default(0),
    by: integer('by').notNull(),
    at: instant('at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [index('imports_by').on(t.by, t.id), index('imports_state').on(t.state, t.id)],
)

/** One line of the file; it goes when the import is a week old. */
export const importRows = sqliteTable(
  'import_rows',
  {
    importId: integer('import_id').notNull(),
    line: integer('line').notNull(),
    /** The cells as typed, as JSON. */
    cells: encrypted('cells').notNull(),
    /** What is wrong with it: a field and a key of the dictionary; null: it can go in. */
    error: text('error'),
    placeId: integer('place_id'),
  },
  (t) => [primaryKey({ columns: [t.importId, t.line] })],
)

export type Import = typeof imports.$inferSelect
export type ImportRow = typeof importRows.$inferSelect
