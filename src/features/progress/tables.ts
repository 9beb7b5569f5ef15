import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '../../db/columns'

/**
 * Numbers kept by triggers as rows change: `workers`, each person once; `posts/<area>/<kind>`, the
 * confirmed employments at the places of one area and kind; `areas`, how often the areas were changed.
 */
export const progressCounts = sqliteTable('progress_counts', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
})

/** Each number as it stood at 17:00 of a day, for the change since then. */
export const progressSnapshots = sqliteTable(
  'progress_snapshots',
  {
    day: integer('day').notNull(),
    name: text('name').notNull(),
    value: integer('value').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.name] })],
)
