// Takes a file in: reads it, judges every line, keeps what was found until the officer decides.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { type Key, LANGS, loadTexts } from '../../i18n'
import { formFiles } from '../../shared/form'
import { newRowId, type Random } from '../../shared/ids'
import { account, covers } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { checkTables, isTooLong } from './check'
import { readTables } from './read'
import { LIMITS, type Line, SHAPES, type SheetName, type Table, tableOf } from './rules'
import { sealCells } from './run'
import { createImport, importOfKey } from './store'
import type { ImportKind } from './tables'
import { areasOf, labels, townOf } from './town'

export type Taken =
  | { ok: true; id: number }
  | { ok: false; error: string; params?: Record<string, string> }

const KEY = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** Ids grow with time, so that lists are in order and the purge is a range; a million of them a second. */
const importId = (now: number, random: Random): number =>
  Math.floor(now / 1000) * 1_000_000 + (newRowId(random) % 1_000_000)

/** The form of a file: its import, or what keeps it from being one. The same key again is the same import. */
export async function takeImport(c: Context<AppEnv>, kind: ImportKind): Promise<Taken> {
  await loadTexts(c.env.ASSETS, ...LANGS)
  const { db, ui, random } = c.var
  const actor = account(c)
  const { values, files } = await formFiles(c.req.raw)
  const key = values.key ?? ''
  const { file } = files
  if (!KEY.test(key)) return { ok: false, error: 'form.unknown_field' }
  const before = await importOfKey(db, key, actor.id)
  if (before) return { ok: true, id: before.id }
  if (!file) return { ok: false, error: 'imports.choose_file' }
  if (file.size > LIMITS.bytes) return { ok: false, error: 'imports.too_big' }
  const read = await readTables(kind, new Uint8Array(await file.arrayBuffer()))
  if (!read.ok) return read
  const headed = tablesOf(c, read.sheets)
  if (!headed.ok) return headed
  const areas = await areasOf(db)
  const mine = (areaPath: string) =>
    covers(actor, kind === 'town' ? ['admin'] : ['admin', 'clerk'], { areaPath })
  if (kind === 'town' && !(areas.root && mine(areas.root.path)))
    return { ok: false, error: 'imports.town_not_yours' }
  const book = await rulebookInForce(db, ui.now)
  const lines = checkTables(headed.tables, townOf(book, areas, mine))
  if (lines.length === 0) return { ok: false, error: 'imports.no_lines' }
  if (isTooLong(lines)) return { ok: false, error: 'imports.too_many_rows' }
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
