// Nothing is stored without a stated reason.
import { getTableColumns, is, Table } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { DATA_CLASSES } from '../../src/db/data-entry'
import { dataMap } from '../../src/db/data-map'
import * as schema from '../../src/db/schema'

const tables = Object.entries(schema).flatMap(([name, table]) =>
  is(table, Table) ? [[name, getTableColumns(table)] as const] : [],
)
const entries = Object.entries(dataMap).flatMap(([table, columns]) =>
  Object.entries(columns).map(([column, entry]) => ({ column: `${table}.${column}`, ...entry })),
)
const classOf = new Map(entries.map((entry) => [entry.column, entry.class]))

/** Columns whose class a look at their SQL name settles. */
const columnsNamed = (pattern: RegExp): string[] =>
  tables.flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([, column]) => pattern.test(column.name))
      .map(([name]) => `${table}.${name}`),
  )

describe('the data map', () => {
  test('has an entry for every column, and none for a column that is gone', () => {
    const stored = tables.flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    )
    expect(stored.length).toBeGreaterThan(100)
    expect([...classOf.keys()].sort()).toEqual(stored.sort())
  })

  test('says of each column why it is there, who reads it and how long it stays', () => {
    const empty = entries.filter(
      ({ purpose, readers, retention }) => !purpose.trim() || !readers.trim() || !retention.trim(),
    )
    expect(empty).toEqual([])
    expect(entries.filter((entry) => !DATA_CLASSES.includes(entry.class))).toEqual([])
  })

  test('knows no phone number or visitor’s contact in the clear', () => {
    const phones = columnsNamed(/phone$/)
    expect(phones).toContain('accounts.phone')
    expect(phones.map((column) => classOf.get(column))).toEqual(phones.map(() => 'encrypted'))
    expect(classOf.get('visits.contact')).toBe('sealed')
  })

  test('knows blind indexes and hashes as such', () => {
    for (const column of columnsNamed(/(phone_index|token_hash|code_hash)$/))
      expect([column, classOf.get(column)]).toEqual([column, 'index'])
  })
})
