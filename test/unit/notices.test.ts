import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allowsNoticeAct,
  arrivalDays,
  committeeOf,
  dueDays,
  dueOn,
  isLate,
  leftThrough,
  NOTICE_ACTS,
  NOTICE_MOVES,
  numberPath,
  proposedDay,
  readNumber,
  readNumberPath,
} from '../../src/features/notices/rules'
import type { NoticeState } from '../../src/features/notices/tables'
import { DAY, dayFromIso, dayOf } from '../../src/shared/clock'

const at = (time: string): number => Date.parse(`${time}+08:00`)
const MARCH_12 = dayFromIso('2020-03-12')

describe('the life of a notice', () => {
  test('whatever is tried, it goes on only by its steps, and nothing follows its end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NOTICE_ACTS), { maxLength: 30 }), (acts) => {
        let state: NoticeState = 'issued'
        let reported = false
        for (const act of acts) {
          if (!allowsNoticeAct(state, act)) continue
          expect(state).not.toBe('closed')
          if (act === 'close') expect(reported).toBe(true)
          reported = act === 'report'
          state = NOTICE_MOVES[act].to
        }
      }),
    )
  })

  test('only the village takes it on, only headquarters ends it', () => {
    const of = (by: string) => NOTICE_ACTS.filter((act) => NOTICE_MOVES[act].by === by)
    expect(of('clerk')).toEqual(['receive', 'start', 'report'])
    expect(of('admin')).toEqual(['close', 'return'])
  })
})

describe('late', () => {
  const dueAt = at('2020-03-13T18:00:00')
  const notice = (state: NoticeState, reportedAt: number | null = null) => ({
    state,
    dueAt,
    reportedAt,
  })
  test('is whatever is not reported by 18:00 of its day', () => {
    for (const state of ['issued', 'received', 'in_hand'] as const) {
      expect(isLate(notice(state), dueAt)).toBe(false)
      expect(isLate(notice(state), dueAt + 1)).toBe(true)
    }
  })
  test('is not what was reported in time and waits for headquarters, but what was reported late', () => {
    expect(isLate(notice('reported', dueAt), dueAt + DAY)).toBe(false)
    expect(isLate(notice('reported', dueAt + 1), dueAt + DAY)).toBe(true)
  })
  test('is what was given back and is not reported again, whenever it was reported first', () => {
    expect(isLate(notice('in_hand', dueAt - DAY), dueAt + 1)).toBe(true)
  })
  test('is nothing that is closed', () => {
    expect(isLate(notice('closed'), dueAt + 99 * DAY)).toBe(false)
  })
})

describe('days', () => {
  test('a deadline is never past, at any minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-01-01T00:00:00'), max: at('2030-01-01T00:00:00') }),
        fc.integer({ min: 1, max: 60 }),
        (now, within) => {
          for (const day of dueDays(now)) expect(dueOn(day)).toBeGreaterThan(now)
          expect(dueDays(now)).toContain(proposedDay(now, within))
        },
      ),
    )
  })
  test('today can be chosen until 18:00', () => {
    expect(dueDays(at('2020-03-12T17:59:59'))[0]).toBe(MARCH_12)
    expect(dueDays(at('2020-03-12T18:00:00'))[0]).toBe(MARCH_12 + 1)
  })
  test('nobody arrives tomorrow', () => {
    expect(arrivalDays(MARCH_12)[0]).toBe(MARCH_12)
    expect(Math.max(...arrivalDays(MARCH_12))).toBe(MARCH_12)
  })
  test('somebody who left is kept 28 days', () => {
    const now = at('2020-03-12T00:00:00')
    expect(leftThrough(now)).toBe(dayOf(now) - 28)
  })
})

describe('a number', () => {
  test('is read back from its address', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2199 }),
        fc.integer({ min: 1, max: 999_999 }),
        (year, seq) => {
          expect(readNumberPath(numberPath({ year, seq }))).toEqual({ year, seq })
          expect(readNumber(`峡防指交〔${year}〕${seq} 号`, 1999)).toEqual({ year, seq })
        },
      ),
    )
  })
  test('typed alone is of this year', () => {
    expect(readNumber('12', 2020)).toEqual({ year: 2020, seq: 12 })
    expect(readNumber('１２号', 2020)).toEqual({ year: 2020, seq: 12 })
  })
  test.each(['', '0', '号', '2020-0'])('%j is none', (typed) => {
    expect(readNumber(typed, 2020)).toBeNull()
  })
  test.each(['12', '2020-', '2020-01', '2020-1x', '-1'])('%j is no address', (typed) => {
    expect(readNumberPath(typed)).toBeNull()
  })
})

test('a community has residents, a village villagers', () => {
  expect(committeeOf('左照沟村')).toBe('左照沟村村民委员会')
  expect(committeeOf('汝南路社区')).toBe('汝南路社区居民委员会')
})
