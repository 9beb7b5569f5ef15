import { describe, expect, test } from 'vitest'
import { judgeRound, type RoundAsked } from '../../src/features/patrols/form'
import { clockOff } from '../../src/features/patrols/rules-record'
import {
  deadlinesFrom,
  knownItems,
  levelAt,
  roundItems,
} from '../../src/features/patrols/rules-round'
import { HOUR, MINUTE } from '../../src/shared/clock'
import type { FormValues } from '../../src/shared/form'
import { testRulebook } from '../support/rulebook'

const NOW = Date.parse('2020-03-12T15:10:00+08:00')
const KEY = '01E35VQKRG0000000000000000'
const book = testRulebook()

const asked: RoundAsked = {
  items: ['gate', 'mask'],
  rounds: book.rounds,
  deadlines: book.orders.deadlines,
  plausible: book.fever.plausible,
  now: NOW,
  photo: false,
}

const judged = (values: FormValues, change: Partial<RoundAsked> = {}) =>
  judgeRound({ key: KEY, proof: '4711', ...values }, { ...asked, ...change })

const valueIn = (values: FormValues, change: Partial<RoundAsked> = {}) => {
  const form = judged(values, change)
  if (!form.ok) throw new Error(JSON.stringify(form.errors))
  return form.value
}

describe('a round', () => {
  const accepted: [string, FormValues, object][] = [
    ['in which all is well needs a key and a code', {}, { proof: '4711', findings: [], at: NOW }],
    ['may be typed with full-width digits and spaces', { proof: '４７ １１' }, { proof: '4711' }],
    [
      'keeps what was put right on the spot, without an order',
      { i_gate: 'fixed', n_gate: '已补' },
      { findings: [{ item: 'gate', fixed: true, note: '已补' }], deadline: null },
    ],
    [
      'with something to be put right has a time for it',
      { i_gate: 'fail', i_mask: 'pass', deadline: 'today' },
      { findings: [{ item: 'gate', fixed: false, note: '' }], deadline: 'today' },
    ],
    ['drops a time nothing was ordered for', { deadline: 'today' }, { deadline: null }],
    [
      'reads temperatures as people type them, and leaves out who was not there',
      { t_7: '365', t_8: '36。8', t_9: ' ' },
      {
        spots: [
          { workerId: 7, temperature: 365 },
          { workerId: 8, temperature: 368 },
        ],
      },
    ],
    [
      'of a phone two hours ahead is put right by what it knows of the town’s clock',
      { phone_at: String(NOW + 2 * HOUR), offset: String(-2 * HOUR) },
      { at: NOW, phoneAt: NOW + 2 * HOUR },
    ],
    [
      'of a clock three minutes ahead is as of now',
      { phone_at: String(NOW + 3 * MINUTE), offset: '0' },
      { at: NOW, phoneAt: NOW + 3 * MINUTE },
    ],
    [
      'may arrive a day late and counts for its own time',
      { phone_at: String(NOW - 24 * HOUR), offset: '0' },
      { at: NOW - 24 * HOUR },
    ],
  ]
  test.each(accepted)('%s', (_, values, wanted) => expect(valueIn(values)).toMatchObject(wanted))

  test('without a code has a photo', () => {
    expect(valueIn({ proof: '' }, { photo: true }).proof).toBe('')
    expect(judged({ proof: '' })).toMatchObject({ errors: { proof: 'round.proof_or_photo' } })
  })

  const refused: [string, FormValues, object][] = [
    ['a code of letters', { proof: 'abcd' }, { proof: 'round.proof_digits' }],
    ['a code of five digits', { proof: '47110' }, { proof: 'round.proof_digits' }],
    ['no key', { key: '' }, { '': 'round.key' }],
    ['the future', { phone_at: String(NOW + 6 * MINUTE) }, { phone_at: 'round.future' }],
    ['37 hours ago', { phone_at: String(NOW - 37 * HOUR) }, { phone_at: 'round.too_old' }],
    [
      'a clock two hours ahead that nobody knows of',
      { phone_at: String(NOW + 2 * HOUR), offset: '0' },
      { phone_at: 'round.future' },
    ],
    ['a time in words', { phone_at: 'now' }, { '': 'round.time' }],
    ['an endless offset', { phone_at: String(NOW), offset: '9'.repeat(30) }, { '': 'round.time' }],
    ['a result nobody offers', { i_gate: 'perhaps' }, { i_gate: 'round.choose' }],
    [
      'an item of no checklist',
      { i_other: 'fail', deadline: 'today' },
      { i_other: 'round.item_gone' },
    ],
    [
      'a note where all is well',
      { i_gate: 'pass', n_gate: '脏' },
      { n_gate: 'round.note_without' },
    ],
    ['a note and no result', { n_gate: '脏' }, { n_gate: 'round.note_without' }],
    ['an endless note', { i_gate: 'fixed', n_gate: '脏'.repeat(201) }, { n_gate: 'form.long' }],
    ['an order without a time', { i_gate: 'fail' }, { deadline: 'round.deadline_needed' }],
    [
      'a time of no rulebook',
      { i_gate: 'fail', deadline: 'never' },
      { deadline: 'round.deadline_needed' },
    ],
    ['a temperature of a stone', { t_7: '20' }, { t_7: 'err.temp' }],
    ['a field nobody asked for', { sql: '1' }, { '': 'form.unknown_field' }],
  ]
  test.each(refused)('refuses %s', (_, values, errors) =>
    expect(judged(values)).toMatchObject({ ok: false, errors }),
  )

  test('an item of the other list is known, should a place have opened or shut meanwhile', () => {
    const shop = { kind: 'shop', trade: 'catering' } as const
    expect(roundItems(book, shop, 'shop').map(({ id }) => id)).toEqual(['gate'])
    expect(roundItems(book, shop, 'not_allowed').map(({ id }) => id)).toEqual([
      'door_shut',
      'nobody_inside',
    ])
    expect(knownItems(book, shop).map(({ id }) => id)).toEqual([
      'gate',
      'door_shut',
      'nobody_inside',
    ])
  })
})

test('only times that still lie ahead are offered', () => {
  expect(deadlinesFrom(book, NOW).map(({ id }) => id)).toEqual(['today', 'tomorrow'])
  expect(deadlinesFrom(book, NOW + 2 * HOUR).map(({ id }) => id)).toEqual(['tomorrow'])
})

test('a clerk’s round counts for the village, a patrol’s for the town, a stranger’s for nobody', () => {
  const clerk = { role: 'clerk', areaPath: '/1/2/3/' }
  const patrol = { role: 'patrol', areaPath: '/1/2/' }
  expect(levelAt([clerk], '/1/2/3/')).toBe('village')
  expect(levelAt([clerk, patrol], '/1/2/3/')).toBe('town')
  expect(levelAt([clerk], '/1/2/30/')).toBeNull()
  expect(levelAt([{ role: 'viewer', areaPath: '/1/' }], '/1/2/3/')).toBeNull()
})

test('a phone’s clock is worth a word when it is minutes off', () => {
  expect(clockOff({ at: NOW, phoneAt: NOW + 2 * HOUR })).toBe(120)
  expect(clockOff({ at: NOW, phoneAt: NOW - 2 * HOUR })).toBe(-120)
  expect(clockOff({ at: NOW, phoneAt: NOW + MINUTE })).toBe(0)
  expect(clockOff({ at: NOW, phoneAt: null })).toBe(0)
})
