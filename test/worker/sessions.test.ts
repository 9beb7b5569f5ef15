import { beforeAll, describe, expect, test } from 'vitest'
import { openSession, purgeSessions } from '../../src/features/accounts'
import { DAY, HOUR, MINUTE } from '../../src/shared/clock'
import { systemRandom } from '../../src/shared/ids'
import { keeperOf, officer } from '../support/people'
import { clock, db, foundTown, one, openPlace } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

const count = async (table: string, where = '1'): Promise<number> =>
  (await one<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))?.n ?? 0

describe('a session', () => {
  /** Whether the phone of somebody just signed in still is. */
  const signedIn = async (kind: 'officer' | 'keeper') => {
    const phone =
      kind === 'officer' ? await officer({ role: 'viewer' }) : await keeperOf(await openPlace())
    return async () => {
      const way = (await phone.get('/keep')).headers.get('location') ?? ''
      return !way.startsWith('/sign-in')
    }
  }

  test('of an officer ends after two idle hours, and lives on while it is used', async () => {
    const alive = await signedIn('officer')
    clock.now += 2 * HOUR - MINUTE
    expect(await alive()).toBe(true)
    clock.now += 2 * HOUR - MINUTE
    expect(await alive()).toBe(true)
    clock.now += 2 * HOUR + 1
    expect(await alive()).toBe(false)
  })

  test('of an officer ends after twelve hours however busy', async () => {
    const alive = await signedIn('officer')
    for (let hour = 1; hour < 12; hour++) {
      clock.now += HOUR
      expect(await alive()).toBe(true)
    }
    clock.now += HOUR
    expect(await alive()).toBe(false)
  })

  test('of a keeper lasts two idle weeks', async () => {
    const alive = await signedIn('keeper')
    clock.now += 14 * DAY
    expect(await alive()).toBe(true)
    clock.now += 14 * DAY + 1
    expect(await alive()).toBe(false)
  })

  test('past its end is deleted by the minute’s work, a live one is not', async () => {
    const account = { id: 1, kind: 'officer' as const }
    await openSession(db, account, clock.now - DAY, systemRandom)
    await openSession(db, account, clock.now, systemRandom)
    await purgeSessions(db, clock.now)
    expect(await count('sessions', `account_id = 1 AND expires_at <= ${clock.now}`)).toBe(0)
    expect(await count('sessions', 'account_id = 1')).toBe(1)
  })
})
