// Column shapes shared by all rooms. Sealed and encrypted shapes are final: a later change of any
// of them would need a rebuild of the table.
import { blob, integer, text } from 'drizzle-orm/sqlite-core'

/** Epoch milliseconds. */
export const instant = (name: string) => integer(name)

/** A field the service must read: `<key id>.<base64url of nonce + AES-256-GCM>`, AAD `table|column|row|key id`. */
export const encrypted = (name: string) => text(name)

/** Look-up of an encrypted field without opening it: HMAC-SHA256 under the index key, base64url. */
export const blindIndex = (name: string) => text(name)

/** A field only the town's health officers can open: format byte 1 + RFC 9180 base-mode HPKE. */
export const sealedForHealth = (name: string) => blob(name, { mode: 'buffer' })

/** Yes or no, 0 or 1. */
export const flag = (name: string) => integer(name, { mode: 'boolean' })
