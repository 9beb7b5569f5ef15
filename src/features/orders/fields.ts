// Words on orders, bound to the key of their entry: the id is not known before the insert.
import type { AppEnv } from '../../env'
import { decryptField, encryptField } from '../../shared/fields'

type Keys = Pick<AppEnv['Bindings'], 'FIELD_KEY'>

const field = (entryKey: string) => ({ table: 'order_entries', column: 'text', row: entryKey })

/** The key of the entry that an order begins with. */
export const issuedKey = (orderKey: string): string => `issued:${orderKey}`

/** The key of a later entry. */
export const entryKey = (orderId: number, formKey: string): string => `${orderId}:${formKey}`

/** Empty text is not kept. */
export const sealEntry = async (
  keys: Keys,
  entryKey: string,
  plain: string,
): Promise<string | null> => (plain ? encryptField(keys.FIELD_KEY, field(entryKey), plain) : null)

/** What an order says beside its items, for `issueStatements`. */
export const sealIssued = (keys: Keys, orderKey: string, plain: string): Promise<string | null> =>
  sealEntry(keys, issuedKey(orderKey), plain)

export const openEntry = async (
  keys: Keys,
  entryKey: string,
  stored: string | null,
): Promise<string> =>
  (stored && (await decryptField(keys.FIELD_KEY, field(entryKey), stored))) || ''
