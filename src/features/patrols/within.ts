// Which part of the town a page is about: the officer's ranges, or what of them lies in one area.
import { outermost } from '../accounts'
import { pathEnd } from '../places'

type Range = [from: string, to: string, ...rest: string[]]

/** The part of the ranges (as of `rangesOf`) that lies in an area; none of them lies in another. */
export function rangesIn(ranges: string, areaPath: string): string {
  const all: Range[] = JSON.parse(outermost(ranges))
  const part = all.flatMap(([from, to]): Range[] => {
    if (areaPath.startsWith(from)) return [[areaPath, pathEnd(areaPath)]]
    return from.startsWith(areaPath) ? [[from, to]] : []
  })
  return JSON.stringify(part)
}

/** Only the villages of these places. */
export const villagesOf = (places: readonly { areaPath: string }[]): string =>
  JSON.stringify(
    [...new Set(places.map(({ areaPath }) => areaPath))].map((path) => [path, pathEnd(path), '']),
  )
