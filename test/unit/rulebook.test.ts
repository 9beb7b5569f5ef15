import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { demoRulebook as town } from '../../scripts/demo/rulebook'
import { type Rulebook, readVersion, rulebookSchema } from '../../src/features/rulebook/form'
import {
  changedSections,
  departmentOf,
  inForceOn,
  isOver,
  partsOf,
  SECTIONS,
  tradesOf,
} from '../../src/features/rulebook/rules'
import { holidayRuns, normalText, overText } from '../../src/features/rulebook/words'
import { translator } from '../../src/i18n'
import { testRulebook } from '../support/rulebook'

const refusal = (book: unknown): string | undefined =>
  v.safeParse(rulebookSchema, book).issues?.[0]?.message

const fever = (change: Partial<Rulebook['fever']>): Rulebook =>
  testRulebook({ fever: { ...town.fever, ...change } })

describe('the demo town', () => {
  test('has a well-formed rulebook with the norms of its bulletin', () => {
    expect(town.fever).toMatchObject({ limit: 373, comparator: '>=', stopAt: 2, outOf: 3 })
    expect(town.visits).toMatchObject({ temperatureBy: 'self', retentionDays: 14, partyMax: 10 })
    expect(new Set(town.checklists.site.map((item) => item.aspect.zh)).size).toBe(6)
    expect(town.answerWithinWorkingDays).toBe(2)
  })

  test('sends four rounds a day to a site, a resident where people are isolated, seven teams to enterprises', () => {
    const quota = (target: string) =>
      town.patrols.find((each) => each.target === target && each.level === 'town')
    expect(quota('site')).toMatchObject({ roundsPerDay: 4, resident: false })
    expect(quota('site')?.windows).toHaveLength(4)
    expect(quota('site_with_watch')).toMatchObject({ roundsPerDay: 4, resident: true })
    expect(quota('shop')).toMatchObject({ roundsPerDay: 1 })
    expect(quota('enterprise')).toMatchObject({ teams: 7 })
  })

  test('names the issuer and every source of a rule in English too', () => {
    const cited = [...JSON.stringify(town).matchAll(/"source":"([^"]+)"/g)].map((hit) => hit[1])
    const singles = Object.values(town.sources)
    for (const source of [...cited, ...singles, town.issuer])
      expect(Object.keys(town.english)).toContain(source)
  })

  test('names nothing twice in a list', () => {
    const { checklists, duties, pledges } = town
    const lists = [
      town.trades,
      town.departments,
      town.negativeList,
      town.papers,
      town.forms,
      town.disinfection.where,
      town.disinfection.agents,
      town.supplies.items,
      ...Object.values(checklists),
      ...Object.values(duties),
      ...[pledges.personal, ...Object.values(pledges.place)].flatMap((text) => [
        text.clauses,
        text.questions,
      ]),
    ]
    for (const list of lists) {
      const ids = list.map((each) => each.id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  test('has sixty door words of two characters or more, none twice', () => {
    expect(town.doorWords.zh.length).toBeGreaterThanOrEqual(60)
    expect(town.doorWords.zh.filter((word) => !/^\p{Script=Han}{2}$/u.test(word))).toEqual([])
    expect(town.doorWords.en.filter((word) => !/^[a-z]+$/.test(word))).toEqual([])
    for (const words of [town.doorWords.zh, town.doorWords.en])
      expect(new Set(words).size).toBe(words.length)
  })

  test('prints no telephone number', () => {
    expect(JSON.stringify(town)).not.toMatch(/1[3-9]\d{9}|0\d{2,3}-?\d{7,8}/)
  })
})

describe('the fever limit', () => {
  test('37.3 is over with “not below” and still normal with “above”', () => {
    expect(isOver(fever({ comparator: '>=' }), 373)).toBe(true)
    expect(isOver(fever({ comparator: '>' }), 373)).toBe(false)
    for (const comparator of ['>=', '>'] as const) {
      expect(isOver(fever({ comparator }), 372)).toBe(false)
      expect(isOver(fever({ comparator }), 374)).toBe(true)
    }
  })

  test('the two comparators differ at the limit and nowhere else', () => {
    const tenths = fc.integer({ min: 340, max: 430 })
    fc.assert(
      fc.property(tenths, tenths, (limit, reading) => {
        const strict = isOver(fever({ limit, comparator: '>' }), reading)
        const inclusive = isOver(fever({ limit, comparator: '>=' }), reading)
        expect(strict !== inclusive).toBe(reading === limit)
        expect(strict && !inclusive).toBe(false)
      }),
    )
  })

  test('a warmer reading is never judged better than a cooler one', () => {
    const tenths = fc.integer({ min: 340, max: 430 })
    const comparator = fc.constantFrom<('>' | '>=')[]>('>', '>=')
    fc.assert(
      fc.property(tenths, tenths, tenths, comparator, (limit, a, b, compare) => {
        const book = fever({ limit, comparator: compare })
        const [cool, warm] = a < b ? [a, b] : [b, a]
        expect(isOver(book, cool) && !isOver(book, warm)).toBe(false)
      }),
    )
  })

  test.each([
    ['>=', 'zh', '低于 37.3℃', '不低于 37.3℃'],
    ['>', 'zh', '不超过 37.3℃', '超过 37.3℃'],
    ['>=', 'en', 'below 37.3°C', '37.3°C or more'],
    ['>', 'en', '37.3°C or less', 'above 37.3°C'],
  ] as const)('with %s people read (%s) %s and %s', (comparator, lang, normal, over) => {
    const book = fever({ comparator })
    expect(normalText(translator(lang), book)).toBe(normal)
    expect(overText(translator(lang), book)).toBe(over)
  })
})

describe('what changed', () => {
  test('nothing, between a version and its reprint under a new number and date', () => {
    expect(changedSections(town, { ...town, version: 2, effectiveFrom: '2020-03-20' })).toEqual([])
  })

  test('a new limit changes the temperature section alone', () => {
    const after = { ...town, fever: { ...town.fever, limit: 372 } }
    expect(changedSections(town, after)).toEqual(['fever'])
  })

  test('a new supply or agent changes the section of the duties alone', () => {
    const supplies = { ...town.supplies, items: town.supplies.items.slice(1) }
    const disinfection = { ...town.disinfection, agents: town.disinfection.agents.slice(1) }
    expect(changedSections(town, { ...town, supplies })).toEqual(['duties'])
    expect(changedSections(town, { ...town, disinfection })).toEqual(['duties'])
  })

  test('sections are listed in reading order', () => {
    const after = { ...town, guide: [], riskAreas: [], riskLevel: 'low' as const }
    expect(changedSections(town, after)).toEqual(['risk-areas', 'opening', 'guide'])
  })

  test('every rule of a rulebook belongs to exactly one section', () => {
    const cover = ['version', 'issuer', 'title', 'effectiveFrom', 'english']
    const shown = SECTIONS.flatMap((section) => [...partsOf(section)])
    expect([...shown, ...cover].sort()).toEqual(Object.keys(town).sort())
  })
})

describe('dated lists', () => {
  const entries = [
    { id: 'ended', from: '2020-01-28', to: '2020-02-29' },
    { id: 'open', from: '2020-02-01', to: null },
  ]
  test.each([
    ['2020-01-27', []],
    ['2020-01-28', ['ended']],
    ['2020-02-29', ['ended', 'open']],
    ['2020-03-01', ['open']],
  ])('on %s these hold: %j', (day, held) => {
    expect(inForceOn(entries, day).map((each) => each.id)).toEqual(held)
  })

  test('the days of one holiday are one line, and a working day in between is its own', () => {
    const runs = holidayRuns(town.holidays.filter((each) => each.date.startsWith('2020-0')))
    expect(runs.map((run) => [run.name.zh, run.to - run.from + 1])).toContainEqual(['春节', 10])
    expect(runs.filter((run) => run.working).every((run) => run.from === run.to)).toBe(true)
  })
})

test('a trade the rulebook does not name falls to the default department', () => {
  expect(departmentOf(town, 'hairdressing')).toBe('health')
  expect(departmentOf(town, 'unheard_of')).toBe('enforcement')
})

describe('a rulebook is refused', () => {
  const [trade] = town.trades
  const [entry] = town.negativeList
  const cases: [string, unknown, string | RegExp][] = [
    [
      'whose limit lies outside the plausible range',
      fever({ limit: 431 }),
      'rulebook.limit_outside_plausible',
    ],
    ['that stops more often than it measures', fever({ stopAt: 4 }), 'rulebook.stop_over_total'],
    ['with a limit in degrees and not in tenths', fever({ limit: 37.3 }), /integer/],
    [
      'with an unknown comparator',
      { ...town, fever: { ...town.fever, comparator: '=' } },
      /Expected/,
    ],
    [
      'that keeps visits longer than 28 days',
      { ...town, visits: { ...town.visits, retentionDays: 29 } },
      /28/,
    ],
    [
      'whose door words differ in number between the languages',
      { ...town, doorWords: { ...town.doorWords, en: town.doorWords.en.slice(1) } },
      'rulebook.words_differ',
    ],
    [
      'with a trade of an unknown department',
      { ...town, trades: [{ ...trade, department: 'nobody' }] },
      'rulebook.department_unknown',
    ],
    [
      'with a default department that does not exist',
      { ...town, defaultDepartment: 'nobody' },
      'rulebook.department_unknown',
    ],
    [
      'whose negative list names an unknown trade',
      { ...town, negativeList: [{ ...entry, trades: ['nothing'] }] },
      'rulebook.trade_unknown',
    ],
    [
      'that leaves sites without a place to disinfect',
      {
        ...town,
        disinfection: {
          ...town.disinfection,
          where: town.disinfection.where.map((each) => ({ ...each, kinds: ['shop'] })),
        },
      },
      'rulebook.choice_missing',
    ],
    [
      'with an entry that ends before it begins',
      { ...town, negativeList: [{ ...entry, from: '2020-03-02', to: '2020-03-01' }] },
      'rulebook.dates_reversed',
    ],
    ['with a date that is none', { ...town, effectiveFrom: '10 March' }, /date/],
    ['with a text in one language only', { ...town, title: { zh: '规定' } }, /en/],
    [
      'with a rule that has no source',
      { ...town, visits: { ...town.visits, source: ' ' } },
      /length/,
    ],
    ['with a part nobody knows', { ...town, curfew: true }, /curfew|never/],
  ]
  test.each(cases)('%s', (_why, book, message) => {
    expect(refusal(book)).toMatch(message)
  })
})

test.each([
  ['1', 1],
  ['12', 12],
  ['0', null],
  ['-1', null],
  ['1.5', null],
  ['01', null],
  ['', null],
  ['abc', null],
  ['9999999999', null],
])('the version “%s” in an address is read as %s', (typed, version) => {
  expect(readVersion(typed)).toBe(version)
})

describe('the trades a place can choose from', () => {
  const kindsOf = (kind: 'shop' | 'enterprise' | 'site') =>
    tradesOf(town, kind).map(({ department }) => department)

  test('are those found at its kind: no factory among the shops, no shop among the sites', () => {
    expect(kindsOf('shop')).not.toContain('industry')
    expect(new Set(kindsOf('enterprise'))).toEqual(new Set(['industry']))
    expect(new Set(kindsOf('site'))).toEqual(new Set(['construction']))
  })

  test('are all of them where a rulebook does not say', () => {
    const trades = town.trades.map(({ kinds: _, ...trade }) => trade)
    expect(tradesOf({ ...town, trades }, 'site')).toHaveLength(trades.length)
  })
})
