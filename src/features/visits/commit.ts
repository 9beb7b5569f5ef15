// The shared write: one insert for all visits of a group, one upsert each for days and slots, in one
// batch. The insert fails whole when a key is already there, so a counter can never move for a replay;
// that happens only in a race, and then the known keys are taken out and the rest is written.
import { batchAll, type Db, jsonRows } from '../../db/client'
import { withRetry } from '../../shared/retry'
import { holdToCapacity, type RoomLimit } from './room'
import type { Share } from './rules'
import type { Doubt, Verdict, VisitSource } from './tables'

/** A check-in on its way to the database; `contact` is the sealed blob as hex. */
export interface Arrived {
  placeId: number
  day: number
  key: string
  at: number
  verdict: Verdict
  party: number
  temperature: number | null
  by: number
  surname: string
  tail: string
  contact: string
  healthKeyId: number
  rulebookVersion: number
  source: VisitSource
  doubt: Doubt | null
  slot: number
  share: Share
  /** Set where few places are left: looked at again before the write. */
  room: RoomLimit | null
}

export type CommitAnswer = 'written' | 'known'

export const arrivedId = (row: Pick<Arrived, 'placeId' | 'day' | 'key'>): string =>
  `${row.placeId}/${row.day}/${row.key}`

const INSERT_VISITS = `
  INSERT INTO visits (place_id, day, key, at, verdict, party, readings, surname, tail, contact, health_key_id,
    rulebook_version, source, entered_by, doubt, slot)
  SELECT v->>0, v->>1, v->>2, v->>3, v->>4, v->>5,
    iif(v->>6 IS NULL, '[]', json_array(json_object('t', v->>6, 'at', v->>3, 'by', v->>7))),
    v->>8, v->>9, unhex(v->>10), v->>11, v->>12, v->>13, iif(v->>7 = 0, NULL, v->>7), v->>14, v->>15
  FROM (SELECT value AS v FROM json_each(?1))`

const asJson = (row: Arrived): unknown[] => [
  row.placeId,
  row.day,
  row.key,
  row.at,
  row.verdict,
  row.party,
  row.temperature,
  row.by,
  row.surname,
  row.tail,
  row.contact,
  row.healthKeyId,
  row.rulebookVersion,
  row.source,
  row.doubt,
  row.share.visits > 0 ? row.slot : null,
]

type Counter = (number | null)[]

const grouped = (
  rows: Arrived[],
  idOf: (row: Arrived) => string,
  countersOf: (row: Arrived) => number[],
): Counter[] => {
  const sums = new Map<string, number[]>()
  for (const row of rows) {
    const before = sums.get(idOf(row))
    const add = countersOf(row)
    sums.set(idOf(row), before ? before.map((n, i) => (i < 2 ? n : n + (add[i] ?? 0))) : add)
  }
  return [...sums.values()]
}

const daysOf = (rows: Arrived[]): Counter[] =>
  grouped(
    rows,
    (row) => `${row.placeId}/${row.day}`,
    ({ placeId, day, share }) => [
      placeId,
      day,
      share.visits,
      share.people,
      share.over,
      share.waiting,
      share.doubtful,
      1,
    ],
  )

const slotsOf = (rows: Arrived[]): Counter[] =>
  grouped(
    rows.filter((row) => row.share.visits > 0),
    (row) => `${row.placeId}/${row.slot}`,
    ({ placeId, slot, share }) => [placeId, slot, share.people],
  )

// A statement binds at most 100 parameters; literal VALUES rows are not counted as rows read.
const BOUND = 96

function upserts(
  db: Db,
  sql: (values: string) => string,
  counters: Counter[],
): D1PreparedStatement[] {
  const width = counters[0]?.length ?? 1
  const perStatement = Math.floor(BOUND / width)
  const one = `(${Array(width).fill('?').join(',')})`
  const statements: D1PreparedStatement[] = []
  for (let from = 0; from < counters.length; from += perStatement) {
    const part = counters.slice(from, from + perStatement)
    statements.push(db.$client.prepare(sql(part.map(() => one).join(','))).bind(...part.flat()))
  }
  return statements
}

const UPSERT_DAYS = (values: string): string => `
  INSERT INTO place_days (place_id, day, visits, people, over, waiting, doubtful, version) VALUES ${values}
  ON CONFLICT DO UPDATE SET visits = visits + excluded.visits, people = people + excluded.people,
    over = over + excluded.over, waiting = waiting + excluded.waiting, doubtful = doubtful + excluded.doubtful,
    version = version + excluded.version`

const UPSERT_SLOTS = (values: string): string => `
  INSERT INTO place_slots (place_id, slot, people) VALUES ${values}
  ON CONFLICT DO UPDATE SET people = people + excluded.people`

const writeAll = (db: Db, rows: Arrived[]): Promise<D1Result<unknown>[]> =>
  batchAll(db, [
    db.$client.prepare(INSERT_VISITS).bind(jsonRows(rows.map(asJson))),
    ...upserts(db, UPSERT_DAYS, daysOf(rows)),
    ...upserts(db, UPSERT_SLOTS, slotsOf(rows)),
  ])

const isKnownKey = (error: unknown): boolean =>
  /UNIQUE constraint failed: visits/.test(String(error))

/** Ids of those rows whose keys are in the database already. */
async function knownIds(db: Db, rows: Arrived[]): Promise<Set<string>> {
  const { results } = await db.$client
    .prepare(
      `SELECT v.place_id AS placeId, v.day, v.key FROM json_each(?) j CROSS JOIN visits v
       ON v.place_id = j.value->>0 AND v.day = j.value->>1 AND v.key = j.value->>2`,
    )
    .bind(jsonRows(rows.map((row) => [row.placeId, row.day, row.key])))
    .all<Pick<Arrived, 'placeId' | 'day' | 'key'>>()
  return new Set(results.map(arrivedId))
}

/** Those of some keys that a place holds on a span of days. */
export async function keysHeld(
  db: Db,
  where: { placeId: number; from: number; to: number },
  keys: string[],
): Promise<Set<string>> {
  const { results } = await db.$client
    .prepare(
      `SELECT v.key FROM json_each(?1) j CROSS JOIN json_each(?3) d CROSS JOIN visits v
       ON v.place_id = ?2 AND v.day = d.value AND v.key = j.value`,
    )
    .bind(
      jsonRows(keys),
      where.placeId,
      JSON.stringify(Array.from({ length: where.to - where.from + 1 }, (_, i) => where.from + i)),
    )
    .all<{ key: string }>()
  return new Set(results.map((row) => row.key))
}

/** Writes a group of check-ins, all or nothing; ids of distinct rows must differ. */
export async function commitArrivals(db: Db, rows: Arrived[]): Promise<Map<string, CommitAnswer>> {
  const known = new Set<string>()
  // A lost answer after a commit makes the retry meet its own keys: then they count as known.
  for (;;) {
    const fresh = rows.filter((row) => !known.has(arrivedId(row)))
    if (fresh.length === 0) break
    try {
      const fitting = await holdToCapacity(db, fresh)
      await withRetry(() => writeAll(db, fitting))
      break
    } catch (error) {
      if (!isKnownKey(error)) throw error
      for (const id of await knownIds(db, fresh)) known.add(id)
    }
  }
  return new Map(
    rows.map((row) => [arrivedId(row), known.has(arrivedId(row)) ? 'known' : 'written']),
  )
}
