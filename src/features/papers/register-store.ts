// What the registers are filled from, a leaf at a time. Every read is a range of an index by place.
import { batchAll, type Db } from '../../db/client'
import { type DayReadings, type DayRecords, readingsFrom, recordsFrom } from '../board'
import type { DayRange } from './form'
import {
  type After,
  type Found,
  holdsRecords,
  LEAF_PEOPLE,
  LEAF_WATCHED,
  type Leaf,
} from './leaves'
import { inOrder, paperStatements, type RawStock } from './store'

const PAST_ALL = Number.MAX_SAFE_INTEGER

/** Where each of two lists goes on, those who are here and then those who left: all of both without `after`. */
const goesOn = (after: After | null): [number, number, number, number] => {
  if (after?.gone) return [PAST_ALL, 0, after.at, after.id]
  return [after?.at ?? -1, after?.id ?? 0, -1, 0]
}

/** The one list and then the other, as far as the leaf and one line more; the second is not begun before it is needed. */
const oneAfterTheOther = (here: string, gone: string, most: number): string =>
  `SELECT * FROM (${here} LIMIT ${most + 1}) UNION ALL SELECT * FROM (${gone} LIMIT ${most + 1}) LIMIT ${most + 1}`

const STAFF = `SELECT worker_id, job, since AS at, 0 AS gone FROM employments INDEXED BY employments_here
  WHERE place_id = ?1 AND left_on IS NULL AND since <= ?3 AND confirmed_at IS NOT NULL
    AND (since, worker_id) > (?4, ?5) ORDER BY since, worker_id`

const STAFF_GONE = `SELECT worker_id, job, left_on AS at, 1 AS gone FROM employments INDEXED BY employments_gone
  WHERE place_id = ?1 AND left_on >= ?2 AND since <= ?3 AND confirmed_at IS NOT NULL
    AND (left_on, worker_id) > (?6, ?7) ORDER BY left_on, worker_id`

const WATCH = 'id, worker_id, room, first_day, last_day'

const WATCHED = `SELECT ${WATCH}, first_day AS at, 0 AS gone FROM watches INDEXED BY watches_kept_here
  WHERE place_id = ?1 AND kept = 'place' AND ended_on IS NULL AND first_day <= ?3
    AND (first_day, id) > (?4, ?5) ORDER BY first_day, id`

const WATCHED_GONE = `SELECT ${WATCH}, ended_on AS at, 1 AS gone FROM watches INDEXED BY watches_kept_gone
  WHERE place_id = ?1 AND kept = 'place' AND ended_on >= ?2 AND first_day <= ?3
    AND (ended_on, id) > (?6, ?7) ORDER BY ended_on, id`

interface LeafSpan {
  placeId: number
  days: DayRange
  after: After | null
}

const bind = (db: Db, sql: string, { placeId, days, after }: LeafSpan): D1PreparedStatement =>
  db.$client.prepare(sql).bind(placeId, days.from, days.to, ...goesOn(after))

