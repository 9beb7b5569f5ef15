// Names of accounts, opened only where a page shows them.
import { decryptField } from '../../shared/fields'
import { maskName } from '../../shared/text'
import { accountField } from './seed'

/** The name people call an account by; a dash when it cannot be opened. */
export const openName = async (fieldKey: string, id: number, stored: string): Promise<string> =>
  (await decryptField(fieldKey, accountField('display_name', id), stored)) ?? '—'

/** 马* */
export const openMaskedName = async (
  fieldKey: string,
  id: number,
  stored: string,
): Promise<string> => maskName(await openName(fieldKey, id, stored))
