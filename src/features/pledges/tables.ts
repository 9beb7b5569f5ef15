import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { encrypted, flag, instant } from '../../db/columns'
import { PLEDGE_KINDS } from './values'

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
    /** Of the pledge text; a newer one asks for a new signature. */
    textVersion: integer('text_version').notNull().default(1),
    answers: encrypted('answers').notNull(),
    signature: encrypted('signature'),
    textHash: text('text_hash').notNull(),
    signedAt: instant('signed_at').notNull(),
    witnessedBy: integer('witnessed_by'),
    supersededBy: integer('superseded_by'),
    withdrawnAt: instant('withdrawn_at'),
    /** From this day number the person may work, under the return rule; null: at once. */
    worksFrom: integer('works_from'),
    /** A risk question was answered with yes. */
    risk: flag('risk').notNull().default(false),
    /** When the health answers were deleted; null: they are still held. */
    answersPurgedAt: instant('answers_purged_at'),
    /** Covers what is still held after that; null: nothing deleted, or it had been changed before. */
    keptHash: text('kept_hash'),
  },
  (t) => [
    index('pledges_worker').on(t.workerId),
    index('pledges_place').on(t.placeId),
    // Declared risks that hold, for the villages.
    index('pledges_risk')
      .on(t.signedAt)
      .where(
        sql`kind = 'personal' AND risk = 1 AND superseded_by IS NULL AND withdrawn_at IS NULL`,
      ),
    // What the purge looks for: answers by the end of the watch, and pledges that no longer hold.
    index('pledges_answers_due')
      .on(t.worksFrom, t.signedAt)
      .where(sql`kind = 'personal' AND answers_purged_at IS NULL`),
    index('pledges_over')
      .on(t.signedAt)
      .where(sql`kind = 'personal' AND (superseded_by IS NOT NULL OR withdrawn_at IS NOT NULL)`),
  ],
)

export type Pledge = typeof pledges.$inferSelect
