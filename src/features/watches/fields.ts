// Encrypted texts of this room: bound to the key of their row.
import { decryptField, encryptField } from '../../shared/fields'

interface Keys {
  FIELD_KEY: string
}

type Sealed = 'minder' | 'text' | 'copy'

const TABLES = {
  minder: ['watches', 'minder'],
  text: ['watch_entries', 'text'],
  copy: ['paper_copies', 'text'],
} as const satisfies Record<Sealed, readonly [string, string]>

const fieldOf = (what: Sealed, key: string) => {
  const [table, column] = TABLES[what]
  return { table, column, row: key }
}

/** Empty text is not kept. */
export const sealWatch = async (
  { FIELD_KEY }: Keys,
  what: Sealed,
  key: string,
  plain: string,
): Promise<string | null> => (plain ? encryptField(FIELD_KEY, fieldOf(what, key), plain) : null)

/** Empty when there is none, or it does not open. */
export const openWatchText = async (
  { FIELD_KEY }: Keys,
  what: Sealed,
  key: string,
  stored: string | null,
): Promise<string> => (stored && (await decryptField(FIELD_KEY, fieldOf(what, key), stored))) || ''
