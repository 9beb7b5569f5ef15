import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { blindIndex, encrypted, flag, instant } from '../../db/columns'

/** One person, however many places they work at; found by the blind index of the phone. */
export const workers = sqliteTable(
  'workers',
  {
    id: integer('id').primaryKey(),
    name: encrypted('name').notNull(),
    phone: encrypted('phone').notNull(),
    phoneIndex: blindIndex('phone_index').notNull(),
    address: encrypted('address'),
    /** Last four characters of the ID number at most. */
    idTail: encrypted('id_tail'),
    areaId: integer('area_id'),
    createdAt: instant('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [index('workers_phone').on(t.phoneIndex)],
)

export const employments = sqliteTable(
  'employments',
  {
    placeId: integer('place_id').notNull(),
    workerId: integer('worker_id').notNull(),
    job: text('job').notNull(),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: integer('confirmed_by'),
    shownByConsent: flag('shown_by_consent').notNull().default(false),
    since: integer('since').notNull(),
    leftOn: integer('left_on'),
  },
  (t) => [
    primaryKey({ columns: [t.placeId, t.workerId] }),
    index('employments_worker').on(t.workerId),
  ],
)
