// What a page of this room begins with: the place, the rules, who is asking.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { account, covers } from '../accounts'
import { type Place, placeByCode } from '../places'
import { rulebookInForce } from '../rulebook'

type C = Context<AppEnv>

/** Who confirms stages, answers batches and visits enterprises. */
export const WRITERS = ['admin', 'patrol', 'clerk'] as const satisfies OfficerRole[]
export const READERS = [
  ...WRITERS,
  'reviewer',
  'viewer',
  'inspector',
] as const satisfies OfficerRole[]

export const mayWrite = (c: C, where: { areaPath: string }): boolean =>
  covers(account(c), [...WRITERS], where)

async function at(c: C, kinds: readonly Place['kind'][]) {
  const place = await placeByCode(c.var.db, placeCodeOr404(c.req.param('code') ?? ''))
  if (!place) throw problem('place.unknown', 404)
  if (!kinds.includes(place.kind)) throw problem('returns.not_here', 404)
  return { place, book: await rulebookInForce(c.var.db, c.var.ui.now) }
}

/** A place of the keeper who asks. */
export async function ownPlace(c: C, kinds: readonly Place['kind'][]) {
  const { place, book } = await at(c, kinds)
  const by = { actor: account(c), now: c.var.ui.now, rulebookVersion: book.version }
  return { place, book, by }
}

export type Own = Awaited<ReturnType<typeof ownPlace>>

/** A place in the areas of an officer. Throws 403 outside them. */
export async function officePlace(c: C, kinds: readonly Place['kind'][], write: boolean) {
  const own = await ownPlace(c, kinds)
  const roles = write ? WRITERS : READERS
  if (!covers(account(c), [...roles], own.place)) throw problem('err.forbidden', 403)
  return own
}
