// What was signed, exactly: as one canonical text that is hashed, as encrypted columns, and back.
// Pure but for the keys that come in, so that the demo town and the tests make the same rows.
import { toBase64url } from '../../shared/bytes'
import { sha256 } from '../../shared/crypto'
import { decryptField, encryptField } from '../../shared/fields'
import type { Rulebook } from '../rulebook'
import type { Who } from './form'
import { type Answers, type PledgeText, textOf } from './rules'
import type { Pledge } from './tables'

/** What the signer declared; this is what the column `answers` holds, encrypted. */
export interface Declared {
  /** Random, so that the hash gives nothing away to whoever guesses at names and phones. */
  salt: string
  lang: 'zh' | 'en'
  who: Who
  place: { id: number; code: string; name: string; kind: 'shop' | 'enterprise' | 'site' }
  consent: boolean
  answers: Answers
}

/** Fields of a row that must never change once signed. */
export type Signed = Omit<
  Pledge,
  | 'answers'
  | 'signature'
  | 'textHash'
  | 'supersededBy'
  | 'withdrawnAt'
  | 'answersPurgedAt'
  | 'keptHash'
>

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** JSON with the keys of every object in order: one text for one content. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]: [string, Json]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}

const textHashOf = async (
  signed: Signed,
  text: PledgeText,
  declared: Declared,
  signature: string,
): Promise<string> =>
  toBase64url(await sha256(canonical({ form: 'pledge 1', signed, text, declared, signature })))

const fieldOf = (column: 'answers' | 'signature', row: number) =>
  ({ table: 'pledges', column, row }) as const

/** What opens a pledge. */
export interface PledgeKeys {
  FIELD_KEY: string
}

/** A pledge as its row. `text` is the text that was on the screen. */
export async function sealPledge(
  signed: Signed,
  text: PledgeText,
  declared: Declared,
  signature: string,
  keys: PledgeKeys,
): Promise<Pledge> {
  return {
    ...signed,
    answers: await encryptField(
      keys.FIELD_KEY,
      fieldOf('answers', signed.id),
      JSON.stringify(declared),
    ),
    signature: await encryptField(keys.FIELD_KEY, fieldOf('signature', signed.id), signature),
    textHash: await textHashOf(signed, text, declared, signature),
    supersededBy: null,
    withdrawnAt: null,
    answersPurgedAt: null,
    keptHash: null,
  }
}

export interface OpenedPledge {
  declared: Declared
  signature: string
  text: PledgeText
}

/** What a row holds, or null when a field of it does not open. */
export async function openPledge(
  pledge: Pledge,
  book: Rulebook,
  keys: PledgeKeys,
): Promise<OpenedPledge | null> {
  const answers = await decryptField(keys.FIELD_KEY, fieldOf('answers', pledge.id), pledge.answers)
  const signature =
    pledge.signature &&
    (await decryptField(keys.FIELD_KEY, fieldOf('signature', pledge.id), pledge.signature))
  if (answers === null || !signature) return null
  const declared = JSON.parse(answers) as Declared
  return { declared, signature, text: textOf(book, pledge.kind, declared.place.kind) }
}

/** The fields of a row that were signed, without those that came later. */
function signedOf(pledge: Pledge): Signed {
  const {
    answers: _,
    signature: __,
    textHash: ___,
    supersededBy: ____,
    withdrawnAt: _____,
    answersPurgedAt: ______,
    keptHash: _______,
    ...signed
  } = pledge
  return signed
}

/** Covers everything that is left once the answers are gone, the hash of what was signed included. */
const keptHashOf = async (pledge: Pledge, { text, declared, signature }: OpenedPledge) =>
  toBase64url(
    await sha256(
      canonical({
        form: 'pledge kept 1',
        signed: signedOf(pledge),
        text,
        declared,
        signature,
        textHash: pledge.textHash,
        answersPurgedAt: pledge.answersPurgedAt,
      }),
    ),
  )

/**
 * Whether a stored pledge is still exactly what was signed, or what was left of it when its answers
 * were deleted; `book`: the version it names.
 */
export async function verifyPledge(
  pledge: Pledge,
  book: Rulebook,
  keys: PledgeKeys,
): Promise<boolean> {
  const opened = await openPledge(pledge, book, keys)
  if (!opened || book.version !== pledge.rulebookVersion) return false
  const { answersPurgedAt, keptHash, textHash } = pledge
  if (answersPurgedAt !== null) return keptHash === (await keptHashOf(pledge, opened))
  const { text, declared, signature } = opened
  return (
    keptHash === null &&
    textHash === (await textHashOf(signedOf(pledge), text, declared, signature))
  )
}

/**
 * A pledge without its health answers and without what followed from them. One that was changed
 * before gets no new hash, so that it never counts as unchanged; one that does not open loses all.
 */
export async function withoutAnswers(
  pledge: Pledge,
  book: Rulebook | null,
  keys: PledgeKeys,
  now: number,
): Promise<Pledge> {
  const purged = { ...pledge, risk: false, worksFrom: null, answersPurgedAt: now, keptHash: null }
  const opened = book && (await openPledge(pledge, book, keys))
  if (!opened) return { ...purged, answers: '' }
  const declared = { ...opened.declared, answers: {} }
  const left = {
    ...purged,
    answers: await encryptField(
      keys.FIELD_KEY,
      fieldOf('answers', pledge.id),
      JSON.stringify(declared),
    ),
  }
  const sound = await verifyPledge(pledge, book, keys)
  return sound ? { ...left, keptHash: await keptHashOf(left, { ...opened, declared }) } : left
}

/** How a typed name is told from a drawn path in the column. */
const TYPED = 'name:'
export const signatureText = (signature: { path: string | null; name: string | null }): string =>
  signature.path ?? `${TYPED}${signature.name ?? ''}`
export const readSignature = (stored: string): { path: string | null; name: string | null } =>
  stored.startsWith(TYPED)
    ? { path: null, name: stored.slice(TYPED.length) }
    : { path: stored, name: null }
