// Writing an import: one batch a step, each only if the import still stands where the step began, so
// that a step tried twice, or by two at once, is one.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { auditIfChanged } from '../audit'
import type { Import, ImportRow } from './tables'

export const STEP_ROWS = 200

export type Running = Pick<Import, 'id' | 'key' | 'kind' | 'done' | 'by'>

/** Imports that are being written, the oldest first. */
export async function runningImports(db: Db): Promise<Running[]> {
  const { results } = await db.$client
    .prepare(
      "SELECT id, key, kind, done, by FROM imports WHERE state = 'running' ORDER BY state, id LIMIT 10",
    )
    .all<Running>()
  return results
}

export const runningImport = (db: Db, id: number): Promise<Running | null> =>
  db.$client
    .prepare("SELECT id, key, kind, done, by FROM imports WHERE id = ? AND state = 'running'")
    .bind(id)
    .first<Running>()

export interface Ahead {
  rows: Pick<ImportRow, 'line' | 'cells'>[]
  /** The largest ids so far: what is new counts on from them. */
  lastPlace: number
  lastArea: number
}

/** The good lines a step begins with. */
export async function linesAhead(db: Db, { id, done }: Running): Promise<Ahead> {
  const [rows, last] = await batchAll(db, [
    db.$client
      .prepare(
        `SELECT line, cells FROM import_rows WHERE import_id = ? AND line > ? AND error IS NULL ORDER BY line LIMIT ${STEP_ROWS}`,
      )
      .bind(id, done),
    db.$client.prepare(
      'SELECT ifnull((SELECT max(id) FROM places), 0) AS place, ifnull((SELECT max(id) FROM areas), 0) AS area',
    ),
  ])
  const [ids] = (last?.results ?? []) as { place: number; area: number }[]
  return {
    rows: (rows?.results ?? []) as Ahead['rows'],
    lastPlace: ids?.place ?? 0,
    lastArea: ids?.area ?? 0,
  }
}

/** One new place, by column; `line` is its line in the import. */
export interface PlaceRow {
  line: number
  id: number
  code: string
  kind: string
  name: string
  folded: string
  trade: string
  address: string
  areaId: number
  areaPath: string
  opensAt: number | null
  closesAt: number | null
  contractor: string | null
  contact: [string | null, string | null, string | null]
  grams: string[]
}

export interface AreaRow {
  id: number
  parentId: number
  level: 'district' | 'village'
  name: string
  nameEn: string
  path: string
}

export interface Step {
  through: number
  /** Lines this step is about, good ones only. */
  lines: number
  places: PlaceRow[]
  /** Lines whose place is in the register already. */
  known: { line: number; placeId: number }[]
  areas: AreaRow[]
  /** Lines that made areas; how many new places there are is only known when they are written. */
  madeAreas: number
  /** Lines that no longer hold, e.g. because the rulebook changed meanwhile. */
  refused: { line: number; error: string }[]
}

export const STANDS =
  "EXISTS (SELECT 1 FROM imports WHERE id = ?1 AND state = 'running' AND done = ?2)"
// Against a second import of the same lines at the same moment; what was there before is told apart in `sameNamed`.
const SAME = `p.area_path = j.value->>'areaPath' AND p.name_folded = j.value->>'folded' AND p.address = j.value->>'address'`

export interface SameNamed {
  id: number
  areaPath: string
  folded: string
  address: string
}

/** Places of these villages that have these names, folded; over the index of names. */
export const sameNamedStatement = (
  db: Db,
  asked: readonly Pick<PlaceRow, 'areaPath' | 'folded'>[],
): D1PreparedStatement =>
  db.$client
    .prepare(
      `SELECT p.id, p.area_path AS areaPath, p.name_folded AS folded, p.address FROM json_each(?) j
       CROSS JOIN places p ON p.area_path = j.value->>0 AND p.name_folded = j.value->>1`,
    )
    .bind(JSON.stringify(asked.map(({ areaPath, folded }) => [areaPath, folded])))

export const sameNamed = async (
  db: Db,
  asked: readonly Pick<PlaceRow, 'areaPath' | 'folded'>[],
): Promise<SameNamed[]> =>
  asked.length === 0 ? [] : (await sameNamedStatement(db, asked).all<SameNamed>()).results

