// What the printed pages are filled from. Every read is a range of an index by place and day.
import { batchAll, type Db } from '../../db/client'
import { overIndexed } from '../../db/over-store'
import { readingsStatement, recordsStatement } from '../board'
import type { StockOn, WeekFacts } from './rules'

interface Span {
  placeId: number
  from: number
  to: number
}

const SPAN = 'place_id = ?1 AND day BETWEEN ?2 AND ?3'

// A corrected row stays in the table; the row that corrects it names it.
const STANDING_TEMPERATURE = `r.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM worker_temperatures x
  WHERE x.place_id = r.place_id AND x.day = r.day AND x.worker_id = r.worker_id AND x.corrects = r.id AND x.undone_at IS NULL)`

/** Names on the sheet outside; of the others it says how many they are. */
const NAMES = 16

const bind = (db: Db, sql: string, { placeId, from, to }: Span, ...more: (string | number)[]) =>
  db.$client.prepare(sql).bind(placeId, from, to, ...more)

/** The statements behind the papers; tests read their plans. */
export const paperStatements = {
  stock: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT day, at, by, source, items FROM stock_counts WHERE ${SPAN} AND undone_at IS NULL ORDER BY day`,
      span,
    ),
  duties: recordsStatement,
  /** How often each duty was done and how many were measured, by the day. */
  done: (db: Db, span: Span) =>
    bind(db, `SELECT day, done, counted, am, pm FROM duty_days WHERE ${SPAN} ORDER BY day`, span),
  over: (db: Db, span: Span, overFrom: number) =>
    bind(
      db,
      `SELECT r.day, r.shift, count(DISTINCT r.worker_id) AS n FROM worker_temperatures r
       WHERE r.${SPAN} AND r.temperature >= ?4 ${overIndexed(overFrom)} AND ${STANDING_TEMPERATURE}
       GROUP BY r.day, r.shift`,
      span,
      overFrom,
    ),
  measured: readingsStatement,
  days: (db: Db, span: Span) =>
    bind(
      db,
      `SELECT day, visits, people, over, waiting, doubtful FROM place_days WHERE ${SPAN} ORDER BY day`,
      span,
    ),
  /** How many work there now, and how many more did within the days. */
  staff: (db: Db, { placeId, from }: Span) =>
    db.$client
      .prepare(
        `SELECT g.n + ifnull((SELECT listed FROM place_staff WHERE place_id = ?1), 0) AS total,
           g.signed + ifnull((SELECT signed FROM place_staff WHERE place_id = ?1), 0) AS pledged
         FROM (SELECT count(*) AS n, ifnull(sum(signed), 0) AS signed FROM employments INDEXED BY employments_gone
           WHERE place_id = ?1 AND left_on >= ?2 AND confirmed_at IS NOT NULL) g`,
      )
      .bind(placeId, from),
  named: (db: Db, { placeId }: Span) =>
    db.$client
      .prepare(
        `SELECT w.id, w.name, e.job FROM employments e INDEXED BY employments_shown
         CROSS JOIN workers w ON w.id = e.worker_id WHERE e.place_id = ?1 AND e.left_on IS NULL
           AND e.shown_by_consent = 1 AND e.confirmed_at IS NOT NULL ORDER BY e.worker_id LIMIT ${NAMES}`,
      )
      .bind(placeId),
}

/** Somebody who agreed to be named. */
export interface NamedWorker {
  id: number
  /** Encrypted. */
  name: string
  job: string
}

export interface RawStock {
  day: number
  at: number
  by: number
  source: 'tap' | 'paper'
  items: string
}

const rowsOf = <T>(result: D1Result<unknown> | undefined): T[] => (result?.results ?? []) as T[]

/** Of one day the earliest first; the database has them by the day. */
export const inOrder = (counts: RawStock[]): RawStock[] => counts.toSorted((a, b) => a.at - b.at)

const lastOfDay = (counts: RawStock[]): StockOn[] => [
  ...new Map(counts.map(({ day, items }) => [day, { day, items: JSON.parse(items) }])).values(),
]

interface DoneDay {
  day: number
  /** JSON. */
  done: string
  counted: number
  am: number
  pm: number
}

const dutiesOf = ({ day, done }: DoneDay): { day: number; duty: string; n: number }[] =>
  Object.entries(JSON.parse(done) as Record<string, number>).flatMap(([duty, n]) =>
    n > 0 && !duty.endsWith('/none') ? [{ day, duty, n }] : [],
  )

interface OverOn {
  day: number
  shift: 'am' | 'pm'
  n: number
}

const measuredOf = ({ day, am, pm }: DoneDay, over: OverOn[]): WeekFacts['measured'] =>
  (
    [
      ['am', am],
      ['pm', pm],
    ] as const
  ).flatMap(([shift, n]) => {
    const hot = over.find((each) => each.day === day && each.shift === shift)?.n ?? 0
    return n > 0 ? [{ day, shift, n, over: hot }] : []
  })

export interface WeekStaff {
  total: number
  pledged: number
  named: NamedWorker[]
}

/** All that the week grid needs, in one round trip. */
export async function weekFacts(
  db: Db,
  span: Span,
  { overFrom, names }: { overFrom: number; names: boolean },
): Promise<WeekFacts & { staff: WeekStaff }> {
  const [stock, done, over, days, staff, named] = await batchAll(db, [
    paperStatements.stock(db, span),
    paperStatements.done(db, span),
    paperStatements.over(db, span, overFrom),
    paperStatements.days(db, span),
    paperStatements.staff(db, span),
    ...(names ? [paperStatements.named(db, span)] : []),
  ])
  const doneDays = rowsOf<DoneDay>(done)
  const [counts] = rowsOf<Omit<WeekStaff, 'named'>>(staff)
  return {
    stock: lastOfDay(inOrder(rowsOf(stock))),
    duties: doneDays.flatMap(dutiesOf),
    measured: doneDays.flatMap((each) => measuredOf(each, rowsOf(over))),
    days: rowsOf(days),
    staff: { total: counts?.total ?? 0, pledged: counts?.pledged ?? 0, named: rowsOf(named) },
  }
}

export interface LedgerDay {
  day: number
  am: number
  pm: number
  visits: number
  counted: number
  /** How often each duty was done. */
  done: Record<string, number>
}

/** The registers day by day, in numbers: two rows a day, however many people are in them. */
export async function ledgerDays(db: Db, span: Span): Promise<LedgerDay[]> {
  const [done, days] = await batchAll(db, [
    paperStatements.done(db, span),
    paperStatements.days(db, span),
  ])
  const byDay = new Map(rowsOf<DoneDay>(done).map((each) => [each.day, each]))
  const visits = new Map(
    rowsOf<{ day: number; visits: number }>(days).map((each) => [each.day, each.visits]),
  )
  return Array.from({ length: span.to - span.from + 1 }, (_, i) => {
    const day = span.from + i
    const { am = 0, pm = 0, counted = 0, done: stored = '{}' } = byDay.get(day) ?? {}
    return { day, am, pm, counted, visits: visits.get(day) ?? 0, done: JSON.parse(stored) }
  })
}
