// A file as people save it, as tables of text: a workbook, or comma-separated text in the encodings
// Excel writes in China. Refused before it is unpacked: what is no table, and what would not fit.
import { unzipSync } from 'fflate'
import { parseCsv } from 'hucre/csv'
import { streamXlsxRows } from 'hucre/xlsx'
import { isoDay } from '../../shared/clock'
import { withoutMark } from '../../shared/csv'
import { LIMITS, type Line, SHAPES, SHEETS, type SheetName } from './rules'
import type { ImportKind } from './tables'

export type Read = { ok: true; sheets: Map<SheetName, Line[]> } | { ok: false; error: string }

const no = (error: string): { ok: false; error: string } => ({ ok: false, error })

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** The old binary workbooks, and those with a password. */
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0]

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte)

/** The tables of a file. A list of places has one; a town's workbook has one for each of its sheets. */
export async function readTables(kind: ImportKind, bytes: Uint8Array): Promise<Read> {
  if (bytes.length === 0) return no('imports.empty')
  if (bytes.length > LIMITS.bytes) return no('imports.too_big')
  if (startsWith(bytes, OLE2)) return no('imports.old_workbook')
  if (startsWith(bytes, ZIP)) return readWorkbook(kind, bytes)
  const text = decoded(bytes)
  if (text === null) return no('imports.no_table')
  if (kind === 'town') return no('imports.need_workbook')
  const rows = parseCsv(text, { typeInference: false })
  const lines = counted(
    rows.map((cells, at) => ({
      line: at + 1,
      cells: cells.map((cell) => withoutMark(plain(cell))),
    })),
  )
  return typeof lines === 'string' ? no(lines) : { ok: true, sheets: new Map([[kind, lines]]) }
}

/** UTF-8, UTF-16 with its mark, or GB18030; null for anything that is no text. */
function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const wide = first === 0xff && second === 0xfe
  for (const encoding of wide ? ['utf-16le'] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return text.includes('\0') ? null : text
    } catch {
      // The next encoding may fit.
    }
  }
  return null
}

/** Text of a cell, cut where no field allows as much. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = value instanceof Date ? dateText(value) : String(value)
  const symbols = text.length > LIMITS.cell ? [...text.slice(0, LIMITS.cell * 2)] : null
  return symbols && symbols.length > LIMITS.cell
    ? `${symbols.slice(0, LIMITS.cell).join('')}…`
    : text
}

// Days before 1900 are a time of day alone.
const dateText = (date: Date): string =>
  date.getUTCFullYear() < 1900
    ? date.toISOString().slice(11, 16)
    : isoDay(Math.floor(date.getTime() / 86_400_000))

/** Lines that are not empty, or what is too much about them. */
function counted(lines: readonly Line[]): Line[] | string {
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.some(({ cells }) => isWide(cells))) return 'imports.too_many_columns'
  // The heading and titles above it are lines too.
  return filled.length > LIMITS.rows + 5 ? 'imports.too_many_rows' : filled
}

const isWide = (cells: readonly string[]): boolean =>
  cells.slice(LIMITS.columns).some((cell) => cell.trim() !== '')

/** Of an entry whose size is not told the reader would unpack as much as there is: each must be told, and all fit. */
function fits(bytes: Uint8Array): boolean {
  let sum = 0
  let told = true
  try {
    unzipSync(bytes, {
      filter: ({ size, originalSize }) => {
        sum += originalSize
        if (size === 0 || originalSize === 0) told = false
        return false
      },
    })
  } catch {
    return false
  }
  return told && sum <= LIMITS.unpacked
}

async function readWorkbook(kind: ImportKind, bytes: Uint8Array): Promise<Read> {
  if (!fits(bytes)) return no('imports.unpacks_badly')
  const sheets = new Map<SheetName, Line[]>()
  try {
    for (const sheet of kind === 'town' ? SHEETS : [kind]) {
      const lines = await firstFilled(bytes, [
        ...SHAPES[sheet].tabs,
        ...(kind === 'town' ? [] : [0]),
      ])
      if (typeof lines === 'string') return no(lines)
      if (lines.length > 0) sheets.set(sheet, lines)
    }
  } catch {
    return no('imports.no_table')
  }
  return sheets.size === 0 ? no('imports.no_sheet') : { ok: true, sheets }
}

async function firstFilled(
  bytes: Uint8Array,
  tabs: readonly (string | number)[],
): Promise<Line[] | string> {
  for (const sheet of tabs) {
    const lines = await sheetLines(bytes, sheet)
    if (typeof lines === 'string' || lines.length > 0) return lines
  }
  return []
}

/** Formatted but empty rows cost nothing to write in a file, so they are counted too. */
const MOST_ROWS = LIMITS.rows * 5

/** A formula is read as the value the workbook keeps beside it; macros are never opened. */
async function sheetLines(bytes: Uint8Array, sheet: string | number): Promise<Line[] | string> {
  const lines: Line[] = []
  let seen = 0
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    seen += 1
    if (seen > MOST_ROWS || lines.length > LIMITS.rows + 5) return 'imports.too_many_rows'
    const cells = values.map(plain)
    if (isWide(cells)) return 'imports.too_many_columns'
    if (cells.some((cell) => cell.trim() !== '')) lines.push({ line: index + 1, cells })
  }
  return lines
}
