// Accounts as rows, for joining and for the demo town. Pure: keys, clock and randomness come in, so
// that a script without a Worker can make the same rows.

import type { OfficerRole } from '../../shared/actor'
import { blindIndexOf, encryptField } from '../../shared/fields'
import type { Random } from '../../shared/ids'
import { hashPassword } from './password'
import type { ACCOUNT_KINDS } from './values'

export interface AccountKeys {
  FIELD_KEY: string
  INDEX_KEY: string
  PEPPER: string
}

export interface NewAccount {
  id: number
  kind: (typeof ACCOUNT_KINDS)[number]
  /** What is typed at sign-in. */
  name: string
  displayName: string
  phone: string | null
  password: string
  demo?: boolean
}

/** A row of `accounts`, by column. */
export interface AccountRow {
  id: number
  kind: string
  name: string
  display_name: string
  phone: string | null
  phone_index: string | null
  password_hash: string
  demo: number
  created_at: number
}

/** The blind index of a phone number of 11 digits. */
export const phoneIndexOf = (indexKey: string, phone: string): Promise<string> =>
  blindIndexOf(indexKey, 'accounts.phone', phone)

/** Where an account's field stands, for encrypting and opening it. */
export const accountField = (column: 'display_name' | 'phone' | 'totp_secret', row: number) =>
  ({ table: 'accounts', column, row }) as const

/** An account as it is stored: name and phone encrypted, the password hashed. */
export async function accountRow(
  account: NewAccount,
  keys: AccountKeys,
  now: number,
  random: Random,
): Promise<AccountRow> {
  const { id, phone } = account
  return {
    id,
    kind: account.kind,
    name: account.name,
    display_name: await encryptField(
      keys.FIELD_KEY,
      accountField('display_name', id),
      account.displayName,
    ),
    phone: phone ? await encryptField(keys.FIELD_KEY, accountField('phone', id), phone) : null,
    phone_index: phone ? await phoneIndexOf(keys.INDEX_KEY, phone) : null,
    password_hash: await hashPassword(keys.PEPPER, account.password, random),
    demo: account.demo ? 1 : 0,
    created_at: now,
  }
}

interface DemoAccount {
  name: string
  kind: NewAccount['kind']
  displayName: string
  /** An officer's role; the department is one of the rulebook's. */
  role?: OfficerRole
  department?: string
}

/** The accounts of a demo town; all share one password, and production refuses them. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { name: 'admin', kind: 'officer', displayName: '赵明理', role: 'admin' },
  {
    name: 'reviewer',
    kind: 'officer',
    displayName: '李卫东',
    role: 'reviewer',
    department: 'market',
  },
  { name: 'patrol', kind: 'officer', displayName: '王守安', role: 'patrol' },
  { name: 'clerk', kind: 'officer', displayName: '陈秀英', role: 'clerk' },
  { name: 'health1', kind: 'officer', displayName: '周思齐', role: 'health' },
  { name: 'health2', kind: 'officer', displayName: '吴静文', role: 'health' },
  { name: 'viewer', kind: 'officer', displayName: '郑国华', role: 'viewer' },
  { name: 'keeper', kind: 'keeper', displayName: '马长顺' },
  { name: 'helper', kind: 'helper', displayName: '孙小梅' },
  { name: 'admin2', kind: 'officer', displayName: '钱秉正', role: 'admin' },
]
