// The day's list: what is to be visited now, what is done, what is narrowed away. Pure.
import type { PatrolLevel } from '../../shared/patrol'
import { foldName } from '../places/rules'
import { byDue, type PatrolLine } from './rules-day'

/** To be visited, open orders, visited, everything. */
export const SHOWS = ['todo', 'orders', 'done', 'all'] as const
export type Show = (typeof SHOWS)[number]

export const PAGE_ROWS = 50
const SEARCH_LENGTH = 16

export interface ListQuery {
  show: Show
  level: PatrolLevel | null
  q: string
  area: number | null
  /** null: as usual, the own teams; 0: all. */
  team: number | null
  page: number
}

const number = (typed: string | undefined): number | null =>
  /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : null

/** `?show=&level=&q=&area=&team=&page=`; an unknown filter is no filter. */
export function readListQuery(query: Record<string, string | undefined>): ListQuery {
  return {
    show: SHOWS.find((each) => each === query.show) ?? 'todo',
    level: query.level === 'town' || query.level === 'village' ? query.level : null,
    q: [...(query.q ?? '').trim()].slice(0, SEARCH_LENGTH).join(''),
    area: number(query.area),
    team: number(query.team),
    page: Math.max(1, Math.min(number(query.page) ?? 1, 200)),
  }
}

/** Whether a round of the place is open now: begun and not made. What begins later does not call yet. */
export const isTodo = ({ slots }: Pick<PatrolLine, 'slots'>, now: number): boolean =>
  slots.some((slot) => slot.state !== 'done' && slot.from <= now)

const isDone = (line: Pick<PatrolLine, 'slots'>, now: number): boolean =>
  !isTodo(line, now) && line.slots.some((slot) => slot.state === 'done')

const IN: Record<Show, (line: PatrolLine, now: number) => boolean> = {
  todo: isTodo,
  orders: ({ orders }) => orders.length > 0,
  done: isDone,
  all: () => true,
}

export interface Narrowed {
  /** A subtree of areas. */
  areaPath: string
  /** Of these teams; null: of all. */
  teams: readonly number[] | null
  q: string
}

/** The lines that are asked for, before one of the shows is chosen. */
export function narrowed(
  lines: readonly PatrolLine[],
  { areaPath, teams, q }: Narrowed,
): PatrolLine[] {
  const part = foldName(q)
  return lines.filter(
    ({ place, team }) =>
      place.areaPath.startsWith(areaPath) &&
      (teams === null || (team !== null && teams.includes(team.id))) &&
      (part === '' || foldName(place.name).includes(part)),
  )
}

export const countShows = (lines: readonly PatrolLine[], now: number): Record<Show, number> => ({
  todo: lines.filter((line) => IN.todo(line, now)).length,
  orders: lines.filter((line) => IN.orders(line, now)).length,
  done: lines.filter((line) => IN.done(line, now)).length,
  all: lines.length,
})

/** A page of a show, nearest due first, and whether more follow. */
export function pageOf(
  lines: readonly PatrolLine[],
  { show, page }: Pick<ListQuery, 'show' | 'page'>,
  now: number,
): { rows: PatrolLine[]; more: boolean } {
  const asked = lines.filter((line) => IN[show](line, now)).sort(byDue)
  const end = page * PAGE_ROWS
  return { rows: asked.slice(end - PAGE_ROWS, end), more: asked.length > end }
}

/** Of an officer's own teams those that have a place to go to; null: none has, so every team's are theirs. */
export function ownTeams(lines: readonly PatrolLine[], own: readonly number[]): number[] | null {
  const mine = own.filter((id) => lines.some(({ team }) => team?.id === id))
  return mine.length > 0 ? mine : null
}
