// Reads of the door, the receipt and the visitor's own changes.
import { batchAll, type Db, wrote } from '../../db/client'
import { VISITOR } from '../../shared/actor'
import { dayOf } from '../../shared/clock'
import { auditIfChanged } from '../audit'
import { taskOf } from '../board/rules'
import { type Place, type PlaceKind, placeFromRow } from '../places'
import { type Rulebook, VERSION_IN_FORCE } from '../rulebook'
import type { VisitRef } from './ref'
import { firstLiveSlot } from './rules'
import type { Visit } from './tables'

export type Row = Record<string, unknown>

export interface AtDoor {
  place: Place
  rulebookVersion: number
  /** People inside, counted only where a capacity asks for it. */
  live: number
}

// One statement: the place, the rules in force, and who is inside. The first live slot depends on
// the kind, which is known only here, so all three come along.
export const AT_DOOR = `
  SELECT p.*, (${VERSION_IN_FORCE.replace('?', '?2')}) AS rulebook_version,
    CASE WHEN p.capacity IS NULL THEN 0 ELSE (SELECT ifnull(sum(s.people), 0) FROM place_slots s
      WHERE s.place_id = p.id AND s.slot >= CASE p.kind WHEN 'shop' THEN ?3 WHEN 'enterprise' THEN ?4 ELSE ?5 END) END AS live`

export const bindDoor = (
  db: Db,
  sql: string,
  code: string,
  now: number,
  book: Rulebook,
  ...more: (string | number)[]
): D1PreparedStatement =>
  db.$client
    .prepare(sql)
    .bind(
      code,
      now,
      firstLiveSlot(book, 'shop', now),
      firstLiveSlot(book, 'enterprise', now),
      firstLiveSlot(book, 'site', now),
      ...more,
    )

export const doorFromRow = (row: Row): AtDoor => ({
  place: placeFromRow(row),
  rulebookVersion: Number(row.rulebook_version),
  live: Math.max(0, Number(row.live)),
})

/** When the place was last disinfected today, and when its staff were measured; null: not yet. */
export interface Fresh {
  disinfectedAt: number | null
  measuredAt: number | null
}

const FRESH = `
  (SELECT d.at FROM duty_records d WHERE d.place_id = p.id AND d.day = ?6
     AND d.duty = CASE p.kind WHEN 'shop' THEN ?7 WHEN 'enterprise' THEN ?8 ELSE ?9 END
     AND d.undone_at IS NULL ORDER BY d.id DESC LIMIT 1) AS disinfected_at,
  (SELECT t.at FROM worker_temperatures t WHERE t.place_id = p.id AND t.day = ?6 AND t.undone_at IS NULL LIMIT 1) AS measured_at,
  CASE WHEN p.status IN ('suspended', 'closed') THEN (SELECT c.at FROM place_changes c WHERE c.place_id = p.id
     ORDER BY c.id DESC LIMIT 1) END AS shut_at`

const disinfectionOf = (book: Rulebook, kind: PlaceKind): string =>
  book.duties[kind].find((duty) => taskOf(duty) === 'disinfect')?.id ?? ''

/** Everything the door page shows, in one query of at most 10 rows; null for an unknown code. */
export async function readDoor(
  db: Db,
  code: string,
  book: Rulebook,
  now: number,
): Promise<(AtDoor & { fresh: Fresh; shutAt: number | null }) | null> {
  const row = await bindDoor(
    db,
    `${AT_DOOR}, ${FRESH} FROM places p WHERE p.code = ?1`,
    code,
    now,
    book,
    dayOf(now),
    disinfectionOf(book, 'shop'),
    disinfectionOf(book, 'enterprise'),
    disinfectionOf(book, 'site'),
  ).first<
    Row & { disinfected_at: number | null; measured_at: number | null; shut_at: number | null }
  >()
  if (!row) return null
  return {
    ...doorFromRow(row),
    fresh: { disinfectedAt: row.disinfected_at, measuredAt: row.measured_at },
    shutAt: row.shut_at,
  }
}

export interface KnownVisit {
  day: number
  at: number
  surname: string | null
  tail: string | null
}

/** The same for a check-in, with the visit its key already made today or yesterday. */
export async function readArrival(
  db: Db,
  code: string,
  key: string,
  book: Rulebook,
  now: number,
): Promise<(AtDoor & { known: KnownVisit | null }) | null> {
  const row = await bindDoor(
    db,
    `${AT_DOOR}, v.day AS v_day, v.at AS v_at, v.surname AS v_surname, v.tail AS v_tail FROM places p
     LEFT JOIN visits v ON v.place_id = p.id AND v.day IN (?6, ?6 - 1) AND v.key = ?7 WHERE p.code = ?1`,
    code,
    now,
    book,
    dayOf(now),
    key,
  ).first<Row>()
  if (!row) return null
  const known =
    row.v_day === null
      ? null
      : ({ day: row.v_day, at: row.v_at, surname: row.v_surname, tail: row.v_tail } as KnownVisit)
  return { ...doorFromRow(row), known }
}

