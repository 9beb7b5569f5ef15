// One line of a roster: what it may hold, and what the return rules say of its person.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDay, rosterJudge } from '../../src/features/imports/form-roster'
import { dayFromIso, isoDay } from '../../src/shared/clock'
import { pledgeQuestions } from '../support/pledge-rules'
import { testRulebook } from '../support/rulebook'

const today = dayFromIso('2020-03-12')
const questions = pledgeQuestions()
const book = testRulebook({
  ...questions,
  returnRules: (questions.returnRules ?? []).map((each) =>
    each.level === 'high' ? { ...each, rule: 'deferred' as const } : each,
  ),
})
const areas = [{ name: '左照沟村', nameEn: 'Zuozhaogou' }]
const judge = rosterJudge({ book, areas, today })
const line = (area: string, left: string, home = '左照沟村 3 组') => [
  '王小满',
  '13700000001',
  '厨师',
  home,
  area,
  left,
]

describe('a line of a roster', () => {
  test('of whatever cells is judged, never thrown at', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (cells) => {
        expect(typeof judge(cells).ok).toBe('boolean')
      }),
    )
  })

  test('from a high-risk area is put off until 14 days after the day of leaving are over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), (days) => {
        const judged = judge(line('420000', isoDay(today - days)))
        const until = today - days + 15
        const deferred = { ok: false, error: `area:crew.deferred:${isoDay(until)}` }
        if (until > today) expect(judged).toEqual(deferred)
        else expect(judged).toMatchObject({ ok: true, value: { first: true } })
      }),
    )
  })

  test('of a local returns first, unless a watch comes before', () => {
    const first = (cells: string[]) => {
      const judged = judge(cells)
      return judged.ok && judged.value.first
    }
    expect(first(line('', ''))).toBe(true)
    expect(first(line('无', '', 'ZUOZHAOGOU, group 3'))).toBe(true)
    expect(first(line('', '', '信阳市'))).toBe(false)
    expect(first(line('330300', '2020-03-10'))).toBe(false)
    expect(judge(line('330300', '2020-03-10')).ok).toBe(true)
  })

  test('puts nobody off where the rules have no such rule', () => {
    const lenient = rosterJudge({ book: { ...book, returnRules: [] }, areas, today })
    expect(lenient(line('420000', '')).ok).toBe(true)
  })

  test('reads days as people write them, and no day there is not', () => {
    for (const typed of ['2020-03-05', '2020/3/5', '2020.3.5', '2020年3月5日', '２０２０-3-5'])
      expect(readDay(typed)).toBe(dayFromIso('2020-03-05'))
    for (const typed of ['2020-02-30', '3-5', '上周', '43895', '2020-13-01'])
      expect(readDay(typed)).toBeNull()
  })
})
