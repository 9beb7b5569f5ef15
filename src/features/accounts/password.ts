// Passwords and PINs: PBKDF2-SHA256 over the peppered text, `pbkdf2-sha256$<iterations>$<salt>$<hash>`.
import { fromBase64url, sameBytes, toBase64url } from '../../shared/bytes'
import { hmac } from '../../shared/crypto'
import type { Random } from '../../shared/ids'

/** Workers refuse more than 100,000 in production; the local runtime does not, hence the check below. */
export const ITERATIONS = 100_000
const SCHEME = 'pbkdf2-sha256'
const SALT_BYTES = 16
const HASH_BITS = 256

/** What an unknown name is judged against, so that it costs the same work as a known one. */
const DECOY = `${SCHEME}$${ITERATIONS}$${'A'.repeat(22)}$${'A'.repeat(43)}`

async function derive(
  pepper: string,
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array> {
  if (!(iterations >= 1 && iterations <= ITERATIONS))
    throw new RangeError(`PBKDF2 takes 1 to ${ITERATIONS} iterations, not ${iterations}`)
  // Full-width digits typed on a Chinese keyboard are the same PIN.
  const peppered = await hmac(pepper, password.normalize('NFKC'))
  const key = await crypto.subtle.importKey('raw', peppered, 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(
    await crypto.subtle.deriveBits(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
      key,
      HASH_BITS,
    ),
  )
}

/** What is stored of a password. Throws RangeError past 100,000 iterations. */
export async function hashPassword(
  pepper: string,
  password: string,
  random: Random,
  iterations: number = ITERATIONS,
): Promise<string> {
  const salt = new Uint8Array(random(SALT_BYTES))
  const hash = await derive(pepper, password, salt, iterations)
  return [SCHEME, iterations, toBase64url(salt), toBase64url(hash)].join('$')
}

/** Whether a password matches; `stored` is null for an unknown name, which takes as long and says no. */
export async function verifyPassword(
  pepper: string,
  password: string,
  stored: string | null,
): Promise<boolean> {
  const [scheme, iterations, salt, hash] = (stored ?? DECOY).split('$')
  if (scheme !== SCHEME || !salt || !hash) return false
  const derived = await derive(pepper, password, fromBase64url(salt), Number(iterations))
  return sameBytes(derived, fromBase64url(hash)) && stored !== null
}
