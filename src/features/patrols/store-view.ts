// Keeps the view of a day: what has changed since it was made, and the one batch that brings it up to date.
import { batchAll, type Db, jsonRows } from '../../db/client'
import type { KeptDay, Tally } from './rules-view'

export interface View {
  token: string
  version: string
  seq: number
  at: number
  /** JSON, as of `listAreas`. */
  areas: string
}

export interface Changes {
  view: View | null
  /** The newest change of all. */
  seq: number
  /** Changes this view does not know of are no longer kept. */
  lost: boolean
  /** Places to be read anew; null: all of them. */
  places: number[] | null
}

/** More changes than these: the whole day is read anew, which costs no more. */
const MOST_CHANGES = 200

const VIEW = 'SELECT token, version, seq, at, areas FROM patrol_views WHERE day = ?'

// Two seeks: min() and max() in one would walk the table.
const LOG = `SELECT ifnull((SELECT max(seq) FROM patrol_changes), 0) AS newest,
  ifnull((SELECT min(seq) FROM patrol_changes), 1) AS oldest`

const CHANGED = `SELECT DISTINCT c.place_id AS placeId FROM patrol_changes c
  WHERE c.seq > (SELECT seq FROM patrol_views WHERE day = ?1) AND (c.day IS NULL OR c.day = ?1) LIMIT ${MOST_CHANGES}`

const STALE =
  'SELECT place_id AS placeId FROM patrol_days INDEXED BY patrol_days_stale WHERE day = ?1 AND stale_at <= ?2'

/** In the order `readChanges` takes them. */
export const changesStatements = (db: Db, day: number, now: number): D1PreparedStatement[] => [
  db.$client.prepare(VIEW).bind(day),
  db.$client.prepare(LOG),
  db.$client.prepare(CHANGED).bind(day),
  db.$client.prepare(STALE).bind(day, now),
]

/** A view of a day and what has changed since it was made: four rows when nothing has. */
export async function readChanges(db: Db, day: number, now: number): Promise<Changes> {
  const results = await db.$client.batch<never>(changesStatements(db, day, now))
  const [views, log, changed, stale] = results.map((each) => each.results)
  const view = first<View>(views)
  const { oldest, newest } = first<Log>(log) ?? { oldest: 1, newest: 0 }
  const known = view?.seq ?? newest
  const placed: { placeId: number | null }[] = [...(changed ?? []), ...(stale ?? [])]
  const ids = placed.flatMap(({ placeId }) => placeId ?? [])
  const all = newest - known > MOST_CHANGES || placed.some(({ placeId }) => placeId === null)
  return {
    view,
    seq: newest,
    lost: oldest > known + 1 || newest < known,
    places: all ? null : [...new Set(ids)],
  }
}

interface Log {
  oldest: number
  newest: number
}

const first = <T>(rows: T[] | undefined): T | null => rows?.[0] ?? null

export interface KeptRow {
  placeId: number
  areaPath: string
  town: string | null
  village: string | null
  team: number
  /** As of `KeptLine`. */
  line: string
}

const ROW = 'd.place_id AS placeId, d.area_path AS areaPath, d.town, d.village, d.team, d.line'

export async function readKept(db: Db, day: number, ids: readonly number[]): Promise<KeptRow[]> {
  const { results } = await keptStatement(db, day, ids).all<KeptRow>()
  return results
}

export const keptStatement = (db: Db, day: number, ids: readonly number[]): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT ${ROW} FROM json_each(?2) j CROSS JOIN patrol_days d ON d.day = ?1 AND d.place_id = j.value`,
    )
    .bind(day, JSON.stringify(ids))

export const unitsStatement = (
  db: Db,
  day: number,
  units: readonly string[],
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT u.unit, u.tally FROM json_each(?2) j CROSS JOIN patrol_units u ON u.day = ?1 AND u.unit = j.value`,
    )
    .bind(day, JSON.stringify(units))

