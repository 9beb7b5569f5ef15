// What differs between two versions, leaf by leaf, so that it can be read before it is published.
import type { Rulebook } from './form'
import { partsOf, SECTIONS, type Section } from './rules'

/** One value that changes; null: it is not there in that version. */
export interface Difference {
  /** From the part down: keys of the book, and entries of a list by their name: `negativeList`, `KTV`, `to`. */
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

/** What people call an entry of a list; null where it has no name. */
function nameOf(entry: Json | undefined, lang: 'zh' | 'en'): string | null {
  if (!isObject(entry)) return null
  const named = [entry.name, entry.category, entry.title, entry.text].find(isObject)
  const name = named?.[lang]
  return typeof name === 'string' ? name : null
}

interface Walk {
  lang: 'zh' | 'en'
  path: string[]
}

function walk(
  { lang, path }: Walk,
  before: Json | undefined,
  after: Json | undefined,
): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const flat = (value: Json | undefined) => isLeaf(value) || isPlainList(value)
  if (flat(before) && flat(after)) return [{ path, before: textOf(before), after: textOf(after) }]
  const [was, is] = [new Map(entriesOf(before ?? null)), new Map(entriesOf(after ?? null))]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, next] = [was.get(key), is.get(key)]
    const label = nameOf(next, lang) ?? nameOf(old, lang) ?? key
    return key === 'id' ? [] : walk({ lang, path: [...path, label] }, old, next)
  })
}

/** Every value of a section that differs between two versions, entries by their name in a language. */
export const differencesIn = (
  section: Section,
  before: Rulebook,
  after: Rulebook,
  lang: 'zh' | 'en',
): Difference[] =>
  partsOf(section).flatMap((part) =>
    walk({ lang, path: [part] }, before[part] as Json, after[part] as Json),
  )

/** The same for what no section shows: titles, issuer, English names. */
export function otherDifferences(
  before: Rulebook,
  after: Rulebook,
  lang: 'zh' | 'en',
): Difference[] {
  const shown = new Set<string>(['version', 'effectiveFrom', ...SECTIONS.flatMap(partsOf)])
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return Object.keys(is)
    .filter((part) => !shown.has(part))
    .flatMap((part) => walk({ lang, path: [part] }, was[part] as Json, is[part] as Json))
}
