// 粘贴一列体温: every line of a pasted column finds its person, or says why it does not. Pure.
import type { Key } from '../../i18n'
import { type Fever, type GatePerson, plausible, type Shift, standingOf } from './rules'

/** Somebody of the list, with what a pasted column may call them. */
export interface Named {
  person: GatePerson
  /** The whole name as it was signed. */
  name: string
  phone: string
}

export interface PastedLine {
  /** Of the column, from 1. */
  n: number
  /** As it was pasted. */
  text: string
  named: Named | null
  /** Only the order of the list tells whose it is. */
  ordered: boolean
  /** Null with a problem. */
  t: number | null
  problem: Key | null
}

export interface Pasted {
  lines: PastedLine[]
  /** A column of bare numbers that does not fit the list: so many lines for so many people. */
  misfit: { lines: number; people: number } | null
}

export const MOST_LINES = 600

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s·•]/g, '')
const HEADING = /^\D*(姓名|体温|温度|name|temp)\D*$/i
// A number may hold a comma of its own: 36,5.
const PAIR = /^(.*?)[\s,，;；:：]+(\S+)$/
const WHO = /^(.*?)(?:尾号|tail)?(\d{2,11})?$/i

/** The cells of the column; the end of the last one is no further cell. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim())
  if (lines.at(-1) === '') lines.pop()
  if (HEADING.test(lines[0] ?? '')) lines.shift()
  return lines
}

/** Those a name, a tail of the phone or both may mean. */
function meant(who: string, people: readonly Named[]): Named[] {
  const exact = plain(who)
  const shown = people.filter(({ person }) => plain(person.name) === exact)
  if (shown.length > 0) return shown
  const [, name = '', tail = ''] = WHO.exec(exact) ?? []
  if (!name && !tail) return []
  return people.filter(
    (each) => (!name || plain(each.name) === name) && (!tail || each.phone.endsWith(tail)),
  )
}

interface Asked {
  people: readonly Named[]
  fever: Fever
  shift: Shift
  day: number
}

function judged({ fever, shift, day }: Asked, named: Named, typed: string) {
  const standing = standingOf(named.person, day)
  const t = plausible(typed, fever)
  const problem = ((): Key | null => {
    if (standing !== 'may') return `gate.bad.${standing}`
    if (typed === '') return 'gate.paste.missing'
    if (t === null) return 'gate.paste.number'
    const stands = named.person[shift]
    return stands && stands.t !== t ? 'gate.paste.measured' : null
  })()
  return { named, t: problem ? null : t, problem }
}

/** Lines of a bare column in the order of the list. Whoever cannot be measured may have an empty line. */
function byOrder(asked: Asked, lines: readonly string[]): Pasted {
  const { people, day, shift } = asked
  // Empty lines below the list are nobody's; a short column is everybody's guess.
  const beyond = lines.slice(people.length).some(Boolean)
  if (lines.length < people.length || beyond)
    return { lines: [], misfit: { lines: lines.length, people: people.length } }
  const all = people.flatMap((named, i): PastedLine[] => {
    const text = lines[i] ?? ''
    const settled = standingOf(named.person, day) !== 'may' || named.person[shift] !== null
    return text === '' && settled
      ? []
      : [{ n: i + 1, text, ordered: true, ...judged(asked, named, text) }]
  })
  return { lines: all, misfit: null }
}

const nobody = (problem: Key) => ({ named: null, t: null, problem })

function byName(asked: Asked, lines: readonly string[]): Pasted {
  const seen = new Set<number>()
  const all = lines.flatMap((text, i): PastedLine[] => {
    if (text === '') return []
    const alone = asked.people.some(({ person }) => plain(person.name) === plain(text))
    const [, who = text, typed = ''] = (alone ? null : PAIR.exec(text)) ?? []
    const [named, ...others] = meant(who, asked.people)
    const at = { n: i + 1, text, ordered: false }
    if (!named) return [{ ...at, ...nobody('gate.paste.unknown') }]
    if (others.length > 0) return [{ ...at, ...nobody('gate.paste.two') }]
    if (seen.has(named.person.id)) return [{ ...at, ...nobody('gate.paste.twice') }]
    seen.add(named.person.id)
    return [{ ...at, ...judged(asked, named, typed) }]
  })
  return { lines: all, misfit: null }
}

/** Judges a column against the list. Only numbers: they go by its order, so not one may be missing. */
export function readColumn(text: string, asked: Asked): Pasted {
  const lines = linesOf(text)
  const typed = lines.filter(Boolean)
  const bare =
    typed.every((line) => !PAIR.test(line)) &&
    typed.some((line) => plausible(line, asked.fever) !== null)
  return bare ? byOrder(asked, lines) : byName(asked, lines)
}

/** Lines to be corrected, for the box: with the name where only the order of the list had told it. */
export const leftOver = (lines: readonly PastedLine[]): string =>
  lines
    .filter(({ problem }) => problem)
    .map(({ text, named, ordered }) =>
      named && ordered ? `${named.person.name} ${text}`.trim() : text,
    )
    .join('\n')
