// A place somebody is about to patrol, or has: what it is to the patrol, and what is looked at there.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import type { PatrolLevel, PatrolTarget } from '../../shared/patrol'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { account } from '../accounts'
import { targetOf } from '../obligations'
import { type Rulebook, rulebookInForce } from '../rulebook'
import { levelAt, targetOr } from './rules-round'
import { type PatrolPlace, patrolPlace } from './store-round'

export interface Visit extends PatrolPlace {
  book: Rulebook
  level: PatrolLevel
  /** null: it owes no round. */
  owed: PatrolTarget | null
}

/** The facts the engine asks of a place. */
const factsOf = ({ place, listed, watched }: PatrolPlace) => ({
  place: { ...place, listed },
  watched,
})

/** What the place was to the patrol at an instant. */
export const targetAt = (visit: Pick<Visit, 'book' | keyof PatrolPlace>, at: number) =>
  targetOr(targetOf(visit.book, factsOf(visit), at), visit.place)

/** The place of a typed code. Throws 404, 403 outside the officer's areas, 409 once it is closed. */
export async function visitOf(c: Context<AppEnv>, typed: string): Promise<Visit> {
  const { db, ui } = c.var
  const code = readPlaceCode(typed)
  if (!code) throw problem('err.code', 404, { code: typed })
  const found = await patrolPlace(db, code, dayOf(ui.now))
  if (!found) throw problem('place.unknown', 404)
  const level = levelAt(account(c).scopes, found.place.areaPath)
  if (!level) throw problem('err.forbidden', 403)
  if (found.place.status === 'closed') throw problem('patrol.place_closed', 409)
  const book = await rulebookInForce(db, ui.now)
  return { ...found, book, level, owed: targetOf(book, factsOf(found), ui.now) }
}
