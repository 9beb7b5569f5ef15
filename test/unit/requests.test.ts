import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkingDay } from '../../src/features/applications/rules'
import { readHelpQuery } from '../../src/features/requests/form'
import {
  AGES,
  ageOf,
  ageRange,
  allowsHelpAct,
  HELP_ACTS,
  HELP_MOVES,
  helpDeadline,
  isLate,
  reopenSince,
  reopenThrough,
} from '../../src/features/requests/rules'
import type { HelpState } from '../../src/features/requests/tables'
import { DAY, dayOf, HOUR, MINUTE, minuteOfDay } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

const at = (time: string): number => Date.parse(`${time}+08:00`)
const book = testRulebook({
  holidays: [
    { date: '2020-03-14', name: { zh: '调休', en: 'Shifted' }, working: true },
    { date: '2020-03-16', name: { zh: '放假', en: 'Off' }, working: false },
  ],
})
const hours = (n: number) => ({ n, unit: 'hours' as const })
const days = (n: number) => ({ n, unit: 'days' as const })
const year = fc.integer({ min: at('2020-01-01T00:00:00'), max: at('2021-01-01T00:00:00') })

describe('a request is answered by', () => {
  const cases: [string, ReturnType<typeof hours> | ReturnType<typeof days>, string, string][] = [
    ['hours of the same day', hours(4), '2020-03-12T10:24:36', '2020-03-12T14:24:36'],
    ['hours that go on the next morning', hours(4), '2020-03-12T16:00:00', '2020-03-13T10:30:00'],
    [
      'hours from the opening, asked at night',
      hours(2),
      '2020-03-12T05:00:00',
      '2020-03-12T10:30:00',
    ],
    ['a shifted Saturday that is worked', hours(4), '2020-03-13T17:00:00', '2020-03-14T11:30:00'],
    ['over a Sunday and a day off', hours(4), '2020-03-14T17:00:00', '2020-03-17T11:30:00'],
    ['the close of the next working day', days(1), '2020-03-12T10:24:36', '2020-03-13T18:00:00'],
    [
      'a day later when asked after the close',
      days(1),
      '2020-03-12T18:30:00',
      '2020-03-14T18:00:00',
    ],
  ]
  test.each(cases)('%s', (_, within, asked, due) =>
    expect(helpDeadline(book, within, at(asked))).toBe(at(due)),
  )

  test('never before it was asked, always on a working day within the hours, a later one never sooner', () => {
    const within = fc.record({
      n: fc.integer({ min: 1, max: 40 }),
      unit: fc.constantFrom('hours' as const, 'days' as const),
    })
    fc.assert(
      fc.property(year, fc.integer({ min: 0, max: 3 * DAY }), within, (asked, later, term) => {
        const due = helpDeadline(book, term, asked)
        expect(due).toBeGreaterThan(asked)
        expect(isWorkingDay(book, dayOf(due))).toBe(true)
        expect(minuteOfDay(due)).toBeGreaterThanOrEqual(8 * 60 + 30)
        expect(minuteOfDay(due)).toBeLessThanOrEqual(18 * 60)
        expect(helpDeadline(book, term, asked + later)).toBeGreaterThanOrEqual(due)
      }),
    )
  })

  test('so many hours are so many of working time, counted minute by minute', () => {
    const worked = (from: number, to: number): number => {
      let minutes = 0
      for (let now = from; now < to; now += MINUTE) {
        const minute = minuteOfDay(now)
        if (isWorkingDay(book, dayOf(now)) && minute >= 510 && minute < 1080) minutes += 1
      }
      return minutes
    }
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 30 }), (asked, n) => {
        const minute = asked - (asked % MINUTE)
        expect(worked(minute, helpDeadline(book, hours(n), minute))).toBe(n * 60)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the life of a request', () => {
  test('whatever is tried, an answer needs somebody who took it, and only an answered one can be reopened', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HELP_ACTS), { maxLength: 40 }), (acts) => {
        let state: HelpState = 'open'
        let taken = false
        let answered = false
        for (const act of acts) {
          if (!allowsHelpAct(state, act)) continue
          expect(state).not.toBe('withdrawn')
          if (act === 'answer') expect(taken).toBe(true)
          if (act === 'reopen' || act === 'close' || act === 'solved') expect(answered).toBe(true)
          taken = act === 'take' || (taken && act !== 'hand' && act !== 'reopen')
          answered = act === 'answer' || (answered && act !== 'reopen')
          state = HELP_MOVES[act].to
        }
      }),
    )
  })

  test('is late past its time until it is answered', () => {
    const request = (state: HelpState) => ({ state, answerBy: 1000 })
    for (const state of ['open', 'in_hand'] as const) {
      expect(isLate(request(state), 1000)).toBe(false)
      expect(isLate(request(state), 1001)).toBe(true)
    }
    for (const state of ['answered', 'closed', 'withdrawn'] as const)
      expect(isLate(request(state), 9999)).toBe(false)
  })

  test('“not solved” can be said to the end of the seventh day: page and statement agree', () => {
    fc.assert(
      fc.property(year, fc.integer({ min: 0, max: 12 * DAY }), (ended, passed) => {
        const now = ended + passed
        const shown =
          dayOf(now) <= reopenThrough(book, { answeredAt: ended - HOUR, endedAt: ended })
        expect(ended >= reopenSince(book, now)).toBe(shown)
      }),
    )
  })
})

describe('how long ago', () => {
  test('every request is of exactly one age, the one its range says', () => {
    const now = at('2020-03-12T10:00:00')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * DAY }), (ago) => {
        const asked = now - ago
        const fitting = AGES.filter((age) => {
          const { from, before } = ageRange(age, now)
          return asked >= from && asked < before
        })
        expect(fitting).toEqual([ageOf(asked, now)])
      }),
    )
    expect(ageOf(at('2020-03-12T00:00:00'), now)).toBe('today')
    expect(ageOf(at('2020-03-11T23:59:00'), now)).toBe('days2')
    expect(ageOf(at('2020-03-09T23:59:00'), now)).toBe('week')
    expect(ageOf(at('2020-03-04T23:59:00'), now)).toBe('older')
  })
})

test('an unknown filter is no filter', () => {
  const asked = { view: 'x', category: "a'b", area: '1;', kind: 'bank', age: 'x', after: '1~x' }
  expect(readHelpQuery(asked)).toEqual({
    q: '',
    view: 'open',
    category: '',
    area: null,
    kind: null,
    age: null,
    ours: false,
    after: null,
  })
})
