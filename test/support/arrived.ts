// A check-in on its way to the database, for tests of the gate and of what a check-in costs.
import type { Arrived } from '../../src/features/visits/commit'
import { dayOf, slotOf } from '../../src/shared/clock'
import { clock } from './town'

/** Somebody alone with 36.5, asked in; a test states what differs. */
export const arrived = (placeId: number, key: string, change: Partial<Arrived> = {}): Arrived => ({
  placeId,
  day: dayOf(clock.now),
  key,
  at: clock.now,
  verdict: 'go',
  party: 1,
  temperature: 365,
  by: 0,
  surname: '张',
  tail: '34',
  contact: '01ff',
  healthKeyId: 1,
  rulebookVersion: 1,
  source: 'self',
  doubt: null,
  slot: slotOf(clock.now),
  share: { visits: 1, people: 1, over: 0, waiting: 0, doubtful: 0 },
  room: null,
  ...change,
})
