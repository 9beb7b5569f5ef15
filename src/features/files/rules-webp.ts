// A WebP without EXIF and XMP: RFC 9649, a RIFF container of chunks padded to even lengths.
import { type Bytes, joined, latin, u32le } from './rules-bytes'

const PICTURE = ['VP8 ', 'VP8L']
const DRAWS = [...PICTURE, 'VP8X', 'ALPH', 'ICCP']
const ANIMATED = 0x02
const EXIF_AND_XMP = 0x0c

const le32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff)

/** The same picture; null when it is no whole WebP, or a moving one. */
export function cleanWebp(bytes: Bytes): Bytes | null {
  const end = 8 + u32le(bytes, 4)
  if (end > bytes.length) return null
  const kept: Bytes[] = []
  let pictured = false
  for (let at = 12; at + 8 <= end; ) {
    const type = latin(bytes, at, at + 4)
    const size = u32le(bytes, at + 4)
    const next = at + 8 + size + (size % 2)
    if (next > end) return null
    const chunk = bytes.slice(at, next)
    if (type === 'VP8X') {
      const flags = chunk[8] ?? 0
      if (flags & ANIMATED) return null
      chunk[8] = flags & ~EXIF_AND_XMP
    }
    if (DRAWS.includes(type)) kept.push(chunk)
    pictured ||= PICTURE.includes(type)
    at = next
  }
  if (!pictured) return null
  const size = kept.reduce((sum, chunk) => sum + chunk.length, 4)
  const head = Uint8Array.from([...bytes.subarray(0, 4), ...le32(size), ...bytes.subarray(8, 12)])
  return joined([head, ...kept])
}
