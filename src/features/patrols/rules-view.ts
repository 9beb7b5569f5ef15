// A day kept ready to be shown: each place's line without what the clock alone changes, and how it stands in
// short, so that places that stand alike are counted and found together. Pure.
import { startOfDay } from '../../shared/clock'
import {
  PATROL_LEVELS,
  PATROL_TARGETS,
  type PatrolLevel,
  type PatrolTarget,
} from '../../shared/patrol'
import { type OwedRound, roundsOpen, shiftGaps } from '../obligations/rules-rounds'
import type { Rulebook } from '../rulebook/form'
import { type Counted, linesOf, type PatrolLine, standingOf } from './rules-day'
import { gapNow } from './rules-grid'
import type { DayOrder, DayPlace, DayRound, DayRows, DayShift, DayTeam } from './store-day'

interface KeptSide {
  target: PatrolTarget
  slots: Pick<OwedRound, 'from' | 'due' | 'doneAt'>[]
  rounds: DayRound[]
  team: DayTeam | null
  shifts: DayShift[] | null
}

/** Both levels of one place. */
export interface KeptLine extends Partial<Record<PatrolLevel, KeptSide>> {
  /** Null: it has been closed, and only what was found there is counted. */
  place: DayPlace | null
  orders: DayOrder[]
  found: Found[]
}

/** What the rounds of a day found wrong, and how much of it is right by now. */
export interface FoundSums {
  found: number
  /** Put right on the spot, or by an order that is closed. */
  right: number
}

/** In the area of the place as it was then. */
interface Found extends FoundSums {
  areaPath: string
}

export interface KeptDay {
  placeId: number
  areaPath: string
  town: string | null
  village: string | null
  team: number
  staleAt: number | null
  line: KeptLine
}

export interface Judged {
  level: PatrolLevel
  /** The instant it is judged at: now, or the end of a day that is over. */
  now: number
  day: number
}

// The order of the letters is that of `standOf`.
const FLAGS = { problems: 'p', pending: 'w', ordered: 'o', gap: 'g', alone: 'a' } as const

/** Nobody is there, but not yet for any time at all. */
const isJustLeft = (line: PatrolLine | undefined, now: number): boolean =>
  Boolean(line?.resident?.shifts.every(({ endedAt }) => endedAt !== null)) &&
  line !== undefined &&
  gapNow(line, now) === null

/** Whether a gap of the day is over, whatever becomes of the one that may be open. */
const hadGap = ({ resident }: PatrolLine, now: number): boolean =>
  resident?.gaps.some(({ to }) => to !== now) ?? false

/** `site:dm--:po`: what it is, each round done, made up or open, and what else is to be looked at. */
export function standOf(line: PatrolLine, now: number): string {
  const marks = line.slots.map(({ state, lateBy }) =>
    state === 'done' ? (lateBy > 0 ? 'm' : 'd') : '-',
  )
  const { problems, pending, ordered } = standingOf(line)
  const flags = {
    problems,
    pending,
    ordered,
    gap: hadGap(line, now),
    alone: gapNow(line, now) !== null,
  }
  const set = (Object.keys(FLAGS) as (keyof typeof FLAGS)[]).filter((name) => flags[name])
  return `${line.target}:${marks.join('')}:${set.map((name) => FLAGS[name]).join('')}`
}

export interface Stand extends Counted {
  /** As of `standOf`. */
  key: string
  target: PatrolTarget
  level: PatrolLevel
  /** Nobody stays there just now, though somebody has to. */
  alone: boolean
}

/** What a short form says at an instant. */
export function standFrom(
  book: Rulebook,
  key: string,
  { level, now, day }: Judged,
  n = 1,
): Stand | null {
  const [kind = '', marks = '', flags = ''] = key.split(':')
  const target = PATROL_TARGETS.find((each) => each === kind)
  if (!target) return null
  const slots = roundsOpen(book, { target, level, day }, now).map((slot, i) => {
    const mark = marks[i] ?? '-'
    return mark === '-' ? slot : { ...slot, state: 'done' as const, lateBy: mark === 'm' ? 1 : 0 }
  })
  const has = (name: keyof typeof FLAGS) => flags.includes(FLAGS[name])
  return {
    ...{ key, target, level, slots, n },
    problems: has('problems'),
    pending: has('pending'),
    ordered: has('ordered'),
    gap: has('gap') || has('alone'),
    alone: has('alone'),
  }
}

const sideOf = ({ target, slots, rounds, team, resident }: PatrolLine): KeptSide => ({
  target,
  slots: slots.map(({ from, due, doneAt }) => ({ from, due, doneAt })),
  rounds,
  team,
  shifts: resident?.shifts ?? null,
})

