// Names of a visit: the stored key, the ref in its address, the short number a person reads.
import { ALPHABET } from '../../shared/crockford'
import { sha256 } from '../../shared/crypto'

export interface VisitRef {
  code: string
  day: number
  key: string
}

const symbols = (bytes: Uint8Array, count: number): string =>
  Array.from(bytes.subarray(0, count), (byte) => ALPHABET[byte & 31]).join('')

/**
 * The key under which a visit is stored: 26 symbols. The time of a ULID is kept, so that a day's
 * visits lie in the order of arrival; the rest is a hash, so that the ref in an address bar does not
 * give away the key that would claim the receipt. A key from elsewhere sorts last.
 */
export async function storedKey(clientKey: string): Promise<string> {
  const time = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(clientKey)
    ? clientKey.slice(0, 10)
    : 'ZZZZZZZZZZ'
  return time + symbols(await sha256(`visit|${clientKey}`), 16)
}

/** `7K3M9QX-20782-01JD…` */
export const refText = ({ code, day, key }: VisitRef): string => `${code}-${day}-${key}`

export function readRef(typed: string): VisitRef | null {
  const [, code = '', day = '', key = ''] =
    /^([0-9A-Z]{7})-(\d{1,6})-([0-9A-Z]{26})$/.exec(typed) ?? []
  return code ? { code, day: Number(day), key } : null
}

/** Display only, e.g. `V7K3-9QX2`; it opens nothing. */
export async function shortNumber(ref: VisitRef): Promise<string> {
  const eight = symbols(await sha256(`number|${refText(ref)}`), 8)
  return `${eight.slice(0, 4)}-${eight.slice(4)}`
}
