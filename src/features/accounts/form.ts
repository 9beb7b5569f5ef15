// What is typed at sign-in and when joining a place.
import * as v from 'valibot'
import { nameField, phoneField } from '../../shared/text'

const required = (max: number) =>
  v.pipe(v.string('form.required'), v.minLength(1, 'form.required'), v.maxLength(max, 'form.long'))

const nextField = v.optional(v.string(), '')

/** A phone that is known asks for the PIN only. */
export const signInForm = (known: boolean) =>
  v.strictObject({
    name: known
      ? v.optional(v.string(), '')
      : v.pipe(required(64), v.trim(), v.minLength(1, 'form.required')),
    password: required(128),
    next: nextField,
  })

const ROWS = ['01234567890', '09876543210']

const isGuessable = (pin: string): boolean =>
  /^(\d)\1+$/.test(pin) || ROWS.some((row) => row.includes(pin))

const pinField = v.pipe(
  v.string('form.required'),
  v.transform((typed) => typed.normalize('NFKC').replace(/\s/g, '')),
  v.minLength(1, 'form.required'),
  v.regex(/^\d{6}$/, 'account.pin_digits'),
  v.check((pin) => !isGuessable(pin), 'account.pin_weak'),
)

/** Name, phone and a PIN of one's own, typed twice. */
export const joinForm = v.pipe(
  v.strictObject({
    name: nameField,
    phone: phoneField,
    pin: pinField,
    pin2: v.string('form.required'),
  }),
  v.forward(
    v.partialCheck(
      [['pin'], ['pin2']],
      ({ pin, pin2 }) => pin2.normalize('NFKC').replace(/\s/g, '') === pin,
      'account.pin_differs',
    ),
    ['pin2'],
  ),
)

/** The 6-digit code from the keeper's screen, e.g. `482 913`. */
export const codeForm = v.strictObject({
  code: v.pipe(
    v.string('form.required'),
    v.transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, '')),
    v.minLength(1, 'form.required'),
    v.regex(/^\d{6}$/, 'join.code_digits'),
  ),
})

/** A path of this site to go on to after sign-in, or null: nothing that leaves it or loops. */
export function readNext(typed: string | undefined): string | null {
  if (!typed || !/^\/(?![/\\])[^\s\\]{0,500}$/.test(typed)) return null
  const base = 'https://here.invalid'
  if (!URL.canParse(typed, base)) return null
  const url = new URL(typed, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return null
  return /^\/(sign-in|sign-out|join)(\/|$)/.test(url.pathname) ? null : url.pathname + url.search
}
