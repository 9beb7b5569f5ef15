// The day's list: what is to be visited now, what is done, what is narrowed away. Pure.
import type { PatrolLevel } from '../../shared/patrol'
import { foldName } from '../places/rules'
import { type Counted, nextOf, type PatrolLine, type Standing } from './rules-day'
import type { Tally } from './rules-view'

/** To be visited, open orders, visited, everything. */
export const SHOWS = ['todo', 'orders', 'done', 'all'] as const
export type Show = (typeof SHOWS)[number]

/** What their keepers owe is read of each as well, and a page is read from a hundred rows. */
export const PAGE_ROWS = 6
/** Of a search: each place it looks at costs a row as well. */
export const SEARCH_ROWS = 5
const SEARCH_LENGTH = 16

export interface ListQuery {
  show: Show
  level: PatrolLevel | null
  q: string
  area: number | null
  /** null: as usual, the own teams; 0: all. */
  team: number | null
  /** The place the page goes on after, and by when it was due; null: all of its rounds were done. */
  after: { placeId: number; due: number | null } | null
}

const number = (typed: string | undefined): number | null =>
  /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : null

/** `1583913600000-17`: due then; `-17`: nothing was due. */
function afterFrom(typed: string | undefined): ListQuery['after'] {
  const [, due, id] = /^(\d{1,14})?-(\d{1,14})$/.exec(typed ?? '') ?? []
  return id ? { placeId: Number(id), due: due ? Number(due) : null } : null
}

export const afterText = ({ placeId, due }: NonNullable<ListQuery['after']>): string =>
  `${due ?? ''}-${placeId}`

/** `?show=&level=&q=&area=&team=&after=`; an unknown filter is no filter. */
export function readListQuery(query: Record<string, string | undefined>): ListQuery {
  return {
    show: SHOWS.find((each) => each === query.show) ?? 'todo',
    level: query.level === 'town' || query.level === 'village' ? query.level : null,
    q: [...(query.q ?? '').trim()].slice(0, SEARCH_LENGTH).join(''),
    area: number(query.area),
    team: number(query.team),
    after: afterFrom(query.after),
  }
}

/** Whether a round of the place is open now: begun and not made. What begins later does not call yet. */
export const isTodo = ({ slots }: Pick<Standing, 'slots'>, now: number): boolean =>
  slots.some((slot) => slot.state !== 'done' && slot.from <= now)

const isDone = (line: Pick<Standing, 'slots'>, now: number): boolean =>
  !isTodo(line, now) && line.slots.some((slot) => slot.state === 'done')

/** Whether a place is on a show. */
export const IN: Record<Show, (line: Standing, now: number) => boolean> = {
  todo: isTodo,
  orders: ({ ordered }) => ordered,
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

/** How many places are on each show. */
export const countShows = (stands: readonly Counted[], now: number): Record<Show, number> => {
  const count = (show: Show): number =>
    stands.filter((each) => IN[show](each, now)).reduce((sum, { n }) => sum + n, 0)
  return { todo: count('todo'), orders: count('orders'), done: count('done'), all: count('all') }
}

/** Places that are due at the same instant, by how they stand. */
export interface DueGroup {
  /** Null: all rounds are done. */
  due: number | null
  keys: string[]
  n: number
}

/** What is on a show, nearest due first; what is done comes last. */
export function groupsOf(
  stands: readonly (Counted & { key: string })[],
  show: Show,
  now: number,
): DueGroup[] {
  const shown = stands.filter((each) => IN[show](each, now))
  const groups = Map.groupBy(shown, (each) => nextOf(each)?.due ?? null)
  return [...groups]
    .map(([due, each]) => ({
      due,
      keys: each.map(({ key }) => key),
      n: each.reduce((sum, { n }) => sum + n, 0),
    }))
    .sort((a, b) => (a.due ?? Number.MAX_SAFE_INTEGER) - (b.due ?? Number.MAX_SAFE_INTEGER))
}

/** The groups a page is made of, from the one it goes on in; a place more tells that others follow. */
export function groupsFrom(groups: readonly DueGroup[], after: ListQuery['after']): DueGroup[] {
  const last = (due: number | null): number => due ?? Number.MAX_SAFE_INTEGER
  const rest = groups.filter(({ due }) => !after || last(due) >= last(after.due))
  const needed: DueGroup[] = []
  let sure = 0
  for (const group of rest) {
    if (sure > PAGE_ROWS) break
    needed.push(group)
    // Of the group a page goes on in some have been shown.
    if (!after || group.due !== after.due) sure += group.n
  }
  return needed
}

/** Of an officer's own teams those that have a place to go to; null: none has, so every team's are theirs. */
export function ownTeams(teams: Tally['teams'], own: readonly number[]): number[] | null {
  const mine = own.filter((id) => teams[id] !== undefined)
  return mine.length > 0 ? mine : null
}
