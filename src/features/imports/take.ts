// Takes a file in: reads it, judges every line, keeps what was found until the officer decides.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { type Key, LANGS, loadTexts } from '../../i18n'
import { formFiles } from '../../shared/form'
import { newRowId, type Random } from '../../shared/ids'
import { account, covers } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { sealCells } from './cells'
import { type CheckedLine, checkTables, isTooLong } from './check'
import { checkRoster, rosterKey } from './roster'
import { LIMITS, type Line, SHAPES, type SheetName, type Table, tableOf } from './rules'
import { createImport, importOfKey } from './store'
import type { ImportKind } from './tables'
import { areasOf, labels, townOf } from './town'

export type Taken =
  | { ok: true; id: number }
  | {
      ok: false
      error: string
      params?: Record<string, string>
      /** What was pasted, to be shown again. */
      values?: Record<string, string>
    }

const KEY = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** Ids grow with time, so that lists are in order and the purge is a range; a million of them a second. */
const importId = (now: number, random: Random): number =>
  Math.floor(now / 1000) * 1_000_000 + (newRowId(random) % 1_000_000)

type Read = { ok: true; key: string; tables: Table[] } | { ok: true; id: number }
type Refused = Extract<Taken, { ok: false }>

/** The tables of a form's file, or of what was pasted instead; the id of the import that has this key already. */
async function readForm(
  c: Context<AppEnv>,
  kind: ImportKind,
  keyed: (key: string) => string = (key) => key,
): Promise<Read | Refused> {
  await loadTexts(c.env.ASSETS, ...LANGS)
  const { values, files } = await formFiles(c.req.raw)
  const { key = '', pasted = '' } = values
  if (!KEY.test(key)) return { ok: false, error: 'form.unknown_field' }
  const before = await importOfKey(c.var.db, keyed(key), account(c).id)
  if (before) return { ok: true, id: before.id }
  const file = files.file ?? (kind === 'roster' && pasted.trim() ? new Blob([pasted]) : null)
  if (!file) return { ok: false, error: 'imports.choose_file' }
  if (file.size > LIMITS.bytes) return { ok: false, error: 'imports.too_big' }
  // Loaded by whoever brings a file, not by every isolate that starts.
  const { readTables } = await import('./read')
  const read = await readTables(kind, new Uint8Array(await file.arrayBuffer()))
  if (!read.ok) return { ...read, values: { pasted } }
  const headed = tablesOf(c, read.sheets)
  return headed.ok
    ? { ok: true, key: keyed(key), tables: headed.tables }
    : { ...headed, values: { pasted } }
}

/** Keeps what was found until whoever sent it decides. */
async function keep(
  c: Context<AppEnv>,
  kind: ImportKind,
  key: string,
  lines: readonly CheckedLine[],
): Promise<Taken> {
  const { db, ui, random } = c.var
  if (lines.length === 0) return { ok: false, error: 'imports.no_lines' }
  if (isTooLong(lines)) return { ok: false, error: 'imports.too_many_rows' }
  const actor = account(c)
  const id = importId(ui.now, random)
  const rows = await Promise.all(
    lines.map(async ({ line, cells, error }) => ({
      line,
      cells: await sealCells(c.env, id, line, cells),
      error,
    })),
  )
  await createImport(db, { id, key, kind, rows }, actor, ui.now)
  const made = await importOfKey(db, key, actor.id)
  return made ? { ok: true, id: made.id } : { ok: false, error: 'form.unknown_field' }
}

/** The form of an officer's file: its import, or what keeps it from being one. The same key again is the same import. */
export async function takeImport(c: Context<AppEnv>, kind: 'places' | 'town'): Promise<Taken> {
  const { db, ui } = c.var
  const actor = account(c)
  const read = await readForm(c, kind)
  if (!read.ok || 'id' in read) return read
  const areas = await areasOf(db)
  const mine = (areaPath: string) =>
    covers(actor, kind === 'town' ? ['admin'] : ['admin', 'clerk'], { areaPath })
  if (kind === 'town' && !(areas.root && mine(areas.root.path)))
    return { ok: false, error: 'imports.town_not_yours' }
  const book = await rulebookInForce(db, ui.now)
  return keep(c, kind, read.key, checkTables(read.tables, townOf(book, areas, mine)))
}

/** The same for the workers of a place, from a file or pasted. */
export async function takeRoster(c: Context<AppEnv>, placeId: number): Promise<Taken> {
  const { db, random, ui } = c.var
  const read = await readForm(c, 'roster', (key) => rosterKey(placeId, key))
  if (!read.ok || 'id' in read) return read
  const book = await rulebookInForce(db, ui.now)
  const { all } = await areasOf(db)
  const run = { db, keys: c.env, random, now: ui.now }
  const lines = read.tables[0]?.lines ?? []
  return keep(c, 'roster', read.key, await checkRoster(run, placeId, lines, { book, areas: all }))
}

type Headed =
  | { ok: true; tables: Table[] }
  | { ok: false; error: Key; params: Record<string, string> }

/** Each sheet under its headings; the first that lacks a column is named. */
function tablesOf(c: Context<AppEnv>, sheets: ReadonlyMap<SheetName, Line[]>): Headed {
  const { t, lang } = c.var.ui
  const tables: Table[] = []
  for (const [sheet, lines] of sheets) {
    const headed = tableOf(sheet, lines, labels)
    if (!headed.ok) {
      const columns = headed.missing.map((label) => t(label)).join(t('rules.comma'))
      const [zh, en] = SHAPES[sheet].tabs
      const params = { sheet: lang === 'zh' ? zh : en, columns }
      return { ok: false, error: 'imports.missing_columns', params }
    }
    tables.push(headed.table)
  }
  return { ok: true, tables }
}
