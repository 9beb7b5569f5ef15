// The demo accounts, and a keeper nobody can sign in as for every other open door, so that every row
// written by staff has somebody behind it.
import {
  type AccountKeys,
  type AccountRow,
  accountField,
  accountRow,
  DEMO_ACCOUNTS,
  phoneIndexOf,
} from '../../src/features/accounts/seed'
import type { Place } from '../../src/features/places/tables'
import { startOfDay } from '../../src/shared/clock'
import { encryptField } from '../../src/shared/fields'
import { systemRandom } from '../../src/shared/ids'
import { filingOf } from './applicants'
import { areaNamed } from './areas'
import { RESIDENTS, resident } from './people'
import { gatesOf, KEEPERS_SHOP } from './special'

export const ACCOUNT_NAMES: readonly string[] = DEMO_ACCOUNTS.map((account) => account.name)

/** The account id of a demo account. */
export const idOf = (name: string): number => ACCOUNT_NAMES.indexOf(name) + 1

const OTHER_KEEPERS = 1_000

/** The account id of whoever keeps a place. */
export const keeperIdOf = (place: Pick<Place, 'id' | 'name'>): number =>
  place.name === KEEPERS_SHOP ? idOf('keeper') : OTHER_KEEPERS + place.id

// Where each officer's role ends: the village clerk at one village, the patrol at one district.
const AREA: Record<string, string> = { patrol: '二片区', clerk: '左照沟村' }

export interface AccountRows {
  accounts: AccountRow[]
  roles: {
    account_id: number
    role: string
    department: string
    area_id: number
    area_path: string
  }[]
  members: { place_id: number; account_id: number; role: string; since: number }[]
}

const rolesOf = (): AccountRows['roles'] =>
  DEMO_ACCOUNTS.flatMap(({ name, role, department }) => {
    if (!role) return []
    const area = areaNamed(AREA[name] ?? '峡窝镇')
    const where = { area_id: area.id, area_path: area.path }
    return [{ account_id: idOf(name), role, department: department ?? '', ...where }]
  })

/** Name and number of the person behind a door; nobody else in the town has that number. */
export const contactOf = (place: Place): { name: string; phone: string } =>
  resident(RESIDENTS + place.id)

// An empty hash matches no password, and hashing one for every door would take a minute.
async function unusable(place: Place, keys: AccountKeys, now: number): Promise<AccountRow> {
  const id = keeperIdOf(place)
  const { name, phone } = contactOf(place)
  const { FIELD_KEY, INDEX_KEY } = keys
  return {
    id,
    kind: 'keeper',
    name: `door-${place.code.toLowerCase()}`,
    display_name: await encryptField(FIELD_KEY, accountField('display_name', id), name),
    phone: await encryptField(FIELD_KEY, accountField('phone', id), phone),
    phone_index: await phoneIndexOf(INDEX_KEY, phone),
    password_hash: '',
    demo: 1,
    created_at: now,
  }
}

/** Demo accounts as rows. */
export const demoRows = (
  accounts: typeof DEMO_ACCOUNTS,
  keys: AccountKeys,
  password: string,
  now: number,
): Promise<AccountRow[]> =>
  Promise.all(
    accounts.map(({ name, kind, displayName }) =>
      accountRow(
        { id: idOf(name), kind, name, displayName, phone: null, password, demo: true },
        keys,
        now,
        systemRandom,
      ),
    ),
  )

/** 工地 and 企业 have a keeper one can sign in as, beside the one behind their door. */
export const secondKeepers = (places: Place[], since: number): AccountRows['members'] =>
  Object.entries(gatesOf(places)).map(([name, { id }]) => ({
    place_id: id,
    account_id: idOf(name),
    role: 'keeper',
    since,
  }))

/** Every account of the town with its roles and places. */
export async function accountRows(
  places: Place[],
  keys: AccountKeys,
  password: string,
  day: number,
): Promise<AccountRows> {
  const now = startOfDay(day)
  const own = places.find((place) => place.name === KEEPERS_SHOP)
  const others = places.filter(
    (place) => (place.status === 'open' || filingOf(place) !== null) && place !== own,
  )
  const demo = demoRows(DEMO_ACCOUNTS, keys, password, now)
  const staff = (['keeper', 'helper'] as const).flatMap((role) =>
    own ? [{ place_id: own.id, account_id: idOf(role), role, since: now }] : [],
  )
  return {
    accounts: [
      ...(await demo),
      ...(await Promise.all(others.map((place) => unusable(place, keys, now)))),
    ],
    roles: rolesOf(),
    members: [
      ...staff,
      ...secondKeepers(places, now),
      ...others.map((place) => ({
        place_id: place.id,
        account_id: keeperIdOf(place),
        role: 'keeper',
        since: now,
      })),
    ],
  }
}

/** Six digits anybody can type, but nobody guesses first: no repeats, runs or pairs. */
export function newDemoPassword(below: (n: number) => number): string {
  for (;;) {
    const digits = String(below(1_000_000)).padStart(6, '0')
    const steps = new Set([...digits].slice(1).map((digit, i) => Number(digit) - Number(digits[i])))
    if (new Set(digits).size >= 4 && steps.size >= 3) return digits
  }
}
