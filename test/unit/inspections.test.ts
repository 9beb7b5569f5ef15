import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { afterText, dayField, judgePlan, readQuery } from '../../src/features/inspections/form'
import {
  byAspect,
  type ChecklistItem,
  departmentOfOpinion,
  opinionItem,
  outcomeOf,
  type Standing,
  signerOf,
} from '../../src/features/inspections/rules'

const both = (zh: string) => ({ zh, en: zh })
const item = (id: string, department: string, trades: string[] = []): ChecklistItem => ({
  id,
  aspect: both(id.slice(0, 1)),
  text: both(id),
  department,
  trades,
  source: 'test',
})

describe('the checklist', () => {
  const shop = [item('a1', 'market'), item('b1', 'health', ['clinic']), item('a2', 'police')]

  test('is grouped by aspect in the order of the rulebook', () => {
    const grouped = byAspect(shop).map(([aspect, items]) => [aspect, items.map(({ id }) => id)])
    expect(grouped).toEqual([
      ['a', ['a1', 'a2']],
      ['b', ['b1']],
    ])
  })
  test('is signed by the department it names, by the trade’s where nobody of it was sent', () => {
    expect(signerOf(item('x', 'health'), ['market', 'health'], 'market')).toBe('health')
    expect(signerOf(item('x', 'police'), ['health', 'market'], 'market')).toBe('market')
    expect(signerOf(item('x', 'police'), ['health'], 'market')).toBe('health')
  })
})

const DEPARTMENTS = ['market', 'health', 'police']
const standing = fc.record({
  items: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
  results: fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('pass', 'fail', 'na'))
    .map((each) => new Map(Object.entries(each))),
  present: fc.array(fc.constantFrom(...DEPARTMENTS)),
  opinions: fc
    .dictionary(fc.constantFrom(...DEPARTMENTS), fc.constantFrom('agree', 'disagree'))
    .map((each) => new Map(Object.entries(each))),
  least: fc.integer({ min: 1, max: 3 }),
}) as fc.Arbitrary<Standing>

describe('the outcome', () => {
  test('is passed exactly when all is judged, nothing fails and all who came agree', () => {
    fc.assert(
      fc.property(standing, (at) => {
        const all =
          at.items.every((each) => ['pass', 'na'].includes(at.results.get(each) ?? '')) &&
          at.present.every((each) => at.opinions.get(each) === 'agree') &&
          new Set(at.present).size >= at.least
        expect(outcomeOf(at).kind === 'passed').toBe(all)
      }),
    )
  })
  test('that failed names something to put right', () => {
    fc.assert(
      fc.property(standing, (at) => {
        const outcome = outcomeOf(at)
        if (outcome.kind === 'failed')
          expect(outcome.items.length + outcome.departments.length).toBeGreaterThan(0)
      }),
    )
  })
  test('of what is open names all of it', () => {
    fc.assert(
      fc.property(standing, (at) => {
        const outcome = outcomeOf(at)
        if (outcome.kind !== 'unfinished') return
        expect(outcome.items).toEqual(at.items.filter((each) => !at.results.has(each)))
        const left = outcome.items.length + outcome.departments.length + outcome.lacking
        expect(left).toBeGreaterThan(0)
      }),
    )
  })
  test('does not depend on the opinion of a department that did not come', () => {
    const at = {
      items: ['a'],
      results: new Map([['a', 'pass' as const]]),
      present: ['market', 'health'],
      opinions: new Map([
        ['market', 'agree' as const],
        ['health', 'agree' as const],
        ['police', 'disagree' as const],
      ]),
      least: 2,
    }
    expect(outcomeOf(at)).toEqual({ kind: 'passed' })
  })
})

test('a finding of an opinion is told from one of an item', () => {
  expect(departmentOfOpinion(opinionItem('health'))).toBe('health')
  expect(departmentOfOpinion('gate')).toBe(null)
})

describe('what a list is asked for', () => {
  test('an unknown filter is no filter', () => {
    expect(readQuery({ show: 'x', area: 'y', kind: 'z', after: '1~2~3' })).toEqual({
      show: 'today',
      q: '',
      area: null,
      kind: null,
      after: null,
      from: null,
      officers: '',
    })
  })
  test('the next page begins where this one ended', () => {
    const after = { day: 18333, areaPath: '/1/2/', id: 7 }
    expect(readQuery({ show: 'owed', after: afterText(after) }).after).toEqual(after)
  })
})

test.each(['2020-02-31', '2020-13-01', 'heute', '', '20200312'])('%j is no day', (typed) => {
  expect(v.safeParse(dayField(0, 99_999), typed).success).toBe(false)
})

test('only places of the page are planned', () => {
  const values = { key: '0'.repeat(26), day: '2020-03-12', p1: '1', p9: '1', m1: 'market' }
  const plan = judgePlan(values, {
    today: 18_333,
    places: [1, 2],
    officers: [{ id: 1, departments: ['market'] }],
    least: 1,
  })
  expect(plan).toMatchObject({ ok: true, value: { placeIds: [1] } })
})
