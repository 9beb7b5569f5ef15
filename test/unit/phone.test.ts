// The day as a phone keeps it while it has no network.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  byNextDue,
  callsNow,
  carriedOver,
  isFresh,
  type PhoneDay,
  type PhonePlace,
  withRound,
} from '../../src/features/patrols/rules-phone'
import { dayOf, HOUR, startOfDay } from '../../src/shared/clock'

const DAY_NUMBER = 18333
const at = (hour: number, day = DAY_NUMBER): number => startOfDay(day) + hour * HOUR

const place = (...windows: [from: number, due: number][]): PhonePlace => ({
  code: '7K3M9QX',
  name: '金屏苑三期工地',
  address: '',
  area: '左照沟村',
  team: '',
  target: 'site',
  slots: windows.map(([from, due]) => ({ from: at(from), due: at(due), doneAt: null })),
  orders: [],
  list: 'site.municipal',
  spot: [],
})

const day = (...places: PhonePlace[]): PhoneDay => ({
  account: 'a',
  lang: 'zh',
  big: false,
  now: at(8),
  day: DAY_NUMBER,
  own: [],
  places,
  lists: {},
  deadlines: [{ id: 'today', text: '今天 17:00 前', dueAt: at(17) }],
  rounds: { aheadMinutes: 5, reportWithinHours: 36 },
  plausible: { min: 340, max: 430 },
  texts: {},
})

test('a round made on the phone settles the round that has begun and is still open', () => {
  const once = withRound(place([6, 10], [10, 12], [12, 15]), at(11))
  expect(once.slots.map(({ doneAt }) => doneAt)).toEqual([at(11), null, null])
  const twice = withRound(once, at(11.5))
  expect(twice.slots.map(({ doneAt }) => doneAt)).toEqual([at(11), at(11.5), null])
})

test('a round before the first has begun settles none', () => {
  const early = withRound(place([6, 10]), at(5))
  expect(early.slots[0]?.doneAt).toBeNull()
  expect(callsNow(early, at(5))).toBe(false)
  expect(callsNow(early, at(7))).toBe(true)
})

test('yesterday’s list is today’s with nothing made; an older one is not shown', () => {
  const old = day(withRound(place([6, 10]), at(7)))
  const morning = at(6, DAY_NUMBER + 1)
  expect(isFresh(old, morning)).toBe(true)
  expect(carriedOver(old, morning).places[0]?.slots).toEqual([
    { from: at(6, DAY_NUMBER + 1), due: at(10, DAY_NUMBER + 1), doneAt: null },
  ])
  expect(carriedOver(old, morning).deadlines[0]?.dueAt).toBe(at(17, DAY_NUMBER + 1))
  expect(isFresh(old, at(6, DAY_NUMBER + 2))).toBe(false)
})

test('on the same day nothing is carried over', () => {
  const now = day(withRound(place([6, 10]), at(7)))
  expect(carriedOver(now, at(23))).toBe(now)
})

test('whatever is made on the phone, no slot is made twice and none is made before it begins', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  fc.assert(
    fc.property(fc.array(hour, { maxLength: 10 }), (hours) => {
      const made = [...hours]
        .sort((a, b) => a - b)
        .reduce((left, each) => withRound(left, at(each)), place([6, 10], [10, 12], [15, 20]))
      const done = made.slots.filter(({ doneAt }) => doneAt !== null)
      for (const { from, doneAt } of done) expect(doneAt).toBeGreaterThanOrEqual(from)
      expect(done.length).toBeLessThanOrEqual(hours.length)
      expect(dayOf(made.slots[0]?.from ?? 0)).toBe(DAY_NUMBER)
    }),
  )
})

test('what is due first comes first, what is done comes last', () => {
  const done = withRound(place([6, 10]), at(7))
  const sorted = [done, place([6, 18]), place([6, 12])].sort(byNextDue)
  expect(sorted.map(({ slots }) => slots[0]?.due)).toEqual([at(12), at(18), at(10)])
})
