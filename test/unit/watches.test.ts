import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dueAt,
  dueThrough,
  gapsOf,
  isExpired,
  lastDayOf,
  mayClose,
  owedFrom,
  uncheckedDays,
  watchDays,
  wrongDays,
} from '../../src/features/watches/rules'
import { DAY, dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

const book = testRulebook()
const TODAY = 18_333
const MORNING = startOfDay(TODAY) + 10 * HOUR

describe('the days of a watch', () => {
  test('are as many as the longest return rule, or fourteen', () => {
    expect(watchDays(book)).toBe(14)
    const rule = {
      level: 'high',
      rule: 'deferred',
      text: { zh: '.', en: '.' },
      source: '.',
    } as const
    expect(watchDays({ ...book, returnRules: [{ ...rule, watchDays: 21 }] })).toBe(21)
  })

  const wrong: [string, number, number, object | null][] = [
    ['fourteen days from today', 0, 13, null],
    ['one that ends before it begins', 0, -1, { last: 'watch.ends_first' }],
    ['thirteen days', 0, 12, { last: 'watch.too_short' }],
    ['a year', 0, 365, { last: 'watch.too_long' }],
    ['one that begins tomorrow', 1, 14, { first: 'watch.begins_later' }],
    ['one that began two months ago', -60, -40, { first: 'watch.begins_early' }],
    ['one that began two weeks ago', -14, -1, null],
  ]
  test.each(wrong)('%s', (_, first, last, says) => {
    const days = { firstDay: TODAY + first, lastDay: TODAY + last }
    expect(wrongDays(days, book, TODAY)).toEqual(says)
  })

  test('may be closed from the last one on, and once', () => {
    const watch = { lastDay: TODAY, endedAt: null }
    expect([-1, 0, 3].map((days) => mayClose(watch, TODAY + days))).toEqual([false, true, true])
    expect(mayClose({ ...watch, endedAt: MORNING }, TODAY)).toBe(false)
  })
})

describe('gaps', () => {
  test('none is from before the watch was opened: at ten the morning’s time is past', () => {
    expect(owedFrom(book, TODAY - 5, MORNING)).toEqual({ amFrom: TODAY + 1, pmFrom: TODAY })
    expect(dueThrough(book, MORNING)).toEqual({ am: TODAY, pm: TODAY - 1 })
  })

  test('are exactly the owed half days that nobody measured, whenever it is looked at', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 14 * 24 * 60 }),
        fc.integer({ min: 0, max: 20 * 24 * 60 }),
        fc.array(fc.record({ day: fc.integer({ min: 0, max: 20 }), pm: fc.boolean() })),
        (opened, later, slots) => {
          const openedAt = startOfDay(TODAY) + opened * MINUTE
          const now = openedAt + later * MINUTE
          const done = slots.map(({ day, pm }) => ({
            day: TODAY + day,
            shift: pm ? ('pm' as const) : ('am' as const),
          }))
          const watch = owedFrom(book, TODAY, openedAt)
          const gaps = gapsOf(watch, done, dueThrough(book, now))
          const all = Array.from({ length: 40 }, (_, i) => TODAY + i).flatMap((day) =>
            (['am', 'pm'] as const).map((shift) => ({ day, shift })),
          )
          const expected = all.filter(({ day, shift }) => {
            const due = dueAt(book, day, shift)
            const measured = done.some((each) => each.day === day && each.shift === shift)
            return due > openedAt && due <= now && !measured
          })
          expect(gaps).toEqual(expected)
        },
      ),
    )
  })
})

describe('spot checks', () => {
  test('are owed on every whole day after the opening; today is not over', () => {
    const watch = { openedAt: MORNING, endedOn: null }
    expect(uncheckedDays(book, watch, [], TODAY)).toEqual([])
    expect(uncheckedDays(book, watch, [{ day: TODAY + 2 }], TODAY + 4)).toEqual([
      TODAY + 1,
      TODAY + 3,
    ])
    const none = { watch: { ...book.watch, checksPerDay: 0 } }
    expect(uncheckedDays(none, watch, [], TODAY + 9)).toEqual([])
  })

  test('are not owed after the end', () => {
    const ended = { openedAt: MORNING, endedOn: TODAY + 2 }
    expect(uncheckedDays(book, ended, [], TODAY + 9)).toEqual([TODAY + 1])
  })
})

test('a document holds through its last day', () => {
  expect(isExpired({ validUntil: TODAY }, TODAY)).toBe(false)
  expect(isExpired({ validUntil: TODAY - 1 }, TODAY)).toBe(true)
  expect(isExpired({ validUntil: null }, TODAY)).toBe(false)
  expect(lastDayOf(TODAY, 14)).toBe(dayOf(startOfDay(TODAY) + 13 * DAY))
})
