// What the printed pages are filled from. Every read is a range of an index by place and day.
import { batchAll, type Db } from '../../db/client'
import type { StockOn, WeekFacts } from './rules'

interface Span {
  placeId: number
  from: number
  to: number
}

const SPAN = 'place_id = ?1 AND day BETWEEN ?2 AND ?3'

// A corrected row stays in the table; the row that corrects it names it.
const STANDING_DUTY = `r.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM duty_records x
  WHERE x.place_id = r.place_id AND x.day = r.day AND x.duty = r.duty AND x.corrects = r.id AND x.undone_at IS NULL)`
const STANDING_TEMPERATURE = `r.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM worker_temperatures x
  WHERE x.place_id = r.place_id AND x.day = r.day AND x.worker_id = r.worker_id AND x.corrects = r.id AND x.undone_at IS NULL)`

const bind = (db: Db, sql: string, { placeId, from, to }: Span, ...more: (string | number)[]) =>
  db.$client.prepare(sql).bind(placeId, from, to, ...more)

/** The statements behind the registers; tests read their plans. */
export const paperStatements = {
  stock: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT day, at, by, source, items FROM stock_counts WHERE ${SPAN} AND undone_at IS NULL ORDER BY day, at`,
      span,
    ),
  dutyCounts: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT r.day, r.duty, count(*) AS n FROM duty_records r WHERE r.${SPAN}
       AND ${STANDING_DUTY} GROUP BY r.day, r.duty`,
      span,
    ),
  duties: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT r.day, r.duty, r.at, r.by, r.source, r.detail FROM duty_records r
       WHERE r.${SPAN} AND ${STANDING_DUTY} ORDER BY r.day LIMIT 3000`,
      span,
    ),
  measuredCounts: (db: Db, span: Span, overFrom: number) =>
    bind(
      db,
      `SELECT r.day, r.shift, count(DISTINCT r.worker_id) AS n,
         count(DISTINCT iif(r.temperature >= ?4, r.worker_id, NULL)) AS over
       FROM worker_temperatures r WHERE r.${SPAN} AND ${STANDING_TEMPERATURE}
       GROUP BY r.day, r.shift`,
      span,
      overFrom,
    ),
  measured: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT r.day, r.worker_id AS workerId, r.shift, r.temperature FROM worker_temperatures r
       WHERE r.${SPAN} AND ${STANDING_TEMPERATURE} ORDER BY r.day, r.worker_id LIMIT 30000`,
      span,
    ),
  days: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT day, visits, people, over, waiting, doubtful FROM place_days WHERE ${SPAN} ORDER BY day`,
      span,
    ),
  workers: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT w.id, w.name, e.job, e.since, e.left_on AS leftOn, e.shown_by_consent AS shown,
         (SELECT p.number FROM pledges p WHERE p.worker_id = w.id AND p.kind = 'personal'
            AND p.withdrawn_at IS NULL AND p.superseded_by IS NULL ORDER BY p.id DESC LIMIT 1) AS pledge
       FROM employments e JOIN workers w ON w.id = e.worker_id
       WHERE e.place_id = ?1 AND e.confirmed_at IS NOT NULL AND e.since <= ?3 AND (e.left_on IS NULL OR e.left_on >= ?2)
       ORDER BY e.worker_id LIMIT 500`,
      span,
    ),
}

export interface RegisterWorker {
  id: number
  /** Encrypted. */
  name: string
  job: string
  since: number
  leftOn: number | null
  shown: 0 | 1
  pledge: string | null
}

interface RawStock {
  day: number
  at: number
  by: number
  source: 'tap' | 'paper'
  items: string
}

const rowsOf = <T>(result: D1Result<unknown> | undefined): T[] => (result?.results ?? []) as T[]

const lastOfDay = (counts: RawStock[]): StockOn[] => [
  ...new Map(counts.map(({ day, items }) => [day, { day, items: JSON.parse(items) }])).values(),
]

/** All that the week grid needs, in one round trip. */
export async function weekFacts(
  db: Db,
  span: Span,
  overFrom: number,
): Promise<WeekFacts & { workers: RegisterWorker[] }> {
  const [stock, duties, measured, days, workers] = await batchAll(db, [
    paperStatements.stock(db, span),
    paperStatements.dutyCounts(db, span),
    paperStatements.measuredCounts(db, span, overFrom),
    paperStatements.days(db, span),
    paperStatements.workers(db, span),
  ])
  return {
    stock: lastOfDay(rowsOf(stock)),
    duties: rowsOf(duties),
    measured: rowsOf(measured),
    days: rowsOf(days),
    workers: rowsOf(workers),
  }
}

export interface Ledgers {
  workers: RegisterWorker[]
  measured: { day: number; workerId: number; shift: 'am' | 'pm'; temperature: number }[]
  days: { day: number; visits: number; people: number; over: number; doubtful: number }[]
  duties: {
    day: number
    duty: string
    at: number
    by: number
    source: 'tap' | 'paper'
    detail: Record<string, string>
  }[]
  stock: (Omit<RawStock, 'items'> & {
    items: { item: string; quantity: number; perDay: number | null }[]
  })[]
}

/** All registers of a range of days. */
export async function readLedgers(db: Db, span: Span): Promise<Ledgers> {
  const [workers, measured, days, duties, stock] = await batchAll(db, [
    paperStatements.workers(db, span),
    paperStatements.measured(db, span),
    paperStatements.days(db, span),
    paperStatements.duties(db, span),
    paperStatements.stock(db, span),
  ])
  return {
    workers: rowsOf(workers),
    measured: rowsOf(measured),
    days: rowsOf(days),
    duties: rowsOf<{ detail: string } & Omit<Ledgers['duties'][0], 'detail'>>(duties)
      .map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
      .sort((a, b) => a.at - b.at),
    stock: rowsOf<RawStock>(stock).map((row) => ({ ...row, items: JSON.parse(row.items) })),
  }
}
