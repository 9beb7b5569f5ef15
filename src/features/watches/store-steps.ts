// The steps of a watch: cared for, extended, proposed to end early, ended. Conditions in the statement,
// the entry and the audit row only if it changed the watch.
import { batchAll, type Db, wrote } from '../../db/client'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import { yearOf } from './rules'
import { type By, entryStatement, type NewEntry } from './store'
import { GAPS } from './store-read'
import type { Watch } from './tables'

export type StepKind = 'care' | 'extend' | 'propose' | 'refuse' | 'early' | 'full'

export interface Stepping {
  id: number
  version: number
  entry: NewEntry & { kind: StepKind }
}

interface Change {
  set: string
  where: string
  values: (string | number | null)[]
}

/** ?1 to ?3 are the watch, its version and the key; those of a change begin at ?4. */
const stepStatement = (db: Db, { id, version, entry }: Stepping, change: Change) =>
  db.$client
    .prepare(
      `UPDATE watches AS w SET version = version + 1, ${change.set}
       WHERE id = ?1 AND version = ?2 AND ended_at IS NULL AND ${change.where}
         AND NOT EXISTS (SELECT 1 FROM watch_entries WHERE key = ?3)`,
    )
    .bind(id, version, entry.key, ...change.values)

/** `known`: this key was taken before. `late`: the watch is not, or no longer, as the asker saw it. */
async function step(
  db: Db,
  stepping: Stepping,
  change: Change,
  by: By,
  detail: Record<string, string | number | null> = {},
): Promise<'done' | 'known' | 'late'> {
  const { id, entry } = stepping
  const [changed, , , known] = await batchAll(db, [
    stepStatement(db, stepping, change),
    auditIfChanged(db, {
      at: by.now,
      actor: by.actor,
      act: `watches.${entry.kind}`,
      subject: `watches:${id}`,
      detail,
    }),
    entryStatement(db, entry, { sql: 'id', value: id }, by),
    db.$client
      .prepare('SELECT 1 FROM watch_entries WHERE key = ? AND watch_id = ?')
      .bind(entry.key, id),
  ])
  // Triggers write too, so more than one row may be reported.
  if (wrote(changed)) return 'done'
  return (known?.results ?? []).length > 0 ? 'known' : 'late'
}

export type Stepped = Awaited<ReturnType<typeof step>>

/** Where it is kept and who looks after it. */
export const careFor = (
  db: Db,
  stepping: Stepping,
  care: Pick<Watch, 'kept' | 'room' | 'minder' | 'areaId' | 'areaPath'>,
  by: By,
): Promise<Stepped> =>
  step(
    db,
    stepping,
    {
      set: 'kept = ?4, room = ?5, minder = ?6, area_id = ?7, area_path = ?8',
      where: '1',
      values: [care.kept, care.room, care.minder, care.areaId, care.areaPath],
    },
    by,
    { kept: care.kept },
  )

export const extendWatch = (
  db: Db,
  stepping: Stepping,
  lastDay: number,
  by: By,
): Promise<Stepped> =>
  step(db, stepping, { set: 'last_day = ?4', where: 'last_day < ?4', values: [lastDay] }, by, {
    last: lastDay,
  })

/** One officer proposes to end it before its time. */
export const proposeEnd = (db: Db, stepping: Stepping, by: By): Promise<Stepped> =>
  step(
    db,
    stepping,
    {
      set: 'proposed_by = ?4, proposed_at = ?5',
      where: 'proposed_by IS NULL AND last_day > ?6',
      values: [by.actor.id, by.now, dayOf(by.now)],
    },
    by,
  )

/** Not agreed, or taken back by whoever proposed it. */
export const refuseEnd = (db: Db, stepping: Stepping, by: By): Promise<Stepped> =>
  step(
    db,
    stepping,
    {
      set: 'proposed_by = NULL, proposed_at = NULL',
      where: 'proposed_by IS NOT NULL',
      values: [],
    },
    by,
  )

// Numbered in the statement itself, so that no number is left out or given twice. The counts stay when
// the readings go.
const ENDED = `ended_at = ?4, ended_on = ?5, ended_by = ?6, year = ?7,
  seq = (SELECT 1 + ifnull(max(seq), 0) FROM watches WHERE year = ?7), missed = ${GAPS('?8', '?9')},
  fevers = (SELECT count(*) FROM watch_readings r WHERE r.watch_id = w.id AND r.alarm = 1
    AND NOT EXISTS (SELECT 1 FROM watch_readings c WHERE c.watch_id = r.watch_id AND c.day = r.day
      AND c.shift = r.shift AND c.corrects = r.id))`

const endValues = ({ actor, now }: By, through: { am: number; pm: number }) => [
  now,
  dayOf(now),
  actor.id,
  yearOf(now),
  through.am,
  through.pm,
]

/** Somebody else than who proposed it agrees: it ends today. */
export const approveEnd = (
  db: Db,
  stepping: Stepping,
  through: { am: number; pm: number },
  by: By,
): Promise<Stepped> =>
  step(
    db,
    stepping,
    {
      set: `${ENDED}, ending = 'early'`,
      where: 'proposed_by IS NOT NULL AND proposed_by <> ?6',
      values: endValues(by, through),
    },
    by,
  )

/** The closing visit, on the last day or later; with readings missing only if it says why. */
export const closeWatch = (
  db: Db,
  stepping: Stepping,
  through: { am: number; pm: number },
  by: By,
): Promise<Stepped> =>
  step(
    db,
    stepping,
    {
      set: `${ENDED}, ending = 'full'`,
      where: `last_day <= ?5 AND (?10 = 1 OR ${GAPS('?8', '?9')} <= 0)`,
      values: [...endValues(by, through), stepping.entry.text === null ? 0 : 1],
    },
    by,
  )
