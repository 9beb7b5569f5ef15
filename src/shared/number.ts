// Numbers on documents: a letter, seven random symbols and a check symbol, read aloud and typed from
// paper.
import { normalise, randomSymbols } from './crockford'
import type { Random } from './ids'
import { hasCheck, withCheck } from './place-code'

const written = (letter: string, symbols: string): string =>
  `${letter}-${symbols.slice(0, 4)}-${symbols.slice(4)}`

/** e.g. `P-7QK2-0MX9` */
export const newNumber = (letter: string, random: Random): string =>
  written(letter, withCheck(randomSymbols(7, random)))

/** The number a person meant, or null when it is mistyped; the leading letter may be left out. */
export function readNumber(letter: string, typed: string): string | null {
  const symbols = normalise(typed.slice(0, 40)).replace(new RegExp(`^${letter}(?=.{8}$)`), '')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(symbols) && hasCheck(symbols)
    ? written(letter, symbols)
    : null
}
