// The cells of a line as they are kept: encrypted, bound to their file and line.
import type { Db } from '../../db/client'
import { decryptField, encryptField } from '../../shared/fields'
import type { Random } from '../../shared/ids'

export interface RunKeys {
  FIELD_KEY: string
  INDEX_KEY: string
}

export interface Run {
  db: Db
  keys: RunKeys
  random: Random
  now: number
}

const cellsPlace = (importId: number, line: number) => ({
  table: 'import_rows',
  column: 'cells',
  row: `${importId}/${line}`,
})

/** Cells as stored; the import's id is drawn before, because the binding needs it. */
export const sealCells = (
  keys: RunKeys,
  importId: number,
  line: number,
  cells: readonly string[],
): Promise<string> =>
  encryptField(keys.FIELD_KEY, cellsPlace(importId, line), JSON.stringify(cells))

/** Cells of a stored line; none when they cannot be opened. */
export async function openCells(
  keys: RunKeys,
  importId: number,
  { line, cells }: { line: number; cells: string },
): Promise<string[]> {
  const plain = await decryptField(keys.FIELD_KEY, cellsPlace(importId, line), cells)
  return plain ? (JSON.parse(plain) as string[]) : []
}
