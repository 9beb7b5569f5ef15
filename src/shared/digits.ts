// Codes a person types: digits drawn evenly.
import type { Random } from './ids'

/** `count` random digits, at most 9: 64 bits over so few make no visible bias. */
export function randomDigits(count: number, random: Random): string {
  const bytes = new Uint8Array(random(8))
  const drawn = new DataView(bytes.buffer).getBigUint64(0) % 10n ** BigInt(count)
  return drawn.toString().padStart(count, '0')
}
