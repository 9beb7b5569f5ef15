// Lines as an officer sees them: people masked, reasons in words.
import { maskName, maskPhone, readPhone } from '../../shared/text'
import { openCells, type RunKeys } from './cells'
import { lineText, type Reader, reasonText } from './reason'
import { isFirstLine, sheetOf } from './rules'
import type { StoredLine } from './store'
import type { Import } from './tables'

/** Of a place the name, then what is known about it; phone and keeper are not shown whole. */
function placeText(cells: readonly string[]): string {
  const [, kind, trade, village, address, keeper, phone, hours, contractor] = cells
  const number = readPhone(phone ?? '')
  return [
    kind,
    trade,
    village,
    address,
    keeper ? maskName(keeper) : '',
    number ? maskPhone(number) : '',
    hours,
    contractor,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Of a worker the job, and in which order the return rules take them. */
function workerText({ t }: Reader, line: number, [, phone, job]: readonly string[]): string {
  const number = readPhone(phone ?? '')
  const order = t(isFirstLine(line) ? 'crew.first' : 'crew.later')
  return [job, number ? maskPhone(number) : '', order].filter(Boolean).join(' · ')
}

export const shownLines = (
  reader: Reader,
  keys: RunKeys,
  file: Pick<Import, 'id' | 'kind'>,
  lines: readonly StoredLine[],
) =>
  Promise.all(
    lines.map(async (stored) => {
      const cells = await openCells(keys, file.id, stored)
      const [first = '', ...rest] = cells
      const sheet = sheetOf(stored.line)
      const known =
        sheet === 'places'
          ? placeText(cells)
          : sheet === 'roster'
            ? workerText(reader, stored.line, cells)
            : rest.filter(Boolean).join(' · ')
      return {
        line: stored.line,
        place: lineText(reader, file.kind, stored.line),
        name: sheet === 'roster' && first ? maskName(first) : [...first].slice(0, 40).join(''),
        text: stored.error ? reasonText(reader, { ...stored, error: stored.error, cells }) : known,
      }
    }),
  )

/** Bad lines with their cells as typed, for the officer who sent them. */
export const badLines = (reader: Reader, keys: RunKeys, id: number, lines: readonly StoredLine[]) =>
  Promise.all(
    lines.map(async (stored) => {
      const cells = await openCells(keys, id, stored)
      const reason = reasonText(reader, { ...stored, error: stored.error ?? '', cells }, true)
      return { line: stored.line, cells, reason }
    }),
  )
