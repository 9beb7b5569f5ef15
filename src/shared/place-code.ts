// The code on the door: six random symbols and a check symbol over GF(32). Any one wrong symbol
// and any two swapped neighbours are noticed before the database is asked.
import { ALPHABET, normalise, randomSymbols } from './crockford'
import { problem } from './problem'

const times = (a: number, b: number): number => {
  let product = 0
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 9; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

/** Horner over the field: zero for a whole code, and linear, so each position weighs differently. */
const syndrome = (symbols: string): number =>
  [...symbols].reduce((sum, symbol) => times(sum, 2) ^ ALPHABET.indexOf(symbol), 0)

/** Adds the check symbol to what is written before it, 30 symbols at most. */
export const withCheck = (symbols: string): string =>
  symbols + ALPHABET[times(syndrome(symbols), 2)]

/** Whether the last symbol is the check of those before it. */
export const hasCheck = (symbols: string): boolean => syndrome(symbols) === 0

/** A new code, e.g. `7K3M9QX`. */
export const newPlaceCode = (random: (bytes: number) => Uint8Array): string =>
  withCheck(randomSymbols(6, random))

/** The code a person meant, or null when it is mistyped. */
export function readPlaceCode(typed: string): string | null {
  const code = normalise(typed)
  return /^[0-9A-HJKMNP-TV-Z]{7}$/.test(code) && hasCheck(code) ? code : null
}

/** The code a person meant. Throws 404 with the page that says how codes look when it is mistyped. */
export function placeCodeOr404(typed: string): string {
  const code = readPlaceCode(typed)
  if (!code) throw problem('err.code', 404, { code: typed })
  return code
}
