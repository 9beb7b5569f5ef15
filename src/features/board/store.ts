// What the pages of the board read of a place and a day. No statement here selects a phone number,
// and every one is over an index.
import type { Db } from '../../db/client'
import { worksFrom } from '../../db/works-from-store'
import { POSTER } from './rules'
import type { DutyRecord, StockCount, WorkerTemperature } from './tables'

/** A row with the stored (encrypted) name of whoever made it. */
type By = { byName: string | null }
export type ReadRecord = Pick<DutyRecord, 'id' | 'key' | 'day' | 'duty' | 'at' | 'by' | 'detail'> &
  By
export type ReadCount = Pick<StockCount, 'id' | 'key' | 'day' | 'at' | 'by' | 'items'> & By
export type ReadTemperature = Pick<
  WorkerTemperature,
  'id' | 'key' | 'workerId' | 'shift' | 'temperature' | 'at' | 'by' | 'corrects' | 'reportedAt'
> &
  By

export interface ReadWorker {
  workerId: number
  /** Encrypted. */
  name: string
  job: string
  /** Encrypted. */
  address: string | null
  shown: number
  pledged: number
  /** From this day number they may work; null: at once. */
  worksFrom: number | null
}

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
const MOST_STAFF = 2000
/** Records looked through for a disinfection; with one a day the newest few are enough. */
const FIRSTS_BACK = 200

const RECORDS = `SELECT d.id, d.key, d.day, d.duty, d.at, d.by, d.detail, a.display_name AS byName
  FROM duty_records d LEFT JOIN accounts a ON a.id = d.by
  WHERE d.place_id = ?1 AND d.day BETWEEN ?2 - ${DAYS_BACK} AND ?2 AND d.undone_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM duty_records c WHERE c.place_id = d.place_id AND c.day = d.day
      AND c.duty = d.duty AND c.corrects = d.id AND c.undone_at IS NULL)
  LIMIT ${MOST_ROWS}`

const COUNTS = `SELECT s.id, s.key, s.day, s.at, s.by, s.items, a.display_name AS byName
  FROM stock_counts s LEFT JOIN accounts a ON a.id = s.by
  WHERE s.place_id = ?1 AND s.day BETWEEN ?2 - ${COUNT_DAYS_BACK} AND ?2 AND s.undone_at IS NULL
  ORDER BY s.day DESC, s.id DESC LIMIT 20`

const STAFF = `SELECT e.worker_id AS workerId, w.name, w.address, e.job, e.shown_by_consent AS shown,
    EXISTS (SELECT 1 FROM pledges p WHERE p.worker_id = e.worker_id AND p.kind = 'personal'
      AND p.withdrawn_at IS NULL AND p.superseded_by IS NULL) AS pledged,
    ${worksFrom('e.worker_id', '?2')} AS worksFrom
  FROM employments e CROSS JOIN workers w ON w.id = e.worker_id
  WHERE e.place_id = ?1 AND e.confirmed_at IS NOT NULL AND e.left_on IS NULL LIMIT ${MOST_STAFF}`

const TEMPERATURES = `SELECT t.id, t.key, t.worker_id AS workerId, t.shift, t.temperature, t.at, t.by, t.corrects,
    t.reported_at AS reportedAt, a.display_name AS byName
  FROM worker_temperatures t LEFT JOIN accounts a ON a.id = t.by
  WHERE t.place_id = ?1 AND t.day = ?2 AND t.undone_at IS NULL LIMIT ${MOST_STAFF * 3}`

const VISITS = `SELECT d.visits, d.over, d.waiting, (SELECT v.at FROM visits v
    WHERE v.place_id = d.place_id AND v.day = d.day ORDER BY v.key DESC LIMIT 1) AS lastAt
  FROM place_days d WHERE d.place_id = ?1 AND d.day = ?2`

// What a place does before it first opens, each from its own rows. A poster hangs when the keeper says
// so or somebody came in by it (the counts outlive the purged entries); only a disinfection names an agent.
const FIRSTS = `SELECT
  EXISTS (SELECT 1 FROM pledges WHERE place_id = ?1 AND kind = 'place'
    AND withdrawn_at IS NULL AND superseded_by IS NULL) AS pledge,
  EXISTS (SELECT 1 FROM stock_counts WHERE place_id = ?1 AND undone_at IS NULL) AS stock,
  EXISTS (SELECT 1 FROM place_days WHERE place_id = ?1) OR EXISTS (SELECT 1 FROM duty_records
    WHERE place_id = ?1 AND duty = '${POSTER.id}' AND undone_at IS NULL) AS poster,
  EXISTS (SELECT 1 FROM (SELECT undone_at, detail FROM duty_records WHERE place_id = ?1
    ORDER BY day DESC LIMIT ${FIRSTS_BACK}) WHERE undone_at IS NULL AND detail->>'with' IS NOT NULL) AS disinfected,
  EXISTS (SELECT 1 FROM worker_temperatures WHERE place_id = ?1 AND undone_at IS NULL) AS measured`

