// The sheets of a file: their names, their columns under any of the headings people write, their lines.
import type { Key } from '../../i18n'

/** More of anything is refused as a whole, with the limit in the message. */
export const LIMITS = {
  bytes: 5_000_000,
  /** What a workbook may unpack to. */
  unpacked: 30_000_000,
  rows: 10_000,
  columns: 60,
  /** Characters kept of a cell; no field allows as many. */
  cell: 500,
} as const

export const SHEETS = ['areas', 'departments', 'places'] as const
/** `roster`: the workers of one place, whose keeper sends the file. */
export type SheetName = (typeof SHEETS)[number] | 'roster'

interface Column {
  field: string
  label: Key
  required: boolean
  /** Other headings met for it, folded. */
  aliases: readonly string[]
}

interface SheetShape {
  /** What its tab is called, in both languages. */
  tabs: readonly string[]
  columns: readonly Column[]
}

const column = (
  field: string,
  label: Key,
  required: boolean,
  ...aliases: readonly string[]
): Column => ({ field, label, required, aliases })

export const SHAPES = {
  areas: {
    tabs: ['片区和村', 'Areas'],
    columns: [
      column('district', 'imports.f.district', true, '片区名称', '网格'),
      column('village', 'imports.f.village', false, '村', '社区', '村社区', '所属村', '村居'),
      column('districtEn', 'imports.f.district_en', false, '片区英文名'),
      column('villageEn', 'imports.f.village_en', false, '村英文名'),
    ],
  },
  departments: {
    tabs: ['部门', 'Departments'],
    columns: [
      column('department', 'imports.f.department', true, '主管部门', '部门名称'),
      column('trades', 'imports.f.trades', false, '行业', '管哪些行业'),
    ],
  },
  places: {
    tabs: ['场所', 'Places'],
    columns: [
      column(
        'name',
        'imports.f.name',
        true,
        '场所名称',
        '店名',
        '门店名称',
        '单位名称',
        '企业名称',
        '商户名称',
        '工地名称',
        '招牌',
      ),
      column('kind', 'imports.f.kind', true, '场所类别', '类型', '场所类型'),
      column('trade', 'imports.f.trade', true, '所属行业', '经营类别', '业态'),
      column('village', 'imports.f.village', true, '村', '社区', '村社区', '所属村', '村居'),
      column('address', 'imports.f.address', true, '详细地址', '经营地址', '位置'),
      column('keeper', 'imports.f.keeper', false, '店主', '负责人姓名', '联系人', '姓名', '法人'),
      column('phone', 'imports.f.phone', false, '电话', '联系电话', '手机', '负责人电话'),
      column('hours', 'imports.f.hours', false, '时间', '开门时间'),
      column(
        'contractor',
        'imports.f.contractor',
        false,
        '施工单位名称',
        '施工企业',
        '施工方',
        '承建单位',
        '总包单位',
      ),
    ],
  },
  roster: {
    tabs: ['员工', 'Workers'],
    columns: [
      column('name', 'crew.f.name', true, '员工姓名', '名字', '员工'),
      column('phone', 'imports.f.phone', true, '电话', '联系电话', '手机', '手机号码'),
      column('job', 'crew.f.job', true, '工种', '职务', '岗位名称'),
      column('home', 'crew.f.home', true, '户籍地', '籍贯', '住址', '现住址', '家庭住址', '地址'),
      column('area', 'crew.f.area', false, '风险地区', '风险区代码', '是否来自风险地区'),
      column('left', 'crew.f.left', false, '离开日期'),
    ],
  },
} as const satisfies Record<SheetName, SheetShape>

/** The fields of a sheet in the order they are kept. */
export const fieldsOf = (sheet: SheetName): readonly Column[] => SHAPES[sheet].columns

/** Where a sheet's lines begin in an import: places are written after the villages they stand in. */
const FIRST_LINE = 100_000

export const lineOf = (sheet: (typeof SHEETS)[number], line: number): number =>
  SHEETS.indexOf(sheet) * FIRST_LINE + line

/** Lines of a roster follow those of the sheets: who returns first is written first, the others after them. */
export const rosterLine = (line: number, first: boolean): number =>
  (SHEETS.length + (first ? 0 : 1)) * FIRST_LINE + line
export const isFirstLine = (line: number): boolean => line < rosterLine(0, false)

export const sheetOf = (line: number): SheetName =>
  SHEETS[Math.floor(line / FIRST_LINE)] ?? 'roster'
/** The line as the spreadsheet program numbers it. */
export const lineInSheet = (line: number): number => line % FIRST_LINE

/** How names of columns and choices are compared: one width and case, without spaces, stars and brackets. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)$/, (inside) => (/[必选]|required|optional/.test(inside) ? '' : inside))
    .replace(/[\s*()/_-]/g, '')

export interface Line {
  /** From 1, as the spreadsheet program numbers it. */
  line: number
  cells: readonly string[]
}

export interface Table {
  sheet: SheetName
  /** Cells by field, in the order of `fieldsOf`. */
  lines: Line[]
}

/** A heading stands among the first lines; titles may stand above it. */
const HEADING_LINES = 10

type Headed = { ok: true; table: Table } | { ok: false; missing: Key[] }

/** What a heading may be, folded: its label in each language comes in as a value. */
export type Labels = (label: Key) => readonly string[]

/** The lines under the heading, cells put in order of fields; empty lines and examples are left out. */
export function tableOf(sheet: SheetName, lines: readonly Line[], labels: Labels): Headed {
  const columns = fieldsOf(sheet)
  const known = columns.map(
    ({ field, label, aliases }) => new Set([field, ...labels(label), ...aliases].map(folded)),
  )
  let best: { at: number; where: number[]; found: number } = { at: 0, where: [], found: 0 }
  for (const [at, { cells }] of lines.slice(0, HEADING_LINES).entries()) {
    const headings = cells.map(folded)
    const where = known.map((names) => headings.findIndex((each) => each !== '' && names.has(each)))
    const found = where.filter((each) => each >= 0).length
    if (found > best.found) best = { at, where, found }
  }
  const missing = columns.filter((each, i) => each.required && (best.where[i] ?? -1) < 0)
  if (missing.length > 0) return { ok: false, missing: missing.map(({ label }) => label) }
  const below = lines.slice(best.at + 1).map(({ line, cells }) => ({
    line,
    cells: best.where.map((index) => (cells[index] ?? '').trim()),
  }))
  return { ok: true, table: { sheet, lines: below.filter(isLine) } }
}

/** The first cell of the example line in a template. */
export const EXAMPLE = { zh: '例：', en: 'e.g. ' } as const

const isLine = ({ cells }: Line): boolean =>
  cells.some((cell) => cell !== '') &&
  !Object.values(EXAMPLE).some((mark) => (cells[0] ?? '').startsWith(mark))
