// The files an officer downloads: empty templates with the town's own choices, and the bad lines with
// the reason beside each.
import type { Lang, Translate } from '../../i18n'
import { csvFile } from '../../shared/csv'
import type { ListedArea } from '../places'
import { PLACE_KINDS } from '../places/values'
import type { Rulebook } from '../rulebook'
import { EXAMPLE, fieldsOf, lineInSheet, SHAPES, SHEETS, type SheetName, sheetOf } from './rules'
import type { Sheet } from './workbook'

interface Maker {
  t: Translate
  lang: Lang
  book: Rulebook
  /** The villages that may be named. */
  villages: ListedArea[]
}

export const TEMPLATES = ['places.csv', 'places.xlsx', 'town.xlsx'] as const
export type TemplateName = (typeof TEMPLATES)[number]

/** What packs is loaded by whoever asks for a workbook, not by every isolate that starts. */
const packed = async (sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> =>
  (await import('./workbook')).workbook(sheets)

const tab = (sheet: SheetName, lang: Lang): string => SHAPES[sheet].tabs[lang === 'zh' ? 0 : 1]

const headings = (sheet: SheetName, t: Translate): string[] =>
  fieldsOf(sheet).map(({ label, required }) =>
    required ? `${t(label)}${t('imports.required')}` : t(label),
  )

const nameOf = ({ lang }: Maker, each: { name: string; nameEn: string } | undefined): string =>
  (lang === 'zh' ? each?.name : each?.nameEn) ?? ''

const example = (maker: Maker): string[] => {
  const { t, lang, book, villages } = maker
  return [
    `${EXAMPLE[lang]}${t('imports.example.name')}`,
    t('kind.shop'),
    book.trades[0]?.name[lang] ?? '',
    nameOf(maker, villages[0]),
    t('imports.example.address'),
    t('imports.example.keeper'),
    '',
    '08:00-20:00',
    '',
  ]
}

/** Columns of choices, one beside the other, and the range of each for the sheet that offers it. */
function choices(maker: Maker): { sheet: Sheet; range: (column: number) => string } {
  const { t, lang, book, villages } = maker
  const lists = [
    PLACE_KINDS.map((kind) => t(`kind.${kind}`)),
    book.trades.map(({ name }) => name[lang]),
    villages.map((each) => nameOf(maker, each)),
    book.departments.map(({ name }) => name[lang]),
  ]
  const name = t('imports.choices')
  const heads = (['kind', 'trade', 'village', 'department'] as const).map((each) =>
    t(`imports.f.${each}`),
  )
  const longest = Math.max(...lists.map((list) => list.length))
  const rows = Array.from({ length: longest }, (_, at) => lists.map((list) => list[at] ?? ''))
  const range = (column: number): string => {
    const letter = 'ABCD'[column]
    return `'${name}'!$${letter}$2:$${letter}$${Math.max(2, (lists[column]?.length ?? 0) + 1)}`
  }
  return { sheet: { name, rows: [heads, ...rows] }, range }
}

function placesSheet(maker: Maker, range: (column: number) => string): Sheet {
  return {
    name: tab('places', maker.lang),
    rows: [headings('places', maker.t), example(maker)],
    choices: [0, 1, 2].map((list) => ({ column: list + 1, range: range(list) })),
  }
}

function townSheets(maker: Maker, range: (column: number) => string): Sheet[] {
  const { t, lang, book } = maker
  const trades = (id: string) =>
    book.trades
      .filter(({ department }) => department === id)
      .map(({ name }) => name[lang])
      .join(t('rules.comma'))
  const area = `${EXAMPLE[lang]}${t('imports.example.district')}`
  return [
    {
      name: tab('areas', lang),
      rows: [headings('areas', t), [area, t('imports.example.village'), '', '']],
    },
    {
      name: tab('departments', lang),
      rows: [
        headings('departments', t),
        ...book.departments.map(({ id, name }) => [name[lang], trades(id)]),
      ],
      choices: [{ column: 0, range: range(3) }],
    },
  ]
}

/** A template as a file. */
export async function template(
  name: TemplateName,
  maker: Maker,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (name === 'places.csv') return csvFile([headings('places', maker.t), example(maker)])
  const { sheet, range } = choices(maker)
  const places = placesSheet(maker, range)
  return packed([...(name === 'town.xlsx' ? townSheets(maker, range) : []), places, sheet])
}

export interface BadLine {
  line: number
  cells: readonly string[]
  reason: string
}

/** The empty list of a place's workers, with one example. */
export async function rosterTemplate(
  { t, lang }: Pick<Maker, 't' | 'lang'>,
  format: 'csv' | 'xlsx',
): Promise<string | Uint8Array<ArrayBuffer>> {
  const rows = [
    headings('roster', t),
    [
      `${EXAMPLE[lang]}${t('crew.example.name')}`,
      '13800001234',
      t('crew.example.job'),
      t('crew.example.home'),
      '',
      '',
    ],
  ]
  return format === 'csv' ? csvFile(rows) : packed([{ name: tab('roster', lang), rows }])
}

/** The bad lines of a list, ready to be corrected and sent again. */
export const badLinesFile = (
  sheet: 'places' | 'roster',
  t: Translate,
  lines: readonly BadLine[],
  mark: string,
): string =>
  csvFile([
    [...headings(sheet, t), t('imports.reason'), `${t('imports.line')} ${mark}`],
    ...lines.map(({ line, cells, reason }) => [...cells, reason, String(lineInSheet(line))]),
  ])

/** The same of a town's workbook, each under its sheet. */
export const badTown = (
  { t, lang }: Pick<Maker, 't' | 'lang'>,
  lines: readonly BadLine[],
  mark: string,
): Promise<Uint8Array<ArrayBuffer>> =>
  packed(
    SHEETS.map((sheet) => ({
      name: tab(sheet, lang),
      rows: [
        [...headings(sheet, t), t('imports.reason'), `${t('imports.line')} ${mark}`],
        ...lines
          .filter(({ line }) => sheetOf(line) === sheet)
          .map(({ line, cells, reason }) => [...cells, reason, String(lineInSheet(line))]),
      ],
    })),
  )
