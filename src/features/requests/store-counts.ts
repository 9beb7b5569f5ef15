// Counts of requests for help, from what triggers keep by area; those past their time are read one by one.
import { batchAll, type Db } from '../../db/client'
import { startOfDay } from '../../shared/clock'
import { type Age, ageOf, UNANSWERED } from './rules'

export type HelpCounts = Record<'open' | 'in_hand' | 'answered' | 'late', number>

interface Counting {
  /** Only with these teams and departments; null: with all. */
  units?: string[] | null
  /** Of which states the late ones are counted. */
  late: readonly ('open' | 'in_hand')[]
  /** The late ones of a state are counted up to one more. */
  most?: number
}

/** Of one state; over the index of the units only where some are asked for. */
const lateStatement = (narrow: boolean): string =>
  `SELECT count(*) AS n FROM (SELECT 1 FROM json_each(?1) a ${
    narrow
      ? 'CROSS JOIN json_each(?5) u CROSS JOIN help_lists l INDEXED BY help_lists_unit ON l.unit = u.value AND'
      : 'CROSS JOIN help_lists l ON'
  } l.area_id = a.value AND l.state = ?2 AND l.answer_by < ?3 LIMIT ?4)`

/** What is under way in these areas. */
export async function countHelp(
  db: Db,
  areas: number[],
  now: number,
  { units = null, late, most }: Counting,
): Promise<HelpCounts> {
  const [inside, only] = [JSON.stringify(areas), units && JSON.stringify(units)]
  const [sums, ...past] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT s.state, s.n FROM json_each(?1) a CROSS JOIN json_each(?2) u
           CROSS JOIN help_sums s ON s.area_id = a.value AND s.by = ?3 AND s.name = u.value`,
      )
      .bind(inside, only ?? '[""]', only ? 'unit' : 'all'),
    ...late.map((state) =>
      db.$client
        .prepare(lateStatement(only !== null))
        .bind(inside, state, now, most === undefined ? -1 : most + 1, ...(only ? [only] : [])),
    ),
  ])
  const counts: HelpCounts = { open: 0, in_hand: 0, answered: 0, late: 0 }
  type Count = { state: 'open' | 'in_hand' | 'answered'; n: number }
  for (const { state, n } of (sums?.results ?? []) as Count[]) counts[state] += n
  for (const { results } of past) counts.late += (results as { n: number }[])[0]?.n ?? 0
  return counts
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
