// Comma-separated text for spreadsheet programs: none of it runs as a formula, and no character is lost.

/** What a spreadsheet program takes for a formula, full width included; the apostrophe is our own mark. */
const RUNS = /^['=+\-@\t\r\n＝＋－＠]/

/** A cell that would run gets an apostrophe before it; nothing is taken away. */
const neutral = (cell: string): string => (RUNS.test(cell) ? `'${cell}` : cell)

/** The cell as it was before `csvFile` wrote it. */
export const withoutMark = (cell: string): string =>
  cell.startsWith("'") && RUNS.test(cell.slice(1)) ? cell.slice(1) : cell

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

/** A whole file: with a byte-order mark, without which Excel in China reads GBK. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map((cell) => quoted(neutral(cell))).join(',')}\r\n`).join('')}`
