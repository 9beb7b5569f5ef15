import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bulkForm,
  readReviewQuery,
  refuseForm,
  reviewLink,
  STATE_FILTERS,
  sendBackForm,
  statesOf,
  TABS,
} from '../../src/features/applications/office-form'
import { APPLICATION_MOVES } from '../../src/features/applications/rules'
import {
  type Against,
  decisionsFor,
  groundsFor,
  readAgainst,
  reasonWords,
  undoingOf,
} from '../../src/features/applications/rules-office'
import { APPLICATION_ACTS, APPLICATION_STATES } from '../../src/features/applications/values'
import { statusAfter } from '../../src/features/places/rules-life'
import { PLACE_STATUSES } from '../../src/features/places/values'
import { dayFromIso } from '../../src/shared/clock'
import { judge } from '../../src/shared/form'
import { testRulebook } from '../support/rulebook'

const entry = (id: string) => ({ id, text: { zh: id, en: id }, source: 'test' })
const book = testRulebook({
  negativeList: [
    {
      id: 'ktv',
      category: { zh: '歌舞厅', en: 'KTV' },
      trades: ['ktv'],
      reason: { zh: '聚集', en: 'crowds' },
      from: '2020-01-26',
      to: '2020-03-11',
      source: 'test',
    },
  ],
  opening: {
    ...testRulebook().opening,
    sendBack: [entry('paper_missing')],
    refusals: [entry('three_in_one')],
  },
})
const KEY = '01E360A5M00000000000000000'

describe('deciding', () => {
  test.each([
    ['draft', []],
    ['submitted', ['accept', 'send_back', 'refuse']],
    ['sent_back', []],
    ['accepted', ['refuse']],
    ['failed', ['refuse']],
    ['passed', []],
    ['refused', []],
    ['withdrawn', []],
  ] as const)('an application that is %s', (state, decisions) =>
    expect(decisionsFor(state)).toEqual(decisions),
  )

  test('is refused only by an entry that holds that day and names the trade, or a ground of the book', () => {
    const ids = (trade: string, day: string) =>
      groundsFor(book, trade, dayFromIso(day)).map(({ id }) => id)
    expect(ids('ktv', '2020-03-11')).toEqual(['negative_list:ktv', 'three_in_one'])
    expect(ids('ktv', '2020-03-12')).toEqual(['three_in_one'])
    expect(ids('catering', '2020-03-11')).toEqual(['three_in_one'])
  })

  test('a reason is said in words, one no longer in the book by its id', () => {
    expect(reasonWords(book, ['negative_list:ktv', 'paper_missing', 'gone'], 'zh')).toEqual([
      '歌舞厅',
      'paper_missing',
      'gone',
    ])
  })

  test.each([
    ['a reason', { r_paper_missing: '1' }, true],
    ['words', { text: '请补名册' }, true],
    ['words of several lines', { text: '一\r\n二' }, true],
    ['neither', { text: ' ' }, false],
    ['a reason of no list', { r_whim: '1', text: '不行' }, false],
    ['a control character', { text: 'a\u0007' }, false],
  ])('sending back with %s', (_, form, taken) => {
    const typed = { key: KEY, version: '1', ...form }
    expect(judge(sendBackForm(book.opening.sendBack), typed).ok).toBe(taken)
  })

  test('declining without a ground is no form', () => {
    const form = refuseForm(groundsFor(book, 'catering', 0))
    for (const ground of ['', 'whim', 'paper_missing'])
      expect(judge(form, { key: KEY, version: '1', ground }).ok, ground).toBe(false)
    expect(judge(form, { key: KEY, version: '1', ground: 'three_in_one' }).ok).toBe(true)
  })

  test('many at once are read with the version each was seen in', () => {
    const form = judge(bulkForm, { key: KEY, trade: 'catering', a12: '3', a7: '1' })
    expect(form).toMatchObject({
      ok: true,
      value: {
        picked: expect.arrayContaining([
          { id: 12, version: 3 },
          { id: 7, version: 1 },
        ]),
      },
    })
    expect(judge(bulkForm, { key: KEY, trade: 'catering' }).ok).toBe(false)
    expect(judge(bulkForm, { key: KEY, trade: 'catering', a1: '1e9' }).ok).toBe(false)
  })
})

describe('the list', () => {
  const query = fc.record({
    tab: fc.constantFrom(...TABS),
    state: fc.constantFrom(...STATE_FILTERS),
    area: fc.option(fc.integer({ min: 1, max: 999_999 })),
    trade: fc.constantFrom('', 'catering'),
    q: fc.constantFrom('', '烩面', 'A&B=1'),
    all: fc.boolean(),
    after: fc.option(fc.tuple(fc.nat(), fc.nat())),
  })

  test('a link leads to the very list it was made of', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const { searchParams } = new URL(reviewLink(asked, asked), 'http://x')
        const read = readReviewQuery(Object.fromEntries(searchParams), TABS, [{ id: 'catering' }])
        expect(read).toEqual(asked)
      }),
    )
  })

  test('whatever is typed into the address is a list', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (typed) => {
        const read = readReviewQuery(typed, ['town'], [])
        expect(read.tab).toBe('town')
        expect(statesOf(read.state).states.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('overturning', () => {
  const against: fc.Arbitrary<Against> = fc.oneof(
    fc.record({
      room: fc.constant('application_events' as const),
      id: fc.nat(),
      act: fc.constantFrom(...APPLICATION_ACTS),
    }),
    fc.record({
      room: fc.constant('place_changes' as const),
      id: fc.nat(),
      to: fc.constantFrom(...PLACE_STATUSES),
      cause: fc.constantFrom('officer', 'negative_list:ktv'),
    }),
  )
  const standing = fc.record({
    application: fc.option(
      fc.record({
        state: fc.constantFrom(...APPLICATION_STATES),
        submittedAt: fc.option(fc.nat()),
      }),
    ),
    place: fc.record({
      status: fc.constantFrom(...PLACE_STATUSES),
      statusCause: fc.option(fc.constantFrom('officer', 'negative_list:ktv')),
    }),
  })

  test('never asks for a move the application or the place does not allow', () => {
    fc.assert(
      fc.property(against, standing, (step, now) => {
        const { move, life } = undoingOf(step, now)
        if (move) expect(APPLICATION_MOVES[move].from).toContain(now.application?.state)
        if (life) expect(statusAfter(now.place.status, life)).not.toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test('a draft refused by the rules goes back to its keeper, one handed in to the office', () => {
    const refuse = { room: 'application_events', id: 1, act: 'refuse' } as const
    const place = { status: 'known' as const, statusCause: null }
    const of = (submittedAt: number | null) =>
      undoingOf(refuse, { application: { state: 'refused', submittedAt }, place })
    expect(of(null)).toEqual({ move: 'overturn', life: null })
    expect(of(5)).toEqual({ move: 'reconsider', life: 'apply' })
  })

  test('what is appealed is named by room and number only', () => {
    expect(readAgainst('place_changes:7')).toEqual({ room: 'place_changes', id: 7 })
    for (const odd of ['accounts:1', 'place_changes:', 'place_changes:1;', ''])
      expect(readAgainst(odd)).toBeNull()
  })
})
