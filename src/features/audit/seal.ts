// The hash chain over the audit rows. Each seal covers the rows after the one before it:
// hash = SHA-256(previous hash + the rows, one JSON array a line). Rows after the last seal are not
// protected yet, and a tail cut off together with its seals shows only against a printed head.
import { toHex } from '../../shared/bytes'
import { sha256 } from '../../shared/crypto'

/** The `previous` of the first seal. */
export const GENESIS = '0'.repeat(64)

export interface AuditRow {
  seq: number
  at: number
  actor_kind: string
  actor_id: number | null
  act: string
  subject: string
  reason: string | null
  detail: string | null
  rulebook_version: number | null
}

const canonical = (row: AuditRow): string =>
  JSON.stringify([
    row.seq,
    row.at,
    row.actor_kind,
    row.actor_id,
    row.act,
    row.subject,
    row.reason,
    row.detail,
    row.rulebook_version,
  ])

/** The hash of one seal, in hex. */
export const sealHash = async (previous: string, rows: AuditRow[]): Promise<string> =>
  toHex(await sha256([previous, ...rows.map(canonical)].join('\n')))
