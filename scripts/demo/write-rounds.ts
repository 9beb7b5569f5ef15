// Writes rounds with what they found, spot checks and shifts; rows whose key is there stay as they are.
import { type Db, jsonRows } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import type { Rulebook } from '../../src/features/rulebook/form'
import { encryptField } from '../../src/shared/fields'
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
  const seal = (column: 'note', row: string, text: string, table = 'patrol_rounds') =>
    text ? encryptField(keys.FIELD_KEY, { table, column, row }, text) : null
  const rows = await Promise.all(
    rounds.map(async ({ findings, note, ...round }) => ({
      ...round,
      note: await seal('note', round.key, note),
      problems: findings.length,
      rulebookVersion: book.version,
    })),
  )
  const findings = await Promise.all(
    rounds.flatMap(({ key, findings }) =>
      findings.map(async ({ item, fixed, note }) => [
        key,
        item,
        fixed ? 1 : 0,
        await seal('note', `${key}:${item}`, note, 'patrol_findings'),
      ]),
    ),
  )
  return [
    ...insertStatements(db, 'patrol_rounds', rows, UNLESS_THERE),
    db.$client
      .prepare(
        `INSERT INTO patrol_findings (round_id, item, fixed, note) SELECT r.id, j.value->>1, j.value->>2, j.value->>3
         FROM json_each(?) j CROSS JOIN patrol_rounds r ON r.key = j.value->>0 ${UNLESS_THERE}`,
      )
      .bind(jsonRows(findings)),
  ]
}

export const spotStatement = (
  { db }: Pick<Writing, 'db'>,
  spots: DemoSpot[],
): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO spot_checks (round_id, worker_id, temperature, logged, differs)
       SELECT r.id, j.value->>1, j.value->>2, j.value->>3, j.value->>4
       FROM json_each(?) j CROSS JOIN patrol_rounds r ON r.key = j.value->>0 ${UNLESS_THERE}`,
    )
    .bind(
      jsonRows(
        spots.map((each) => [
          each.roundKey,
          each.workerId,
          each.temperature,
          each.logged,
          each.differs ? 1 : 0,
        ]),
      ),
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
