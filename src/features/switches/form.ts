// What an officer fills in about one place, and the fields all forms of this room share.
import * as v from 'valibot'
import { lineField } from '../../shared/text'
import { readDay } from '../papers/form'
import type { Rulebook } from '../rulebook/form'

export const required = (max: number) =>
  v.pipe(v.string('form.required'), lineField(max), v.minLength(1, 'form.required'))
export const keyField = v.pipe(
  v.string('switch.old_page'),
  v.regex(/^[0-9A-Z]{26}$/, 'switch.old_page'),
)
export const digits = v.pipe(
  v.string('switch.old_page'),
  v.regex(/^\d{1,9}$/, 'switch.old_page'),
  v.transform(Number),
)
export const dayField = v.pipe(
  v.string('form.required'),
  v.trim(),
  v.minLength(1, 'form.required'),
  v.transform(readDay),
  v.number('switch.day'),
)
export const optionalDay = v.optional(
  v.union(
    [
      v.pipe(
        v.literal(''),
        v.transform(() => null),
      ),
      dayField,
    ],
    'switch.day',
  ),
  '',
)

export const listingForm = (today: number) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      place: required(40),
      reason: required(60),
      from: v.pipe(dayField, v.minValue(today, 'switch.too_early')),
      to: optionalDay,
    }),
    v.forward(
      v.check(({ from, to }) => to === null || from <= to, 'rulebook.dates_reversed'),
      ['to'],
    ),
  )

/** An officer stops, resumes or closes one place: the reasons are the rulebook's. */
export const stepForm = (book: Rulebook, act: 'suspend' | 'resume' | 'close') =>
  v.strictObject({
    key: keyField,
    version: digits,
    reason:
      act === 'suspend'
        ? v.picklist(
            book.opening.suspensions.map(({ id }) => id),
            'form.required',
          )
        : v.optional(v.literal(''), ''),
    text: act === 'suspend' ? lineField(60) : required(60),
  })
