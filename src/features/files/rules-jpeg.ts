// A JPEG without what says where, when, with what and by whom it was taken. Segments are named as
// in ITU-T T.81; what is not needed to draw the picture is left out, and so is all that follows it.
import { type Bytes, joined, latin, u16 } from './rules-bytes'

const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const ORIENTATION = 0x0112

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Tables and frames: C0 to CF, and DB (quantisation), DC (lines), DD (restarts). */
const draws = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= SOS && marker <= 0xdd)

const startsWith = (segment: Bytes, name: string): boolean =>
  latin(segment, 4, 4 + name.length) === name

/** Head of a segment cut to `length`, with its length written anew. */
function cut(segment: Bytes, length: number): Bytes | null {
  if (segment.length < length) return null
  const kept = segment.slice(0, length)
  kept[2] = (length - 2) >> 8
  kept[3] = (length - 2) & 0xff
  return kept
}

/** JFIF without its thumbnail, which may show what was cut off the picture. */
function plainJfif(segment: Bytes): Bytes | null {
  const kept = startsWith(segment, 'JFIF\0') ? cut(segment, 18) : null
  kept?.fill(0, 16, 18)
  return kept
}

/** What stays of an application's segment: the colours' profile and transform. */
function keptOfApp(marker: number, segment: Bytes): Bytes | null {
  if (marker === APP2) return startsWith(segment, 'ICC_PROFILE\0') ? segment : null
  return marker === APP14 && startsWith(segment, 'Adobe') ? cut(segment, 16) : null
}

/** 2 to 8 when the picture lies on its side or is mirrored, else 1. */
function orientationOf(segment: Bytes): number {
  if (!startsWith(segment, 'Exif\0\0')) return 1
  const tiff = segment.subarray(10)
  const little = latin(tiff, 0, 2) === 'II'
  if (tiff.length < 14 || (!little && latin(tiff, 0, 2) !== 'MM')) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const at = view.getUint32(4, little)
  if (at + 2 > tiff.length) return 1
  const entries = view.getUint16(at, little)
  for (let i = 0, entry = at + 2; i < entries && entry + 12 <= tiff.length; i++, entry += 12) {
    if (view.getUint16(entry, little) !== ORIENTATION) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** EXIF that holds nothing but an orientation. */
const exifOf = (orientation: number): Bytes =>
  Uint8Array.from([
    ...[0xff, APP1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ])

/** Where the coded picture that begins at `from` ends: at the next marker that is no restart. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** The same picture with its orientation and nothing else; null when it is no whole JPEG. */
export function cleanJpeg(bytes: Bytes): Bytes | null {
  let jfif: Bytes | null = null
  let orientation = 1
  let frame = false
  const kept: Bytes[] = []
  for (let at = 2; at + 1 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return null
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === EOI) {
      if (!frame || kept.length < 2) return null
      const head = orientation > 1 ? [exifOf(orientation)] : []
      const start = [bytes.subarray(0, 2), ...(jfif ? [jfif] : []), ...head]
      return joined([...start, ...kept, bytes.subarray(at, at + 2)])
    }
    const end = at + 2 + u16(bytes, at + 2)
    if (marker < 0xc0 || end < at + 4 || end > bytes.length) return null
    const segment = bytes.subarray(at, end)
    frame ||= isFrame(marker)
    if (marker === APP0) jfif ??= plainJfif(segment)
    else if (marker === APP1) orientation = Math.max(orientation, orientationOf(segment))
    const stays = draws(marker) ? segment : keptOfApp(marker, segment)
    if (stays) kept.push(stays)
    at = end
    if (marker === SOS) {
      const stop = endOfScan(bytes, at)
      kept.push(bytes.subarray(at, stop))
      at = stop
    }
  }
  return null
}
