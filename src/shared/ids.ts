// Identifiers made here. Randomness comes in as a value so that tests and the demo town can fix it.
import { ALPHABET, randomSymbols } from './crockford'

export type Random = (bytes: number) => Uint8Array

export const systemRandom: Random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))

/** A ULID: 48 bits of time, 80 random bits; sorts by the time it was made. */
export function newKey(now: number, random: Random): string {
  let time = ''
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32))
    time = ALPHABET[rest % 32] + time
  return time + randomSymbols(16, random)
}

/** A row id that must be known before its row is written: 48 random bits. */
export const newRowId = (random: Random): number =>
  random(6).reduce((id, byte) => id * 256 + byte, 0) + 1
