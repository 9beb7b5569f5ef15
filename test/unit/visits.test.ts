import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { doorState } from '../../src/features/places/rules'
import { isOver } from '../../src/features/rulebook/rules'
import {
  admit,
  correct,
  type ListedVisit,
  leave,
  measure,
  report,
  voidVisit,
} from '../../src/features/visits/changes'
import { FloodWatch } from '../../src/features/visits/flood'
import {
  firstLiveSlot,
  judgeArrival,
  remeasureAt,
  shareOf,
  verdictOf,
} from '../../src/features/visits/rules'
import { MINUTE, slotOf } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

const book = testRulebook()
const NOW = Date.parse('2020-03-12T10:24:00+08:00')
const room = { live: 0, capacity: null }
const readings = (...tenths: number[]) =>
  tenths.map((t, i) => ({ t, at: NOW + i * 5 * MINUTE, by: i }))
const visit = (change: Partial<ListedVisit> = {}): ListedVisit => ({
  placeId: 1,
  day: 18333,
  key: 'K',
  at: NOW,
  verdict: 'go',
  party: 2,
  readings: readings(365),
  surname: '张',
  tail: '34',
  healthKeyId: 1,
  rulebookVersion: 1,
  source: 'self',
  enteredBy: null,
  entrance: null,
  doubt: null,
  slot: slotOf(NOW),
  leftAt: null,
  voidedAt: null,
  erasedAt: null,
  reportedAt: null,
  version: 1,
  ...change,
})

describe('the verdict', () => {
  test('of nobody measured yet is pending', () => expect(verdictOf(book, [])).toBe('pending'))
  test('of a normal temperature is: come in', () =>
    expect(verdictOf(book, readings(372))).toBe('go'))
  test('of a first reading over the limit is: wait', () =>
    expect(verdictOf(book, readings(373))).toBe('wait'))
  test('after one over and one normal still waits for the third', () =>
    expect(verdictOf(book, readings(376, 371))).toBe('wait'))
  test('after one over and two normal is: come in', () =>
    expect(verdictOf(book, readings(376, 371, 368))).toBe('go'))
  test('of two over in three is: stop', () => {
    expect(verdictOf(book, readings(376, 375))).toBe('stop')
    expect(verdictOf(book, readings(376, 371, 375))).toBe('stop')
  })
  test('follows the comparator of the rulebook at exactly the limit', () => {
    const above = testRulebook({ fever: { ...book.fever, comparator: '>' } })
    expect(isOver(book, 373)).toBe(true)
    expect(isOver(above, 373)).toBe(false)
    expect(isOver(above, 374)).toBe(true)
  })
  test('never lets in anybody with two readings over, and never stops anybody with fewer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 340, max: 430 }), { minLength: 1, maxLength: 3 }),
        (tenths) => {
          const over = tenths.filter((t) => t >= 373).length
          const verdict = verdictOf(book, readings(...tenths))
          expect(verdict === 'stop').toBe(over >= 2)
          if (verdict === 'go') expect(over).toBeLessThan(2)
          if (tenths.length === 3) expect(verdict).not.toBe('wait')
        },
      ),
    )
  })
})

describe('an arrival', () => {
  const arrival = { state: 'open', temperature: 365, party: 2, live: 0, capacity: 40 } as const
  test('with room inside goes in', () =>
    expect(judgeArrival(book, arrival)).toEqual({ verdict: 'go', doubt: null }))
  test('of more people than there is room for waits: full', () => {
    expect(judgeArrival(book, { ...arrival, live: 39 }).verdict).toBe('full')
    expect(judgeArrival(book, { ...arrival, live: 38 }).verdict).toBe('go')
  })
  test('with a fever is measured again before anybody counts places', () =>
    expect(judgeArrival(book, { ...arrival, live: 40, temperature: 380 }).verdict).toBe('wait'))
  test('outside opening hours is taken and doubtful', () =>
    expect(judgeArrival(book, { ...arrival, state: 'hours' })).toEqual({
      verdict: 'go',
      doubt: 'hours',
    }))
  test.each(['shut', 'rest', 'notyet', 'closed'] as const)(
    'at a door that is %s is no entry',
    (state) =>
      expect(judgeArrival(book, { ...arrival, state })).toEqual({ verdict: 'shut', doubt: 'shut' }),
  )
})

describe('a door', () => {
  const place = {
    status: 'open',
    kind: 'shop',
    stage: null,
    opensAt: 480,
    closesAt: 1200,
    restDay: null,
    pausedFrom: null,
    pausedUntil: null,
  } as const
  const at = (time: string) => Date.parse(`2020-03-12T${time}:00+08:00`)
  test('is open from its opening to its closing minute', () => {
    expect(['07:59', '08:00', '19:59', '20:00'].map((time) => doorState(place, at(time)))).toEqual([
      'hours',
      'open',
      'open',
      'hours',
    ])
  })
  test('that closes after midnight is open on both sides of it', () => {
    const night = { ...place, opensAt: 1080, closesAt: 120 }
    expect(
      ['17:59', '18:00', '23:59', '00:00', '01:59', '02:00'].map((time) =>
        doorState(night, at(time)),
      ),
    ).toEqual(['hours', 'open', 'open', 'open', 'open', 'hours'])
  })
  test('rests on its rest day, pauses between its dates, and is shut when suspended', () => {
    expect(doorState({ ...place, restDay: 18333 }, at('10:00'))).toBe('rest')
    expect(doorState({ ...place, pausedFrom: 18330, pausedUntil: 18333 }, at('10:00'))).toBe('shut')
    expect(doorState({ ...place, pausedFrom: 18330, pausedUntil: 18332 }, at('10:00'))).toBe('open')
    expect(doorState({ ...place, status: 'suspended' }, at('10:00'))).toBe('shut')
  })
  test('of a site to which nobody has returned is not yet open', () =>
    expect(doorState({ ...place, kind: 'site', stage: 'none' }, at('10:00'))).toBe('notyet'))
})

