// What a change of the rules does to places: pure, so it is asked of thousands of made-up towns.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statusAfter } from '../../src/features/places/rules-life'
import { PLACE_STATUSES } from '../../src/features/places/values'
import {
  type Effect,
  effectOf,
  holdOf,
  inspectionDueOn,
  type PlaceFacts,
  type Standing,
  turnedSince,
} from '../../src/features/switches/rules'
import { dayFromIso, isoDay } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

const DAY = dayFromIso('2020-03-12')
const TRADES = ['catering', 'ktv', 'gym', 'retail']

type Entry = ReturnType<typeof testRulebook>['negativeList'][number]
const entry = (
  id: string,
  trades: string[],
  from = '2020-03-01',
  to: string | null = null,
): Entry => ({
  id,
  category: { zh: id, en: id },
  trades,
  reason: { zh: `${id}的原因`, en: `why ${id}` },
  from,
  to,
  source: 'test',
})

const anyEntry = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    trades: fc.subarray(TRADES, { minLength: 1 }),
    from: fc.constantFrom('2020-03-01', '2020-03-12', '2020-03-20'),
    to: fc.constantFrom(null, '2020-03-11', '2020-03-25'),
  })
  .map(({ id, trades, from, to }) => entry(id, trades, from, to))
const anyStanding: fc.Arbitrary<Standing> = fc
  .record({
    riskLevel: fc.constantFrom('low', 'medium', 'high'),
    negativeList: fc.uniqueArray(anyEntry, { selector: ({ id }) => id }),
  })
  .map((rules) => ({
    book: testRulebook(rules as Partial<ReturnType<typeof testRulebook>>),
    day: DAY,
  }))
const anyPlace: fc.Arbitrary<PlaceFacts> = fc.record({
  status: fc.constantFrom(...PLACE_STATUSES),
  statusCause: fc.constantFrom(null, 'officer:false_filing', 'order', 'case:7', 'application'),
  trade: fc.constantFrom(...TRADES),
  owes: fc.boolean(),
  pledged: fc.boolean(),
  listing: fc.constantFrom(null, 9),
})

/** A place as the rules leave it: open only where nothing holds it, shut by a rule where one does. */
const settled = (standing: Standing, place: PlaceFacts): PlaceFacts => {
  const hold = holdOf(standing, place)
  if (place.status === 'open' && hold)
    return { ...place, status: 'suspended', statusCause: causeOf(hold) }
  return place
}
const causeOf = ({ cause, ref }: Pick<Effect, 'cause' | 'ref'>): string =>
  ref ? `${cause}:${ref}` : cause

/** The place after its step, as the statements write it. */
function take(place: PlaceFacts, effect: Effect | null): PlaceFacts {
  if (!effect) return place
  const status = statusAfter(place.status, effect.act)
  if (!status) throw new Error(`${effect.act} of a place that is ${place.status}`)
  const owes = place.owes || effect.act === 'open_on_pledge'
  return { ...place, status, statusCause: causeOf(effect), owes }
}

describe('a change of the rules', () => {
  test('asks a place only for a step that its status allows', () => {
    fc.assert(
      fc.property(anyStanding, anyStanding, anyPlace, (before, after, place) => {
        const effect = effectOf(before, after, place)
        if (effect) expect(statusAfter(place.status, effect.act)).not.toBeNull()
      }),
    )
  })

  test('applied twice does nothing the second time', () => {
    fc.assert(
      fc.property(anyStanding, anyStanding, anyPlace, (before, after, place) => {
        const moved = take(place, effectOf(before, after, place))
        expect(effectOf(before, after, moved)).toBeNull()
      }),
    )
  })

  test('taken back, returns every open or suspended place that only the rules moved', () => {
    fc.assert(
      fc.property(anyStanding, anyStanding, anyPlace, (before, after, any) => {
        const place = settled(before, any)
        fc.pre(place.status === 'open' || place.status === 'suspended')
        const there = take(place, effectOf(before, after, place))
        const back = take(there, effectOf(after, before, there))
        expect(back.status).toBe(place.status)
      }),
    )
  })

  test('that changes nothing moves nothing', () => {
    fc.assert(
      fc.property(anyStanding, anyPlace, (standing, any) => {
        expect(effectOf(standing, standing, settled(standing, any))).toBeNull()
      }),
    )
  })

  test('never opens what an officer, an order or a case has shut', () => {
    fc.assert(
      fc.property(anyStanding, anyStanding, anyPlace, (before, after, place) => {
        const shut = { ...place, status: 'suspended' as const }
        expect(effectOf(before, after, shut)).toBeNull()
      }),
    )
  })

  test('leaves no open place behind that it newly holds', () => {
    fc.assert(
      fc.property(anyStanding, anyStanding, anyPlace, (before, after, any) => {
        const moved = take(settled(before, any), effectOf(before, after, settled(before, any)))
        if (moved.status === 'open') expect(holdOf(after, moved)).toBeNull()
      }),
    )
  })
})

