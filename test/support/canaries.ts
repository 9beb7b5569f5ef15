// Everybody in the served town, opened with its own keys: what no public page, error or log line says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Contact, healthSuite, sealAad, sealInfo } from '../../src/features/visits/contact'
import { fromBase64url } from '../../src/shared/bytes'
import { decryptField } from '../../src/shared/fields'
import { sql } from './aging'
import { town } from './page'

interface Stored {
  row: number | string
  value: string
}

/** The values of an encrypted column, in the clear; `row`: the column they are bound to. */
async function opened(table: string, column: string, row = 'id'): Promise<string[]> {
  const { FIELD_KEY = '' } = parseEnv(readFileSync('.dev.vars', 'utf8'))
  const rows = await sql<Stored>(
    `SELECT ${row} AS "row", ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`,
  )
  const texts = await Promise.all(
    rows.map((each) => decryptField(FIELD_KEY, { table, column, row: each.row }, each.value)),
  )
  return texts.filter((text) => text !== null)
}

interface StoredVisit {
  placeId: number
  day: number
  keyId: number
  contact: string
}

/** The contacts of all visits, opened with the demo's health key as a health officer would. */
async function contacts(): Promise<Contact[]> {
  const file = join(town().data, '.local', 'health-key.demo.json')
  const { privateKey } = JSON.parse(readFileSync(file, 'utf8'))
  const suite = healthSuite()
  const recipientKey = await suite.kem.deserializePrivateKey(fromBase64url(privateKey).buffer)
  const rows = await sql<StoredVisit>(
    'SELECT place_id AS placeId, day, health_key_id AS keyId, hex(contact) AS contact FROM visits WHERE contact IS NOT NULL',
  )
  return Promise.all(
    rows.map(async ({ placeId, day, keyId, contact }) => {
      const blob = Uint8Array.from(Buffer.from(contact, 'hex'))
      const recipient = await suite.createRecipientContext({
        recipientKey,
        enc: blob.slice(1, 66).buffer,
        info: sealInfo(keyId, day),
      })
      const plain = await recipient.open(blob.slice(66).buffer, sealAad(placeId))
      return JSON.parse(new TextDecoder().decode(plain))
    }),
  )
}

export interface People {
  workers: { names: string[]; phones: string[]; addresses: string[] }
  visitors: Contact[]
  /** Names and phones of keepers, helpers and officers. */
  staff: string[]
  /** Names, phones and addresses of people newly come to town. */
  arrivals: string[]
}

export async function everybody(): Promise<People> {
  return {
    workers: {
      names: await opened('workers', 'name'),
      phones: await opened('workers', 'phone'),
      addresses: await opened('workers', 'address'),
    },
    visitors: await contacts(),
    staff: [
      ...(await opened('accounts', 'display_name')),
      ...(await opened('accounts', 'phone')),
      ...(await opened('places', 'contact_name')),
      ...(await opened('places', 'contact_phone')),
    ],
    arrivals: [
      ...(await opened('arrivals', 'name', 'key')),
      ...(await opened('arrivals', 'phone', 'key')),
      ...(await opened('arrivals', 'address', 'key')),
    ],
  }
}

/** Each text that would give somebody away, once. */
export const canariesOf = ({ workers, visitors, staff, arrivals }: People): string[] => [
  ...new Set(
    [
      ...[workers.names, workers.phones, workers.addresses, staff, arrivals].flat(),
      ...visitors.flatMap(({ name, phone }) => [name, phone]),
    ].filter((text) => text !== ''),
  ),
]

/** Which of the canaries a text holds. */
export const hitsIn = (text: string, canaries: string[]): string[] =>
  canaries.filter((canary) => text.includes(canary))
