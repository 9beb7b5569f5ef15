// What is typed at the gate: a crew's boxes with their own errors, a hand-over, a pasted column.
import * as v from 'valibot'
import { dayOf, HOUR, MINUTE } from '../../shared/clock'
import type { FormErrors, FormValues } from '../../shared/form'
import { type Fever, type GatePerson, MARK, plausible, type Shift, standingOf } from './rules'
import { MOST_LINES } from './rules-paste'

/** The idempotency key of a save. */
export const keyField = v.pipe(
  v.string('gate.bad.key'),
  v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'gate.bad.key'),
)
export const shiftField = v.picklist(['am', 'pm'], 'gate.bad.key')

export interface GateRow {
  worker: number
  /** Tenths of a degree, or `MARK`. */
  t: number
  /** The reading that was shown, which this one corrects; 0 for none. */
  seen: number
}

export interface Judged {
  key: string
  shift: Shift
  /** When it was measured, by the town's clock. */
  at: number
  rows: GateRow[]
  /** By the name of the box. */
  refused: FormErrors
}

export interface Asked {
  people: readonly GatePerson[]
  fever: Fever
  now: number
  /** From the rulebook: how far a phone's clock may be ahead, and how late its save may come. */
  terms: { aheadMinutes: number; reportWithinHours: number }
}

const WHOLE = /^-?\d{1,15}$/

/** When a save was made, by the town's clock; null: a phone's clock that cannot be. */
export function timeOf({ phone_at: typed, offset = '0' }: FormValues, now: number): number | null {
  if (!typed) return now
  return WHOLE.test(typed) && WHOLE.test(offset) ? Number(typed) + Number(offset) : null
}

/** Why something made at an instant can no longer, or not yet, be taken. */
export function lateness(at: number, { now, terms }: Pick<Asked, 'now' | 'terms'>): string | null {
  if (at > now + terms.aheadMinutes * MINUTE) return 'gate.bad.future'
  return at < now - terms.reportWithinHours * HOUR ? 'gate.bad.old' : null
}

/** One box against the list; null: nothing new is said in it. */
function rowOf(values: FormValues, worker: number, shift: Shift, day: number, asked: Asked) {
  const typed = values[`t${worker}`]?.trim() ?? ''
  const seen = Number(/^\d{1,15}$/.exec(values[`s${worker}`] ?? '')?.[0] ?? 0)
  const person = asked.people.find(({ id }) => id === worker)
  const mark = values.all === '1' && typed === '' && seen === 0
  if (typed === '' && !mark) return null
  if (!person) return typed ? 'gate.bad.gone' : null
  const standing = standingOf(person, day)
  if (standing !== 'may') return typed ? `gate.bad.${standing}` : null
  const stands = person[shift]
  if (mark) return stands ? null : { worker, t: MARK, seen }
  const t = plausible(typed, asked.fever)
  if (t === null) return 'err.temp'
  return stands?.id === seen && stands.t === t ? null : { worker, t, seen }
}

/** Judges every box by itself: the good ones can be stored whatever stands in the others. */
export function judgeCrew(
  values: FormValues,
  asked: Asked,
): { ok: true; value: Judged } | { ok: false; errors: FormErrors } {
  const head = v.safeParse(v.object({ key: keyField, shift: shiftField }), values)
  const at = timeOf(values, asked.now)
  if (!head.success || at === null) return { ok: false, errors: { '': 'gate.bad.key' } }
  const { key, shift } = head.output
  const late = lateness(at, asked)
  const judged: Judged = { key, shift, at: Math.min(at, asked.now), rows: [], refused: {} }
  const boxes = Object.keys(values).flatMap((name) => /^t([1-9]\d{0,14})$/.exec(name)?.[1] ?? [])
  if (!boxes.some((id) => values[`t${id}`]?.trim()) && values.all !== '1')
    return { ok: false, errors: { '': 'gate.bad.nothing' } }
  for (const worker of boxes.map(Number)) {
    const row = rowOf(values, worker, shift, dayOf(judged.at), asked)
    if (typeof row === 'string' || (row && late))
      judged.refused[`t${worker}`] = typeof row === 'string' ? row : (late ?? '')
    else if (row) judged.rows.push(row)
  }
  return { ok: true, value: judged }
}

const LONGEST_COLUMN = 30_000

export const pasteForm = v.strictObject({
  key: keyField,
  shift: shiftField,
  crew: v.optional(v.pipe(v.string(), v.maxLength(80, 'form.unknown_field')), ''),
  column: v.pipe(
    v.string('form.required'),
    v.maxLength(LONGEST_COLUMN, 'gate.paste.long'),
    v.check((text) => text.trim() !== '', 'form.required'),
    v.check((text) => text.split('\n').length <= MOST_LINES, 'gate.paste.long'),
  ),
  save: v.optional(v.literal('1')),
})
