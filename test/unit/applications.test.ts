import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  APPLICATION_MOVES,
  type ApplicationMove,
  answerBy,
  answerClock,
  barredByTrade,
  barredReason,
  isLive,
  isWorkingDay,
  receivedOn,
  stateAfter,
} from '../../src/features/applications/rules'
import { APPLICATION_STATES } from '../../src/features/applications/tables'
import { dayFromIso, dayOf, isoDay } from '../../src/shared/clock'
import { newNumber, readNumber } from '../../src/shared/number'
import { testRulebook } from '../support/rulebook'

const at = (iso: string): number => Date.parse(`${iso}+08:00`)
const day = dayFromIso
const holiday = (date: string, working = false) => ({
  date,
  name: { zh: '节', en: 'day' },
  working,
})
const plain = testRulebook()

describe('the 2-working-day clock', () => {
  const cases: [string, string, string][] = [
    ['on Thursday morning, by Monday', '2020-03-12T10:24', '2020-03-16T18:00'],
    ['on Thursday at 18:00, as on Friday', '2020-03-12T18:00', '2020-03-17T18:00'],
    ['on Thursday a minute before 18:00', '2020-03-12T17:59', '2020-03-16T18:00'],
    ['on Saturday, as on Monday', '2020-03-14T09:00', '2020-03-18T18:00'],
    ['on Friday night, as on Monday', '2020-03-13T23:00', '2020-03-18T18:00'],
    ['on Monday, by Wednesday', '2020-03-16T00:00', '2020-03-18T18:00'],
  ]
  test.each(cases)('what is handed in %s', (_, handedIn, answer) =>
    expect(answerBy(plain, at(handedIn))).toBe(at(answer)),
  )

  test('stands still on a holiday and runs on a Sunday that is worked', () => {
    const book = testRulebook({ holidays: [holiday('2020-03-13'), holiday('2020-03-15', true)] })
    expect(isWorkingDay(book, day('2020-03-13'))).toBe(false)
    expect(isWorkingDay(book, day('2020-03-15'))).toBe(true)
    expect(answerBy(book, at('2020-03-12T10:00'))).toBe(at('2020-03-16T18:00'))
    expect(answerBy(book, at('2020-03-13T10:00'))).toBe(at('2020-03-17T18:00'))
  })

  const calendars = fc.record({
    days: fc.integer({ min: 1, max: 10 }),
    off: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 15 }),
    on: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 5 }),
  })
  const start = day('2020-03-01')
  const bookOf = ({ days, off, on }: { days: number; off: number[]; on: number[] }) =>
    testRulebook({
      answerWithinWorkingDays: days,
      holidays: [
        ...off.map((n) => holiday(isoDay(start + n))),
        ...on.filter((n) => !off.includes(n)).map((n) => holiday(isoDay(start + n), true)),
      ],
    })
  const instants = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((m) => {
    return at('2020-03-01T00:00') + m * 60_000
  })

  test('always ends on a working day, with exactly so many of them after the day it came in', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, handedIn) => {
        const book = bookOf(calendar)
        const end = dayOf(answerBy(book, handedIn))
        const received = receivedOn(book, handedIn)
        const between = Array.from({ length: end - received }, (_, n) => received + 1 + n)
        expect(isWorkingDay(book, received)).toBe(true)
        expect(isWorkingDay(book, end)).toBe(true)
        expect(between.filter((each) => isWorkingDay(book, each))).toHaveLength(calendar.days)
        expect(answerBy(book, handedIn)).toBeGreaterThan(handedIn)
      }),
      { numRuns: 500 },
    )
  })

  test('never answers an earlier application later than a later one', () => {
    fc.assert(
      fc.property(calendars, instants, instants, (calendar, a, b) => {
        const book = bookOf(calendar)
        const [first, second] = [Math.min(a, b), Math.max(a, b)]
        expect(answerBy(book, first)).toBeLessThanOrEqual(answerBy(book, second))
      }),
      { numRuns: 500 },
    )
  })

  test('runs only while the town owes the answer', () => {
    const due = at('2020-03-16T18:00')
    const clock = (state: 'submitted' | 'sent_back', now: string) =>
      answerClock({ state, answerBy: due }, at(now))
    expect(clock('submitted', '2020-03-15T23:59')).toBe('ahead')
    expect(clock('submitted', '2020-03-16T18:00')).toBe('today')
    expect(clock('submitted', '2020-03-16T18:01')).toBe('late')
    expect(clock('sent_back', '2020-03-20T18:01')).toBeNull()
  })
})

describe('the states of an application', () => {
  const acts = Object.keys(APPLICATION_MOVES) as ApplicationMove[]

  test('once passed or withdrawn it stays so', () => {
    for (const act of acts) {
      expect(stateAfter('passed', act)).toBeNull()
      expect(stateAfter('withdrawn', act)).toBeNull()
    }
  })
  test('a refused one comes back only by an appeal', () => {
    expect(acts.filter((act) => stateAfter('refused', act))).toEqual(['overturn'])
  })
  test('only one that was accepted passes', () => {
    expect(APPLICATION_STATES.filter((state) => stateAfter(state, 'pass'))).toEqual([
      'accepted',
      'failed',
    ])
  })
  test('a live one can always be withdrawn, one that is over never', () => {
    for (const state of APPLICATION_STATES)
      expect(stateAfter(state, 'withdraw') !== null).toBe(isLive(state))
  })
})

describe('the negative list', () => {
  const book = testRulebook({
    negativeList: [
      {
        id: 'ktv',
        category: { zh: '歌舞厅', en: 'KTV' },
        trades: ['ktv'],
        reason: { zh: '密闭', en: 'closed' },
        from: '2020-03-01',
        to: '2020-03-20',
        source: 'test',
      },
    ],
  })
  test('bars a trade from its first to its last day', () => {
    const barred = (date: string) => barredByTrade(book, 'ktv', day(date)) !== null
    expect([barred('2020-02-29'), barred('2020-03-01')]).toEqual([false, true])
    expect([barred('2020-03-20'), barred('2020-03-21')]).toEqual([true, false])
  })
  test('says which entry and until when, and lets other trades be', () => {
    const barred = barredByTrade(book, 'ktv', day('2020-03-12'))
    expect(barred && barredReason(barred)).toBe('negative_list:ktv')
    expect(barred?.until).toBe(day('2020-03-20'))
    expect(barredByTrade(book, 'catering', day('2020-03-12'))).toBeNull()
  })
})

describe('a number', () => {
  const random = (n: number) => Uint8Array.from({ length: n }, (_, i) => i * 7)
  test('is read however it is typed, with or without its letter', () => {
    const number = newNumber('A', random)
    expect(number).toMatch(/^A-.{4}-.{4}$/)
    for (const typed of [number, number.toLowerCase(), number.slice(2), number.replace(/-/g, ' ')])
      expect(readNumber('A', typed)).toBe(number)
  })
  test('of another letter or with a wrong symbol is none', () => {
    const number = newNumber('A', random)
    expect(readNumber('P', number)).toBeNull()
    expect(readNumber('A', `${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}`)).toBeNull()
  })
})
