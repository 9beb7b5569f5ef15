// Counts of requests for help, from what triggers keep by area; those past their time are read one by one.
import { batchAll, type Db } from '../../db/client'
import { startOfDay } from '../../shared/clock'
import { type Age, ageOf, UNANSWERED } from './rules'
import type { HelpState } from './tables'

export interface HelpCounts {
  open: number
  in_hand: number
  answered: number
  late: number
  /** Of those waiting to be taken. */
  lateOpen: number
}

const lateIn = (state: HelpState): string => {
  const late = `l.area_id = a.value AND l.state = '${state}' AND l.answer_by < ?2`
  const counted = (from: string) =>
    `(SELECT count(*) FROM (SELECT 1 FROM json_each(?1) a ${from} LIMIT ?4))`
  return `iif(?3 IS NULL, ${counted(`CROSS JOIN help_lists l ON ${late}`)},
    ${counted(`CROSS JOIN json_each(?3) u CROSS JOIN help_lists l INDEXED BY help_lists_unit ON ${late} AND l.unit = u.value`)})`
}

/**
 * What is under way in these areas; `units`: only with these teams and departments; `most`: the late ones of
 * a state are counted up to one more.
 */
export async function countHelp(
  db: Db,
  areas: number[],
  now: number,
  { units = null, most = null }: { units?: string[] | null; most?: number | null } = {},
): Promise<HelpCounts> {
  const only = units && JSON.stringify(units)
  const [sums, late] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT s.state, sum(s.n) AS n FROM json_each(?1) a CROSS JOIN json_each(?2) u
           CROSS JOIN help_sums s ON s.area_id = a.value AND s.by = ?3 AND s.name = u.value GROUP BY s.state`,
      )
      .bind(JSON.stringify(areas), only ?? '[""]', only ? 'unit' : 'all'),
    db.$client
      .prepare(`SELECT ${lateIn('open')} AS open, ${lateIn('in_hand')} AS inHand`)
      .bind(JSON.stringify(areas), now, only, most === null ? -1 : most + 1),
  ])
  const counts: HelpCounts = { open: 0, in_hand: 0, answered: 0, late: 0, lateOpen: 0 }
  type Count = { state: 'open' | 'in_hand' | 'answered'; n: number }
  for (const { state, n } of (sums?.results ?? []) as Count[]) counts[state] = n
  const [past] = (late?.results ?? []) as { open: number; inHand: number }[]
  return { ...counts, late: (past?.open ?? 0) + (past?.inHand ?? 0), lateOpen: past?.open ?? 0 }
}

/** What one officer has in hand. */
export const countMine = async (
  db: Db,
  me: number,
  now: number,
): Promise<{ n: number; late: number }> =>
  (await db.$client
    .prepare(
      `SELECT count(*) AS n, ifnull(sum(answer_by < ?2), 0) AS late FROM help_requests
       INDEXED BY help_requests_taken WHERE taken_by = ?1 AND state = 'in_hand'`,
    )
    .bind(me, now)
    .first<{ n: number; late: number }>()) ?? { n: 0, late: 0 }

/** How many stand in a state, of one category or one day; of those past their time, `late`. */
export interface HelpSum {
  state: 'open' | 'in_hand' | 'answered'
  n: number
  late: number
}

export interface HelpSums {
  byCategory: (HelpSum & { category: string })[]
  byAge: (HelpSum & { age: Age })[]
}

interface Late {
  state: 'open' | 'in_hand'
  category: string
  at: number
}

/** Everything under way, by category and by how long ago it was asked. */
export async function sumHelp(db: Db, areas: number[], now: number): Promise<HelpSums> {
  const [sums, past] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT s.by, s.name, s.state, s.n FROM json_each(?1) a CROSS JOIN json_each('["category","day"]') b
           CROSS JOIN help_sums s ON s.area_id = a.value AND s.by = b.value`,
      )
      .bind(JSON.stringify(areas)),
    db.$client
      .prepare(
        `SELECT l.state, l.category, l.at FROM json_each(?1) a CROSS JOIN json_each(?3) s
           CROSS JOIN help_lists l ON l.area_id = a.value AND l.state = s.value AND l.answer_by < ?2`,
      )
      .bind(JSON.stringify(areas), now, JSON.stringify(UNANSWERED)),
  ])
  type Kept = { by: 'category' | 'day'; name: string; state: HelpSum['state']; n: number }
  const kept = (sums?.results ?? []) as Kept[]
  const late = ((past?.results ?? []) as Late[]).map((each) => ({ ...each, n: 0, late: 1 }))
  const of = (by: Kept['by']) => kept.filter((each) => each.by === by)
  return {
    byCategory: [
      ...of('category').map(({ name, state, n }) => ({ category: name, state, n, late: 0 })),
      ...late,
    ],
    byAge: [
      ...of('day').map(({ name, state, n }) => {
        return { age: ageOf(startOfDay(Number(name)), now), state, n, late: 0 }
      }),
      ...late.map(({ at, ...each }) => ({ ...each, age: ageOf(at, now) })),
    ],
  }
}
