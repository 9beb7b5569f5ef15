// What may be sent: a kind by its content, never by its name or claim, up to a size, and cleaned.
import type { AccountActor } from '../../shared/actor'
import { type Bytes, latin } from './rules-bytes'
import { cleanJpeg } from './rules-jpeg'
import { kindOf } from './rules-kind'
import { cleanPng } from './rules-png'
import { cleanWebp } from './rules-webp'
import type { FileKind } from './tables'
import { FILE_KINDS } from './values'

export const MEGABYTE = 1024 * 1024

/** Issue 4: photos or PDF, up to 5 MB each. */
export const DEFAULT_CAP = 5 * MEGABYTE

export const MIME: Record<FileKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
}

export const PHOTOS: readonly FileKind[] = ['jpeg', 'png', 'webp']

/** Keys of the texts beside the field. */
export type FileProblem = 'file.empty' | 'file.too_big' | 'file.wrong_type'

export interface Allowed {
  /** Bytes. */
  cap?: number | undefined
  kinds?: readonly FileKind[] | undefined
}

export type JudgedFile =
  | { ok: true; kind: FileKind; bytes: Bytes }
  | { ok: false; problem: FileProblem }

const PDF_TAIL_BYTES = 1024

function wholePdf(bytes: Bytes): Bytes | null {
  const tail = latin(bytes, Math.max(0, bytes.length - PDF_TAIL_BYTES), bytes.length)
  return /startxref\s+\d+\s+%%EOF/.test(tail) ? bytes : null
}

const CLEAN: Record<FileKind, (bytes: Bytes) => Bytes | null> = {
  jpeg: cleanJpeg,
  png: cleanPng,
  webp: cleanWebp,
  pdf: wholePdf,
}

/** The cleaned file and its kind, or what to tell the person. */
export function judgeFile(bytes: Bytes, allowed: Allowed = {}): JudgedFile {
  if (bytes.length === 0) return { ok: false, problem: 'file.empty' }
  if (bytes.length > (allowed.cap ?? DEFAULT_CAP)) return { ok: false, problem: 'file.too_big' }
  const kind = kindOf(bytes)
  const wanted = kind && (allowed.kinds ?? FILE_KINDS).includes(kind)
  const cleaned = wanted ? CLEAN[kind](bytes) : null
  return kind && cleaned
    ? { ok: true, kind, bytes: cleaned }
    : { ok: false, problem: 'file.wrong_type' }
}

/** Staff of the place, and officers whose area covers it. */
export const mayReadFile = (
  actor: AccountActor,
  of: { placeId: number; areaPath: string },
): boolean =>
  actor.places.some(({ placeId }) => placeId === of.placeId) ||
  (actor.kind === 'officer' &&
    actor.scopes.some(({ areaPath }) => of.areaPath.startsWith(areaPath)))