const LIVE =
  'SELECT ifnull(sum(people), 0) AS live FROM place_slots WHERE place_id = ?1 AND slot >= ?2'

interface Asked {
  /** The first slot whose people are still inside; null: who is inside is not asked. */
  liveFrom?: number | null
  /** Whether to look for what was done before opening. */
  firsts?: boolean
}

/** The statements behind a day, in the order `readRows` takes them; tests read their plans. */
export const dayStatements = (
  db: Db,
  placeId: number,
  day: number,
  { liveFrom = null, firsts = false }: Asked = {},
): D1PreparedStatement[] => [
  db.$client.prepare(RECORDS).bind(placeId, day),
  db.$client.prepare(COUNTS).bind(placeId, day),
  db.$client.prepare(STAFF).bind(placeId, day),
  db.$client.prepare(TEMPERATURES).bind(placeId, day),
  db.$client.prepare(VISITS).bind(placeId, day),
  ...(firsts ? [db.$client.prepare(FIRSTS).bind(placeId)] : []),
  ...(liveFrom === null ? [] : [db.$client.prepare(LIVE).bind(placeId, liveFrom)]),
]

/** Of each worker and shift the newest reading that was not taken back. */
function standing(readings: ReadTemperature[]): ReadTemperature[] {
  const newest = new Map<string, ReadTemperature>()
  for (const each of [...readings].sort((a, b) => a.id - b.id))
    newest.set(`${each.workerId} ${each.shift}`, each)
  return [...newest.values()]
}

type Stored<T, K extends keyof T> = Omit<T, K> & Record<K, string>

type Firsts = Record<'pledge' | 'stock' | 'poster' | 'disinfected' | 'measured', boolean>

export interface DayRows {
  records: ReadRecord[]
  counts: ReadCount[]
  staff: ReadWorker[]
  /** Of each worker and shift the newest reading. */
  temperatures: ReadTemperature[]
  /** All readings but those corrected: somebody over the limit has several. */
  readings: ReadTemperature[]
  visits: ReadVisits
  /** What was ever done of the things before opening; null where it was not asked. */
  firsts: Firsts | null
  /** People inside; null where it was not asked. */
  live: number | null
}

const NO_VISITS: ReadVisits = { visits: 0, over: 0, waiting: 0, lastAt: null }

/** Everything of a place and a day in one round trip; who is inside and the beginnings only if asked. */
export async function readRows(
  db: Db,
  placeId: number,
  day: number,
  asked: Asked = {},
): Promise<DayRows> {
  const [records, counts, staff, temperatures, visits, ...more] = await db.$client.batch(
    dayStatements(db, placeId, day, asked),
  )
  const firsts = asked.firsts ? more.shift() : undefined
  const [live] = more
  const workers = (staff?.results ?? []) as ReadWorker[]
  const here = new Set(workers.map((each) => each.workerId))
  const readings = ((temperatures?.results ?? []) as ReadTemperature[]).filter((each) =>
    here.has(each.workerId),
  )
  const corrected = new Set(readings.map((each) => each.corrects))
  const [once] = (firsts?.results ?? []) as Record<keyof Firsts, number>[]
  return {
    records: ((records?.results ?? []) as Stored<ReadRecord, 'detail'>[])
      .map((row) => ({ ...row, detail: JSON.parse(row.detail) as ReadRecord['detail'] }))
      .sort((a, b) => a.at - b.at),
    counts: ((counts?.results ?? []) as Stored<ReadCount, 'items'>[]).map((row) => ({
      ...row,
      items: JSON.parse(row.items) as ReadCount['items'],
    })),
    staff: workers,
    temperatures: standing(readings),
    readings: readings.filter((each) => !corrected.has(each.id)),
    visits: ((visits?.results ?? []) as ReadVisits[])[0] ?? NO_VISITS,
    firsts: once
      ? {
          pledge: once.pledge === 1,
          stock: once.stock === 1,
          poster: once.poster === 1,
          disinfected: once.disinfected === 1,
          measured: once.measured === 1,
        }
      : null,
    live: ((live?.results ?? []) as { live: number }[])[0]?.live ?? null,
  }
}

/** The stored phone numbers of a place's workers, for the tail that tells two of one name apart. */
export async function workerPhones(db: Db, placeId: number): Promise<Map<number, string>> {
  const { results } = await db.$client
    .prepare(
      `SELECT e.worker_id AS id, w.phone FROM employments e CROSS JOIN workers w ON w.id = e.worker_id
       WHERE e.place_id = ? AND e.confirmed_at IS NOT NULL AND e.left_on IS NULL LIMIT ${MOST_STAFF}`,
    )
    .bind(placeId)
    .all<{ id: number; phone: string }>()
  return new Map(results.map(({ id, phone }) => [id, phone]))
}
