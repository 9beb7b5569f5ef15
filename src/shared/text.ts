// What people type, read generously: full-width digits, spaces, a +86, rare characters in names.
import * as v from 'valibot'

// Control, format and private-use characters, lone surrogates; a joiner between letters is refused too.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u
// An ideographic variation selector belongs to a rare name, though Unicode files it under marks.
const NAME = /^[\p{L}\p{M}\p{N} ·•‧・.．'’-]+$/u

/** Names hold 1 to 50 characters (17 is the longest on a real identity card; dots are kept). */
export const nameField = v.pipe(
  v.string('form.required'),
  v.trim(),
  v.minLength(1, 'form.required'),
  v.check((name) => !UNPRINTABLE.test(name) && NAME.test(name), 'form.name_characters'),
  v.check((name) => [...name].length <= 50, 'form.name_long'),
)

/** A mainland mobile number as 11 digits, however it was typed. */
export const readPhone = (typed: string): string | null => {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s\-‐-―().]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

export const phoneField = v.pipe(
  v.string('form.required'),
  v.trim(),
  v.minLength(1, 'form.required'),
  v.transform(readPhone),
  v.string('form.phone'),
)

/** One line of free text up to `max` characters; empty is fine. */
export const lineField = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((line) => !UNPRINTABLE.test(line), 'form.characters'),
    v.check((line) => [...line].length <= max, 'form.long'),
  )

/** A few lines of free text up to `max` characters; empty is fine. */
export const noteField = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.transform((note) => note.replace(/\r\n?/g, '\n')),
    v.check((note) => !UNPRINTABLE.test(note.replaceAll('\n', '')), 'form.characters'),
    v.check((note) => [...note].length <= max, 'form.long'),
  )

/** 张* — the family name only; a name with a dot keeps its first character. */
export const maskName = (name: string): string => `${surnameOf(name)}*`

// Two-character family names met in Henan; anything else counts as one character.
const DOUBLE = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '夏侯',
  '司徒',
  '令狐',
])

export const surnameOf = (name: string): string => {
  const symbols = [...name.trim()]
  const two = symbols.slice(0, 2).join('')
  return symbols.length > 2 && DOUBLE.has(two) ? two : (symbols[0] ?? '')
}

/** 138****1234 */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** The number of a row, as an address has it; null for anything else. */
export const wholeNumber = (typed: string | undefined): number | null =>
  /^[1-9]\d{0,14}$/.test(typed ?? '') ? Number(typed) : null
