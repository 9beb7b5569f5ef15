import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inkOf } from '../../src/features/pledges/form'
import { type Answer, type Answers, outcomeOf } from '../../src/features/pledges/rules'
import { newPledgeNumber, readPledgeNumber } from '../../src/features/pledges/rules-number'
import { canonical } from '../../src/features/pledges/seal'
import { isoDay } from '../../src/shared/clock'
import { ALPHABET } from '../../src/shared/crockford'
import { systemRandom } from '../../src/shared/ids'
import { pledgeQuestions } from '../support/pledge-rules'
import { testRulebook } from '../support/rulebook'

const TODAY = 18_333
const book = testRulebook(pledgeQuestions())
const text = book.pledges.personal

describe('a pledge number', () => {
  test('is understood small, spaced, without its P, with O for 0 and I for 1', () => {
    const number = newPledgeNumber(systemRandom)
    const symbols = number.slice(2).replace('-', '')
    const typed = [
      number.toLowerCase(),
      symbols,
      ` ${symbols.slice(0, 4)} ${symbols.slice(4)} `,
      number.replaceAll('0', 'O').replaceAll('1', 'I'),
    ]
    for (const each of typed) expect(readPledgeNumber(each)).toBe(number)
  })

  test('with any one symbol wrong, or two neighbours swapped, is noticed', () => {
    for (let n = 0; n < 20; n++) {
      const symbols = newPledgeNumber(systemRandom).replaceAll('-', '').slice(1)
      for (let at = 0; at < 8; at++) {
        for (const wrong of ALPHABET)
          if (wrong !== symbols[at])
            expect(
              readPledgeNumber(`P${symbols.slice(0, at)}${wrong}${symbols.slice(at + 1)}`),
            ).toBeNull()
        const [a = '', b = ''] = symbols.slice(at, at + 2)
        if (b && a !== b)
          expect(
            readPledgeNumber(`P${symbols.slice(0, at)}${b}${a}${symbols.slice(at + 2)}`),
          ).toBeNull()
      }
    }
  })
})

const stayAnswer = fc
  .record({
    area: fc.constantFrom('420000', '330300', '999999'),
    to: fc.integer({ min: TODAY - 14, max: TODAY }),
  })
  .map(({ area, to }) => ({ area, where: '', from: isoDay(to), to: isoDay(to) }))
const answers = fc.record({
  area: fc.oneof(
    fc.constant<Answer>({ value: 'no', stays: [] }),
    fc
      .array(stayAnswer, { minLength: 1, maxLength: 8 })
      .map((stays): Answer => ({ value: 'yes', stays })),
  ),
  contact: fc.constantFrom('yes', 'no').map((value) => ({ value, stays: [] })),
})

describe('what follows from the answers', () => {
  const outcome = (given: Answers) => outcomeOf(book, text, given, TODAY)

  test('without a yes nothing follows; with one it is a risk', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const yes = given.area.value === 'yes' || given.contact.value === 'yes'
        expect(outcome(given).risk).toBe(yes)
        if (!yes) expect(outcome(given).worksFrom).toBeNull()
      }),
    )
  })

  test('a date to work from is always ahead, and never further than the longest watch', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { worksFrom } = outcome(given)
        if (worksFrom === null) return
        expect(worksFrom).toBeGreaterThan(TODAY)
        expect(worksFrom).toBeLessThanOrEqual(TODAY + 15)
      }),
    )
  })

  test('one more stay never makes the date earlier', () => {
    fc.assert(
      fc.property(answers, stayAnswer, (given, stay) => {
        const more = { ...given, area: { value: 'yes', stays: [...given.area.stays, stay] } }
        expect(outcome(more).worksFrom ?? 0).toBeGreaterThanOrEqual(outcome(given).worksFrom ?? 0)
      }),
    )
  })
})

test('the same content in another order of keys is one text', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
    canonical({ a: true, b: [1, { c: 'x', d: null }] }),
  )
  expect(canonical({ a: ['1'] })).not.toBe(canonical({ a: [1] }))
})

test('the line of a signature is as long as it was drawn', () => {
  expect(inkOf('M10 10')).toBe(0)
  expect(inkOf('M0 0L3 4M100 100L100 110')).toBe(15)
})
