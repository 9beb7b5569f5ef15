// The forms by which the rules are changed, and the preview of what changes.
import { describe, expect, test } from 'vitest'
import { changedSections } from '../../src/features/rulebook/rules'
import { differencesIn } from '../../src/features/rulebook/rules-changes'
import { readProposal } from '../../src/features/switches/form-change'
import { dayFromIso } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

const DAY = dayFromIso('2020-03-12')

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

const KTV = [entry('ktv', ['ktv'])]
const KEY = '01E33333333333333333333333'.slice(0, 26)
const common = { key: KEY, base: '1', effective: '2020-03-12', why: '指挥部会议' }

describe('the forms of a change', () => {
  const book = testRulebook({
    negativeList: KTV,
    trades: ['catering', 'ktv'].map((id) => ({
      id,
      name: { zh: id, en: id },
      department: 'market',
    })),
  })
  const propose = (what: Parameters<typeof readProposal>[0], values: Record<string, string>) =>
    readProposal(what, book, DAY, { ...common, ...values })

  test('a new category begins on the day the rules take effect, under an id of its own', () => {
    const read = propose('category', {
      effective: '2020年3月15日',
      zh: '歌厅',
      en: 'KTV',
      trade_catering: '1',
      reason_zh: '聚集',
      reason_en: 'crowds',
      source: '通知',
    })
    const added = read.ok ? read.value.book.negativeList.at(-1) : null
    expect(added).toMatchObject({ id: 'ktv_2', trades: ['catering'], from: '2020-03-15', to: null })
    expect(read.ok && read.value.book.version).toBe(2)
    expect(read.ok && read.value.book.effectiveFrom).toBe('2020-03-15')
  })

  test('a category is lifted from a day on: the day before is its last', () => {
    const read = propose('lift', { entry: 'ktv', effective: '2020-03-14' })
    expect(read.ok && read.value.book.negativeList).toEqual([{ ...KTV[0], to: '2020-03-13' }])
  })

  test.each<[string, Parameters<typeof readProposal>[0], Record<string, string>, string, string]>([
    [
      'a day in the past',
      'risk',
      { level: 'low', source: 's', effective: '2020-03-11' },
      'effective',
      'switch.too_early',
    ],
    [
      'a day too far ahead',
      'risk',
      { level: 'low', source: 's', effective: '2020-03-27' },
      'effective',
      'switch.too_late',
    ],
    [
      'a day that does not exist',
      'risk',
      { level: 'low', source: 's', effective: '2020-02-30' },
      'effective',
      'switch.day',
    ],
    ['the same risk level', 'risk', { level: 'medium', source: 's' }, 'level', 'switch.same_level'],
    ['a level nobody knows', 'risk', { level: 'none', source: 's' }, 'level', 'form.required'],
    [
      'a category without a trade',
      'category',
      { zh: 'a', en: 'a', reason_zh: 'b', reason_en: 'b', source: 's' },
      'trades',
      'switch.no_trade',
    ],
    [
      'a category that ends before it begins',
      'category',
      {
        zh: 'a',
        en: 'a',
        trade_catering: '1',
        reason_zh: 'b',
        reason_en: 'b',
        source: 's',
        to: '2020-03-01',
      },
      'to',
      'rulebook.dates_reversed',
    ],
    ['an entry nobody knows', 'lift', { entry: 'x' }, 'entry', 'form.required'],
    [
      'a limit outside what can be typed',
      'fever',
      { limit: '45.0', comparator: '>', source: 's' },
      'limit',
      'rulebook.limit_outside_plausible',
    ],
    [
      'a limit that is none',
      'fever',
      { limit: 'hot', comparator: '>', source: 's' },
      'limit',
      'switch.degrees',
    ],
    [
      'a region code of five digits',
      'area',
      { code: '42000', zh: 'a', en: 'a', level: 'high', from: '2020-03-01', source: 's' },
      'code',
      'switch.area_code',
    ],
    [
      'broken JSON, with its line',
      'part',
      { part: 'town', json: '{\n"name": \n}' },
      'json',
      'switch.bad_json 3',
    ],
    [
      'JSON of the wrong form, with its place',
      'part',
      { part: 'town', json: '{"name":{"zh":""}}' },
      'json',
      'switch.bad_at name › zh; name › en; headquarters; hotline',
    ],
    [
      'a department that is not there',
      'part',
      { part: 'defaultDepartment', json: '"nobody"' },
      'json',
      'rulebook.department_unknown',
    ],
    [
      'a part that did not change',
      'part',
      { part: 'riskLevel', json: '"medium"' },
      'json',
      'switch.unchanged',
    ],
    [
      'a part that is not open to edit',
      'part',
      { part: 'version', json: '9' },
      'part',
      'form.required',
    ],
    [
      'a field nobody asked for',
      'risk',
      { level: 'low', source: 's', extra: '1' },
      '',
      'form.unknown_field',
    ],
  ])('%s is told at its field, and what was typed stays', (_, what, values, field, code) => {
    const read = propose(what, values)
    expect(read.ok).toBe(false)
    if (read.ok) return
    expect(read.errors[field]).toBe(code)
    expect(read.values).toMatchObject(values)
  })
})

describe('the preview', () => {
  test('names each value that changes, by the entry it is in', () => {
    const before = testRulebook({ negativeList: KTV })
    const after = testRulebook({
      negativeList: [entry('ktv', ['ktv'], '2020-03-01', '2020-03-11')],
      riskLevel: 'low',
    })
    expect(changedSections(before, after)).toEqual(['negative-list', 'opening'])
    expect(differencesIn('negative-list', before, after, 'zh')).toEqual([
      { path: ['negativeList', 'ktv', 'to'], before: null, after: '2020-03-11' },
    ])
    expect(differencesIn('opening', before, after, 'zh')).toEqual([
      { path: ['riskLevel'], before: 'medium', after: 'low' },
    ])
  })
})
