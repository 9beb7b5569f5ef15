// Founds the demo town: rules, health key, areas, places and accounts, all in one batch.
import { batchAll, type Db, jsonRows } from '../../src/db/client'
import type { AccountKeys } from '../../src/features/accounts/seed'
import { gramsOf } from '../../src/features/places/rules'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { publishStatement } from '../../src/features/rulebook/store'
import { healthSuite } from '../../src/features/visits/contact'
import { toBase64url } from '../../src/shared/bytes'
import { startOfDay } from '../../src/shared/clock'
import { blindIndexOf, encryptField } from '../../src/shared/fields'
import { accountRows, contactOf } from './accounts'
import { AREAS } from './areas'

type Row = Record<string, unknown>

const column = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const ROWS_A_STATEMENT = 400

/** Rows whose key is there already stay as they are. */
export const UNLESS_THERE = 'WHERE true ON CONFLICT DO NOTHING'

/** Inserts rows that all have the keys of the first one; arrays become JSON. */
export function insertStatements(
  db: Db,
  table: string,
  rows: Row[],
  condition: '' | typeof UNLESS_THERE = '',
): D1PreparedStatement[] {
  const keys = Object.keys(rows[0] ?? {})
  const columns = keys.map(column).join(', ')
  const values = keys.map((_, i) => `value->>${i}`).join(', ')
  const statements: D1PreparedStatement[] = []
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const part = rows.slice(from, from + ROWS_A_STATEMENT)
    const plain = part.map((row) =>
      keys.map((key) => (Array.isArray(row[key]) ? JSON.stringify(row[key]) : row[key])),
    )
    statements.push(
      db.$client
        .prepare(
          `INSERT INTO ${table} (${columns}) SELECT ${values} FROM json_each(?) ${condition}`,
        )
        .bind(jsonRows(plain)),
    )
  }
  return statements
}

/** A pair of keys for the demo; a real town's private half never touches its server. */
export async function newHealthKey(): Promise<{ publicKey: string; privateKey: string }> {
  const { kem } = healthSuite()
  const pair = await kem.generateKeyPair()
  return {
    publicKey: toBase64url(await kem.serializePublicKey(pair.publicKey)),
    privateKey: toBase64url(await kem.serializePrivateKey(pair.privateKey)),
  }
}

async function withContact(place: Place, keys: AccountKeys): Promise<Place> {
  const { name, phone } = contactOf(place)
  const at = (field: string) => ({ table: 'places', column: field, row: place.id })
  return {
    ...place,
    contactName: await encryptField(keys.FIELD_KEY, at('contact_name'), name),
    contactPhone: await encryptField(keys.FIELD_KEY, at('contact_phone'), phone),
    contactPhoneIndex: await blindIndexOf(keys.INDEX_KEY, 'places.contact_phone', phone),
  }
}

export interface Founding {
  book: Rulebook
  places: Place[]
  keys: AccountKeys
  password: string
  healthKey: string
  /** Everything is dated to the morning of this Shanghai day. */
  day: number
}

/** Writes the town without its visits, whole or not at all. */
export async function foundTown(db: Db, founding: Founding): Promise<void> {
  const { book, keys, healthKey, day } = founding
  const now = startOfDay(day)
  const places = await Promise.all(founding.places.map((place) => withContact(place, keys)))
  const people = await accountRows(founding.places, keys, founding.password, day)
  const grams = places.flatMap(({ id, name }) =>
    gramsOf(name).map((gram) => ({ gram, place_id: id })),
  )
  await batchAll(db, [
    publishStatement(db, book, now, null),
    ...insertStatements(db, 'health_keys', [
      { id: 1, publicKey: healthKey, demo: 1, createdAt: now },
    ]),
    ...insertStatements(db, 'areas', [...AREAS]),
    ...insertStatements(db, 'places', places),
    ...insertStatements(db, 'place_grams', grams),
    ...insertStatements(
      db,
      'accounts',
      people.accounts.map((row) => ({ ...row })),
    ),
    ...insertStatements(db, 'roles', people.roles),
    ...insertStatements(db, 'place_members', people.members),
  ])
}