/** A row of `visits` as its type, without the sealed contact. */
export const visitFromRow = (row: Row): Omit<Visit, 'contact'> =>
  ({
    placeId: row.place_id,
    day: row.day,
    key: row.key,
    at: row.at,
    verdict: row.verdict,
    party: row.party,
    readings: JSON.parse(String(row.readings)),
    surname: row.surname,
    tail: row.tail,
    healthKeyId: row.health_key_id,
    rulebookVersion: row.rulebook_version,
    source: row.source,
    enteredBy: row.entered_by,
    entrance: row.entrance,
    doubt: row.doubt,
    slot: row.slot,
    leftAt: row.left_at,
    voidedAt: row.voided_at,
    erasedAt: row.erased_at,
    reportedAt: row.reported_at,
    version: row.version,
  }) as Omit<Visit, 'contact'>

export const VISIT_COLUMNS = `v.place_id, v.day, v.key, v.at, v.verdict, v.party, v.readings, v.surname, v.tail, v.health_key_id,
  v.rulebook_version, v.source, v.entered_by, v.entrance, v.doubt, v.slot, v.left_at, v.voided_at, v.erased_at, v.reported_at, v.version`

export interface Receipt {
  visit: Omit<Visit, 'contact'>
  place: Place
  live: number
}

/** A visit with its place, or null. Whether this phone may see it is for the caller to say. */
export async function readReceipt(
  db: Db,
  ref: VisitRef,
  book: Rulebook,
  now: number,
): Promise<Receipt | null> {
  const row = await bindDoor(
    db,
    `${AT_DOOR}, ${VISIT_COLUMNS}, p.version AS place_version FROM places p
     JOIN visits v ON v.place_id = p.id AND v.day = ?6 AND v.key = ?7 WHERE p.code = ?1`,
    ref.code,
    now,
    book,
    ref.day,
    ref.key,
  ).first<Row>()
  if (!row) return null
  return {
    visit: visitFromRow(row),
    place: placeFromRow({ ...row, version: row.place_version }),
    live: Math.max(0, Number(row.live)),
  }
}

export interface LoggedVisit {
  code: string
  kind: Place['kind']
  name: string
  day: number
  key: string
  at: number
  verdict: Visit['verdict']
  party: number
  erasedAt: number | null
}

/** The visits behind this phone's receipts; at most 30 index seeks. */
export async function readLog(db: Db, refs: VisitRef[]): Promise<LoggedVisit[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT p.code, p.kind, p.name, v.day, v.key, v.at, v.verdict, v.party, v.erased_at AS erasedAt
       FROM json_each(?) j CROSS JOIN places p ON p.code = j.value->>0
       CROSS JOIN visits v ON v.place_id = p.id AND v.day = j.value->>1 AND v.key = j.value->>2
       ORDER BY v.at DESC`,
    )
    .bind(JSON.stringify(refs.map(({ code, day, key }) => [code, day, key])))
    .all<LoggedVisit>()
  return results
}

export type Keyed = Pick<Visit, 'placeId' | 'day' | 'key'>

export const SAME_VISIT = 'place_id = ? AND day = ? AND key = ?'

/** Erases contact and hint; the count stays. Refused by the statement while a verdict is open. */
export async function eraseVisit(db: Db, visit: Keyed, now: number): Promise<boolean> {
  const subject = `visits:${visit.placeId}/${visit.day}/${visit.key}`
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE visits SET contact = NULL, surname = NULL, tail = NULL, erased_at = ?, version = version + 1
         WHERE ${SAME_VISIT} AND erased_at IS NULL AND (voided_at IS NOT NULL OR verdict NOT IN ('wait', 'pending', 'full'))`,
      )
      .bind(now, visit.placeId, visit.day, visit.key),
    auditIfChanged(db, { at: now, actor: VISITOR, act: 'visits.erase', subject }),
    db.$client
      .prepare(
        'UPDATE place_days SET version = version + 1 WHERE changes() = 1 AND place_id = ? AND day = ?',
      )
      .bind(visit.placeId, visit.day),
  ])
  return wrote(changed)
}

/** The public half of the town's current health key. Throws while the town has none. */
export async function currentHealthKey(db: Db): Promise<{ id: number; publicKey: string }> {
  const row = await db.$client
    .prepare(
      'SELECT id, public_key AS publicKey FROM health_keys WHERE retired_at IS NULL ORDER BY id DESC LIMIT 1',
    )
    .first<{ id: number; publicKey: string }>()
  if (!row)
    throw new Error('the town has no health key: a health officer makes one, or run npm start')
  return row
}
