// What differs between two versions, leaf by leaf, so that it can be read before it is published.
import type { Rulebook } from './form'
import { partsOf, SECTIONS, type Section } from './rules'

/** One value that changes; null: it is not there in that version. */
export interface Difference {
  /** From the part down, e.g. `negativeList`, `KTV`, `to`. */
  path: string[]
  before: string | null
  after: string | null
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How an entry of a list is found again in the other version. */
function keyOf(entry: Json, at: number): string {
  if (!isObject(entry)) return String(at + 1)
  const own = entry.id ?? entry.code ?? entry.level ?? entry.date
  const since = entry.code === undefined ? '' : ` ${entry.from ?? ''}`
  return own === undefined ? String(at + 1) : `${own}${since}`
}

const entriesOf = (value: Json): [string, Json][] => {
  if (Array.isArray(value)) return value.map((each, i) => [keyOf(each, i), each])
  return isObject(value) ? Object.entries(value) : []
}

const isLeaf = (value: Json | undefined): boolean =>
  value === undefined || value === null || typeof value !== 'object'

/** A list of plain words reads best in one line. */
const isPlainList = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.every((each) => isLeaf(each))

const textOf = (value: Json | undefined): string | null => {
  if (value === undefined || value === null) return null
  return Array.isArray(value) ? value.join(', ') : String(value)
}

function walk(path: string[], before: Json | undefined, after: Json | undefined): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const flat = (value: Json | undefined) => isLeaf(value) || isPlainList(value)
  if (flat(before) && flat(after)) return [{ path, before: textOf(before), after: textOf(after) }]
  const [was, is] = [new Map(entriesOf(before ?? null)), new Map(entriesOf(after ?? null))]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    walk([...path, key], was.get(key), is.get(key)),
  )
}

/** Every value of a section that differs between two versions, in the order of the later one. */
export const differencesIn = (section: Section, before: Rulebook, after: Rulebook): Difference[] =>
  partsOf(section).flatMap((part) => walk([part], before[part] as Json, after[part] as Json))

/** The same for what no section shows: titles, issuer, English names. */
export function otherDifferences(before: Rulebook, after: Rulebook): Difference[] {
  const shown = new Set<string>(['version', 'effectiveFrom', ...SECTIONS.flatMap(partsOf)])
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return Object.keys(is)
    .filter((part) => !shown.has(part))
    .flatMap((part) => walk([part], was[part] as Json, is[part] as Json))
}