/** The statements of the lists of people; tests read their plans. */
export const registerStatements = {
  staff: (db: Db, span: LeafSpan) =>
    bind(
      db,
      `SELECT w.id, w.name, w.pledge_number AS pledge, e.job, e.at, e.gone
       FROM (${oneAfterTheOther(STAFF, STAFF_GONE, LEAF_PEOPLE)}) e JOIN workers w ON w.id = e.worker_id`,
      span,
    ),
  /** Who is in the place’s own isolation area, each with their readings. */
  watched: (db: Db, span: LeafSpan) =>
    bind(
      db,
      `SELECT w.id, w.worker_id AS workerId, n.name, w.room, w.first_day AS firstDay, w.last_day AS lastDay, w.at, w.gone,
         (SELECT json_group_array(json_array(r.id, r.day, r.shift, r.temperature)) FROM watch_readings r
          WHERE r.watch_id = w.id AND r.day BETWEEN ?2 AND ?3) AS readings
       FROM (${oneAfterTheOther(WATCHED, WATCHED_GONE, LEAF_WATCHED)}) w JOIN workers n ON n.id = w.worker_id`,
      span,
    ),
  anyWatched: (db: Db, { placeId, days }: LeafSpan) =>
    db.$client
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM watches INDEXED BY watches_kept_here
             WHERE place_id = ?1 AND kept = 'place' AND ended_on IS NULL AND first_day <= ?3)
           OR EXISTS (SELECT 1 FROM watches INDEXED BY watches_kept_gone
             WHERE place_id = ?1 AND kept = 'place' AND ended_on >= ?2 AND first_day <= ?3) AS any`,
      )
      .bind(placeId, days.from, days.to),
}

interface Line {
  /** Day numbers, as of `After`. */
  at: number
  gone: 0 | 1
}

export interface RegisterWorker {
  id: number
  /** Encrypted. */
  name: string
  job: string
  pledge: string | null
}

export interface RegisterWatch {
  id: number
  workerId: number
  /** Encrypted. */
  name: string
  room: string
  firstDay: number
  lastDay: number
  /** One that corrects another comes after it. */
  readings: KeptReading[]
}

type KeptReading = [id: number, day: number, shift: 'am' | 'pm', temperature: number]

/** Sorted here: the database would read each of them twice. */
const inTheirOrder = (readings: string): KeptReading[] =>
  (JSON.parse(readings) as KeptReading[]).sort(([a], [b]) => a - b)

export interface Staff {
  workers: RegisterWorker[]
  /** Of everybody, on all days of the leaf. */
  measured: { day: number; workerId: number; shift: 'am' | 'pm'; temperature: number }[]
}

/** What was entered, recorded and counted. */
export interface Records {
  days: { day: number; visits: number; people: number; over: number; doubtful: number }[]
  duties: ReturnType<typeof recordsFrom>
  stock: (Omit<RawStock, 'items'> & {
    items: { item: string; quantity: number; perDay: number | null }[]
  })[]
}

/** What stands on a leaf; and what shows which one follows. */
export interface ReadLeaf extends Found {
  staff: Staff | null
  records: Records | null
  watches: RegisterWatch[] | null
}

const rowsOf = <T>(result: D1Result<unknown> | undefined): T[] => (result?.results ?? []) as T[]

/** The lines of a leaf, and where the list goes on. */
function cut<T extends Line & { id: number }>(
  rows: T[],
  most: number,
): { lines: T[] } & Pick<Found, 'more'> {
  const last = rows.length > most ? rows[most - 1] : undefined
  return {
    lines: rows.slice(0, most),
    more: last ? { gone: last.gone === 1, at: last.at, id: last.id } : null,
  }
}

type Goes = Pick<Found, 'more'>

async function readStaff(db: Db, span: LeafSpan): Promise<{ staff: Staff } & Goes> {
  const [workers, measured] = await batchAll(db, [
    registerStatements.staff(db, span),
    paperStatements.measured(db, { placeId: span.placeId, ...span.days }),
  ])
  const { lines, more } = cut(rowsOf<RegisterWorker & Line>(workers), LEAF_PEOPLE)
  return { staff: { workers: lines, measured: readingsFrom(rowsOf<DayReadings>(measured)) }, more }
}

async function readWatches(db: Db, span: LeafSpan): Promise<{ watches: RegisterWatch[] } & Goes> {
  const read = await registerStatements
    .watched(db, span)
    .all<RegisterWatch & Line & { readings: string }>()
  const { lines, more } = cut(read.results, LEAF_WATCHED)
  return {
    watches: lines.map((line) => ({ ...line, readings: inTheirOrder(line.readings) })),
    more,
  }
}

async function readRecords(
  db: Db,
  span: LeafSpan,
): Promise<{ records: Records } & Pick<Found, 'watched'>> {
  const days = { placeId: span.placeId, ...span.days }
  const [entered, duties, stock, any] = await batchAll(db, [
    paperStatements.days(db, days),
    paperStatements.duties(db, days),
    paperStatements.stock(db, days),
    registerStatements.anyWatched(db, span),
  ])
  const counts = inOrder(rowsOf<RawStock>(stock))
  return {
    records: {
      days: rowsOf(entered),
      duties: recordsFrom(rowsOf<DayRecords>(duties)),
      stock: counts.map((row) => ({ ...row, items: JSON.parse(row.items) })),
    },
    watched: rowsOf<{ any: 0 | 1 }>(any)[0]?.any === 1,
  }
}

/**
 * A leaf of the registers: two rows of each of sixteen workers or sixteen of each of four under observation, and one
 * of a day’s readings; records are four rows a day, in a round trip of their own.
 */
export async function readLeaf(db: Db, placeId: number, leaf: Leaf): Promise<ReadLeaf> {
  const span = { placeId, days: leaf.days, after: leaf.after }
  const nothing = { staff: null, records: null, watches: null, more: null, watched: false }
  if (leaf.part === 'watched') return { ...nothing, ...(await readWatches(db, span)) }
  const people = leaf.part === 'staff' ? await readStaff(db, span) : nothing
  const rest = holdsRecords(leaf, people) ? await readRecords(db, span) : {}
  return { ...nothing, ...people, ...rest }
}
