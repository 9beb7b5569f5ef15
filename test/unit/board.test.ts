// What a tap means: plates, spans of supplies, blocks that go out of date, choices.
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { tapForm } from '../../src/features/board/form'
import {
  daysLeft,
  isStale,
  lastsDays,
  maskPlate,
  mayUndo,
  shiftOf,
  staleAfter,
  taskOf,
} from '../../src/features/board/rules'
import { choicesFor, choiceText } from '../../src/features/board/rules-choices'
import { HOUR, MINUTE } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

describe('a plate', () => {
  const kept: [string, string][] = [
    ['豫A12128', '豫A·**128'],
    ['豫a·12 128', '豫A·**128'],
    ['豫ＡＤ１２３４５', '豫A·**345'],
    ['京AD12345', '京A·**345'],
    ['豫A1234挂', '豫A·**34挂'],
  ]
  test.each(kept)('%s is kept as %s', (typed, masked) => expect(maskPlate(typed)).toBe(masked))
  test.each(['', 'A12128', '豫12128', '豫A1', '豫A123456789', '没有车'])('%s is none', (typed) =>
    expect(maskPlate(typed)).toBeNull(),
  )
})

describe('a duty', () => {
  test('is recorded by the task of its block; airing is told by its id', () => {
    expect(taskOf({ id: 'gate', block: 'disinfection' })).toBe('disinfect')
    expect(taskOf({ id: 'air', block: 'disinfection' })).toBe('air')
    expect(taskOf({ id: 'air_dormitory', block: 'disinfection' })).toBe('air')
    expect(taskOf({ id: 'airport', block: 'disinfection' })).toBe('disinfect')
    expect(taskOf({ id: 'stock', block: 'supplies' })).toBe('stock')
    expect(taskOf({ id: 'staff_am', block: 'staff' })).toBe('staff')
    expect(taskOf({ id: 'vehicle', block: 'vehicle' })).toBe('vehicle')
    expect(taskOf({ id: 'visitors', block: 'temperatures' })).toBe('check')
  })

  test('of the staff belongs to the morning before noon', () => {
    expect(shiftOf({ times: ['09:30'] })).toBe('am')
    expect(shiftOf({ times: ['12:00'] })).toBe('pm')
  })

  test('can be taken back for ten minutes, the tenth included', () => {
    expect(mayUndo(0, 10 * MINUTE)).toBe(true)
    expect(mayUndo(0, 10 * MINUTE + 1)).toBe(false)
  })
})

describe('supplies', () => {
  test('last whole days; the first that runs out counts', () => {
    expect(daysLeft({ item: 'mask', quantity: 65, perDay: 10 })).toBe(6)
    expect(daysLeft({ item: 'mask', quantity: 65, perDay: null })).toBeNull()
    expect(daysLeft({ item: 'mask', quantity: 65, perDay: 0 })).toBeNull()
    expect(
      lastsDays([
        { item: 'mask', quantity: 60, perDay: 10 },
        { item: 'alcohol', quantity: 4, perDay: 2 },
        { item: 'thermometer', quantity: 2, perDay: null },
      ]),
    ).toEqual({ item: 'alcohol', days: 2 })
    expect(lastsDays([])).toBeNull()
  })
})

describe('a block', () => {
  const both = { zh: 'x', en: 'x' }
  const duty = (id: string, staleAfterHours: number) => ({
    id,
    block: 'disinfection' as const,
    name: both,
    times: ['09:00'],
    staleAfterHours,
    source: 'test',
  })
  const duties = [duty('a', 12), duty('b', 6)]
  const book = testRulebook({ duties: { shop: duties, enterprise: [], site: [] } })

  test('goes by the shortest of its duties, or a day without any', () => {
    expect(staleAfter(book, 'shop', 'disinfection')).toBe(6 * HOUR)
    expect(staleAfter(book, 'site', 'disinfection')).toBe(24 * HOUR)
  })

  test('without a record is out of date', () => {
    expect(isStale(null, HOUR, 0)).toBe(true)
    expect(isStale(0, HOUR, HOUR)).toBe(false)
    expect(isStale(0, HOUR, HOUR + 1)).toBe(true)
  })
})

const DISINFECT = {
  id: 'disinfect',
  block: 'disinfection' as const,
  name: { zh: '消杀', en: 'Disinfect' },
  times: ['09:00'],
  staleAfterHours: 12,
  source: 'test',
}

describe('a choice', () => {
  test('is offered at the kinds of places the rulebook lists it for', () => {
    const { where } = testRulebook().disinfection
    const ids = (kind: 'shop' | 'site') => choicesFor(where, kind).map((each) => each.id)
    expect(ids('shop')).toEqual(['all', 'kitchen'])
    expect(ids('site')).toEqual(['gate'])
  })

  test('outside the rulebook in force is refused, also one of another kind of place', () => {
    const book = testRulebook()
    const tap = { key: '01ARZ3NDEKTSV4RRFFQ69G5FAV', duty: 'disinfect', seen: '0', with: 'alcohol' }
    const taken = (where: string, kind: 'shop' | 'site') =>
      v.safeParse(tapForm(book, DISINFECT, kind), { ...tap, where }).success
    expect(taken('kitchen', 'shop')).toBe(true)
    expect(taken('kitchen', 'site')).toBe(false)
    expect(taken('toilet', 'shop')).toBe(false)
  })

  test('has the words of the rulebook, and none when it is not in the list', () => {
    const { where } = testRulebook().disinfection
    expect(choiceText(where, 'all', 'en')).toBe('whole shop')
    expect(choiceText(where, '张三家', 'zh')).toBe('')
    expect(choiceText(where, undefined, 'zh')).toBe('')
  })
})
