// The supervisor's grid, the missed rounds by village and their sums, out of the lines of a day. Pure:
// page, file and texts are all made of these.
import type { PatrolLevel, PatrolTarget } from '../../shared/patrol'
import type { OwedRound } from '../obligations/rules-rounds'
import {
  type Counted,
  countedOf,
  type PatrolLine,
  type PatrolSums,
  type Standing,
  standingOf,
  sumsOver,
} from './rules-day'
import type { DayRound } from './store-day'

/** What a grid is of: one kind of places, or those that have to be shut. */
export const GRID_KINDS = ['site', 'shop', 'enterprise', 'shut'] as const
export type GridKind = (typeof GRID_KINDS)[number]

export const KIND_OF: Record<PatrolTarget, GridKind> = {
  site: 'site',
  site_with_watch: 'site',
  shop: 'shop',
  enterprise: 'enterprise',
  negative_list: 'shut',
  not_allowed: 'shut',
}

/** The lines of one kind, in their order. */
export const linesOfKind = (lines: readonly PatrolLine[], kind: GridKind): PatrolLine[] =>
  lines.filter((line) => KIND_OF[line.target] === kind)

export interface GridCell {
  slot: OwedRound
  /** The round that settled it. */
  round: DayRound | null
  mark: 'done' | 'problem' | 'missed' | 'due'
}

/** Rounds that hold: refused ones count for nothing. */
const held = (line: Pick<PatrolLine, 'rounds'>): DayRound[] =>
  line.rounds.filter((round) => round.review !== 'refused')

/** What became of each round a place is owed. */
export function cellsOf(line: Pick<PatrolLine, 'slots' | 'rounds'>): GridCell[] {
  const rounds = held(line)
  return line.slots.map((slot) => {
    if (slot.state !== 'done')
      return { slot, round: null, mark: slot.state === 'late' ? 'missed' : 'due' }
    const round = rounds.find(({ at }) => at === slot.doneAt) ?? null
    return { slot, round, mark: round && round.problems > 0 ? 'problem' : 'done' }
  })
}

/** Rounds that settled nothing: beyond the quota, too near to another one, refused. */
export function besideOf(line: Pick<PatrolLine, 'slots' | 'rounds'>): DayRound[] {
  const counted = new Set(cellsOf(line).map(({ round }) => round?.id))
  return line.rounds.filter(({ id }) => !counted.has(id))
}

/** The gap that is open at `now`: nobody is there; null: somebody is, or nobody has to be. */
export const gapNow = (
  { resident }: Pick<PatrolLine, 'resident'>,
  now: number,
): { from: number; to: number } | null => resident?.gaps.find(({ to }) => to === now) ?? null

/** 漏查: a round is past its time and not made. */
export const isLate = ({ slots }: Pick<Standing, 'slots'>): boolean =>
  slots.some(({ state }) => state === 'late')

/** Whether a supervisor has to look: missed, found wrong, to be confirmed, ordered, or left alone. */
export const isWrongly = (standing: Standing): boolean =>
  isLate(standing) || standing.problems || standing.pending || standing.ordered || standing.gap

export const isWrong = (line: PatrolLine): boolean => isWrongly(standingOf(line))

export interface GridColumn {
  ordinal: number
  /** Null: it is another one from place to place. */
  window: { from: number; due: number } | null
}

/** The columns of a grid: the most rounds one of its places owes. */
export function columnsOf(
  lines: readonly { slots: readonly { from: number; due: number }[] }[],
): GridColumn[] {
  const most = Math.max(0, ...lines.map(({ slots }) => slots.length))
  return Array.from({ length: most }, (_, i) => {
    const slots = lines.flatMap((line) => line.slots[i] ?? [])
    const [first] = slots
    const same = slots.every(({ from, due }) => from === first?.from && due === first.due)
    return { ordinal: i + 1, window: first && same ? { from: first.from, due: first.due } : null }
  })
}

