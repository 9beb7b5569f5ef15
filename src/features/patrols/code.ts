// The patrol code: four digits on the keeper's and helpers' pages, never on a visitor's. Whoever types
// them was shown them at the place, not long ago.
import { MINUTE } from '../../shared/clock'
import { hmac } from '../../shared/crypto'
import type { Rulebook } from '../rulebook'

const DIGITS = 4

/** The number of the period an instant lies in. */
const periodOf = (book: Rulebook, at: number): number =>
  Math.floor(at / (book.rounds.codeMinutes * MINUTE))

/** The code of a place in one period: HMAC of the town's secret, the place and the period. */
export async function patrolCode(secret: string, placeId: number, period: number): Promise<string> {
  const mac = await hmac(secret, `patrol|${placeId}|${period}`)
  const drawn = new DataView(mac.buffer).getBigUint64(0) % 10n ** BigInt(DIGITS)
  return drawn.toString().padStart(DIGITS, '0')
}

export interface PatrolCode {
  code: string
  /** The instant another takes its place. */
  until: number
}

/** The code shown now. */
export async function patrolCodeNow(
  secret: string,
  book: Rulebook,
  placeId: number,
  now: number,
): Promise<PatrolCode> {
  const period = periodOf(book, now)
  const until = (period + 1) * book.rounds.codeMinutes * MINUTE
  return { code: await patrolCode(secret, placeId, period), until }
}

/** Whether a code was that of the place at the time of the round; the one before and after hold too. */
export async function isPatrolCode(
  secret: string,
  book: Rulebook,
  { placeId, code, at }: { placeId: number; code: string; at: number },
): Promise<boolean> {
  const period = periodOf(book, at)
  const near = await Promise.all(
    [period - 1, period, period + 1].map((each) => patrolCode(secret, placeId, each)),
  )
  return near.includes(code)
}
