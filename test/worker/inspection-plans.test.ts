import { beforeAll, describe, expect, test } from 'vitest'
import { type Db, openDb } from '../../src/db/client'
import { countFindingsAt } from '../../src/features/inspections'
import { casesStatement, listCases, readCase } from '../../src/features/inspections/case-read-store'
import { readQuery, SHOWS, type Show } from '../../src/features/inspections/form'
import { finishedOf, readInspection } from '../../src/features/inspections/store'
import { findingsOf } from '../../src/features/inspections/store-findings'
import { listInspections, listStatement } from '../../src/features/inspections/store-list'
import type { Rulebook } from '../../src/features/rulebook'
import { countedD1, type Tally } from '../support/counted'
import { notingD1, plansOf } from '../support/plans'
import { db, foundTown } from '../support/town'

let book: Rulebook
beforeAll(async () => {
  book = await foundTown()
})

const RANGES = '[["/1/","/10",""]]'
const asked = (show: Show, q = '') => ({
  ...readQuery({ show }),
  q,
  areaPath: '/1/2/',
  ranges: RANGES,
  today: 18_333,
})
const cases = {
  state: 'open',
  kind: '',
  q: '',
  areaPath: '/1/2/',
  after: null,
  ranges: RANGES,
} as const

/** Lists of what is not over sort a few rows; a list that only grows must not. */
const GROWING: Show[] = ['failed', 'passed']

const works: [string, (counted: Db) => Promise<unknown>, sorts: boolean][] = [
  ...SHOWS.map((show): (typeof works)[number] => [
    `the list “${show}”`,
    (counted) => listInspections(counted, asked(show), book),
    !GROWING.includes(show),
  ]),
  [
    'a name among what passed',
    (counted) => listStatement(counted, asked('passed', '面'), book, '[1,2]').all(),
    false,
  ],
  ...(['acceptance', 'owed', 'recheck', 'today'] as const).map((show): (typeof works)[number] => [
    `a name in the list “${show}”`,
    (counted) => listStatement(counted, asked(show, '面'), book, '[1,2]').all(),
    false,
  ]),
  ['the open cases', (counted) => listCases(counted, cases), false],
  ['a case', (counted) => readCase(counted, 1), true],
  ['an inspection', (counted) => readInspection(counted, 1), true],
  ['what is over at a place', (counted) => finishedOf(counted, 1), false],
  ['the findings of a place', (counted) => findingsOf(counted, 1), true],
  ['what a place has to put right', (counted) => countFindingsAt(counted, 1), false],
]

const TABLES = [
  'inspections',
  'inspection_members',
  'inspection_items',
  'inspection_opinions',
  'findings',
  'cases',
  'case_entries',
  'applications',
  'places',
  'gram_sheets',
  'accounts',
]

const KNOWN = /SCAN (s|d|f|g|json_each)\b.*/g

test.each(works)('%s is read over an index', async (_, run, sorts) => {
  const sent: { sql: string; values: unknown[] }[] = []
  await run(openDb(notingD1(sent)))
  const plans = await plansOf(sent, TABLES)
  expect(plans.length).toBeGreaterThan(0)
  for (const { detail, sorted } of plans) {
    // The few a search looks at are a co-routine.
    const known = detail.includes('CO-ROUTINE i') ? /SCAN (s|d|f|g|i|json_each)\b.*/g : KNOWN
    expect(detail.replaceAll(known, '')).not.toMatch(/SCAN/)
    if (!sorts) expect(sorted, detail).toBe(false)
  }
})

describe('a page', () => {
  const fill = (sql: string) => db.$client.prepare(sql).run()
  const NUMBERS = (from: number, count: number) =>
    `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${from + count - 1})`
  const rows = async (statement: (counted: Db) => D1PreparedStatement): Promise<number> => {
    const tally: Tally = { trips: 0, read: 0, written: 0 }
    await statement(openDb(countedD1(tally))).all()
    return tally.read
  }
  const grow = async (from: number, count: number): Promise<void> => {
    await fill(`${NUMBERS(from, count)} INSERT INTO places (id, code, kind, name, name_folded, trade, address, area_id, area_path,
      entrances, status, created_at) SELECT i, 'X' || i, 'shop', '店', '店', 'catering', '路', 3, '/1/2/3/', '[]', 'open', 0 FROM n`)
    await fill(`${NUMBERS(from, count)} INSERT INTO inspections (key, place_id, purpose, state, on_day, area_path, place_kind, trade,
      rulebook_version, planned_by, planned_at) SELECT 'k' || i, i, 'owed', 'passed', i, '/1/2/3/', 'shop', 'catering', 1, 1, 0 FROM n`)
    await fill(`${NUMBERS(from, count)} INSERT INTO cases (key, name, address, area_id, area_path, kind, state, rulebook_version, by, at)
      SELECT 'k' || i, '店', '路', 3, '/1/2/3/', 'x', 'open', 1, 1, 0 FROM n`)
  }

  test('of what passed, or of cases, reads no more rows when there are many times as many', async () => {
    const passed = (counted: Db) => listStatement(counted, asked('passed'), book)
    const open = (counted: Db) => casesStatement(counted, cases)
    await grow(1_000, 50)
    const few = [await rows(passed), await rows(open)]
    await grow(10_000, 5_000)
    const many = [await rows(passed), await rows(open)]
    expect(many[0]).toBeLessThanOrEqual((few[0] ?? 0) * 1.2)
    expect(many[1]).toBeLessThanOrEqual((few[1] ?? 0) * 1.2)
  })
})
