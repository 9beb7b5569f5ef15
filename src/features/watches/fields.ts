// Encrypted texts of this room: bound to the key of their row.
import { decryptField, encryptField } from '../../shared/fields'

interface Keys {
  FIELD_KEY: string
}

const fieldOf = (what: 'minder' | 'text', key: string) =>
  ({
    table: what === 'minder' ? 'watches' : 'watch_entries',
    column: what,
    row: key,
  }) as const

/** Empty text is not kept. */
export const sealWatch = async (
  { FIELD_KEY }: Keys,
  what: 'minder' | 'text',
  key: string,
  plain: string,
): Promise<string | null> => (plain ? encryptField(FIELD_KEY, fieldOf(what, key), plain) : null)

/** Empty when there is none, or it does not open. */
export const openWatchText = async (
  { FIELD_KEY }: Keys,
  what: 'minder' | 'text',
  key: string,
  stored: string | null,
): Promise<string> => (stored && (await decryptField(FIELD_KEY, fieldOf(what, key), stored))) || ''