const standing = (change: Parameters<typeof testRulebook>[0]): Standing => ({
  book: testRulebook(change),
  day: DAY,
})
const place = (change: Partial<PlaceFacts>): PlaceFacts => ({
  status: 'open',
  statusCause: null,
  trade: 'catering',
  owes: false,
  pledged: false,
  listing: null,
  ...change,
})
const KTV = [entry('ktv', ['ktv'])]

describe('step by step', () => {
  const medium = standing({ riskLevel: 'medium' })
  const low = standing({ riskLevel: 'low' })
  const ktv = standing({ negativeList: KTV })

  test.each<[string, Standing, Standing, PlaceFacts, Partial<Effect> | null]>([
    [
      'a newly listed trade shuts',
      medium,
      ktv,
      place({ trade: 'ktv' }),
      { act: 'suspend', ref: 'ktv' },
    ],
    [
      'its application is refused',
      medium,
      ktv,
      place({ trade: 'ktv', status: 'accepted' }),
      { act: 'refuse', ref: 'ktv' },
    ],
    ['another trade stays open', medium, ktv, place({}), null],
    [
      'the end of the entry opens it again',
      ktv,
      medium,
      place({ trade: 'ktv', status: 'suspended', statusCause: 'negative_list:ktv' }),
      { act: 'resume', cause: 'negative_list', ref: 'ktv' },
    ],
    [
      'but not while the place is listed by itself',
      ktv,
      medium,
      place({ trade: 'ktv', status: 'suspended', statusCause: 'negative_list:ktv', listing: 3 }),
      null,
    ],
    [
      'low risk opens on the pledge',
      medium,
      low,
      place({ status: 'applied', pledged: true }),
      { act: 'open_on_pledge' },
    ],
    ['not without a pledge', medium, low, place({ status: 'applied' }), null],
    [
      'higher risk shuts who owes the inspection',
      low,
      medium,
      place({ owes: true }),
      { act: 'suspend', cause: 'risk_level' },
    ],
    ['not who was inspected', low, medium, place({}), null],
    [
      'lower risk opens those again',
      medium,
      low,
      place({ owes: true, status: 'suspended', statusCause: 'risk_level' }),
      { act: 'resume', cause: 'risk_level' },
    ],
  ])('%s', (_, before, after, facts, wanted) => {
    const effect = effectOf(before, after, facts)
    if (wanted === null) expect(effect).toBeNull()
    else expect(effect).toMatchObject(wanted)
  })

  test('the inspection is due within the days of the rulebook', () => {
    expect(inspectionDueOn(low)).toBe(DAY + 7)
  })

  test('a day turns the trades whose entry begins, and says whether one ended', () => {
    const { book } = standing({
      negativeList: [
        entry('x', ['ktv'], isoDay(DAY)),
        entry('y', ['gym'], '2020-03-01', isoDay(DAY - 1)),
      ],
    })
    expect(turnedSince(book, DAY - 1, DAY)).toEqual({ trades: ['ktv'], ended: true })
    expect(turnedSince(book, DAY, DAY + 1)).toEqual({ trades: [], ended: false })
    expect(turnedSince(book, DAY - 3, DAY)).toEqual({ trades: ['ktv'], ended: true })
  })
})
