// What a signer types: who they are, the answer to one question, the signature.
import * as v from 'valibot'
import { dayFromIso, isoDay } from '../../shared/clock'
import { type FormErrors, type FormValues, judge, type Parsed, WHOLE_FORM } from '../../shared/form'
import { lineField, nameField, phoneField } from '../../shared/text'
import { type Answer, askedSince, MOST_STAYS, type Question, type RiskArea } from './rules'
import { readPledgeNumber } from './rules-number'

const required = (max: number, error: string) =>
  v.pipe(v.string(error), lineField(max), v.minLength(1, error))

/** The first page of a personal pledge. */
export const whoForm = v.strictObject({
  name: nameField,
  phone: phoneField,
  address: required(60, 'pledge.address_missing'),
  job: required(20, 'pledge.job_missing'),
  /** A code typed, or the token of the QR. */
  invitation: v.optional(lineField(40), ''),
})

export type Who = Omit<v.InferOutput<typeof whoForm>, 'invitation'>

/** The token of a scanned invitation, as against a code typed. */
export const isInvitationToken = (typed: string): boolean => /^[\w-]{22}$/.test(typed)

/** A second place of somebody who has signed already. */
export const carryForm = v.strictObject({
  job: required(20, 'pledge.job_missing'),
  consent: v.optional(v.literal('1')),
  invitation: v.optional(lineField(40), ''),
})

/** Somebody who has signed moves to another place. */
export const ownMoveForm = v.strictObject({
  from: v.optional(
    v.pipe(v.string(), v.minLength(1, 'move.which'), v.maxLength(30, 'move.which')),
    '',
  ),
  code: v.optional(v.pipe(lineField(20), v.minLength(1, 'move.own_missing')), ''),
  job: v.optional(v.pipe(lineField(20), v.minLength(1, 'pledge.job_missing')), ''),
  consent: v.optional(v.literal('1')),
})

export const STAY_FIELDS = ['area', 'where', 'from', 'to'] as const

/** How many stays a form holds: up to the last with anything in it, one at least. */
export function stayCount(values: FormValues): number {
  const rows = Object.entries(values).flatMap(([name, value]) => {
    const [, row] = /^(?:area|where|from|to)(\d{1,2})$/.exec(name) ?? []
    return row && value.trim() ? [Number(row)] : []
  })
  return Math.max(1, ...rows)
}

interface Asked {
  areas: RiskArea[]
  today: number
}

