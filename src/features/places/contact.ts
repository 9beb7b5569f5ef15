// Whom to call at a place: encrypted beside it, the number found again by its blind index.
import { blindIndexOf, encryptField } from '../../shared/fields'

interface Keys {
  FIELD_KEY: string
  INDEX_KEY: string
}

interface Contact {
  name: string | null
  /** 11 digits. */
  phone: string | null
}

/** Where a field of a place's contact stands. */
export const contactField = (column: 'contact_name' | 'contact_phone', row: number) =>
  ({ table: 'places', column, row }) as const

export const contactPhoneIndexOf = (indexKey: string, phone: string): Promise<string> =>
  blindIndexOf(indexKey, 'places.contact_phone', phone)

/** The three columns of a contact; the place's id is drawn before, because the binding needs it. */
export async function contactColumns(
  keys: Keys,
  placeId: number,
  { name, phone }: Contact,
): Promise<[name: string | null, phone: string | null, index: string | null]> {
  const sealed = (column: 'contact_name' | 'contact_phone', plain: string | null) =>
    plain === null ? null : encryptField(keys.FIELD_KEY, contactField(column, placeId), plain)
  return Promise.all([
    sealed('contact_name', name),
    sealed('contact_phone', phone),
    phone === null ? null : contactPhoneIndexOf(keys.INDEX_KEY, phone),
  ])
}
