// The life of an order: its moves, its time, its number.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLikeNumber, recheckForm } from '../../src/features/orders/form'
import {
  deadlinesAt,
  dueAtOf,
  isLate,
  ORDER_MOVES,
  type OrderAct,
  orderAfter,
  readNumber,
  rechecksOf,
} from '../../src/features/orders/rules'
import type { OrderState } from '../../src/features/orders/tables'
import { HOUR } from '../../src/shared/clock'
import { judge } from '../../src/shared/form'
import { testRulebook } from '../support/rulebook'

const NOON = Date.parse('2020-03-12T12:00:00+08:00')
const book = testRulebook()
const acts = Object.keys(ORDER_MOVES) as OrderAct[]

describe('the moves of an order', () => {
  test('whatever is done, it ends closed and stays so, and only a suspension waits for the place', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts)), (tried) => {
        let state: OrderState = 'open'
        for (const act of tried) {
          const next = orderAfter(state, act)
          if (state === 'closed') expect(next).toBeNull()
          if (state === 'suspended') expect([null, 'closed']).toContain(next)
          state = next ?? state
        }
        expect(orderAfter(state, 'end')).toBe(state === 'closed' ? null : 'closed')
      }),
    )
  })

  test('that it is put right can be seen at any time, that it is not only once it should be', () => {
    const open = { state: 'open', dueAt: NOON } as const
    expect(rechecksOf(open, NOON - HOUR)).toEqual(['close'])
    expect(rechecksOf(open, NOON + 1)).toEqual(['close', 'unmet', 'suspend'])
    expect(rechecksOf({ ...open, state: 'answered' }, NOON - HOUR)).toHaveLength(3)
    expect(rechecksOf({ ...open, state: 'closed' }, NOON + HOUR)).toEqual([])
    expect(rechecksOf({ ...open, state: 'suspended' }, NOON + HOUR)).toEqual([])
  })

  test('one that is answered waits for the town and is not late', () => {
    expect(isLate({ state: 'open', dueAt: NOON }, NOON)).toBe(false)
    expect(isLate({ state: 'open', dueAt: NOON }, NOON + 1)).toBe(true)
    expect(isLate({ state: 'answered', dueAt: NOON }, NOON + HOUR)).toBe(false)
  })
})

describe('the time that is given', () => {
  test('is the deadline’s time of the day, counted from that day', () => {
    expect(dueAtOf(book, 'today', NOON)).toBe(NOON + 5 * HOUR)
    expect(dueAtOf(book, 'tomorrow', NOON)).toBe(NOON + 29 * HOUR)
  })

  test('cannot be over already, and is one of the rulebook’s', () => {
    expect(dueAtOf(book, 'today', NOON + 5 * HOUR)).toBeNull()
    expect(dueAtOf(book, 'never', NOON)).toBeNull()
    expect(deadlinesAt(book, NOON + 6 * HOUR).map(({ id }) => id)).toEqual(['tomorrow'])
  })

  test('is never in the past, at whatever time it is chosen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000_000 }), (now) => {
        for (const { id } of deadlinesAt(book, now))
          expect(dueAtOf(book, id, now)).toBeGreaterThan(now)
      }),
    )
  })
})

describe('what is typed', () => {
  const typed = { key: '01E35Q2ZV0000000000000000A', version: '1', result: 'unmet' }
  const order = { state: 'answered', dueAt: NOON } as const
  const errorsOf = (change: Record<string, string>) => {
    const form = judge(recheckForm(book, order, NOON), { ...typed, ...change })
    return form.ok ? [] : Object.keys(form.errors)
  }

  test('“still wrong” needs a new time that can be given and says what', () => {
    expect(errorsOf({})).toEqual(['deadline', 'text'])
    expect(errorsOf({ deadline: 'never', text: '还没有测温' })).toEqual(['deadline'])
    expect(errorsOf({ deadline: 'today', text: '还没有测温' })).toEqual([])
    expect(errorsOf({ result: 'suspend' })).toEqual(['text'])
    expect(errorsOf({ result: 'close' })).toEqual([])
    expect(errorsOf({ result: 'burn', text: '火' })).toEqual(['result'])
  })

  test('a number is told from a name', () => {
    for (const q of ['12', '2020-12', '峡防整〔2020〕12 号', '〔2020〕12', 'Xiawo order 2020-12'])
      expect([q, looksLikeNumber(q), readNumber(q, 2020)]).toEqual([
        q,
        true,
        { year: 2020, seq: 12 },
      ])
    for (const q of ['老马', '三店', '1818 酒馆']) expect(looksLikeNumber(q)).toBe(false)
    expect(readNumber('0', 2020)).toBeNull()
  })
})
