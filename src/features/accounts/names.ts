// Names of accounts, opened only where a page shows them.
import { decryptField } from '../../shared/fields'
import { maskName } from '../../shared/text'
import { accountField } from './seed'

/** The name people call an account by; a dash when it cannot be opened. */
export const openName = async (fieldKey: string, id: number, stored: string): Promise<string> =>
  (await decryptField(fieldKey, accountField('display_name', id), stored)) ?? '—'

/** The phone number of an account, 11 digits; null when it has none. */
export const openPhone = async (
  fieldKey: string,
  id: number,
  stored: string | null,
): Promise<string | null> =>
  stored === null ? null : decryptField(fieldKey, accountField('phone', id), stored)

/** 马* */
export const openMaskedName = async (
  fieldKey: string,
  id: number,
  stored: string,
): Promise<string> => maskName(await openName(fieldKey, id, stored))