/** The patrolled places of a day, each ready to be kept, and others where something was found. */
export function keptDays(
  book: Rulebook,
  rows: DayRows & { found: readonly (Found & { placeId: number })[] },
  { now, day }: Omit<Judged, 'level'>,
): KeptDay[] {
  const foundAt = Map.groupBy(rows.found, ({ placeId }) => placeId)
  const none = new Map<number, PatrolLine>()
  const [town = none, village = none] = PATROL_LEVELS.map((level) => {
    const rounds = rows.rounds.filter((round) => round.level === level)
    const lines = linesOf(book, { ...rows, rounds }, { level, now, day })
    return new Map(lines.map((line) => [line.place.id, line]))
  })
  const madeAt = Map.groupBy(rows.rounds, ({ placeId }) => placeId)
  const paths = new Map(rows.places.map((place) => [place.id, place.areaPath]))
  const ids = new Set([...paths.keys(), ...foundAt.keys()])
  return [...ids].flatMap((id): KeptDay[] => {
    const [own, other] = [town.get(id), village.get(id)]
    const some = own ?? other
    const found = (foundAt.get(id) ?? []).map(({ placeId: _, ...each }) => each)
    if (!some && found.length === 0) return []
    const changes = [
      ...(madeAt.get(id) ?? []).map(({ at }) => at),
      // At the instant itself nobody has been there for any time yet.
      ...(own?.resident?.shifts ?? []).flatMap(({ startedAt, endedAt }) => [
        startedAt + 1,
        endedAt ?? 0,
      ]),
      ...(isJustLeft(own, now) ? [now + 1] : []),
    ].filter((at) => at > now)
    return [
      {
        placeId: id,
        areaPath: paths.get(id) ?? '',
        town: own ? standOf(own, now) : null,
        village: other ? standOf(other, now) : null,
        team: own?.team?.id ?? 0,
        staleAt: changes.length > 0 ? Math.min(...changes) : null,
        line: {
          place: some?.place ?? null,
          orders: some?.orders ?? [],
          found,
          ...(own ? { town: sideOf(own) } : {}),
          ...(other ? { village: sideOf(other) } : {}),
        },
      },
    ]
  })
}

/** A kept line as it stands at an instant; null: the level owes nothing there. */
export function lineFrom(kept: KeptLine, { level, now, day }: Judged): PatrolLine | null {
  const side = kept[level]
  if (!side || !kept.place) return null
  const { target, rounds, team, shifts } = side
  const times = side.slots.length
  return {
    place: kept.place,
    target,
    slots: side.slots.map(({ from, due, doneAt }, i): OwedRound => {
      const lateBy = Math.max(0, (doneAt ?? now) - due)
      const state = doneAt !== null ? 'done' : lateBy > 0 ? 'late' : 'due'
      return { target, level, from, due, ordinal: i + 1, times, state, doneAt, lateBy }
    }),
    rounds,
    team,
    orders: kept.orders,
    resident: shifts && { shifts, gaps: shiftGaps(shifts, startOfDay(day), now) },
  }
}

/** How many places of an area stand how. */
export interface Tally extends FoundSums {
  town: Record<string, number>
  village: Record<string, number>
  /** By both levels together, of places that both owe a round. */
  both: Record<string, number>
  /** Of the town's rounds: name and places by team. */
  teams: Record<string, [name: string, n: number]>
}

export const emptyTally = (): Tally => ({
  town: {},
  village: {},
  both: {},
  teams: {},
  found: 0,
  right: 0,
})

function step(counts: Record<string, number>, key: string, by: number): void {
  const n = (counts[key] ?? 0) + by
  if (n === 0) delete counts[key]
  else counts[key] = n
}

/** `/1/2/3/`: the areas it lies in, the town first. */
const areasOf = (path: string): string[] =>
  [...path.matchAll(/\//g)].slice(1).map(({ index }) => path.slice(0, index + 1))

/** Where a place is counted: in each area it lies in, and in each for its team. */
const unitsOf = ({ areaPath, town, village, team }: KeptDay): string[] => {
  if (town === null && village === null) return []
  const areas = areasOf(areaPath)
  return team === 0 ? areas : [...areas, ...areas.map((path) => `${team}${path}`)]
}

/** Every unit whose tally a place is part of. */
export const touchedBy = (kept: KeptDay): string[] => [
  ...unitsOf(kept),
  ...kept.line.found.flatMap(({ areaPath }) => areasOf(areaPath)),
]

/** Counts a place in (1) or out (-1). */
export function tell(tallyOf: (unit: string) => Tally, kept: KeptDay, by: 1 | -1): void {
  const { town, village, line } = kept
  for (const tally of unitsOf(kept).map(tallyOf)) {
    if (town !== null) step(tally.town, town, by)
    if (village !== null) step(tally.village, village, by)
    if (town !== null && village !== null) step(tally.both, `${town}|${village}`, by)
    const team = line.town?.team
    if (!team) continue
    const n = (tally.teams[team.id]?.[1] ?? 0) + by
    if (n === 0) delete tally.teams[team.id]
    else tally.teams[team.id] = [team.name, n]
  }
  for (const { areaPath, found, right } of line.found)
    for (const tally of areasOf(areaPath).map(tallyOf)) {
      tally.found += by * found
      tally.right += by * right
    }
}

/** Several tallies as one. */
export function together(tallies: readonly Tally[]): Tally {
  const sum = emptyTally()
  for (const each of tallies) {
    for (const part of ['town', 'village', 'both'] as const)
      for (const [key, n] of Object.entries(each[part])) step(sum[part], key, n)
    for (const [id, [name, n]] of Object.entries(each.teams))
      sum.teams[id] = [name, (sum.teams[id]?.[1] ?? 0) + n]
    sum.found += each.found
    sum.right += each.right
  }
  return sum
}

/** What a level's tally says at an instant, those that most places have first. */
export const standsOf = (book: Rulebook, tally: Tally, judged: Judged): Stand[] =>
  Object.entries(tally[judged.level])
    .flatMap(([key, n]) => standFrom(book, key, judged, n) ?? [])
    .sort((a, b) => b.n - a.n)
