// What places and officers write, bound to the key of its row: the id is not known before the insert.
import type { AppEnv } from '../../env'
import { decryptField, encryptField } from '../../shared/fields'

type Keys = Pick<AppEnv['Bindings'], 'FIELD_KEY'>

export type HelpField = 'help_requests.text' | 'help_requests.quantity' | 'help_entries.text'

const placeOf = (field: HelpField, row: string) => {
  const [table = '', column = ''] = field.split('.')
  return { table, column, row }
}

/** Empty text is not kept. */
export const sealHelp = async (
  keys: Keys,
  field: HelpField,
  row: string,
  plain: string,
): Promise<string | null> =>
  plain ? encryptField(keys.FIELD_KEY, placeOf(field, row), plain) : null

export const openHelp = async (
  keys: Keys,
  field: HelpField,
  row: string,
  stored: string | null,
): Promise<string> =>
  (stored && (await decryptField(keys.FIELD_KEY, placeOf(field, row), stored))) || ''
