// One day of a place and its keeper, fresh for each test of a file, and looks behind its pages.
import { beforeEach } from 'vitest'
import type { Place } from '../../src/features/places/tables'
import { DAY } from '../../src/shared/clock'
import { keeperOf, type OwnPhone } from './people'
import { clock, MORNING, one, openPlace } from './town'

export interface KeeperDay {
  morning: number
  place: Place
  keeper: OwnPhone
}

/** Each test has its own day, so that no session, key or rest of another reaches into it. */
export function keeperDays(): () => KeeperDay {
  let day: KeeperDay | null = null
  let morning = MORNING
  beforeEach(async () => {
    morning += DAY
    clock.now = morning
    const place = await openPlace()
    day = { morning, place, keeper: await keeperOf(place) }
  })
  return () => {
    if (!day) throw new Error('no test has begun')
    return day
  }
}

export const todayPage = async (phone: OwnPhone, place: Pick<Place, 'code'>): Promise<string> =>
  (await phone.get(`/keep/${place.code}/today`)).text()

/** How many rows of a table a place has. */
export const rowsAt = (place: Pick<Place, 'id'>, table: string, where = '1') =>
  one<{ n: number }>(
    `SELECT count(*) AS n FROM ${table} WHERE place_id = ? AND ${where}`,
    place.id,
  ).then((row) => row?.n)

export const locationOf = (response: Response): string => response.headers.get('location') ?? ''

/** How many rows of the log say this since an instant. */
export const auditedSince = (since: number, act: string) =>
  one<{ n: number }>('SELECT count(*) AS n FROM audit WHERE act = ? AND at >= ?', act, since).then(
    (row) => row?.n,
  )

/** The key of a place's newest row. */
export const lastKeyAt = (place: Pick<Place, 'id'>, table: string) =>
  one<{ key: string }>(
    `SELECT key FROM ${table} WHERE place_id = ? ORDER BY id DESC LIMIT 1`,
    place.id,
  ).then((row) => row?.key ?? '')
