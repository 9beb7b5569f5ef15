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
import { readCreditCode } from '../../src/features/applications/rules-credit'
import { decisionAgainst, mayAppeal } from '../../src/features/applications/rules-objection'
import {
  type Filled,
  openSteps,
  papersOf,
  stepOfReason,
} from '../../src/features/applications/rules-steps'
import type { ApplicationAct } from '../../src/features/applications/tables'
import { APPLICATION_STATES } from '../../src/features/applications/values'
import { DAY, dayFromIso, dayOf, isoDay } from '../../src/shared/clock'
import { newNumber, readNumber } from '../../src/shared/number'
import { OPENING } from '../support/opening-rules'
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
    expect(acts.filter((act) => stateAfter('refused', act))).toEqual(['overturn', 'reconsider'])
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

describe('the steps still open', () => {
  const place = { kind: 'shop', trade: 'catering' } as const
  const book = testRulebook({
    ...OPENING,
    checklists: OPENING.checklists ?? testRulebook().checklists,
  })
  const today = day('2020-03-12')
  const answers = { staff: '5', outside: '1', open_on: '2020-03-14', lives_in: 'no', needs: '' }
  const whole: Filled = {
    application: {
      selfCheck: { gate: 'pass', tables: 'fail' },
      papers: { staff_list: [1] },
      outsideNumber: null,
      outsideOn: null,
    },
    answers,
    pledged: true,
  }
  const open = (change: Partial<Filled>) => openSteps(book, place, { ...whole, ...change }, today)
  const application = (change: Partial<Filled['application']>) => ({
    application: { ...whole.application, ...change },
  })

  test('are none when all is there, whatever the self-check found', () =>
    expect(open({})).toEqual([]))
  test('are told one by one', () => {
    expect(open({ answers: {} })).toEqual(['filing'])
    expect(open(application({ papers: {} }))).toEqual(['papers'])
    expect(open(application({ papers: { staff_list: [] } }))).toEqual(['papers'])
    expect(open(application({ selfCheck: { gate: 'pass' } }))).toEqual(['self-check'])
    expect(open({ pledged: false })).toEqual(['pledge'])
  })
  test('ask for no item of another trade, and for no paper that is made online', () => {
    const hall = { kind: 'shop', trade: 'ktv' } as const
    const filled = { ...whole, ...application({ selfCheck: { gate: 'pass' } }) }
    expect(openSteps(book, hall, filled, today)).toEqual([])
    expect(papersOf(book, 'shop').map(({ id }) => id)).toEqual(['staff_list'])
    expect(papersOf(book, 'site')).toEqual([])
  })
  test('a reason for sending back leads to the step that puts it right', () => {
    expect(stepOfReason('paper_unclear')).toBe('papers')
    expect(stepOfReason('supplies_short')).toBe('papers')
    expect(stepOfReason('form_wrong')).toBe('filing')
    expect(stepOfReason('pledge_old')).toBe('pledge')
    expect(stepOfReason('something_else')).toBe('check')
  })
})

describe('a social credit code', () => {
  test('is read with spaces, lower case and full width', () => {
    for (const typed of [
      '91350100M000100Y43',
      '９１３５０１００m000100y43',
      '9135 0100 M000 100Y 43',
    ])
      expect(readCreditCode(typed)).toBe('91350100M000100Y43')
  })
  test('with any one symbol changed is refused', () => {
    const code = '91350100M000100Y43'
    for (let i = 0; i < code.length; i++) {
      const wrong = code.slice(0, i) + (code[i] === '7' ? '8' : '7') + code.slice(i + 1)
      expect(readCreditCode(wrong)).toBeNull()
    }
  })
  test('too short or with a letter it never has is refused', () => {
    expect(readCreditCode('91350100M000100Y4')).toBeNull()
    expect(readCreditCode('91350100M0001O0Y43')).toBeNull()
  })
})

describe('what may be appealed', () => {
  const event = (id: number, act: ApplicationAct, kind = 'officer') => ({
    id,
    act,
    key: String(id),
    applicationId: 1,
    at: id * 1000,
    actorKind: kind,
    actorId: kind === 'officer' ? 7 : null,
    reasons: [],
    text: null,
    rulebookVersion: 1,
  })
  const known = { status: 'known' } as const
  test('is the last decision that brought it where it is', () => {
    const events = [event(1, 'send_back'), event(2, 'submit', 'keeper'), event(3, 'send_back')]
    expect(decisionAgainst(known, { state: 'sent_back' }, events, [])).toEqual({
      against: 'application_events:3',
      at: 3000,
      decidedBy: 7,
    })
    expect(decisionAgainst(known, { state: 'submitted' }, events, [])).toBeNull()
  })
  test('of the rules alone has nobody who decided', () => {
    const events = [event(1, 'refuse', 'rulebook')]
    expect(decisionAgainst(known, { state: 'refused' }, events, [])?.decidedBy).toBeNull()
  })
  test('is the suspension of a place before its application', () => {
    const change = {
      id: 9,
      at: 5,
      toStatus: 'suspended',
      actorKind: 'officer',
      actorId: 3,
    } as const
    const decided = decisionAgainst({ status: 'suspended' }, { state: 'passed' }, [], [change])
    expect(decided?.against).toBe('place_changes:9')
  })
  test('may be appealed once, to the last instant, while no other appeal is open', () => {
    const decided = { against: 'application_events:3', at: 0, decidedBy: null }
    const within = (now: number) => ({ days: 7, now })
    expect(mayAppeal(decided, [], within(7 * DAY))).toBe(true)
    expect(mayAppeal(decided, [], within(7 * DAY + 1))).toBe(false)
    expect(mayAppeal(decided, [{ against: decided.against, state: 'kept' }], within(0))).toBe(false)
    expect(mayAppeal(decided, [{ against: 'x', state: 'open' }], within(0))).toBe(false)
    expect(mayAppeal(decided, [{ against: 'x', state: 'kept' }], within(0))).toBe(true)
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
