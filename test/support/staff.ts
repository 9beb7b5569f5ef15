// A keeper's phone, signed in.
import { openSession } from '../../src/features/accounts'
import type { Place } from '../../src/features/places/tables'
import { systemRandom } from '../../src/shared/ids'
import { clock, db, Phone } from './town'

let last = 100

/** The phone of somebody who keeps (or helps at) a place. */
export async function staffPhone(
  place: Place,
  role: 'keeper' | 'helper' = 'keeper',
): Promise<Phone> {
  last += 1
  await db.$client.batch([
    db.$client
      .prepare(
        'INSERT INTO accounts (id, kind, name, display_name, password_hash, created_at) VALUES (?,?,?,?,?,?)',
      )
      .bind(last, role, `staff${last}`, '', '', clock.now),
    db.$client
      .prepare('INSERT INTO place_members (place_id, account_id, role, since) VALUES (?,?,?,?)')
      .bind(place.id, last, role, clock.now),
  ])
  const phone = new Phone()
  phone.cookies.set(
    '__Host-session',
    await openSession(db, { id: last, kind: role }, clock.now, systemRandom),
  )
  return phone
}
