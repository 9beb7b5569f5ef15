// What is typed about a round, by a plain form or out of a phone that had no network.
import * as v from 'valibot'
import { HOUR, MINUTE } from '../../shared/clock'
import type { FormErrors, FormValues, Parsed } from '../../shared/form'
import { lineField, noteField } from '../../shared/text'
import type { Rulebook } from '../rulebook/form'
import { readTemperature } from '../visits/form'

export const keyField = v.pipe(
  v.string('round.key'),
  v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'round.key'),
)

/** `fixed`: put right on the spot. */
const RESULTS = ['pass', 'fixed', 'fail'] as const

const LONGEST_NOTE = 200

export interface TypedFinding {
  item: string
  fixed: boolean
  note: string
}

export interface TypedRound {
  key: string
  /** Four digits; empty: nobody was there to show them. */
  proof: string
  /** By the town's clock. */
  at: number
  /** By the phone's own; null: the form came without script. */
  phoneAt: number | null
  findings: TypedFinding[]
  note: string
  /** Of the rulebook; null: nothing is left to be put right. */
  deadline: string | null
  spots: { workerId: number; temperature: number }[]
}

export interface RoundAsked {
  /** Ids of what a round of the place may speak of. */
  items: readonly string[]
  rounds: Pick<Rulebook['rounds'], 'aheadMinutes' | 'reportWithinHours'>
  deadlines: readonly { id: string }[]
  /** Tenths of a degree. */
  plausible: Rulebook['fever']['plausible']
  now: number
  /** Whether a photo came with it. */
  photo: boolean
}

const MOST_SPOTS = 20
const FIXED_FIELDS = ['key', 'code', 'proof', 'phone_at', 'offset', 'note', 'deadline', 'photo']
const WHOLE = /^-?\d{1,15}$/

/** Without a phone's clock it is made when it arrives. What is a little ahead is as of now. */
function timeOf(values: FormValues, { now, rounds }: RoundAsked, errors: FormErrors) {
  const { phone_at: typed, offset = '0' } = values
  if (typed === undefined || typed === '') return { at: now, phoneAt: null }
  if (!WHOLE.test(typed) || !WHOLE.test(offset)) {
    errors[''] = 'round.time'
    return { at: now, phoneAt: null }
  }
  const phoneAt = Number(typed)
  const at = phoneAt + Number(offset)
  if (at > now + rounds.aheadMinutes * MINUTE) errors.phone_at = 'round.future'
  if (at < now - rounds.reportWithinHours * HOUR) errors.phone_at = 'round.too_old'
  return { at: Math.min(at, now), phoneAt }
}

/** Items left out are as they should be. */
function findingsOf(values: FormValues, { items }: RoundAsked, errors: FormErrors): TypedFinding[] {
  const spoken = Object.keys(values).flatMap((name) => /^[in]_(.+)$/.exec(name)?.[1] ?? [])
  return [...new Set(spoken)].flatMap((item): TypedFinding[] => {
    const [name, noted] = [`i_${item}`, `n_${item}`]
    const result = RESULTS.find((each) => each === (values[name] ?? 'pass'))
    const words = v.safeParse(lineField(LONGEST_NOTE), values[noted] ?? '')
    if (!result) errors[name] = 'round.choose'
    if (!words.success) errors[noted] = words.issues[0].message
    else if (result === 'pass' && words.output) errors[noted] = 'round.note_without'
    if (!result || result === 'pass' || !words.success) return []
    if (!items.includes(item)) {
      errors[name] = 'round.item_gone'
      return []
    }
    return [{ item, fixed: result === 'fixed', note: words.output }]
  })
}

function spotsOf(values: FormValues, { plausible }: RoundAsked, errors: FormErrors) {
  const boxes = Object.entries(values).filter(
    ([name, typed]) => /^t_\d{1,15}$/.test(name) && typed.trim() !== '',
  )
  return boxes.slice(0, MOST_SPOTS).flatMap(([name, typed]) => {
    const temperature = readTemperature(typed)
    if (temperature === null || temperature < plausible.min || temperature > plausible.max) {
      errors[name] = 'err.temp'
      return []
    }
    return [{ workerId: Number(name.slice(2)), temperature }]
  })
}

function proofOf(values: FormValues, { photo }: RoundAsked, errors: FormErrors): string {
  const proof = (values.proof ?? '').normalize('NFKC').replace(/\s/g, '')
  if (proof === '' && !photo) errors.proof = 'round.proof_or_photo'
  if (proof !== '' && !/^\d{4}$/.test(proof)) errors.proof = 'round.proof_digits'
  return proof
}

const isKnown = (name: string): boolean =>
  FIXED_FIELDS.includes(name) || /^(i_|n_)[a-z][a-z0-9_]*$|^t_\d{1,15}$/.test(name)

/** Judges a round; whether its code and its place are right, only the town knows. */
export function judgeRound(values: FormValues, asked: RoundAsked): Parsed<TypedRound> {
  const errors: FormErrors = {}
  if (!Object.keys(values).every(isKnown)) errors[''] = 'form.unknown_field'
  const key = v.safeParse(keyField, values.key)
  if (!key.success) errors[''] = 'round.key'
  const proof = proofOf(values, asked, errors)
  const time = timeOf(values, asked, errors)
  const findings = findingsOf(values, asked, errors)
  const orders = findings.some(({ fixed }) => !fixed)
  const deadline = asked.deadlines.find(({ id }) => id === values.deadline)?.id ?? null
  if (orders && !deadline) errors.deadline = 'round.deadline_needed'
  const spots = spotsOf(values, asked, errors)
  const note = v.safeParse(noteField(LONGEST_NOTE), values.note ?? '')
  if (!note.success) errors.note = note.issues[0].message
  if (!key.success || !note.success || Object.keys(errors).length > 0)
    return { ok: false, values, errors }
  const value = { key: key.output, proof, ...time, findings, note: note.output, spots }
  return { ok: true, value: { ...value, deadline: orders ? deadline : null } }
}

/** One more photo of a finding; the file comes beside it. */
export const photoForm = v.strictObject({ key: keyField, item: v.string('round.item_gone') })

/** What a supervisor says of a round without a code. */
export const reviewForm = v.strictObject({
  verdict: v.picklist(['confirmed', 'refused'], 'round.choose'),
})

const noted = v.optional(noteField(LONGEST_NOTE), '')

/** `open`: the shift the page showed as open, 0 for none. */
export const shiftForm = v.variant('act', [
  v.strictObject({
    act: v.picklist(['begin']),
    key: keyField,
    open: v.pipe(v.string('round.key'), v.regex(/^\d{1,15}$/, 'round.key'), v.transform(Number)),
    note: noted,
  }),
  v.strictObject({
    act: v.picklist(['end']),
    key: keyField,
    open: v.pipe(
      v.string('round.key'),
      v.regex(/^[1-9]\d{0,14}$/, 'round.key'),
      v.transform(Number),
    ),
    note: noted,
  }),
])
