// What is wrong with a line, in words: the column, and what it may hold instead.
import type { Lang, Translate } from '../../i18n'
import { isKey } from '../../i18n'
import { dayText } from '../../i18n/format'
import { dayFromIso } from '../../shared/clock'
import { PLACE_KINDS } from '../places/values'
import type { Rulebook } from '../rulebook'
import { fieldsOf, lineInSheet, SHAPES, sheetOf } from './rules'
import type { ImportKind } from './tables'

export interface Reader {
  t: Translate
  lang: Lang
  book: Rulebook
}

/** Choices shown beside a line of a page; more stand in the file and in the template. */
const FEW = 12

interface Wrong {
  line: number
  error: string
  cells: readonly string[]
}

const typedIn = (field: string, { line, cells }: Wrong): string => {
  const at = fieldsOf(sheetOf(line)).findIndex((column) => column.field === field)
  return [...(cells[at] ?? '')].slice(0, 20).join('')
}

/** `行业：现行防控规定里没有“占卜”。可以写：餐饮、…` of `trade:imports.trade_unknown`. */
export function reasonText({ t, lang, book }: Reader, wrong: Wrong, whole = false): string {
  const [field = '', code = '', said = ''] = wrong.error.split(':')
  const n = said.includes('-') ? dayText(lang, dayFromIso(said)) : said
  const names = (each: readonly { name: { zh: string; en: string } }[]): string[] =>
    each.map(({ name }) => name[lang])
  const choices: Record<string, string[]> = {
    'imports.kind_unknown': PLACE_KINDS.map((kind) => t(`kind.${kind}`)),
    'imports.trade_unknown': names(book.trades),
    'imports.department_unknown': names(book.departments),
  }
  const list = choices[code]
  const allowed =
    list && (whole || list.length <= FEW)
      ? t('imports.allowed', { list: list.join(t('rules.comma')) })
      : t('imports.allowed_see')
  const text = isKey(code) ? t(code, { n, typed: typedIn(field, wrong) }) : code
  const label = fieldsOf(sheetOf(wrong.line)).find((column) => column.field === field)?.label
  return [
    label ? `${t(label)}${lang === 'zh' ? '：' : ': '}` : '',
    text,
    list ? `${lang === 'zh' ? '' : ' '}${allowed}` : '',
  ].join('')
}

/** `第 12 行`, in a workbook of several sheets with the sheet's name. */
export function lineText(
  { t, lang }: Omit<Reader, 'book'>,
  kind: ImportKind,
  line: number,
): string {
  const n = lineInSheet(line)
  const [zh, en] = SHAPES[sheetOf(line)].tabs
  return kind !== 'town'
    ? t('imports.line_n', { n })
    : t('imports.in_sheet', { n, sheet: lang === 'zh' ? zh : en })
}
