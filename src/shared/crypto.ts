// The few primitives everything else is built from, all of them WebCrypto's own.
import { fromBase64url, text, toBase64url, utf8 } from './bytes'

/** SHA-256 of text or bytes. */
export const sha256 = async (
  data: string | Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await crypto.subtle.digest('SHA-256', typeof data === 'string' ? utf8(data) : data),
  )

const keys = new Map<string, Promise<CryptoKey>>()

// Importing a key costs more than using it, so each is imported once per isolate.
const imported = (
  use: string,
  secret: string,
  make: () => Promise<CryptoKey>,
): Promise<CryptoKey> => {
  const id = `${use}:${secret}`
  const known = keys.get(id) ?? make()
  keys.set(id, known)
  return known
}

/** HMAC-SHA256 under a base64url secret. */
export async function hmac(secret: string, message: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await imported('hmac', secret, () =>
    crypto.subtle.importKey(
      'raw',
      fromBase64url(secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    ),
  )
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(message)))
}

const aesKey = (secret: string): Promise<CryptoKey> =>
  imported('aes', secret, () =>
    crypto.subtle.importKey('raw', fromBase64url(secret), 'AES-GCM', false, ['encrypt', 'decrypt']),
  )

/** AES-256-GCM of bytes under a base64url secret, bound to `purpose`; nonce first. */
export async function sealBytes(
  secret: string,
  purpose: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(purpose) },
    await aesKey(secret),
    plain,
  )
  const blob = new Uint8Array(12 + sealed.byteLength)
  blob.set(iv)
  blob.set(new Uint8Array(sealed), 12)
  return blob
}

/** The same of text, as base64url. */
export const seal = async (secret: string, purpose: string, plain: string): Promise<string> =>
  toBase64url(await sealBytes(secret, purpose, utf8(plain)))

/** What `sealBytes` sealed, or null for anything tampered with, foreign or malformed. */
export async function unsealBytes(
  secret: string,
  purpose: string,
  blob: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: blob.subarray(0, 12), additionalData: utf8(purpose) },
      await aesKey(secret),
      blob.subarray(12),
    )
    return new Uint8Array(plain)
  } catch {
    return null
  }
}

/** What `seal` sealed, or null for anything tampered with, foreign or malformed. */
export async function unseal(
  secret: string,
  purpose: string,
  sealed: string,
): Promise<string | null> {
  try {
    const blob = fromBase64url(sealed)
    // Base64 can spell one value in several ways; only the one that was written counts.
    if (toBase64url(blob) !== sealed) return null
    const plain = await unsealBytes(secret, purpose, blob)
    return plain && text(plain)
  } catch {
    return null
  }
}