const isIsoDay = (typed: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(typed) &&
  Number.isFinite(dayFromIso(typed)) &&
  isoDay(dayFromIso(typed)) === typed

/** The error of a day, or null. */
function dayError(typed: string, today: number, missing: string): string | null {
  if (!typed) return missing
  if (!isIsoDay(typed)) return 'pledge.day_unreadable'
  if (dayFromIso(typed) > today) return 'pledge.day_future'
  return dayFromIso(typed) < askedSince(today) ? 'pledge.day_early' : null
}

function readStays(values: FormValues, { areas, today }: Asked): Parsed<Answer> {
  const errors: FormErrors = {}
  const count = stayCount(values)
  if (count > MOST_STAYS) return { ok: false, values, errors: { answer: 'pledge.stays_many' } }
  const stays = Array.from({ length: count }, (_, i) => {
    const at = (name: (typeof STAY_FIELDS)[number]) => (values[`${name}${i + 1}`] ?? '').trim()
    const stay = { area: at('area'), where: at('where'), from: at('from'), to: at('to') }
    const where = v.safeParse(lineField(40), stay.where)
    if (!areas.some((area) => area.code === stay.area))
      errors[`area${i + 1}`] = 'pledge.stay_area_missing'
    if (!where.success) errors[`where${i + 1}`] = where.issues[0].message
    for (const name of ['from', 'to'] as const) {
      const error = dayError(stay[name], today, `pledge.stay_${name}_missing`)
      if (error) errors[`${name}${i + 1}`] = error
    }
    if (!errors[`from${i + 1}`] && !errors[`to${i + 1}`] && stay.to < stay.from)
      errors[`to${i + 1}`] = 'pledge.stay_reversed'
    return stay
  })
  return Object.keys(errors).length > 0
    ? { ok: false, values, errors }
    : { ok: true, value: { value: 'yes', stays } }
}

const choiceOf = (options: readonly string[]) =>
  v.object({ answer: v.picklist(options, 'pledge.choose') })

/** The answer to one question of the rulebook. */
export function readAnswer(question: Question, typed: FormValues, asked: Asked): Parsed<Answer> {
  const values = { ...typed, answer: typed.answer ?? '' }
  const { kind } = question
  if (kind === 'stays' && values.answer === 'yes') return readStays(values, asked)
  const options = kind === 'choice' ? question.options.map((option) => option.id) : ['yes', 'no']
  const form =
    kind === 'text'
      ? judge(v.object({ answer: required(60, 'pledge.answer_missing') }), values)
      : judge(choiceOf(options), values)
  return form.ok ? { ok: true, value: { value: form.value.answer, stays: [] } } : form
}

/** An answer as its form shows it. */
export const answerValues = (answer: Answer | undefined): FormValues => ({
  ...(answer ? { answer: answer.value } : {}),
  ...Object.fromEntries(
    (answer?.stays ?? []).flatMap((stay, i) =>
      STAY_FIELDS.map((name) => [`${name}${i + 1}`, stay[name]]),
    ),
  ),
})

const DRAWN = /^(M\d{1,4} \d{1,4}(L\d{1,4} \d{1,4})*)+$/
const DRAWN_LENGTH = 12_000
/** In units of the box, which is 300 wide: a dot or a tick is no signature. */
const LEAST_INK = 60

/** The length of the line drawn. */
export function inkOf(path: string): number {
  let ink = 0
  for (const stroke of path.split('M').filter(Boolean)) {
    const points = stroke.split('L').map((point) => point.split(' ').map(Number))
    points.slice(1).forEach(([x = 0, y = 0], i) => {
      const [beforeX = 0, beforeY = 0] = points[i] ?? []
      ink += Math.hypot(x - beforeX, y - beforeY)
    })
  }
  return ink
}

const isDrawn = (path: string): boolean => path.length <= DRAWN_LENGTH && DRAWN.test(path)

export interface Signature {
  /** A path drawn by hand, or the name typed. */
  path: string | null
  name: string | null
}

const signForm = v.object({
  key: v.pipe(v.string('visit.key'), v.regex(/^[0-9A-Z]{26}$/, 'visit.key')),
  /** The rulebook whose text was on the screen. */
  book: v.optional(v.string(), ''),
  consent: v.optional(v.literal('1')),
  signed_name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120, 'form.long')), ''),
  drawn: v.optional(v.string(), ''),
})

export interface Signing {
  key: string
  consent: boolean
  signature: Signature
}

const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '')

/** The last page: a drawing counts if it is more than a dot, else the name must be the signer's own. */
export function readSigning(
  typed: FormValues,
  signer: string,
  bookVersion: number,
): Parsed<Signing> {
  const form = judge(signForm, typed)
  if (!form.ok) return form
  const { key, consent, signed_name, drawn } = form.value
  const refuse = (error: string, field = 'signed_name'): Parsed<Signing> => ({
    ok: false,
    values: typed,
    errors: { [field]: error },
  })
  const signing = (signature: Signature): Parsed<Signing> => ({
    ok: true,
    value: { key, consent: consent === '1', signature },
  })
  // Rules were published while the page lay open: what is signed must be what was read.
  if (form.value.book !== String(bookVersion)) return refuse('pledge.text_changed', WHOLE_FORM)
  if (signed_name)
    return plain(signed_name) === plain(signer)
      ? signing({ path: null, name: signed_name })
      : refuse('pledge.sign_other_name')
  if (!drawn) return refuse('pledge.sign_missing')
  if (!isDrawn(drawn) || inkOf(drawn) < LEAST_INK) return refuse('pledge.sign_dot')
  return signing({ path: drawn, name: null })
}

/** Lost card: the number on it and the phone it was signed with. */
export const recoverForm = v.strictObject({
  number: v.pipe(
    v.string('form.required'),
    v.trim(),
    v.minLength(1, 'form.required'),
    v.check((typed) => readPledgeNumber(typed) !== null, 'pledge.number_wrong'),
  ),
  phone: phoneField,
})
