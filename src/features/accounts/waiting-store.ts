// How much waits for an officer: counts that triggers keep for every area, and the late ones among them.
import type { Db } from '../../db/client'
import { outermost } from './scope'

/** The tables whose rows wait. */
export type WaitingTable =
  | 'applications'
  | 'orders'
  | 'notices'
  | 'return_batches'
  | 'patrol_rounds'
  | 'arrivals'
  | 'inspections'
  | 'cases'
  | 'stage_steps'

export interface WaitingAsk {
  table: WaitingTable
  /** As of `rangesOf`; null: wherever. */
  ranges: string | null
  /** Only those of these departments or units. */
  units?: readonly string[] | null
  /** Only those of this account. */
  own?: number
  /** The states whose late ones are counted. */
  late: readonly string[]
  /** An instant, or a day where that is when they are due; what is due before is late. */
  now: number
  /** The late ones are counted up to one more than this. */
  most?: number
  /** Asked by a page of this room only: nothing is read of what waits in others. */
  alone?: boolean
}

export interface Waiting {
  n: number
  late: number
}

function scopesIn({ ranges, units, own }: WaitingAsk): string {
  const spans: [string][] = ranges === null ? [['']] : JSON.parse(outermost(ranges))
  const paths = spans.map(([path]) => path)
  const whose = own === undefined ? (units?.map((unit) => `#${unit}`) ?? ['']) : [`@${own}`]
  return JSON.stringify(paths.flatMap((path) => whose.map((each) => path + each)))
}

/** All that waits there, whatever it is: rooms that ask together ask for it once. */
const countsStatement = (
  db: Db,
  scopes: string,
  { table, alone }: WaitingAsk,
): D1PreparedStatement => {
  const counts =
    'SELECT c.what, c.count FROM json_each(?1) s CROSS JOIN waiting_counts c ON c.scope = s.value'
  if (!alone) return db.$client.prepare(counts).bind(scopes)
  // What follows a full stop comes before a stroke.
  return db.$client
    .prepare(`${counts} AND c.what > ?2 AND c.what < ?3`)
    .bind(scopes, `${table}.`, `${table}/`)
}

/** The late ones of each state, from the head of each scope. */
const lateStatements = (
  db: Db,
  scopes: string,
  { table, late, now, most }: WaitingAsk,
): D1PreparedStatement[] =>
  late.map((state) =>
    db.$client
      .prepare(
        `SELECT count(*) AS n FROM (SELECT 1 FROM json_each(?1) s CROSS JOIN waiting w
           ON w.scope = s.value AND w.what = ?2 AND w.due < ?3 LIMIT ?4)`,
      )
      .bind(scopes, `${table}.${state}`, now, most === undefined ? -1 : most + 1),
  )

const sum = (numbers: (number | undefined)[]): number =>
  numbers.reduce<number>((n, each) => n + (each ?? 0), 0)

/** What waits, by state; a state of which nothing waits is none late of none. */
export async function readWaiting(
  db: Db,
  ask: WaitingAsk,
): Promise<(...states: string[]) => Waiting> {
  const { table, late } = ask
  const scopes = scopesIn(ask)
  const [counts, ...past] = await db.$client.batch<{ what: string; count: number; n: number }>([
    countsStatement(db, scopes, ask),
    ...lateStatements(db, scopes, ask),
  ])
  return (...states) => ({
    n: sum(
      (counts?.results ?? []).map(({ what, count }) =>
        states.some((state) => what === `${table}.${state}`) ? count : 0,
      ),
    ),
    late: sum(past.map(({ results }, i) => (states.includes(late[i] ?? '') ? results[0]?.n : 0))),
  })
}

/** How many are late in all of the states. */
export async function countLate(db: Db, ask: WaitingAsk): Promise<number> {
  const past = await db.$client.batch<{ n: number }>(lateStatements(db, scopesIn(ask), ask))
  return sum(past.map(({ results }) => results[0]?.n))
}
