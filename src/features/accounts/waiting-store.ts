// How much waits for an officer: counts that triggers keep for every area, and the late ones among them.
import type { Db } from '../../db/client'
import { outermost } from './scope'

/** The tables whose rows wait. */
export type WaitingTable = 'applications' | 'orders' | 'notices'

export interface WaitingAsk {
  table: WaitingTable
  /** As of `rangesOf`. */
  ranges: string
  /** Only those of these departments or units. */
  units?: readonly string[] | null
  /** The states whose late ones are counted. */
  late: readonly string[]
  now: number
  /** The late ones are counted up to one more than this. */
  most?: number
}

export interface Waiting {
  n: number
  late: number
}

const scopesIn = ({ ranges, units }: WaitingAsk): string[] => {
  const paths = (JSON.parse(outermost(ranges)) as [string][]).map(([path]) => path)
  return units ? paths.flatMap((path) => units.map((unit) => `${path}#${unit}`)) : paths
}

/** One row for each state that waits in each area; tests read its plan. */
export const waitingStatement = (db: Db, ask: WaitingAsk): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT c.what, c.count AS n, iif(instr(?3, '|' || c.what || '|') = 0, 0, (SELECT count(*) FROM
         (SELECT 1 FROM waiting w WHERE w.scope = c.scope AND w.what = c.what AND w.due < ?4 LIMIT ?5))) AS late
       FROM json_each(?1) s CROSS JOIN waiting_counts c ON c.scope = s.value AND c.what >= ?2 || '.' AND c.what < ?2 || '/'`,
    )
    .bind(
      JSON.stringify([...new Set(scopesIn(ask))]),
      ask.table,
      `|${ask.late.map((state) => `${ask.table}.${state}`).join('|')}|`,
      ask.now,
      ask.most === undefined ? -1 : ask.most + 1,
    )

/** What waits, by state; a state of which nothing waits is none late of none. */
export async function readWaiting(
  db: Db,
  ask: WaitingAsk,
): Promise<(...states: string[]) => Waiting> {
  const { results } = await waitingStatement(db, ask).all<Waiting & { what: string }>()
  return (...states) => {
    const rows = results.filter(({ what }) => states.includes(what.slice(ask.table.length + 1)))
    return {
      n: rows.reduce((sum, { n }) => sum + n, 0),
      late: rows.reduce((sum, { late }) => sum + late, 0),
    }
  }
}
