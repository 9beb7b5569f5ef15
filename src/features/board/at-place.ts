// What every staff page of the board begins with: the place of `:code`, the rules, who is asking.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { ALPHABET } from '../../shared/crockford'
import { account } from '../accounts'
import { placeOfCode } from '../places'
import { rulebookInForce } from '../rulebook'

export async function atPlace(c: Context<AppEnv>) {
  const { db, ui } = c.var
  const place = await placeOfCode(db, c.req.param('code'))
  const actor = account(c)
  return {
    place,
    actor,
    book: await rulebookInForce(db, ui.now),
    keeper: actor.places.some((each) => each.placeId === place.id && each.role === 'keeper'),
  }
}

export type AtPlace = Awaited<ReturnType<typeof atPlace>>

/** The instant a page was made, from the ULID it carries as its idempotency key. */
export const madeAt = (key: string): number =>
  [...key.slice(0, 10)].reduce((time, symbol) => time * 32 + ALPHABET.indexOf(symbol), 0)
