import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { encrypted, instant } from '../../db/columns'

export const PLEDGE_KINDS = ['personal', 'place'] as const

/** What was signed, exactly: the answers stay encrypted, the hash covers text and answers. */
export const pledges = sqliteTable(
  'pledges',
  {
    id: integer('id').primaryKey(),
    key: text('key').notNull().unique(),
    number: text('number').notNull().unique(),
    kind: text('kind', { enum: PLEDGE_KINDS }).notNull(),
    workerId: integer('worker_id'),
    placeId: integer('place_id'),
    rulebookVersion: integer('rulebook_version').notNull(),
    answers: encrypted('answers').notNull(),
    signature: encrypted('signature'),
    textHash: text('text_hash').notNull(),
    signedAt: instant('signed_at').notNull(),
    witnessedBy: integer('witnessed_by'),
    supersededBy: integer('superseded_by'),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [index('pledges_worker').on(t.workerId), index('pledges_place').on(t.placeId)],
)
