// Writes rounds with what they found, spot checks and shifts; rows whose key is there stay as they are.
import { type Db, jsonRows } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import { findingNote, roundNote, sealNote } from '../../src/features/patrols/fields'
import type { Rulebook } from '../../src/features/rulebook/form'
import { insertStatements, UNLESS_THERE } from './found'
import type { DemoRound } from './rounds'
import type { DemoShift } from './shifts'
import type { DemoSpot } from './spots'

interface Writing {
  db: Db
  book: Rulebook
  keys: Pick<AccountKeys, 'FIELD_KEY'>
}

export async function roundStatements(
  { db, book, keys }: Writing,
  rounds: DemoRound[],
): Promise<D1PreparedStatement[]> {
  const key = keys.FIELD_KEY
  const rows = await Promise.all(
    rounds.map(async ({ findings, note, ...round }) => ({
      ...round,
      note: await sealNote(key, roundNote(round.id), note),
      problems: findings.length,
      rulebookVersion: book.version,
    })),
  )
  const findings = await Promise.all(
    rounds.flatMap(({ id, findings }) =>
      findings.map(async ({ item, fixed, note }) => ({
        roundId: id,
        item,
        fixed: fixed ? 1 : 0,
        note: await sealNote(key, findingNote(id, item), note),
      })),
    ),
  )
  return [
    ...insertStatements(db, 'patrol_rounds', rows, UNLESS_THERE),
    ...insertStatements(db, 'patrol_findings', findings, UNLESS_THERE),
  ]
}

export const spotStatements = (db: Db, spots: DemoSpot[]): D1PreparedStatement[] =>
  insertStatements(
    db,
    'spot_checks',
    spots.map((each) => ({ ...each, differs: each.differs ? 1 : 0 })),
    UNLESS_THERE,
  )

/** Those that ended are ended before the next begin: one at a time at each site. */
export const shiftStatements = (
  { db, now }: { db: Db; now: number },
  shifts: DemoShift[],
): D1PreparedStatement[] => [
  db.$client
    .prepare(
      `UPDATE resident_shifts SET ended_at = j.value->>1, ended_by = account_id FROM json_each(?) j
       WHERE resident_shifts.key = j.value->>0 AND resident_shifts.ended_at IS NULL`,
    )
    .bind(jsonRows(shifts.filter(({ endedAt }) => endedAt <= now).map((s) => [s.key, s.endedAt]))),
  ...insertStatements(
    db,
    'resident_shifts',
    shifts
      .filter(({ startedAt }) => startedAt <= now)
      .map(({ endedAt, ...shift }) => ({
        ...shift,
        endedAt: endedAt <= now ? endedAt : null,
        endedBy: endedAt <= now ? shift.accountId : null,
      })),
    UNLESS_THERE,
  ),
]
