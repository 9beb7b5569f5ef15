// A PNG without text, time and EXIF: only the chunks that draw the picture, and nothing behind them.
import { type Bytes, joined, latin, u32 } from './rules-bytes'

const DRAWS = [
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs'],
]

/** The same picture (of a moving one, its first frame); null when it is no whole PNG. */
export function cleanPng(bytes: Bytes): Bytes | null {
  const kept: Bytes[] = [bytes.subarray(0, 8)]
  let pictured = false
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + u32(bytes, at)
    const type = latin(bytes, at + 4, at + 8)
    if (end > bytes.length || (at === 8) !== (type === 'IHDR')) return null
    if (DRAWS.includes(type)) kept.push(bytes.subarray(at, end))
    pictured ||= type === 'IDAT'
    if (type === 'IEND') return pictured ? joined(kept) : null
    at = end
  }
  return null
}