describe('the staff', () => {
  const waiting = visit({ verdict: 'wait', readings: readings(376), slot: null })
  test('measure again five minutes after the last reading, not before', () => {
    const due = remeasureAt(book, waiting.readings)
    expect(measure(book, waiting, { t: 370, at: due - 1, by: 7 }, room)).toEqual({
      ok: false,
      code: 'staff.too_early',
    })
    expect(measure(book, waiting, { t: 370, at: due, by: 7 }, room).ok).toBe(true)
  })
  test('let somebody in after two normal readings, counted from then', () => {
    const once = visit({ ...waiting, readings: readings(376, 371) })
    const step = measure(book, once, { t: 368, at: NOW + 20 * MINUTE, by: 7 }, room)
    expect(step.ok && step.after).toMatchObject({ verdict: 'go', slot: slotOf(NOW + 20 * MINUTE) })
  })
  test('who clear somebody while the place is full keep them waiting for a place', () => {
    const once = visit({ ...waiting, readings: readings(376, 371) })
    const step = measure(
      book,
      once,
      { t: 368, at: NOW + 20 * MINUTE, by: 7 },
      { live: 40, capacity: 40 },
    )
    expect(step.ok && step.after).toMatchObject({ verdict: 'full', slot: null })
  })
  test('let in from a full place only whom the place was full for', () => {
    expect(admit(book, visit({ verdict: 'full', slot: null }), NOW).ok).toBe(true)
    expect(admit(book, visit(), NOW).ok).toBe(false)
    expect(admit(book, visit({ verdict: 'stop' }), NOW).ok).toBe(false)
  })
  test('who correct a slip keep what stood there before', () => {
    const step = correct(book, visit(), { temperature: 375, party: 3, by: 7 }, NOW)
    expect(step.ok && step.after).toMatchObject({
      verdict: 'wait',
      party: 3,
      slot: null,
      readings: [{ t: 375, was: [{ t: 365, by: 7 }] }],
    })
  })
  test('void once, and nothing more can be done with it', () => {
    const gone = visit({ voidedAt: NOW })
    expect(voidVisit(book, gone, NOW).ok).toBe(false)
    expect(
      [
        leave(book, gone, NOW),
        admit(book, gone, NOW),
        correct(book, gone, { temperature: 365, party: 1, by: 7 }, NOW),
      ].some((step) => step.ok),
    ).toBe(false)
  })
  test('mark a visitor gone once, a fever reported once', () => {
    expect(leave(book, visit(), NOW).ok).toBe(true)
    expect(leave(book, visit({ leftAt: NOW }), NOW).ok).toBe(false)
    expect(report(book, visit({ verdict: 'stop' }), NOW).ok).toBe(true)
    expect(report(book, visit({ verdict: 'stop', reportedAt: NOW }), NOW).ok).toBe(false)
  })
})

describe('the numbers', () => {
  test('count an entry once with its people; one who waits is not inside', () => {
    expect(shareOf(book, visit())).toEqual({
      visits: 1,
      people: 2,
      over: 0,
      waiting: 0,
      doubtful: 0,
    })
    expect(shareOf(book, visit({ verdict: 'wait', readings: readings(376) }))).toEqual({
      visits: 0,
      people: 0,
      over: 1,
      waiting: 1,
      doubtful: 0,
    })
  })
  test('leave out doubtful and voided entries, and say how many are doubtful', () => {
    expect(shareOf(book, visit({ doubt: 'hours' }))).toEqual({
      visits: 0,
      people: 0,
      over: 0,
      waiting: 0,
      doubtful: 1,
    })
    expect(shareOf(book, visit({ voidedAt: NOW }))).toEqual({
      visits: 0,
      people: 0,
      over: 0,
      waiting: 0,
      doubtful: 0,
    })
  })
  test('of people inside go back over the default stay of the kind', () => {
    expect(slotOf(NOW) - firstLiveSlot(book, 'shop', NOW)).toBe(1)
    expect(slotOf(NOW) - firstLiveSlot(book, 'site', NOW)).toBe(35)
  })
})

describe('a burst', () => {
  const limits = { burst: { entries: 5, minutes: 10 }, ceilingPerMinute: 8 }
  test('is the sixth entry of one phone within ten minutes, not after', () => {
    const flood = new FloodWatch()
    const burst = Array.from({ length: 6 }, (_, i) =>
      flood.isBurst({ device: 'd', placeId: 1, at: NOW + i * MINUTE }, limits),
    )
    expect(burst).toEqual([false, false, false, false, false, true])
    expect(flood.isBurst({ device: 'd', placeId: 1, at: NOW + 16 * MINUTE }, limits)).toBe(false)
  })
  test('is more entries at one door in a minute than can walk in', () => {
    const flood = new FloodWatch()
    const burst = Array.from({ length: 9 }, (_, i) =>
      flood.isBurst({ device: null, placeId: 1, at: NOW + i }, limits),
    )
    expect(burst.filter(Boolean)).toHaveLength(1)
    expect(flood.isBurst({ device: null, placeId: 2, at: NOW }, limits)).toBe(false)
  })
})
