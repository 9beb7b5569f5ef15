// Personal fields that the service itself must read: AES-256-GCM under a data key made from
// FIELD_KEY, bound to their table, column and row, so that a value copied elsewhere does not open.
import { toBase64url } from './bytes'
import { hmac, seal, sealBytes, unseal, unsealBytes } from './crypto'

/** Where an encrypted value stands. */
export interface FieldPlace {
  table: string
  column: string
  row: number | string
}

/** The data key new values are written under; older ids keep opening. */
const CURRENT_KEY = '1'
/** The first byte of an encrypted file, so that another form may follow. */
const FILE_FORMAT = 1

const dataKey = async (fieldKey: string, id: string): Promise<string> =>
  toBase64url(await hmac(fieldKey, `data key ${id}`))

const binding = ({ table, column, row }: FieldPlace, id: string): string =>
  `${table}|${column}|${row}|${id}`

/** `<key id>.<base64url of nonce + ciphertext>` */
export async function encryptField(
  fieldKey: string,
  place: FieldPlace,
  plain: string,
): Promise<string> {
  const key = await dataKey(fieldKey, CURRENT_KEY)
  return `${CURRENT_KEY}.${await seal(key, binding(place, CURRENT_KEY), plain)}`
}

/** The text of a stored field, or null when it was written elsewhere, tampered with or malformed. */
export async function decryptField(
  fieldKey: string,
  place: FieldPlace,
  stored: string,
): Promise<string | null> {
  const [, id, sealed] = /^(\d{1,6})\.([\w-]+)$/.exec(stored) ?? []
  if (!id || !sealed) return null
  return unseal(await dataKey(fieldKey, id), binding(place, id), sealed)
}

/** A whole file: one format byte, the key id, then nonce and ciphertext. */
export async function encryptFile(
  fieldKey: string,
  place: FieldPlace,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await dataKey(fieldKey, CURRENT_KEY)
  const sealed = await sealBytes(key, binding(place, CURRENT_KEY), plain)
  const blob = new Uint8Array(2 + sealed.length)
  blob.set([FILE_FORMAT, Number(CURRENT_KEY)])
  blob.set(sealed, 2)
  return blob
}

/** The file again, or null when it was written elsewhere, tampered with or malformed. */
export async function decryptFile(
  fieldKey: string,
  place: FieldPlace,
  stored: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [format, key] = stored
  if (format !== FILE_FORMAT || !key) return null
  const id = String(key)
  return unsealBytes(await dataKey(fieldKey, id), binding(place, id), stored.subarray(2))
}

/** How an encrypted value is found again: HMAC-SHA256 under INDEX_KEY, apart for each `purpose`. */
export const blindIndexOf = async (
  indexKey: string,
  purpose: string,
  value: string,
): Promise<string> => toBase64url(await hmac(indexKey, `${purpose}|${value}`))
