// Places by the code in an address or as typed.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { readPlaceCode } from '../../shared/place-code'
import { type Place, placeByCode, placeOfCode } from '../places'

/** The place of `:code`; access has been asked already. */
export async function ownPlace(c: Context<AppEnv>): Promise<Place> {
  const place = await placeOfCode(c.var.db, c.req.param('code'))
  return place
}

/** Where to, or the error beside the code. */
export async function destination(
  c: Context<AppEnv>,
  typed: string,
  from: number,
): Promise<Place | string> {
  if (!typed.trim()) return 'move.missing'
  const code = readPlaceCode(typed)
  if (!code) return 'err.code'
  const place = await placeByCode(c.var.db, code)
  if (!place) return 'move.unknown'
  if (place.id === from) return 'move.same'
  return place.status === 'closed' ? 'move.closed' : place
}
