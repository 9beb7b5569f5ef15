// The contact of a visit, sealed to the town's health key before anything is written. Nothing the
// service holds can open it: not the Worker, not the database, not every secret together.
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { fromBase64url, utf8 } from '../../shared/bytes'

export interface Contact {
  name: string
  phone: string
  plate?: string
  where?: string
}

export interface HealthKey {
  id: number
  /** Raw P-256 point, base64url. */
  publicKey: string
}

/** Format 1: one RFC 9180 base-mode seal a row. The first byte lets another form follow. */
const FORMAT = 1
// Contacts are padded to one of few lengths, so that a blob's size does not tell a name's.
const PAD_TO_BYTES = 64

export const healthSuite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

const suite = healthSuite()
const imported = new Map<string, Promise<CryptoKey>>()

const publicKeyOf = (key: HealthKey): Promise<CryptoKey> => {
  const known =
    imported.get(key.publicKey) ??
    suite.kem.deserializePublicKey(fromBase64url(key.publicKey).buffer)
  imported.set(key.publicKey, known)
  return known
}

/** What binds a seal to its town, key, day and place. */
export const sealInfo = (keyId: number, day: number): ArrayBuffer =>
  utf8(`anmen visit|${keyId}|${day}`).buffer
export const sealAad = (placeId: number): ArrayBuffer => utf8(`place|${placeId}`).buffer

function padded(contact: Contact): Uint8Array<ArrayBuffer> {
  const plain = utf8(JSON.stringify(contact))
  const whole = new Uint8Array(Math.ceil(plain.length / PAD_TO_BYTES) * PAD_TO_BYTES).fill(0x20)
  whole.set(plain)
  return whole
}

/** Format byte, encapsulated key (65 bytes), ciphertext. */
export async function sealContact(
  key: HealthKey,
  where: { placeId: number; day: number },
  contact: Contact,
): Promise<Uint8Array<ArrayBuffer>> {
  const sender = await suite.createSenderContext({
    recipientPublicKey: await publicKeyOf(key),
    info: sealInfo(key.id, where.day),
  })
  const sealed = new Uint8Array(await sender.seal(padded(contact).buffer, sealAad(where.placeId)))
  const blob = new Uint8Array(1 + sender.enc.byteLength + sealed.length)
  blob[0] = FORMAT
  blob.set(new Uint8Array(sender.enc), 1)
  blob.set(sealed, 1 + sender.enc.byteLength)
  return blob
}
