// The purge of pledges: health answers go when the watch ends, or after the rulebook's days where
// there is none; pledges replaced or withdrawn go as a whole. Names, texts and signatures of pledges
// that hold stay as signed, and can still be checked.
import { type Db, jsonRows } from '../../db/client'
import { PURGE_ROWS, purgeDaily } from '../../db/purge-store'
import { dayOf, startOfDay } from '../../shared/clock'
import { publishedRulebook, type Rulebook } from '../rulebook'
import { withoutAnswers } from './seal'
import { COLUMNS, fromRow, type Row } from './store'

interface Keys {
  FIELD_KEY: string
}

const HELD = "kind = 'personal' AND answers_purged_at IS NULL"

/** Pledges with answers whose watch is over, and those that never called for one; tests read the plans. */
export const answersDue = (db: Db, today: number, before: number): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `SELECT id FROM pledges INDEXED BY pledges_answers_due WHERE ${HELD} AND works_from <= ? LIMIT ${PURGE_ROWS}`,
    )
    .bind(today),
  db.$client
    .prepare(
      `SELECT id FROM pledges INDEXED BY pledges_answers_due WHERE ${HELD} AND works_from IS NULL AND signed_at < ? LIMIT ${PURGE_ROWS}`,
    )
    .bind(before),
]

/** Takes the answers out of these rows; each only while they are still in it. */
async function emptyStatement(
  db: Db,
  keys: Keys,
  ids: (number | string)[],
  now: number,
): Promise<D1PreparedStatement> {
  const { results } = await db.$client
    .prepare(`SELECT ${COLUMNS} FROM pledges WHERE id IN (SELECT value FROM json_each(?))`)
    .bind(JSON.stringify(ids))
    .all<Row>()
  const emptied: (string | number | null)[][] = []
  for (const row of results) {
    const book = await publishedRulebook(db, row.rulebookVersion)
    const left = await withoutAnswers(fromRow(row), book, keys, now)
    emptied.push([left.id, left.answers, left.keptHash])
  }
  return db.$client
    .prepare(
      `UPDATE pledges SET answers = j.value->>1, kept_hash = j.value->>2, risk = 0, works_from = NULL, answers_purged_at = ?2
       FROM json_each(?1) j WHERE pledges.id = j.value->>0 AND pledges.answers_purged_at IS NULL`,
    )
    .bind(jsonRows(emptied), now)
}

/** Pledges that ended before an instant, unless a declaration in them still keeps the person away. */
export const overDue = (db: Db, today: number, before: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT p.id FROM pledges p INDEXED BY pledges_over LEFT JOIN pledges n ON n.id = p.superseded_by
       WHERE p.kind = 'personal' AND (p.superseded_by IS NOT NULL OR p.withdrawn_at IS NOT NULL)
         AND p.signed_at < ?1 AND coalesce(p.withdrawn_at, n.signed_at, p.signed_at) < ?1
         AND (p.works_from IS NULL OR p.works_from <= ?2)
       ORDER BY p.signed_at LIMIT ${PURGE_ROWS}`,
    )
    .bind(before, today)

const idsOf = ({ results }: D1Result): number[] => (results as { id: number }[]).map(({ id }) => id)

/** Purges answers and pledges that are due; answers how many rows changed. */
export async function purgePledges(
  db: Db,
  book: Rulebook,
  keys: Keys,
  now: number,
): Promise<number> {
  const today = dayOf(now)
  const throughDay = today - book.retention.pledgeDays
  const before = startOfDay(throughDay + 1)
  const over = await purgeDaily(
    db,
    {
      what: 'pledges',
      throughDay,
      due: async () => idsOf(await overDue(db, today, before).all()),
      remove: (ids) =>
        db.$client
          .prepare('DELETE FROM pledges WHERE id IN (SELECT value FROM json_each(?))')
          .bind(JSON.stringify(ids)),
    },
    now,
  )
  const answers = await purgeDaily(
    db,
    {
      what: 'pledge_answers',
      throughDay,
      due: async () =>
        (await db.$client.batch(answersDue(db, today, before)))
          .flatMap((each) => idsOf(each))
          .slice(0, PURGE_ROWS),
      remove: (ids) => emptyStatement(db, keys, ids, now),
    },
    now,
  )
  return over + answers
}
