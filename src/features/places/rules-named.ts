// Which places a search by name is about, out of the sheets of its pieces. Pure.
import { foldName } from './rules'

/** A sheet of one piece: area paths by the id of the place. */
export type GramSheet = Record<string, string>

/** Of a long search the first pieces are enough: the whole of it is compared with each name. D1 joins five parts. */
const MOST_PIECES = 5

/** The pieces that all have to be in a name: every two neighbours, or the one character. */
export function searchedGrams(q: string): string[] {
  const symbols = [...foldName(q)]
  if (symbols.length < 2) return symbols
  const pairs = symbols.slice(1).map((symbol, i) => `${symbols[i]}${symbol}`)
  return [...new Set(pairs)].slice(0, MOST_PIECES)
}

/** Whether a place lies in one of the ranges, as of `rangesOf`. */
export const liesIn = (ranges: readonly (readonly string[])[], areaPath: string): boolean =>
  ranges.some(([from = '', to = '']) => areaPath >= from && areaPath < to)

/** The places that stand on every sheet, by their ids. */
export function onEverySheet(sheets: readonly GramSheet[]): { id: number; areaPath: string }[] {
  const [first, ...others] = [...sheets].sort(
    (a, b) => Object.keys(a).length - Object.keys(b).length,
  )
  return Object.entries(first ?? {})
    .filter(([id]) => others.every((each) => id in each))
    .map(([id, areaPath]) => ({ id: Number(id), areaPath }))
    .sort((a, b) => a.id - b.id)
}
