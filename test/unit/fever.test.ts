// What follows a worker's temperature over the limit.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feverCourses, isSettled, type Reading } from '../../src/features/board/rules-fever'
import { MINUTE } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

const book = testRulebook()
const START = Date.UTC(2020, 2, 12, 2, 0)

/** Readings of one worker, six minutes apart. */
const readings = (temperatures: number[], change: Partial<Reading> = {}): Reading[] =>
  temperatures.map((temperature, i) => ({
    id: i + 1,
    workerId: 7,
    shift: 'am',
    temperature,
    at: START + i * 6 * MINUTE,
    reportedAt: null,
    ...change,
  }))

const stateOf = (...temperatures: number[]) =>
  feverCourses(book, readings(temperatures))[0]?.state ?? null

describe('a worker', () => {
  test.each([
    ['within the limit is nobody’s business', [365], null],
    ['over the limit once waits', [376], 'wait'],
    ['over the limit twice stops', [376, 374], 'stop'],
    ['over, then normal, is measured once more', [376, 366], 'wait'],
    ['over, then twice normal, may work', [376, 366, 365], 'cleared'],
    ['over, normal, over stops: two of three', [376, 366, 373], 'stop'],
  ] as const)('%s', (_, temperatures, state) => expect(stateOf(...temperatures)).toBe(state))

  test('may be measured again the rulebook’s minutes after the last reading', () => {
    const [course] = feverCourses(book, readings([376, 366]))
    expect(course?.again).toBe(START + 6 * MINUTE + 5 * MINUTE)
    expect([course?.more, course?.clear]).toEqual([1, 1])
  })

  test('who was reported is settled, however it went on', () => {
    const [course] = feverCourses(book, readings([376], { reportedAt: START }))
    expect(course?.state).toBe('told')
  })

  test('has one course in the morning and another in the evening', () => {
    const evening = readings([376]).map((each) => ({ ...each, id: 9, shift: 'pm' as const }))
    const courses = feverCourses(book, [...readings([376, 365, 365]), ...evening])
    expect(courses.map((each) => each.state)).toEqual(['cleared', 'wait'])
  })
})

describe('of any readings', () => {
  const temperatures = fc.array(fc.integer({ min: 355, max: 385 }), { minLength: 1, maxLength: 3 })

  test('there is a course exactly if one is over, and it counts from that one', () =>
    fc.assert(
      fc.property(temperatures, (list) => {
        const [course] = feverCourses(book, readings(list))
        const first = list.findIndex((t) => t >= book.fever.limit)
        expect(course?.readings.length ?? null).toBe(first < 0 ? null : list.length - first)
      }),
    ))

  test('two over the limit are never let back to work, and three readings always decide', () =>
    fc.assert(
      fc.property(temperatures, (list) => {
        const [course] = feverCourses(book, readings([380, ...list]))
        const measured = course?.readings.slice(0, 3) ?? []
        const over = measured.filter((each) => each.temperature >= book.fever.limit).length
        if (over >= 2) expect(course?.state).toBe('stop')
        if (measured.length === 3) expect(course?.state).not.toBe('wait')
      }),
    ))

  test('the order in which rows are read does not matter', () =>
    fc.assert(
      fc.property(temperatures, (list) => {
        const inOrder = readings(list)
        expect(feverCourses(book, inOrder.toReversed())).toEqual(feverCourses(book, inOrder))
      }),
    ))

  test('only those reported or cleared are settled', () => {
    expect(feverCourses(book, readings([376])).every(isSettled)).toBe(false)
    expect(feverCourses(book, readings([376, 377])).every(isSettled)).toBe(false)
    expect(feverCourses(book, readings([376, 365, 365])).every(isSettled)).toBe(true)
  })
})
