// A small workbook of text: a sheet with headings, choices offered by the spreadsheet program, bold
// headings and columns wide enough. Text stays text: no cell of it can be a formula.
import { strToU8, zipSync } from 'fflate'

export interface Sheet {
  name: string
  /** The first row is the heading. */
  rows: readonly (readonly string[])[]
  /** Columns (from 0) that offer a range, e.g. `选项!$A$2:$A$4`. */
  choices?: readonly { column: number; range: string }[]
}

const CHARACTERS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// Characters XML cannot hold at all.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const xml = (text: string): string =>
  text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"]/g, (each) => CHARACTERS[each] ?? each)

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** `A`, `B` … the sheets here have few columns. */
const letter = (column: number): string => String.fromCharCode(65 + column)

const cell = (text: string, row: number, column: number): string =>
  text === ''
    ? ''
    : `<c r="${letter(column)}${row}" t="inlineStr"${row === 1 ? ' s="1"' : ''}><is><t xml:space="preserve">${xml(text)}</t></is></c>`

function sheetXml({ rows, choices = [] }: Sheet): string {
  const columns = Math.max(1, ...rows.map((row) => row.length))
  const lines = rows.map(
    (row, at) =>
      `<row r="${at + 1}">${row.map((text, column) => cell(text, at + 1, column)).join('')}</row>`,
  )
  const offered = choices.map(
    ({ column, range }) =>
      `<dataValidation type="list" allowBlank="1" sqref="${letter(column)}2:${letter(column)}10001"><formula1>${xml(range)}</formula1></dataValidation>`,
  )
  return `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="${columns}" width="18" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData>${
    offered.length > 0
      ? `<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>`
      : ''
  }</worksheet>`
}

/** Every cell is text, so that a phone number or a code stays as it was typed. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`

/** An `.xlsx` file. */
export function workbook(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const each = (make: (sheet: Sheet, n: number) => string): string =>
    sheets.map((sheet, at) => make(sheet, at + 1)).join('')
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MIME}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${MIME}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${MIME}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${each(({ name }, n) => `<sheet name="${xml(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId0" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  }
  for (const [at, sheet] of sheets.entries())
    files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet)
  const bytes = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, strToU8(text)]),
  )
  return new Uint8Array(zipSync(bytes))
}