// Lines are there, so each of these is an update; written as one it would pair every line with every row.
export const mark = (
  column: 'place_id' | 'error',
  value: string,
  stands: string = STANDS,
): string =>
  `INSERT INTO import_rows (import_id, line, cells, ${column}) SELECT ?1, j.value->>'line', '', ${value} FROM json_each(?3) j
   WHERE ${stands} ON CONFLICT (import_id, line) DO UPDATE SET ${column} = excluded.${column}`

/** Whoever sent the file, for what is written of it later. */
export const sender = ({ kind, by }: Pick<Running, 'kind' | 'by'>): Actor => ({
  kind: kind === 'roster' ? 'keeper' : 'officer',
  id: by,
  name: '',
  scopes: [],
  places: [],
})

/** Writes one step; false when another was first. Throws when an id or code was taken meanwhile: try again. */
export async function writeStep(
  db: Db,
  running: Running,
  step: Step,
  now: number,
): Promise<boolean> {
  const { id, done } = running
  const at = [id, done] as const
  const places = JSON.stringify(step.places)
  const results = await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO areas (id, parent_id, level, name, name_en, path)
         SELECT j.value->>'id', j.value->>'parentId', j.value->>'level', j.value->>'name', j.value->>'nameEn', j.value->>'path'
         FROM json_each(?3) j WHERE ${STANDS}`,
      )
      .bind(...at, JSON.stringify(step.areas)),
    db.$client
      .prepare(
        `INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path, entrances, status, stage,
           opens_at, closes_at, contractor, contact_name, contact_phone, contact_phone_index, created_at)
         SELECT j.value->>'id', j.value->>'code', j.value->>'kind', j.value->>'name', j.value->>'folded', j.value->>'trade',
           j.value->>'address', j.value->>'areaId', j.value->>'areaPath', '[]', 'known', iif(j.value->>'kind' = 'site', 'none', NULL),
           j.value->>'opensAt', j.value->>'closesAt', j.value->>'contractor', j.value->>'$.contact[0]', j.value->>'$.contact[1]', j.value->>'$.contact[2]', ?4
         FROM json_each(?3) j WHERE ${STANDS} AND NOT EXISTS (SELECT 1 FROM places p WHERE ${SAME})`,
      )
      .bind(...at, places, now),
    db.$client
      .prepare(
        `INSERT INTO place_grams (gram, place_id) SELECT g.value, j.value->>'id' FROM json_each(?3) j, json_each(j.value, '$.grams') g
         WHERE ${STANDS} AND EXISTS (SELECT 1 FROM places WHERE id = j.value->>'id') ON CONFLICT DO NOTHING`,
      )
      .bind(...at, places),
    db.$client
      .prepare(mark('place_id', `(SELECT p.id FROM places p WHERE ${SAME} ORDER BY p.id LIMIT 1)`))
      .bind(...at, places),
    db.$client
      .prepare(mark('place_id', "j.value->>'placeId'"))
      .bind(...at, JSON.stringify(step.known)),
    db.$client
      .prepare(mark('error', "j.value->>'error'"))
      .bind(...at, JSON.stringify(step.refused)),
    db.$client
      .prepare(
        `UPDATE imports SET done = ?3, bad = bad + ?4, made = made + ?5 + n, known = known + ?6 - ?5 - n
         FROM (SELECT count(*) AS n FROM json_each(?7) j JOIN places p ON p.id = j.value->>'id' AND p.code = j.value->>'code')
         WHERE id = ?1 AND state = 'running' AND done = ?2`,
      )
      .bind(
        ...at,
        step.through,
        step.refused.length,
        step.madeAreas,
        step.lines - step.refused.length,
        places,
      ),
    auditIfChanged(db, {
      at: now,
      actor: sender(running),
      act: 'imports.write',
      subject: `imports:${id}`,
      detail: { through: step.through, lines: step.lines, areas: step.areas.length },
    }),
  ])
  return wrote(results[6])
}

/** Nothing is left to write. */
export async function finishImport(db: Db, running: Running, now: number): Promise<void> {
  const { id, done } = running
  await batchAll(db, [
    db.$client
      .prepare(
        "UPDATE imports SET state = 'done', version = version + 1, finished_at = ?3 WHERE id = ?1 AND state = 'running' AND done = ?2",
      )
      .bind(id, done, now),
    auditIfChanged(db, {
      at: now,
      actor: sender(running),
      act: 'imports.finish',
      subject: `imports:${id}`,
    }),
  ])
}
