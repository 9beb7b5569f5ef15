import { describe, expect, test } from 'vitest'
import { readDay, readTime } from '../../src/features/papers/form'
import { weekOf, weekRows } from '../../src/features/papers/rules'
import { overFrom } from '../../src/features/rulebook/rules'
import { dayFromIso, isoDay } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

describe('a date on a form', () => {
  const understood = [
    '2020-03-06',
    '2020/3/6',
    '2020.3.6',
    '2020年3月6日',
    '20200306',
    '２０２０－０３－０６',
  ]
  test.each(understood)('%s is 6 March 2020', (typed) =>
    expect(isoDay(readDay(typed) ?? 0)).toBe('2020-03-06'),
  )
  test.each(['2020-02-30', '2020-13-01', '6.3.2020', '昨天', '', '2020-3'])('%s is none', (typed) =>
    expect(readDay(typed)).toBeNull(),
  )
})

describe('a time on a paper register', () => {
  const understood: [string, number][] = [
    ['9:05', 545],
    ['09：05', 545],
    ['0905', 545],
    ['905', 545],
    ['9点5分', 545],
    ['9点', 540],
    ['23:59', 1439],
    ['0:00', 0],
  ]
  test.each(understood)('%s is minute %i', (typed, minute) => expect(readTime(typed)).toBe(minute))
  test.each(['24:00', '9:60', '上午', '', '9', '12345'])('%s is none', (typed) =>
    expect(readTime(typed)).toBeNull(),
  )
})

describe('the week grid', () => {
  const nothing = { stock: [], duties: [], measured: [], days: [] }

  test('runs from Monday to Sunday, whatever the day', () => {
    const monday = dayFromIso('2020-03-09')
    for (let i = 0; i < 7; i++)
      expect(weekOf(monday + i)).toEqual(Array.from({ length: 7 }, (_, j) => monday + j))
  })

  test('of a place without records is all blank, with lines for supplies', () => {
    const rows = weekRows(weekOf(18_000), testRulebook(), 'shop', nothing)
    expect(rows.every((row) => row.cells.every((cell) => cell === null))).toBe(true)
    expect(rows.filter((row) => row.block === 'supplies')).toHaveLength(3)
  })

  test('says that a fever is in hand while somebody still waits', () => {
    const week = weekOf(18_000)
    const days = [{ day: week[0] ?? 0, visits: 5, over: 1, waiting: 1 }]
    const rows = weekRows(week, testRulebook(), 'shop', { ...nothing, days })
    expect(rows.find((row) => row.name === 'over')?.cells[0]).toEqual({ over: 1, open: true })
  })

  test('counts 37.3 as over the limit or not as the rulebook says', () => {
    const { fever } = testRulebook()
    expect(overFrom(testRulebook({ fever: { ...fever, comparator: '>=' } }))).toBe(373)
    expect(overFrom(testRulebook({ fever: { ...fever, comparator: '>' } }))).toBe(374)
  })
})
