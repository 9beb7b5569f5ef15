// Whom to call at a place: encrypted beside it, the number found again by its blind index.
import { blindIndexOf, decryptField, encryptField } from '../../shared/fields'
import { maskName } from '../../shared/text'
import type { Place } from './tables'

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

/** 马* — who answers for a place, as the register of places has it; empty when unknown. */
export async function maskedContact(
  fieldKey: string,
  { id, contactName }: Pick<Place, 'id' | 'contactName'>,
): Promise<string> {
  if (!contactName) return ''
  const name = await decryptField(fieldKey, contactField('contact_name', id), contactName)
  return name ? maskName(name) : ''
}

/** Who builds at a site and who answers for it. */
export interface Builder {
  contractor: string | null
  /** Masked; empty when unknown. */
  inCharge: string
}

/** What everybody may read at the gate of a site; nothing of any other place. */
export const builderOf = async (
  fieldKey: string,
  place: Pick<Place, 'id' | 'kind' | 'contractor' | 'contactName'>,
): Promise<Builder> =>
  place.kind === 'site'
    ? { contractor: place.contractor, inCharge: await maskedContact(fieldKey, place) }
    : { contractor: null, inCharge: '' }
