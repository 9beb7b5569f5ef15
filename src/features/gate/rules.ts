// The crew list of a gate: who may be measured, in which crew, and what a typed number means. Pure; the Worker
// and the phone at the gate judge by the same rules.
import { dayOf } from '../../shared/clock'
import type { PlaceKind } from '../places/tables'
import { readTemperature } from '../visits/form'

export type Shift = 'am' | 'pm'

/** Instead of a temperature: measured and found normal, without a number in the register. */
export const MARK = 0

export interface GateReading {
  id: number
  /** Tenths of a degree, or `MARK`. */
  t: number
  at: number
}

/** What followed a temperature over the limit, which is the first of these. */
export interface Course {
  /** `ref`: the row's id, or its key where only the phone has it yet. */
  readings: { ref: string; t: number; at: number }[]
  /** Those the rulebook names know. */
  told: boolean
}

export interface GatePerson {
  id: number
  name: string
  crew: string
  /** The village or city they are from; may be empty. */
  from: string
  pledged: boolean
  /** The first day of work after a watch; null: at once. */
  mayFrom: number | null
  am: GateReading | null
  pm: GateReading | null
  /** Over the limit and not settled: when to measure again; 0: stopped, to be told. */
  again: { am: number | null; pm: number | null }
  course: { am: Course | null; pm: Course | null }
}

export interface Fever {
  limit: number
  orEqual: boolean
  min: number
  max: number
  /** Minutes to the next reading of somebody over the limit. */
  againMinutes: number
  /** So many over the limit, of so many readings, are a fever. */
  stopAt: number
  outOf: number
}

/** 接班 */
export interface GateShift {
  at: number
  /** Masked. */
  who: string
  note: string
  /** On the phone, and nowhere else yet. */
  kept?: boolean
}

/** What a phone takes along to the gate, and what the page is drawn from. */
export interface GateDay {
  account: string
  lang: 'zh' | 'en'
  big: boolean
  /** The town's clock when it was made. */
  now: number
  day: number
  code: string
  place: string
  kind: PlaceKind
  people: GatePerson[]
  fever: Fever
  /** Logged today; null: such a place logs none. */
  vehicles: { n: number; last: { plate: string; at: number } | null } | null
  /** Who took over, the newest first; that one stands there. */
  shifts: readonly GateShift[]
  /** Who carries the phone, masked; empty where nobody takes it along. */
  me: string
  texts: Record<string, string>
}

export type Standing = 'may' | 'watch' | 'unsigned'

/** Whether somebody may begin work on a day, and so be measured as present. */
export function standingOf(person: Pick<GatePerson, 'pledged' | 'mayFrom'>, day: number): Standing {
  if ((person.mayFrom ?? 0) > day) return 'watch'
  return person.pledged ? 'may' : 'unsigned'
}

export const isOverLimit = (fever: Fever, t: number): boolean =>
  t !== MARK && (fever.orEqual ? t >= fever.limit : t > fever.limit)

export type Verdict = 'empty' | 'bad' | 'over' | 'fine'

/** Tenths of a degree that somebody alive can have; null for anything else. */
export function plausible(typed: string, fever: Fever): number | null {
  const t = readTemperature(typed)
  return t !== null && t >= fever.min && t <= fever.max ? t : null
}

/** What stands in a box, judged as it is typed. */
export function verdictOf(typed: string, fever: Fever): Verdict {
  if (typed.trim() === '') return 'empty'
  const t = plausible(typed, fever)
  if (t === null) return 'bad'
  return isOverLimit(fever, t) ? 'over' : 'fine'
}

export interface Crew {
  /** In addresses. */
  id: string
  name: string
  /** 2 for the second part of a crew too large for one page; 0: it is whole. */
  part: number
  people: GatePerson[]
}

/** As many boxes as one save holds. */
export const MOST_ROWS = 120

/** The list of everybody, where one page holds them. */
export const EVERYBODY = '*'

/** 班组, the largest first, each in the lasting order of its list; one too large for a page in parts. */
export function crewsOf(people: readonly GatePerson[]): Crew[] {
  const sorted = [...people].sort((a, b) => a.id - b.id)
  const names = [...new Set(sorted.map(({ crew }) => crew))]
  const crews = names.map((name) => ({ name, all: sorted.filter(({ crew }) => crew === name) }))
  const parted = crews
    .sort((a, b) => b.all.length - a.all.length || (a.name < b.name ? -1 : 1))
    .flatMap(({ name, all }) => {
      const parts = Math.ceil(all.length / MOST_ROWS)
      return Array.from({ length: parts }, (_, i) => ({
        id: i === 0 ? name : `${name}~${i + 1}`,
        name,
        part: parts > 1 ? i + 1 : 0,
        people: all.slice(i * MOST_ROWS, (i + 1) * MOST_ROWS),
      }))
    })
  const together = crews.length > 1 && sorted.length <= MOST_ROWS
  const everybody = {
    id: EVERYBODY,
    name: '',
    part: 0,
    people: parted.flatMap((each) => each.people),
  }
  return together ? [...parted, everybody] : parted
}

export interface Tally {
  measured: number
  of: number
  /** Over the limit, to be measured again. */
  again: number
}

/** How far a shift is; whoever is on watch is not waited for. */
export function tallyOf(people: readonly GatePerson[], shift: Shift, day: number): Tally {
  const present = people.filter((each) => standingOf(each, day) !== 'watch')
  return {
    measured: present.filter((each) => each[shift] !== null).length,
    of: present.length,
    again: present.filter((each) => each.again[shift] !== null).length,
  }
}

/** Whether somebody of a crew is still to be measured. `waiting`: measured, and not sent yet. */
export const isOpen = (
  { people }: Crew,
  { shift, day, waiting }: { shift: Shift; day: number; waiting?: ReadonlySet<number> },
): boolean =>
  people.some(
    (each) => standingOf(each, day) === 'may' && each[shift] === null && !waiting?.has(each.id),
  )

/** The crew that is asked for; else the first with somebody to measure; else the first. */
export const crewAsked = (
  crews: readonly Crew[],
  asked: string,
  at: Parameters<typeof isOpen>[1],
): Crew | null =>
  crews.find(({ id }) => id === asked) ?? crews.find((each) => isOpen(each, at)) ?? crews[0] ?? null

/** The address of a crew's boxes. */
export const gatePath = (code: string, shift: Shift, crew = ''): string =>
  `/keep/${code}/gate?shift=${shift}${crew ? `&crew=${encodeURIComponent(crew)}` : ''}`

const DAYS_KEPT = 3

/** The list as of today: an earlier day's without its readings; null when it is too old to go by. */
export function carriedOver(day: GateDay, now: number): GateDay | null {
  const today = dayOf(now)
  if (today === day.day) return day
  if (today - day.day > DAYS_KEPT) return null
  const none = { am: null, pm: null }
  const fresh = { ...none, again: none, course: none }
  return {
    ...day,
    day: today,
    people: day.people.map((each) => ({ ...each, ...fresh })),
    vehicles: day.vehicles && { n: 0, last: null },
  }
}
