// What the pages of the board read of a place and a day. No statement here selects a phone number, and every
// one is over an index and reads what is shown: how many work there is counted elsewhere.
import type { Db } from '../../db/client'
import { overIndexed } from '../../db/over-store'
import { POSTER } from './rules'
import type { DayCounts } from './rules-done'
import { countStatement, countsFrom, NO_COUNTERS, type StoredCounters } from './store-counts'
import { type DayRecords, recordsFrom, recordsStatement } from './store-sheets'
import type { DutyRecord, StaffSave, StockCount, WorkerTemperature } from './tables'

export type ReadRecord = Pick<DutyRecord, 'id' | 'key' | 'day' | 'duty' | 'at' | 'by' | 'detail'>
export type ReadCount = Pick<StockCount, 'id' | 'key' | 'day' | 'at' | 'by' | 'items'>
export type ReadSave = Pick<StaffSave, 'key' | 'shift' | 'at' | 'by' | 'people'>

/** An account of the place, also a former one, with its stored (encrypted) name. */
interface ReadMember {
  id: number
  name: string
}
export type ReadTemperature = Pick<
  WorkerTemperature,
  'id' | 'workerId' | 'shift' | 'temperature' | 'at' | 'corrects' | 'reportedAt'
>

/** Somebody who agreed to be named, with the stored (encrypted) name. */
interface ReadShown {
  workerId: number
  name: string
  job: string
}

/** A reading of somebody who was over the limit, with the stored name. */
type ReadFever = ReadTemperature & Pick<ReadShown, 'name'>

interface ReadVisits {
  visits: number
  over: number
  waiting: number
  /** When the last one came. */
  lastAt: number | null
}

/** How many days back the newest record of a duty and the newest count are looked for. */
const DAYS_BACK = 3
const COUNT_DAYS_BACK = 30
const MOST_ROWS = 500

const COUNTED = `SELECT s.id, s.key, s.day, s.at, s.by, s.items FROM stock_counts s
  WHERE s.place_id = ?1 AND s.day BETWEEN ?2 - ${COUNT_DAYS_BACK} AND ?2 AND s.undone_at IS NULL
  ORDER BY s.day DESC, s.id DESC LIMIT ?3`

const SAVES = `SELECT s.key, s.shift, s.at, s.by, s.people FROM staff_saves s
  WHERE s.place_id = ?1 AND s.day = ?2 AND s.people > 0 ORDER BY s.at DESC, s.key DESC LIMIT ?3`

const fevers = (
  overFrom: number,
): string => `SELECT t.id, t.worker_id AS workerId, t.shift, t.temperature, t.at, t.corrects,
    t.reported_at AS reportedAt, w.name
  FROM (SELECT DISTINCT worker_id FROM worker_temperatures WHERE place_id = ?1 AND day = ?2 AND undone_at IS NULL
    AND temperature >= ?3 ${overIndexed(overFrom)}) h
  CROSS JOIN employments e ON e.place_id = ?1 AND e.worker_id = h.worker_id
  CROSS JOIN workers w ON w.id = h.worker_id
  CROSS JOIN worker_temperatures t ON t.place_id = ?1 AND t.day = ?2 AND t.worker_id = h.worker_id
  WHERE e.left_on IS NULL AND e.confirmed_at IS NOT NULL AND t.undone_at IS NULL LIMIT ${MOST_ROWS}`

const SHOWN = `SELECT e.worker_id AS workerId, w.name, e.job FROM employments e INDEXED BY employments_shown
  CROSS JOIN workers w ON w.id = e.worker_id
  WHERE e.place_id = ?1 AND e.left_on IS NULL AND e.shown_by_consent = 1 AND e.confirmed_at IS NOT NULL
    AND ifnull(e.works_from, 0) <= ?2 ORDER BY e.worker_id LIMIT ?3`

// What a place does before it first opens, each from its own rows. A poster hangs when the keeper says
// so or somebody came in by it (the counts outlive the purged entries).
const FIRSTS = `SELECT
  EXISTS (SELECT 1 FROM pledges WHERE place_id = ?1 AND kind = 'place'
    AND withdrawn_at IS NULL AND superseded_by IS NULL) AS pledge,
  EXISTS (SELECT 1 FROM stock_counts WHERE place_id = ?1 AND undone_at IS NULL) AS stock,
  EXISTS (SELECT 1 FROM place_days WHERE place_id = ?1) OR EXISTS (SELECT 1 FROM duty_records
    WHERE place_id = ?1 AND duty = '${POSTER.id}' AND undone_at IS NULL) AS poster,
  EXISTS (SELECT 1 FROM json_each(?2) j CROSS JOIN duty_records d INDEXED BY duty_records_last
    ON d.place_id = ?1 AND d.duty = j.value WHERE d.undone_at IS NULL AND d.detail->>'none' IS NULL) AS disinfected,
  EXISTS (SELECT 1 FROM worker_temperatures WHERE place_id = ?1 AND undone_at IS NULL) AS measured`

// Whoever makes rows of a place belongs to it, or did.
const MEMBERS = `SELECT a.id, a.display_name AS name FROM place_members m CROSS JOIN accounts a ON a.id = m.account_id
  WHERE m.place_id = ?1 LIMIT 100`