/** By unit; one nobody is counted in is left out. */
export async function readUnits(
  db: Db,
  day: number,
  units: readonly string[],
): Promise<Map<string, Tally>> {
  const { results } = await unitsStatement(db, day, units).all<{ unit: string; tally: string }>()
  return new Map(results.map(({ unit, tally }) => [unit, JSON.parse(tally)]))
}

export interface Writing {
  day: number
  /** The view it was made from; null: there was none, or it is made anew. */
  before: View | null
  after: View
  /** Rows to be dropped; null: all of the day. */
  drop: readonly number[] | null
  rows: readonly KeptDay[]
  units: ReadonlyMap<string, Tally>
}

const ROWS_A_STATEMENT = 200
const HOLDS = 'EXISTS (SELECT 1 FROM patrol_views WHERE day = ?1 AND token = ?2)'

const parts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, i) =>
    rows.slice(i * ROWS_A_STATEMENT, (i + 1) * ROWS_A_STATEMENT),
  )

/** All of it, or nothing and false when somebody else has brought the view up to date meanwhile. */
export async function writeView(db: Db, writing: Writing): Promise<boolean> {
  const { day, before, after, drop, rows, units } = writing
  const run = (sql: string, ...values: unknown[]) =>
    db.$client.prepare(sql).bind(day, after.token, ...values)
  const begin = db.$client
    .prepare(
      `INSERT INTO patrol_views (day, token, version, seq, at, areas) SELECT ?1, ?2, ?3, ?4, ?5, ?7
       WHERE ifnull((SELECT token FROM patrol_views WHERE day = ?1), '') = ?6
       ON CONFLICT DO UPDATE SET token = excluded.token, version = excluded.version, seq = excluded.seq, at = excluded.at,
         areas = excluded.areas`,
    )
    .bind(day, after.token, after.version, after.seq, after.at, before?.token ?? '', after.areas)
  const results = await batchAll(db, [
    begin,
    ...(drop === null
      ? ['patrol_days', 'patrol_units'].map((table) =>
          run(`DELETE FROM ${table} WHERE day = ?1 AND ${HOLDS}`),
        )
      : [
          run(
            `DELETE FROM patrol_days WHERE day = ?1 AND place_id IN (SELECT value FROM json_each(?3)) AND ${HOLDS}`,
            JSON.stringify(drop),
          ),
        ]),
    ...parts(rows).map((some) =>
      run(
        `INSERT INTO patrol_days (day, place_id, area_path, town, village, team, stale_at, line)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
         FROM json_each(?3) WHERE ${HOLDS}`,
        jsonRows(
          some.map((each) => [
            each.placeId,
            each.areaPath,
            each.town,
            each.village,
            each.team,
            each.staleAt,
            JSON.stringify(each.line),
          ]),
        ),
      ),
    ),
    ...parts([...units]).map((some) =>
      run(
        `INSERT INTO patrol_units (day, unit, tally) SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?3) WHERE ${HOLDS}
         ON CONFLICT DO UPDATE SET tally = excluded.tally`,
        jsonRows(some.map(([unit, tally]) => [unit, JSON.stringify(tally)])),
      ),
    ),
    run(`SELECT 1 WHERE ${HOLDS}`),
  ])
  return (results.at(-1)?.results.length ?? 0) > 0
}

const KEPT_DAYS = 15
const KEPT_CHANGES = 5000

/** Forgets views nobody can ask for any more, and changes every view in use knows of. */
export const forgetViews = (db: Db, today: number): Promise<unknown> =>
  batchAll(db, [
    ...['patrol_days', 'patrol_units', 'patrol_views'].map((table) =>
      db.$client.prepare(`DELETE FROM ${table} WHERE day < ?`).bind(today - KEPT_DAYS),
    ),
    db.$client.prepare(
      `DELETE FROM patrol_changes WHERE seq < (SELECT max(seq) FROM patrol_changes) - ${KEPT_CHANGES}`,
    ),
  ])