export interface GridSums extends PatrolSums {
  places: number
  /** Places with an order that is not closed. */
  inHand: number
  /** Places a supervisor has to look at. */
  wrong: number
}

/** The sums on top of a grid; `now` as the lines were judged at. */
export function gridSumsOver(standings: readonly Counted[], now: number): GridSums {
  const places = (which: (each: Counted) => boolean): number =>
    standings.filter(which).reduce((sum, { n }) => sum + n, 0)
  return {
    ...sumsOver(standings, now),
    places: places(() => true),
    inHand: places(({ ordered }) => ordered),
    wrong: places(isWrongly),
  }
}

export const gridSums = (lines: readonly PatrolLine[], now: number): GridSums =>
  gridSumsOver(countedOf(lines), now)

export interface MissedPlace {
  place: PatrolLine['place']
  level: PatrolLevel
  team: PatrolLine['team']
  /** 漏查, the longest past first. */
  slots: OwedRound[]
}

/** Places with a missed round, in walking order. */
export const missedOf = (lines: readonly PatrolLine[]): MissedPlace[] =>
  lines.flatMap(({ place, team, slots }) => {
    const late = slots.filter(({ state }) => state === 'late')
    const [first] = late
    return first ? [{ place, team, level: first.level, slots: late }] : []
  })

/** How many rounds are missed at these places. */
export const missedCount = (missed: readonly Pick<MissedPlace, 'slots'>[]): number =>
  missed.reduce((sum, { slots }) => sum + slots.length, 0)

export interface LeftAlone {
  place: PatrolLine['place']
  team: PatrolLine['team']
  /** Since when nobody is there. */
  since: number
}

/** 驻场断班: sites nobody stays at just now, though somebody has to. */
export const leftAlone = (lines: readonly PatrolLine[], now: number): LeftAlone[] =>
  lines.flatMap((line) => {
    const gap = gapNow(line, now)
    return gap ? [{ place: line.place, team: line.team, since: gap.from }] : []
  })

export interface UrgedVillage {
  areaId: number
  areaPath: string
  area: string
  areaEn: string
  /** The first of them; `sums` counts all. */
  missed: MissedPlace[]
  sums: Record<PatrolLevel, { places: number; rounds: number }>
  alone: LeftAlone[]
}

/** What is to be urged, village by village in walking order; both levels in one list. */
export function urgedVillages(
  missed: readonly MissedPlace[],
  alone: readonly LeftAlone[],
): UrgedVillage[] {
  const villages = new Map<number, UrgedVillage>()
  const at = ({ areaId, areaPath, area, areaEn }: PatrolLine['place']): UrgedVillage => {
    const known = villages.get(areaId)
    const none = { places: 0, rounds: 0 }
    const village = known ?? {
      ...{ areaId, areaPath, area, areaEn, missed: [], alone: [] },
      sums: { town: { ...none }, village: { ...none } },
    }
    villages.set(areaId, village)
    return village
  }
  for (const each of missed) {
    const village = at(each.place)
    village.missed.push(each)
    village.sums[each.level].places += 1
    village.sums[each.level].rounds += each.slots.length
  }
  for (const each of alone) at(each.place).alone.push(each)
  return [...villages.values()].sort((a, b) =>
    a.areaPath < b.areaPath ? -1 : a.areaPath > b.areaPath ? 1 : a.areaId - b.areaId,
  )
}

/** The rows after the one of a place, in walking order, at most `size`; and whether more follow. */
export function pageAfter<T extends Pick<PatrolLine, 'place'>>(
  lines: readonly T[],
  after: number | null,
  size: number,
): { rows: T[]; next: number | null } {
  const from = after === null ? 0 : lines.findIndex(({ place }) => place.id === after) + 1
  const rows = lines.slice(from, from + size)
  return { rows, next: from + size < lines.length ? (rows.at(-1)?.place.id ?? null) : null }
}
