// People with accounts, already signed in on their own phone; a test states only what matters.
import { env } from 'cloudflare:workers'
import type { Bindings } from '../../src/env'
import { openSession } from '../../src/features/accounts'
import { type AccountRow, accountRow } from '../../src/features/accounts/seed'
import type { Place } from '../../src/features/places'
import type { OfficerRole, PlaceRole } from '../../src/shared/actor'
import { systemRandom } from '../../src/shared/ids'
import { clock, db, Phone } from './town'

export const PIN = '258036'

/** A phone whose owner has an account. */
export class OwnPhone extends Phone {
  constructor(
    readonly accountId: number,
    readonly kind: 'officer' | 'keeper' | 'helper',
    /** What its owner types at sign-in. */
    readonly login: string,
    readonly number: string,
    bindings?: Bindings,
  ) {
    super(bindings)
  }

  /** A fresh session, as after signing in. */
  async signIn(): Promise<this> {
    const account = { id: this.accountId, kind: this.kind }
    this.cookies.set('__Host-session', await openSession(db, account, clock.now, systemRandom))
    return this
  }
}

let last = 1000

interface Person {
  kind: 'officer' | 'keeper' | 'helper'
  displayName?: string
  demo?: boolean
  password?: string
}

const insert = (row: AccountRow): D1PreparedStatement =>
  db.$client
    .prepare(
      `INSERT INTO accounts (${Object.keys(row).join(',')}) VALUES (${Object.keys(row)
        .map(() => '?')
        .join(',')})`,
    )
    .bind(...Object.values(row))

/** An account without role or place, signed in. */
export async function person({ kind, ...rest }: Person): Promise<OwnPhone> {
  last += 1
  const phone = `138000${String(last).padStart(5, '0')}`
  const name = `${kind}${last}`
  const account = { id: last, kind, name, displayName: '马长顺', phone, password: PIN, ...rest }
  await insert(await accountRow(account, env, clock.now, systemRandom)).run()
  return new OwnPhone(last, kind, name, phone).signIn()
}

interface Office {
  role: OfficerRole
  department?: string
  areaId?: number
  areaPath?: string
  until?: number
}

/** An officer with one role, over the whole town unless the test says otherwise. */
export async function officer(held: Office): Promise<OwnPhone> {
  const phone = await person({ kind: 'officer', displayName: '李卫东' })
  const { role, department = '', areaId = 1, areaPath = '/1/', until = null } = held
  await db.$client
    .prepare('INSERT INTO roles VALUES (?,?,?,?,?,?)')
    .bind(phone.accountId, role, department, areaId, areaPath, until)
    .run()
  return phone
}

async function memberOf(place: Pick<Place, 'id'>, role: PlaceRole): Promise<OwnPhone> {
  const phone = await person({ kind: role })
  await addMember(place, phone, role)
  return phone
}

/** Gives an account a place. */
export const addMember = (
  place: Pick<Place, 'id'>,
  phone: OwnPhone,
  role: PlaceRole,
): Promise<D1Result> =>
  db.$client
    .prepare('INSERT INTO place_members (place_id, account_id, role, since) VALUES (?,?,?,?)')
    .bind(place.id, phone.accountId, role, clock.now)
    .run()

export const keeperOf = (place: Pick<Place, 'id'>): Promise<OwnPhone> => memberOf(place, 'keeper')
export const helperOf = (place: Pick<Place, 'id'>): Promise<OwnPhone> => memberOf(place, 'helper')
