// 24 hours on duty: which shifts and posts there are, where nobody is named. Pure.
import type { Rulebook } from '../rulebook'

type Shifts = Rulebook['reports']

/** Names by cell; a cell without one is left out. */
export type Names = Record<string, string>

export interface Cell {
  /** `day_duty`: the shift and the post. */
  id: string
  shift: Shifts['shifts'][number]
  /** Null: those on duty, rather than the leader at a key post. */
  post: Shifts['posts'][number] | null
}

/** Everything a day's roster names, shift by shift. */
export const cellsOf = ({ shifts, posts }: Shifts): Cell[] =>
  shifts.flatMap((shift) =>
    [null, ...posts].map((post) => ({ id: `${shift.id}_${post?.id ?? 'duty'}`, shift, post })),
  )

/** The cells with nobody. */
export const gapsIn = (rules: Shifts, names: Names): Cell[] =>
  cellsOf(rules).filter(({ id }) => !names[id])

/** What is empty takes the name that stood there another day; what is filled stays. */
export const filledFrom = (rules: Shifts, names: Names, other: Names): Names =>
  Object.fromEntries(
    cellsOf(rules).flatMap(({ id }) => {
      const name = names[id] || other[id]
      return name ? [[id, name]] : []
    }),
  )

/** Names out of their stored text; nobody where it cannot be read. */
export function readNames(text: string | null): Names {
  if (!text) return {}
  const read: unknown = JSON.parse(text)
  return Object.fromEntries(
    Object.entries(read ?? {}).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  )
}

/** How many days a roster is made ahead, today included. */
export const ROSTER_DAYS = 7

/** A day a roster may be changed for: today and the days ahead. */
export const rosterDays = (today: number): number[] =>
  Array.from({ length: ROSTER_DAYS }, (_, i) => today + i)
