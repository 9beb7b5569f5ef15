// What the data map says about one column.
import type { Table } from 'drizzle-orm'

/**
 * `public`: anyone may see it. `internal`: only whoever runs the town or keeps the place; says nothing
 * about a private person by itself. `personal`: about a person, in the clear, as little as will do.
 * `encrypted`: personal, opened by the service for whoever may. `sealed`: personal, opened only by the
 * health officers' key. `index`: a keyed or plain hash of something secret. `secret`: opens a door.
 */
export const DATA_CLASSES = [
  'public',
  'internal',
  'personal',
  'encrypted',
  'sealed',
  'index',
  'secret',
] as const

export interface DataEntry {
  class: (typeof DATA_CLASSES)[number]
  purpose: string
  readers: string
  retention: string
}

/** One entry for every column: a column without one does not compile. */
export type DataMap<T extends Table> = Record<keyof T['_']['columns'], DataEntry>

/** Entries of one table, whose rows are kept for the same time. */
export const keptFor =
  (retention: string) =>
  (kind: DataEntry['class'], purpose: string, readers: string): DataEntry => ({
    class: kind,
    purpose,
    readers,
    retention,
  })
