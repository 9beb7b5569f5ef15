// Number, canonical text and hash of a pledge as the pledges room makes them.
import type { Rulebook } from '../../src/features/rulebook/form'
import { toBase64url } from '../../src/shared/bytes'
import { randomSymbols } from '../../src/shared/crockford'
import { sha256 } from '../../src/shared/crypto'
import { encryptField } from '../../src/shared/fields'
import type { Random } from '../../src/shared/ids'
import { withCheck } from '../../src/shared/place-code'

/** e.g. `P-7QK2-0MX9` */
export function newPledgeNumber(random: Random): string {
  const symbols = withCheck(randomSymbols(7, random))
  return `P-${symbols.slice(0, 4)}-${symbols.slice(4)}`
}

/** JSON with the keys of every object in order: one text for one content. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

/** The row of a pledge: what was declared and the signature encrypted, and the hash over all of it. */
export async function sealPledge<T extends { id: number }>(
  signed: T,
  text: Rulebook['pledges']['personal'],
  declared: object,
  signature: string,
  keys: { FIELD_KEY: string },
) {
  const encrypt = (column: string, plain: string): Promise<string> =>
    encryptField(keys.FIELD_KEY, { table: 'pledges', column, row: signed.id }, plain)
  const exactly = canonical({ form: 'pledge 1', signed, text, declared, signature })
  return {
    ...signed,
    answers: await encrypt('answers', JSON.stringify(declared)),
    signature: await encrypt('signature', signature),
    textHash: toBase64url(await sha256(exactly)),
    supersededBy: null,
    withdrawnAt: null,
  }
}
