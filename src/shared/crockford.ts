// Crockford base32: no I, L, O or U, so that a code can be read aloud and typed from paper.

export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Upper case, O as 0, I and L as 1, spaces and hyphens gone: what a person meant to type. */
export const normalise = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** `count` random symbols. */
export function randomSymbols(count: number, random: (bytes: number) => Uint8Array): string {
  return Array.from(random(count), (byte) => ALPHABET[byte & 31]).join('')
}
