// Lines of a day out of its view, found by how their places stand: each place shown is one row.
import type { Db } from '../../db/client'
import type { PatrolLevel } from '../../shared/patrol'
import { placesNamed } from '../places'
import type { PatrolLine } from './rules-day'
import { type KeptLine, lineFrom } from './rules-view'

/** Where a page goes on, in walking order. */
export interface Walked {
  areaPath: string
  placeId: number
}

export interface StandsAsked {
  day: number
  level: PatrolLevel
  /** As of `standOf`; one is shown in walking order with the others. */
  stands: readonly string[]
  /** As of `rangesOf`, none inside another. */
  ranges: string
  /** Only of these teams; null: of all. */
  teams: readonly number[] | null
  after: Walked | null
  limit: number
}

interface Found {
  areaPath: string
  placeId: number
  line: string
}

/** D1 takes no more parts of one statement. */
const MOST_PARTS = 5

/**
 * Each part is walked over an index in the order of the whole, and the parts of a statement are merged: besides
 * the rows it gives one is read of each. The stands that are had most come first and so into one statement.
 */
export function linesStatements(db: Db, asked: StandsAsked): D1PreparedStatement[] {
  const { day, level, stands, ranges, teams, after, limit } = asked
  const spans: [string, string][] = JSON.parse(ranges)
  const index = teams === null ? `patrol_days_${level}` : 'patrol_days_team'
  const parts = stands.flatMap((_, stand) =>
    spans.flatMap((__, span) =>
      (teams ?? [null]).map(
        (
          ___,
          team,
        ) => `SELECT d.area_path AS areaPath, d.place_id AS placeId, d.line FROM patrol_days d INDEXED BY ${index}
          WHERE d.day = ?1 AND d.${level} = ?2 ->> ${stand} ${teams === null ? '' : `AND d.team = ?3 ->> ${team}`}
            AND d.area_path >= max(?4 ->> ${span} ->> 0, ?5) AND d.area_path < ?4 ->> ${span} ->> 1
            AND (d.area_path > ?5 OR d.place_id > ?6)`,
      ),
    ),
  )
  const values = [day, JSON.stringify(stands), JSON.stringify(teams ?? []), ranges]
  return Array.from({ length: Math.ceil(parts.length / MOST_PARTS) }, (_, i) =>
    db.$client
      .prepare(
        `${parts.slice(i * MOST_PARTS, (i + 1) * MOST_PARTS).join(' UNION ALL ')} ORDER BY 1, 2 LIMIT ?7`,
      )
      .bind(...values, after?.areaPath ?? '', after?.placeId ?? 0, limit),
  )
}

const inOrder = (a: Found, b: Found): number =>
  a.areaPath < b.areaPath ? -1 : a.areaPath > b.areaPath ? 1 : a.placeId - b.placeId

function judged(
  { line }: Found,
  { level, day }: Pick<StandsAsked, 'level' | 'day'>,
  now: number,
): PatrolLine[] {
  const kept: KeptLine = JSON.parse(line)
  return [lineFrom(kept, { level, now, day })].filter((each) => each !== null)
}

/** Several questions in one round trip; each answered in walking order. */
export async function readLines(
  db: Db,
  asked: readonly StandsAsked[],
  now: number,
): Promise<PatrolLine[][]> {
  const statements = asked.map((each) => linesStatements(db, each))
  const sent = statements.flat()
  const results = sent.length === 0 ? [] : await db.$client.batch<Found>(sent)
  let taken = 0
  return asked.map((each, i) => {
    const own = results.slice(taken, taken + (statements[i]?.length ?? 0))
    taken += own.length
    const found = own.flatMap(({ results: rows }) => rows).sort(inOrder)
    return found.slice(0, each.limit).flatMap((row) => judged(row, each, now))
  })
}

export const walkedStatement = (db: Db, day: number, placeId: number): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT d.area_path AS areaPath, d.place_id AS placeId FROM patrol_days d WHERE d.day = ? AND d.place_id = ?`,
    )
    .bind(day, placeId)

/** Where a place of the day lies in walking order; null: it is not patrolled any more. */
export const walkedTo = (db: Db, day: number, placeId: number): Promise<Walked | null> =>
  walkedStatement(db, day, placeId).first<Walked>()

/** Places a page of a search looks at. */
const SEARCHED = 12

export interface Searched extends Pick<StandsAsked, 'day' | 'level' | 'ranges' | 'limit'> {
  q: string
  /** The first place that was not looked at yet. */
  from: number
}

/** Lines of these places (JSON of ids), which lie in the officer’s areas; two rows are read of each. */
export const searchStatement = (
  db: Db,
  { day, level, limit }: Pick<Searched, 'day' | 'level' | 'limit'>,
  ids: string,
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT d.area_path AS areaPath, d.place_id AS placeId, d.line FROM json_each(?2) g
         CROSS JOIN patrol_days d ON d.day = ?1 AND d.place_id = g.value
       WHERE d.${level} IS NOT NULL LIMIT ?3`,
    )
    .bind(day, ids, limit)

/** Lines of places whose names may hold what was typed, and the first place that was not looked at. */
export async function searchLines(
  db: Db,
  asked: Searched,
  now: number,
): Promise<{ lines: PatrolLine[]; next: number | null }> {
  const { q, ranges, from } = asked
  const { ids, next } = await placesNamed(db, { q, ranges, from: [from, 0], most: SEARCHED })
  if (ids.length === 0) return { lines: [], next: null }
  const { results } = await searchStatement(db, asked, JSON.stringify(ids)).all<Found>()
  return { lines: results.flatMap((found) => judged(found, asked, now)), next }
}
