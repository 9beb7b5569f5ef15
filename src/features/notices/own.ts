// What of this room an officer may see and do: areas, villages, roles.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { problem } from '../../shared/problem'
import { account, covers, scopesOf } from '../accounts'
import { type ListedArea, listAreas } from '../places'

type C = Context<AppEnv>

/** Who is shown names and numbers whole. */
export const NAMES: OfficerRole[] = ['clerk', 'admin']
/** Who sees notices, others with names masked. */
export const READERS = ['admin', 'clerk', 'viewer', 'inspector'] as const satisfies OfficerRole[]

export const isHeadquarters = (c: C): boolean => scopesOf(account(c), 'admin').length > 0

/** Everything below what these roles cover, in walking order; 403 when that is nothing. */
export async function ownAreas(c: C, ...roles: OfficerRole[]): Promise<ListedArea[]> {
  const actor = account(c)
  const areas = await listAreas(c.var.db)
  const own = areas.filter(({ path }) => covers(actor, roles, { areaPath: path }))
  if (own.length === 0) throw problem('err.forbidden', 403)
  return own
}

export const villagesOf = (areas: ListedArea[]): ListedArea[] =>
  areas.filter(({ level }) => level === 'village')

/** The area asked for, or the highest one. */
export const chosenArea = (areas: ListedArea[], id: number | null): ListedArea => {
  const area = areas.find((each) => each.id === id) ?? areas[0]
  if (!area) throw problem('err.forbidden', 403)
  return area
}
