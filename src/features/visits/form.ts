// What a visitor or the staff types at the door. Limits come from the rulebook.
import * as v from 'valibot'
import { lineField, nameField, phoneField, readPhone } from '../../shared/text'
import type { Rulebook } from '../rulebook/form'

/**
 * A temperature in tenths of a degree as people type it: `36.5`, `36,5`, `36，5`, `３６．５`,
 * `36.5℃`, `36。5`, `365`. Null for anything else.
 */
export function readTemperature(typed: string): number | null {
  const plain = typed
    .normalize('NFKC')
    .trim()
    .replace(/\s*(°\s*c|℃|c|度|°)$/iu, '')
    .replace(/[,，。、·]/g, '.')
  if (/^\d{3}$/.test(plain)) return Number(plain)
  return /^\d{2}(\.\d)?$/.test(plain) ? Math.round(Number(plain) * 10) : null
}

export const temperatureField = (book: Rulebook) =>
  v.pipe(
    v.string('form.required'),
    v.trim(),
    v.minLength(1, 'form.required'),
    v.transform(readTemperature),
    v.number('err.temp'),
    v.minValue(book.fever.plausible.min, 'err.temp'),
    v.maxValue(book.fever.plausible.max, 'err.temp'),
  )

export const partyField = (book: Rulebook) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((typed) => typed.normalize('NFKC').trim() || '1'),
      v.regex(/^\d{1,3}$/, 'form.number'),
      v.transform(Number),
      v.minValue(1, 'visit.party_range'),
      v.maxValue(book.visits.partyMax, 'visit.party_range'),
    ),
    '1',
  )

/** The idempotency key: a ULID from the page, or 8 to 64 safe symbols from a program. */
const keyField = v.pipe(v.string('visit.key'), v.regex(/^[A-Za-z0-9_-]{8,64}$/, 'visit.key'))

const plateField = v.optional(lineField(12), '')

/** The check-in form; a remembered visitor leaves name and phone to the cookie. */
export const checkInForm = (book: Rulebook, remembered: boolean) =>
  v.strictObject({
    key: keyField,
    name: remembered ? v.optional(nameField) : nameField,
    phone: remembered ? v.optional(phoneField) : phoneField,
    temperature:
      book.visits.temperatureBy === 'self' ? temperatureField(book) : v.optional(v.string()),
    party: partyField(book),
    plate: plateField,
  })

const relativePhone = v.pipe(
  v.string(),
  v.trim(),
  v.check((typed) => typed === '' || readPhone(typed) !== null, 'form.phone'),
  v.transform((typed) => readPhone(typed) ?? ''),
)

/** Someone without a phone, entered by the staff: a relative's number, or village and group. */
export const proxyForm = (book: Rulebook) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      name: nameField,
      phone: relativePhone,
      where: lineField(40),
      temperature: temperatureField(book),
      party: partyField(book),
    }),
    v.forward(
      v.check((form) => form.phone !== '' || form.where !== '', 'visit.phone_or_where'),
      ['phone'],
    ),
  )

const versionField = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'form.number'), v.transform(Number))

export const measureForm = (book: Rulebook) =>
  v.strictObject({ version: versionField, temperature: temperatureField(book) })

export const correctForm = (book: Rulebook) =>
  v.strictObject({
    version: versionField,
    temperature: temperatureField(book),
    party: partyField(book),
    reason: v.pipe(lineField(60), v.minLength(1, 'form.required')),
  })

export const voidForm = v.strictObject({
  version: versionField,
  reason: v.pipe(lineField(60), v.minLength(1, 'form.required')),
})

export const tapForm = v.strictObject({ version: versionField })
