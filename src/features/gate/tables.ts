import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'

/** 门岗接班: who took over the gate, one row a tap. Whoever stands there is the newest. */
export const gateShifts = sqliteTable(
  'gate_shifts',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    placeId: integer('place_id').notNull(),
    at: instant('at').notNull(),
    by: integer('by').notNull(),
    /** What the one before handed on. */
    note: encrypted('note'),
  },
  (t) => [index('gate_shifts_place').on(t.placeId, t.at)],
)
