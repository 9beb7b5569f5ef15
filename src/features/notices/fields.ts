// Personal fields of this room, bound to the key of their row: the id is not known before the insert.
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { hmac } from '../../shared/crypto'
import { blindIndexOf, decryptField, encryptField } from '../../shared/fields'
import { numberPath } from './rules'
import type { NoticeRow } from './tables'

type Keys = Pick<AppEnv['Bindings'], 'FIELD_KEY' | 'INDEX_KEY'>

export const ARRIVAL_FIELDS = ['name', 'phone', 'address', 'origin'] as const
export type ArrivalField = (typeof ARRIVAL_FIELDS)[number]

export type NoticeField = 'other' | 'result_text' | 'return_text'

/** How somebody newly come is found by phone. */
export const arrivalIndexOf = (keys: Pick<Keys, 'INDEX_KEY'>, phone: string): Promise<string> =>
  blindIndexOf(keys.INDEX_KEY, 'arrivals.phone', phone)

export const sealArrival = (
  keys: Pick<Keys, 'FIELD_KEY'>,
  key: string,
  column: ArrivalField,
  plain: string,
): Promise<string> => encryptField(keys.FIELD_KEY, { table: 'arrivals', column, row: key }, plain)

/** One field in the clear; a dash when it does not open. */
export const openArrival = async (
  keys: Pick<Keys, 'FIELD_KEY'>,
  key: string,
  column: ArrivalField,
  stored: string,
): Promise<string> =>
  (await decryptField(keys.FIELD_KEY, { table: 'arrivals', column, row: key }, stored)) ?? '—'

/** Empty text is not kept. */
export const sealNotice = async (
  keys: Pick<Keys, 'FIELD_KEY'>,
  key: string,
  column: NoticeField,
  plain: string,
): Promise<string | null> =>
  plain ? encryptField(keys.FIELD_KEY, { table: 'notices', column, row: key }, plain) : null

export const openNotice = async (
  keys: Pick<Keys, 'FIELD_KEY'>,
  key: string,
  column: NoticeField,
  stored: string | null,
): Promise<string> =>
  (stored &&
    (await decryptField(keys.FIELD_KEY, { table: 'notices', column, row: key }, stored))) ||
  ''

/** 查验号: the same on the paper and on the page its code leads to, and on no paper made elsewhere. */
export async function checkText(
  keys: Pick<AppEnv['Bindings'], 'TOWN_SECRET'>,
  notice: Pick<NoticeRow, 'key' | 'year' | 'seq'>,
): Promise<string> {
  const mac = await hmac(keys.TOWN_SECRET, `notice|${numberPath(notice)}|${notice.key}`)
  return `T${notice.seq}-${toBase64url(mac).replace(/[-_]/g, '').slice(0, 4).toUpperCase()}`
}
