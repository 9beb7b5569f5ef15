// The entry word: the same on the visitor's and the keeper's phone, another one every minute, so
// that a screenshot proves nothing.

import type { Lang } from '../../i18n'
import { MINUTE } from '../../shared/clock'
import { hmac } from '../../shared/crypto'
import type { Rulebook } from '../rulebook/form'

/** e.g. `青松 47`: HMAC of the town's secret, the place and the minute, into the rulebook's list. */
export async function entryWord(
  secret: string,
  book: Rulebook,
  lang: Lang,
  placeId: number,
  now: number,
): Promise<string> {
  const mac = await hmac(secret, `word|${placeId}|${Math.floor(now / MINUTE)}`)
  const view = new DataView(mac.buffer)
  const words = book.doorWords[lang]
  return `${words[view.getUint32(0) % words.length]} ${10 + (view.getUint32(4) % 90)}`
}
