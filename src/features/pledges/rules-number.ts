// The number on a pledge: seven random symbols and a check symbol, read aloud and typed from paper.
import { normalise, randomSymbols } from '../../shared/crockford'
import type { Random } from '../../shared/ids'
import { hasCheck, withCheck } from '../../shared/place-code'

/** e.g. `P-7QK2-0MX9` */
export function newPledgeNumber(random: Random): string {
  const symbols = withCheck(randomSymbols(7, random))
  return `P-${symbols.slice(0, 4)}-${symbols.slice(4)}`
}

/** The number a person meant, or null when it is mistyped; the leading P may be left out. */
export function readPledgeNumber(typed: string): string | null {
  const symbols = normalise(typed.slice(0, 40)).replace(/^P(?=.{8}$)/, '')
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(symbols) || !hasCheck(symbols)) return null
  return `P-${symbols.slice(0, 4)}-${symbols.slice(4)}`
}
