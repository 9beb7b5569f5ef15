import fc from 'fast-check'
import { parseCsv } from 'hucre/csv'
import { describe, expect, test } from 'vitest'
import { readHours } from '../../src/features/imports/form'
import { lineInSheet, lineOf, SHEETS, sheetOf, tableOf } from '../../src/features/imports/rules'
import { labels } from '../../src/features/imports/town'
import { csvFile, withoutMark } from '../../src/shared/csv'

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

describe('a file for spreadsheet programs', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .tuple(fc.constantFrom(...'=+-@\t\r\n＝＋－＠\'",;'), fc.string({ unit: 'grapheme' }))
      .map(([first, rest]) => first + rest),
  )
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 })

  test('has no cell that runs, and loses no character', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const read = parseCsv(csvFile(written), { delimiter: ',' }).map((row) => row.map(String))
        expect(read.flat().filter((each) => FORMULA.test(each))).toEqual([])
        expect(read.map((row) => row.map(withoutMark))).toEqual(written)
      }),
      { numRuns: 1000 },
    )
  })

  test('a phone number with a plus keeps it behind an apostrophe', () => {
    expect(csvFile([['+86 138', '马']])).toBe("\uFEFF'+86 138,马\r\n")
  })
})

describe('the headings of a list', () => {
  const line = (n: number, ...cells: string[]) => ({ line: n, cells })

  test('are found under a title, with stars, notes and other words for them', () => {
    const found = tableOf(
      'places',
      [
        line(1, '二片区门店台账'),
        line(3, '序号', '店名*', '联系电话', '类型', '所属行业（必填）', '村', '详细地址'),
        line(4, '1', '面馆', '13800001234', '门店', '餐饮', '左照沟村', '1 号'),
        line(5, '', '', '', '', '', '', ''),
      ],
      labels,
    )
    expect(found.ok && found.table.lines).toEqual([
      line(4, '面馆', '门店', '餐饮', '左照沟村', '1 号', '', '13800001234', '', ''),
    ])
  })

  test('that lack a column name it', () => {
    const found = tableOf('places', [line(1, '店名', '行业', '村', '地址')], labels)
    expect(found).toEqual({ ok: false, missing: ['imports.f.kind'] })
  })

  test('the example of a template is no line', () => {
    const found = tableOf('departments', [line(1, '部门'), line(2, '例：公安')], labels)
    expect(found.ok && found.table.lines).toEqual([])
  })
})

test.each([
  ['08:00-20:00', 480, 1200],
  ['８：００～２０：００', 480, 1200],
  ['6点至14点', 360, 840],
  ['18:00-02:00', 1080, 120],
  ['08:00-24:00', 480, 0],
  ['24 小时', null, null],
  ['全天', null, null],
  ['', null, null],
])('opening hours %j are understood', (typed, opensAt, closesAt) => {
  expect(readHours(typed)).toEqual({ opensAt, closesAt })
})

test.each(['早到晚', '8', '08:00-', '25:00-26:00', '08:00-08:00', '8-12-14'])(
  'opening hours %j are refused',
  (typed) => {
    expect(readHours(typed)).toBeNull()
  },
)

test('a line of any sheet is told from its number, and areas come before the places in them', () => {
  for (const sheet of SHEETS) {
    expect(sheetOf(lineOf(sheet, 17))).toBe(sheet)
    expect(lineInSheet(lineOf(sheet, 10_050))).toBe(10_050)
  }
  expect(lineOf('areas', 99_999)).toBeLessThan(lineOf('places', 1))
})
