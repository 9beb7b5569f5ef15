import { describe, expect, test } from 'vitest'
import { copiedKinds, copyThrough, wrongReason } from '../../src/features/watches/rules'
import { testRulebook } from '../support/rulebook'

const book = testRulebook({})
const reason = (id: string) => {
  const found = book.seenPapers.copies.reasons.find((each) => each.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('why a copy may be kept', () => {
  test.each([
    ['no_phone', false, '', null],
    ['no_phone', true, '', { why: 'wcopy.has_phone' }],
    ['no_phone', true, '没有', { why: 'wcopy.has_phone' }],
    ['no_code', false, '', null],
    ['no_code', true, '', { text: 'wcopy.say_own' }],
    ['no_code', true, '摔坏了', null],
    ['other', false, '', { text: 'form.required' }],
    ['other', false, '视障', null],
  ] as const)('%s, signed on a phone of their own: %s, “%s”', (id, ownPhone, text, wrong) => {
    expect(wrongReason(reason(id), { ownPhone, text })).toEqual(wrong)
  })
})

test('a keeper copies no proof of travel, nobody an ID card', () => {
  expect(copiedKinds(book, false).map(({ id }) => id)).toEqual(['health'])
  expect(copiedKinds(book, true).map(({ id }) => id)).toEqual(['health', 'travel_paper'])
})

test('a copy is kept the days of the rulebook', () => {
  expect(copyThrough(book, 100)).toBe(114)
})
