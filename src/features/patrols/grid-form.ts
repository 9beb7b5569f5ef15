// What the grid is asked for. Nothing here can be wrong: an unknown filter is no filter.

import type { OfficerRole } from '../../shared/actor'
import { dayFromIso, isoDay } from '../../shared/clock'
import { PATROL_LEVELS, type PatrolLevel } from '../../shared/patrol'
import { wholeNumber } from '../../shared/text'
import { GRID_KINDS, type GridKind } from './rules-grid'

/** How many days back a grid is kept on the page. */
export const GRID_DAYS = 14

/** Whoever supervises has the grid as a tab of its own; the others come to it from their list. */
export const supervises = (roles: readonly OfficerRole[]): boolean =>
  roles.some((role) => OFFICE_GRID.includes(role))
const OFFICE_GRID: readonly OfficerRole[] = ['admin', 'viewer', 'inspector', 'reviewer']

export interface GridQuery {
  kind: GridKind
  level: PatrolLevel
  /** The Shanghai day. */
  day: number
  area: number | null
  /** Only places a supervisor has to look at. */
  wrong: boolean
  /** For paper: the pages that follow are added by script. */
  all: boolean
  /** Only the text to be sent. */
  text: boolean
  /** The place the page begins after. */
  after: number | null
}

function dayAsked(typed: string | undefined, today: number): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(typed ?? '')) return today
  const day = dayFromIso(typed ?? '')
  return day <= today && day >= today - GRID_DAYS ? day : today
}

/** `level`: what this officer looks at first. */
export const readGridQuery = (
  query: Record<string, string>,
  { today, level }: { today: number; level: PatrolLevel },
): GridQuery => ({
  kind: GRID_KINDS.find((each) => each === query.kind) ?? 'site',
  level: PATROL_LEVELS.find((each) => each === query.level) ?? level,
  day: dayAsked(query.day, today),
  area: wholeNumber(query.area),
  wrong: query.wrong === '1',
  all: query.all === '1',
  text: query.text === '1',
  after: wholeNumber(query.after),
})

/** A grid narrowed or widened by one step; the page begins anew unless `after` says where. */
export function gridLink(
  query: GridQuery,
  change: Partial<GridQuery> = {},
  path = '/office/patrols/grid',
): string {
  const asked = { ...query, after: null, text: false, ...change }
  const { kind, level, day, area, wrong, all, text, after } = asked
  const params = new URLSearchParams({ kind, level, day: isoDay(day) })
  if (area !== null) params.set('area', String(area))
  if (wrong) params.set('wrong', '1')
  if (all) params.set('all', '1')
  if (text) params.set('text', '1')
  if (after !== null) params.set('after', String(after))
  return `${path}?${params}`
}
