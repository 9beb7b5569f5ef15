// What is worth a word about the time of a round. Pure.
import { MINUTE } from '../../shared/clock'
import type { PatrolRound } from './tables'

/** A phone whose clock is off by more is worth a word. */
const CLOCK_OFF = 5 * MINUTE

/** Minutes by which the phone's clock was off; 0: not worth a word. */
export const clockOff = ({ at, phoneAt }: Pick<PatrolRound, 'at' | 'phoneAt'>): number =>
  phoneAt === null || Math.abs(phoneAt - at) < CLOCK_OFF ? 0 : Math.round((phoneAt - at) / MINUTE)

/** Whether it reached the town so long after it was made that it was kept in a phone. */
export const cameLate = ({ at, receivedAt }: Pick<PatrolRound, 'at' | 'receivedAt'>): boolean =>
  receivedAt - at >= CLOCK_OFF
