// The place a page of its own is about.
import type { Db } from '../../db/client'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { placeByCode } from './store'
import type { Place } from './tables'

/** The place of a code in an address. Throws 404 for a mistyped one and for none there is. */
export async function placeOfCode(db: Db, typed: string | undefined): Promise<Place> {
  const code = readPlaceCode(typed ?? '')
  const place = code ? await placeByCode(db, code) : null
  if (!place) throw problem('place.unknown', 404)
  return place
}
