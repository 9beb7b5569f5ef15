// Imports: one row a file, its lines beside it until they are a week old. Only the officer who sent a
// file sees it.
import { batchAll, type Db, wrote } from '../../db/client'
import type { Actor } from '../../shared/actor'
import { auditAlways, auditIfChanged } from '../audit'
import type { Import, ImportKind, ImportRow } from './tables'

const IMPORT = `SELECT id, key, kind, state, version, total, bad, done, made, known, by, at, finished_at AS finishedAt FROM imports`

const WHO = 'by = ?2'

/** Bytes of lines in one statement; D1 takes 2 MB. */
const CHUNK = 500_000

export interface NewImport {
  id: number
  key: string
  kind: ImportKind
  rows: { line: number; cells: string; error: string | null }[]
}

function chunks(rows: NewImport['rows']): string[] {
  const made: string[] = []
  let part: string[] = []
  let size = 0
  for (const { line, cells, error } of rows) {
    const text = JSON.stringify([line, cells, error])
    if (size + text.length > CHUNK) {
      made.push(`[${part.join(',')}]`)
      part = []
      size = 0
    }
    part.push(text)
    size += text.length
  }
  return [...made, `[${part.join(',')}]`]
}

/** A checked file, all its lines or nothing. A key sent again makes no second one. */
export async function createImport(
  db: Db,
  file: NewImport,
  actor: Actor & { id: number },
  now: number,
): Promise<void> {
  const bad = file.rows.filter(({ error }) => error !== null).length
  await batchAll(db, [
    db.$client
      .prepare(
        `INSERT INTO imports (id, key, kind, state, total, bad, by, at) VALUES (?1, ?2, ?3, 'checked', ?4, ?5, ?6, ?7)
         ON CONFLICT (key) DO NOTHING`,
      )
      .bind(file.id, file.key, file.kind, file.rows.length, bad, actor.id, now),
    auditIfChanged(db, {
      at: now,
      actor,
      act: 'imports.check',
      subject: `imports:${file.id}`,
      detail: { kind: file.kind, total: file.rows.length, bad },
    }),
    ...chunks(file.rows).map((part) =>
      db.$client
        .prepare(
          `INSERT INTO import_rows (import_id, line, cells, error)
           SELECT ?1, value->>0, value->>1, value->>2 FROM json_each(?2)
           WHERE EXISTS (SELECT 1 FROM imports WHERE id = ?1)`,
        )
        .bind(file.id, part),
    ),
  ])
}

/** The import an officer has sent under a key. */
export const importOfKey = (db: Db, key: string, by: number): Promise<Import | null> =>
  db.$client.prepare(`${IMPORT} WHERE key = ?1 AND ${WHO}`).bind(key, by).first<Import>()

export const importOf = (db: Db, id: number, by: number): Promise<Import | null> =>
  db.$client.prepare(`${IMPORT} WHERE id = ?1 AND ${WHO}`).bind(id, by).first<Import>()

export const PAGE_ROWS = 30

/** An officer's imports, the newest first, one more than a page shows; ids grow with time. */
export const listStatement = (db: Db, by: number, before: number): D1PreparedStatement =>
  db.$client
    .prepare(`${IMPORT} WHERE by = ? AND id < ? ORDER BY id DESC LIMIT ${PAGE_ROWS + 1}`)
    .bind(by, before || Number.MAX_SAFE_INTEGER)

export async function listImports(
  db: Db,
  by: number,
  before: number,
): Promise<{ imports: Import[]; more: boolean }> {
  const { results } = await listStatement(db, by, before).all<Import>()
  return { imports: results.slice(0, PAGE_ROWS), more: results.length > PAGE_ROWS }
}

export type StoredLine = Pick<ImportRow, 'line' | 'cells' | 'error'>

/** Lines of an import after one, bad or good, over the key. */
export async function linesOf(
  db: Db,
  asked: { id: number; bad: boolean; after: number; limit: number },
): Promise<StoredLine[]> {
  const { results } = await db.$client
    .prepare(
      `SELECT line, cells, error FROM import_rows
       WHERE import_id = ? AND line > ? AND (error IS NOT NULL) = ? ORDER BY line LIMIT ?`,
    )
    .bind(asked.id, asked.after, asked.bad ? 1 : 0, asked.limit)
    .all<StoredLine>()
  return results
}

/** Bad lines leave as a file: who took them, in the audit log. */
export const auditExport = (
  db: Db,
  id: number,
  actor: Actor,
  now: number,
): Promise<D1Result<unknown>> =>
  auditAlways(db, { at: now, actor, act: 'imports.export', subject: `imports:${id}` }).run()

interface Step {
  id: number
  by: number
  version: number
}

const NEXT = {
  start: { from: "state = 'checked' AND total > bad", to: 'running' },
  cancel: { from: "state IN ('checked', 'running')", to: 'cancelled' },
} as const

/** Begins the writing or ends the import; false when it stands otherwise by now. */
export async function changeImport(
  db: Db,
  act: keyof typeof NEXT,
  { id, by, version }: Step,
  audit: { at: number; actor: Actor },
): Promise<boolean> {
  const [changed] = await batchAll(db, [
    db.$client
      .prepare(
        `UPDATE imports SET state = ?3, version = version + 1, finished_at = iif(?3 = 'cancelled', ?5, NULL)
         WHERE id = ?1 AND ${WHO} AND version = ?4 AND ${NEXT[act].from}`,
      )
      .bind(id, by, NEXT[act].to, version, audit.at),
    auditIfChanged(db, { ...audit, act: `imports.${act}`, subject: `imports:${id}` }),
  ])
  return wrote(changed)
}
