// A page of the day's list, out of the view of the day: how many places stand how, and the few that are shown.
import type { Db } from '../../db/client'
import type { PatrolLevel } from '../../shared/patrol'
import type { Rulebook } from '../rulebook'
import { byDue, countedOf, nextOf, type PatrolLine, standingOf } from './rules-day'
import {
  countShows,
  groupsFrom,
  groupsOf,
  IN,
  type ListQuery,
  narrowed,
  PAGE_ROWS,
  SEARCH_ROWS,
  type Show,
} from './rules-list'
import { standsOf } from './rules-view'
import { readLines, searchLines, walkedTo } from './store-lines'
import { readTally } from './view'

export interface ListPageRows {
  counts: Record<Show, number>
  rows: PatrolLine[]
  /** Where the next page goes on; null: nothing follows. */
  next: ListQuery['after']
}

interface Asked {
  day: number
  now: number
  level: PatrolLevel
  /** As of `rangesIn`. */
  ranges: string
  /** Only of these teams; null: of all. */
  teams: readonly number[] | null
}

const lastOf = (rows: readonly PatrolLine[]): ListQuery['after'] => {
  const last = rows.at(-1)
  return last ? { placeId: last.place.id, due: nextOf(last)?.due ?? null } : null
}

/** Ten places of a show, nearest due first, and how many are on each show. */
async function pageOfShow(
  db: Db,
  book: Rulebook,
  asked: Asked,
  { show, after }: ListQuery,
): Promise<ListPageRows> {
  const { day, now, level, ranges, teams } = asked
  const tally = await readTally(db, day, { ranges, teams })
  const stands = standsOf(book, tally, { level, now, day })
  const groups = groupsFrom(groupsOf(stands, show, now), after)
  const walked = after && (await walkedTo(db, day, after.placeId))
  const found = await readLines(
    db,
    groups.map(({ due, keys }) => ({
      ...{ day, level, ranges, teams, stands: keys, limit: PAGE_ROWS + 1 },
      after: after && due === after.due ? walked : null,
    })),
    now,
  )
  const lines = found.flat()
  const rows = lines.slice(0, PAGE_ROWS)
  const next = lines.length > PAGE_ROWS ? lastOf(rows) : null
  return { counts: countShows(stands, now), rows, next }
}

/** Those with these characters in their name, as many in the order they were entered, and their counts. */
async function pageOfNames(db: Db, asked: Asked, query: ListQuery): Promise<ListPageRows> {
  const { now, teams } = asked
  const { q, show, after } = query
  const limit = SEARCH_ROWS + 1
  const from = after ? after.placeId + 1 : 0
  const found = await searchLines(db, { ...asked, q, from, limit }, now)
  const shown = found.lines.slice(0, SEARCH_ROWS)
  const lines = narrowed(shown, { areaPath: '/', teams, q })
  const rows = lines.filter((line) => IN[show](standingOf(line), now)).sort(byDue)
  const last = found.lines.length > SEARCH_ROWS ? shown.at(-1)?.place.id : undefined
  const looked = last ?? (found.next === null ? null : found.next - 1)
  return {
    counts: countShows(countedOf(lines), now),
    rows,
    next: looked === null ? null : { placeId: looked, due: null },
  }
}

export const listPage = (
  db: Db,
  book: Rulebook,
  asked: Asked,
  query: ListQuery,
): Promise<ListPageRows> =>
  query.q ? pageOfNames(db, asked, query) : pageOfShow(db, book, asked, query)
