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
}

export interface Waiting {
  n: number
  late: number
}

const scopesIn = ({ ranges, units, own }: WaitingAsk): string[] => {
  const spans: [string][] = ranges === null ? [['']] : JSON.parse(outermost(ranges))
  const paths = spans.map(([path]) => path)
  if (own !== undefined) return paths.map((path) => `${path}@${own}`)
  return units ? paths.flatMap((path) => units.map((unit) => `${path}#${unit}`)) : paths
}

/** All that waits there, whatever it is: rooms that ask together ask for it once. Tests read its plan. */
export const countsStatement = (db: Db, scopes: string): D1PreparedStatement =>
  db.$client
    .prepare(
      'SELECT c.what, c.count FROM json_each(?1) s CROSS JOIN waiting_counts c ON c.scope = s.value',
    )
    .bind(scopes)

interface LateAsk {
  /** Table and state. */
  what: string
  now: number
  most: number | undefined
}

/** The late ones of one state, from the head of each scope; tests read its plan. */
export const lateStatement = (
  db: Db,
  scopes: string,
  { what, now, most }: LateAsk,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT count(*) AS n FROM (SELECT 1 FROM json_each(?1) s CROSS JOIN waiting w
         ON w.scope = s.value AND w.what = ?2 AND w.due < ?3 LIMIT ?4)`,
    )
    .bind(scopes, what, now, most === undefined ? -1 : most + 1)

/** What waits, by state; a state of which nothing waits is none late of none. */
export async function readWaiting(
  db: Db,
  ask: WaitingAsk,
): Promise<(...states: string[]) => Waiting> {
  const { table, late, now, most } = ask
  const scopes = JSON.stringify([...new Set(scopesIn(ask))])
  const [counts, ...past] = await db.$client.batch<{ what: string; count: number; n: number }>([
    countsStatement(db, scopes),
    ...late.map((state) => lateStatement(db, scopes, { what: `${table}.${state}`, now, most })),
  ])
  const sum = (numbers: (number | undefined)[]) =>
    numbers.reduce<number>((n, each) => n + (each ?? 0), 0)
  return (...states) => ({
    n: sum(
      (counts?.results ?? []).map(({ what, count }) =>
        states.some((state) => what === `${table}.${state}`) ? count : 0,
      ),
    ),
    late: sum(past.map(({ results }, i) => (states.includes(late[i] ?? '') ? results[0]?.n : 0))),
  })
}
