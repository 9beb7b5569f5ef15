// Which enterprises an officer sees: areas are ranges of paths, a reviewer's department narrows them to trades.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor, OfficerRole } from '../../shared/actor'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { account, covers, scopesOf } from '../accounts'
import { type ListedArea, listAreas, type Place, pathEnd, placeByCode } from '../places'
import { departmentOf, type Rulebook } from '../rulebook'

type C = Context<AppEnv>

export const READERS = ['admin', 'reviewer', 'clerk', 'viewer', 'inspector'] as const
/** Who sees to it that reports come and accidents are read. */
export const DOERS = ['admin', 'reviewer', 'clerk'] as const satisfies OfficerRole[]

type Range = [from: string, to: string, how: '' | 'in' | 'out', trades: string[]]

/** A department's trades; the default one also answers for trades the rulebook does not name. */
function tradesOf(book: Rulebook, department: string | null): ['' | 'in' | 'out', string[]] {
  if (!department) return ['', []]
  const isOwn = (each: { department: string }) => each.department === department
  return department === book.defaultDepartment
    ? ['out', book.trades.filter((each) => !isOwn(each)).map(({ id }) => id)]
    : ['in', book.trades.filter(isOwn).map(({ id }) => id)]
}

/** As one JSON parameter for `COVERED`: `[[from, to, how, trades], …]`. */
export const coverOf = (
  actor: AccountActor,
  book: Rulebook,
  roles: readonly OfficerRole[] = READERS,
): string =>
  JSON.stringify(
    scopesOf(actor, ...roles).map(({ role, areaPath, department }): Range => {
      const trades = tradesOf(book, role === 'reviewer' ? department : null)
      return [areaPath, pathEnd(areaPath), ...trades]
    }),
  )

/** Whether one of the roles covers an enterprise. */
export const coversPlace = (
  actor: AccountActor,
  book: Rulebook,
  place: { areaPath: string; trade: string },
  roles: readonly OfficerRole[] = READERS,
): boolean =>
  covers(actor, [...roles], {
    areaPath: place.areaPath,
    department: departmentOf(book, place.trade),
  })

/** The enterprise of `:code`, if it is the officer's to see. Throws 403 or 404. */
export async function coveredEnterprise(c: C, book: Rulebook): Promise<Place> {
  const place = await placeByCode(c.var.db, placeCodeOr404(c.req.param('code') ?? ''))
  if (place?.kind !== 'enterprise') throw problem('daily.only_enterprises', 404)
  if (!coversPlace(account(c), book, place)) throw problem('err.forbidden', 403)
  return place
}

/** The areas below what the officer's roles cover, in walking order, and the one asked for, else the highest. */
export async function areasOf(
  c: C,
  id: number | null,
): Promise<{ areas: ListedArea[]; area: ListedArea }> {
  const actor = account(c)
  const all = await listAreas(c.var.db)
  const areas = all.filter(({ path }) => covers(actor, [...READERS], { areaPath: path }))
  const area = areas.find((each) => each.id === id) ?? areas[0]
  if (!area) throw problem('err.forbidden', 403)
  return { areas, area }
}