const LIVE =
  'SELECT ifnull(sum(people), 0) AS live FROM place_slots WHERE place_id = ?1 AND slot >= ?2'

/** What is asked beside the counters; what is not asked is not read. */
export interface Asked {
  /** Everything recorded today, and of the last days the newest of each of these duties that has none today. */
  records?: string[]
  /** As many of the newest counts of supplies. */
  counts?: number
  /** As many of the newest saves of readings. */
  saves?: number
  /** Who was over the limit: from this temperature. */
  overFrom?: number
  /** As many of those who agreed to be named. */
  shown?: number
  /** The first slot whose people are still inside. */
  liveFrom?: number | null
  /** Looks for what was done before opening, a disinfection among it: by these duties. */
  firsts?: string[]
  /** Whether it is asked who made the rows. */
  members?: boolean
}

type Part = keyof Asked | 'numbers'

/** The statements behind a day, by what they are for; tests read their plans. */
export function dayStatements(
  db: Db,
  placeId: number,
  day: number,
  asked: Asked = {},
): [Part, D1PreparedStatement][] {
  const on = (sql: string, ...values: unknown[]) => db.$client.prepare(sql).bind(placeId, ...values)
  const { records, counts, saves, overFrom, shown, liveFrom } = asked
  const parts: [Part, D1PreparedStatement | false | undefined][] = [
    ['numbers', countStatement(db, placeId, day)],
    ['records', records && recordsStatement(db, { placeId, from: day - DAYS_BACK, to: day })],
    ['counts', counts !== undefined && on(COUNTED, day, counts)],
    ['saves', saves !== undefined && on(SAVES, day, saves)],
    ['overFrom', overFrom !== undefined && on(fevers(overFrom), day, overFrom)],
    ['shown', shown !== undefined && on(SHOWN, day, shown)],
    ['liveFrom', typeof liveFrom === 'number' && on(LIVE, liveFrom)],
    ['firsts', asked.firsts && on(FIRSTS, JSON.stringify(asked.firsts))],
    ['members', asked.members && on(MEMBERS)],
  ]
  return parts.flatMap(([part, statement]): [Part, D1PreparedStatement][] =>
    statement ? [[part, statement]] : [],
  )
}

type Stored<T, K extends keyof T> = Omit<T, K> & Record<K, string>
type Firsts = Record<'pledge' | 'stock' | 'poster' | 'disinfected' | 'measured', boolean>

export interface DayRows extends DayCounts {
  /** As asked for, the earliest first. */
  records: ReadRecord[]
  counts: ReadCount[]
  /** The newest first. */
  saves: ReadSave[]
  members: ReadMember[]
  /** All readings, but those corrected, of those who were over the limit. */
  fevers: ReadFever[]
  shown: ReadShown[]
  visits: ReadVisits
  /** What was ever done of the things before opening; null where it was not asked. */
  firsts: Firsts | null
  /** People inside; null where it was not asked. */
  live: number | null
}

const standing = (readings: ReadFever[]): ReadFever[] => {
  const corrected = new Set(readings.map((each) => each.corrects))
  return readings.filter((each) => !corrected.has(each.id))
}

/** Those of a day, after the newest of each of these duties that was not done on it. */
function lastBefore(records: ReadRecord[], day: number, duties: string[]): ReadRecord[] {
  const today = records.filter((each) => each.day === day)
  const idle = duties.filter((duty) => !today.some((each) => each.duty === duty))
  const last = idle.flatMap((duty) => records.filter((each) => each.duty === duty).at(-1) ?? [])
  return [...last.sort((a, b) => a.at - b.at), ...today]
}

/** A place and a day in one round trip: the numbers, and beside them what is asked. */
export async function readRows(
  db: Db,
  placeId: number,
  day: number,
  asked: Asked = {},
): Promise<DayRows> {
  const sent = dayStatements(db, placeId, day, asked)
  const results = await db.$client.batch(sent.map(([, statement]) => statement))
  const of = <T>(part: Part): T[] =>
    results.flatMap(({ results: rows }, i) => (sent[i]?.[0] === part ? rows : [])) as T[]
  const [numbers] = of<StoredCounters & { [K in keyof ReadVisits]: ReadVisits[K] | null }>(
    'numbers',
  )
  const [once] = of<Record<keyof Firsts, number>>('firsts')
  const [live] = of<{ live: number }>('liveFrom')
  return {
    ...countsFrom(numbers ?? NO_COUNTERS),
    records: lastBefore(recordsFrom(of<DayRecords>('records')), day, asked.records ?? []),
    counts: of<Stored<ReadCount, 'items'>>('counts').map((row) => ({
      ...row,
      items: JSON.parse(row.items) as ReadCount['items'],
    })),
    saves: of<ReadSave>('saves'),
    members: of<ReadMember>('members'),
    fevers: standing(of<ReadFever>('overFrom')),
    shown: of<ReadShown>('shown'),
    visits: {
      visits: numbers?.visits ?? 0,
      over: numbers?.over ?? 0,
      waiting: numbers?.waiting ?? 0,
      lastAt: numbers?.lastAt ?? null,
    },
    firsts: once
      ? {
          pledge: once.pledge === 1,
          stock: once.stock === 1,
          poster: once.poster === 1,
          disinfected: once.disinfected === 1,
          measured: once.measured === 1,
        }
      : null,
    live: live?.live ?? null,
  }
}
