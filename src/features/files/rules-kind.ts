// The kind of a file by its content. Apart from the other rules, because the browser asks it too.
import { type Bytes, latin } from './rules-bytes'
import type { FileKind } from './tables'

// A PDF's header further in, which some readers would take, is how one file passes for two.
const PDF_HEAD = /^%PDF-[12]\.\d/

/** The kind a file begins like; null for anything else. */
export function kindOf(bytes: Bytes): FileKind | null {
  const head = latin(bytes, 0, 12)
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'webp'
  return PDF_HEAD.test(head) ? 'pdf' : null
}
