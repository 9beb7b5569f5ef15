// What is typed beside the crew list: one more reading of somebody over the limit, a vehicle, a hand-over.
import * as v from 'valibot'
import type { FormErrors, FormValues } from '../../shared/form'
import { noteField } from '../../shared/text'
import { maskPlate } from '../board/rules'
import { type Asked, keyField, lateness, shiftField, timeOf } from './form'
import { plausible, type Shift } from './rules'

type Judged<T> = { ok: true; value: T } | { ok: false; errors: FormErrors }

const refuse = (name: string, code: string): Judged<never> => ({
  ok: false,
  errors: { [name]: code },
})

/** A reading of the town by its id, or by the key a phone has given it. */
const REF = /^(\d{1,15}|[0-9A-HJKMNP-TV-Z]{26}-\d{1,15})$/

export interface AgainTyped {
  key: string
  shift: Shift
  worker: number
  /** The reading it follows. */
  after: string
  t: number
  at: number
}

export function judgeAgain(
  values: FormValues,
  asked: Pick<Asked, 'fever' | 'now' | 'terms'>,
): Judged<AgainTyped> {
  const form = v.object({
    key: keyField,
    shift: shiftField,
    after: v.pipe(v.string(), v.regex(REF)),
  })
  const head = v.safeParse(form, values)
  const made = timeOf(values, asked.now)
  const [box = ''] = Object.keys(values).filter((name) => /^a[1-9]\d{0,14}$/.test(name))
  if (!head.success || made === null || !box) return refuse('', 'gate.bad.key')
  const late = lateness(made, asked)
  if (late) return refuse(box, late)
  const typed = values[box]?.trim() ?? ''
  const t = plausible(typed, asked.fever)
  if (t === null) return refuse(box, typed === '' ? 'form.required' : 'err.temp')
  const at = Math.min(made, asked.now)
  return { ok: true, value: { ...head.output, worker: Number(box.slice(1)), t, at } }
}

export interface VehicleTyped {
  key: string
  /** Masked: nothing else of it is kept. */
  plate: string
  at: number
}

export function judgeVehicle(
  values: FormValues,
  asked: Pick<Asked, 'now' | 'terms'>,
): Judged<VehicleTyped> {
  const head = v.safeParse(v.object({ key: keyField }), values)
  const made = timeOf(values, asked.now)
  if (!head.success || made === null) return refuse('', 'gate.bad.key')
  const late = lateness(made, asked)
  if (late) return refuse('plate', late)
  const typed = values.plate?.trim() ?? ''
  const plate = maskPlate(typed)
  if (!plate) return refuse('plate', typed === '' ? 'form.required' : 'gate.bad.plate')
  return { ok: true, value: { key: head.output.key, plate, at: Math.min(made, asked.now) } }
}

export interface ShiftTyped {
  key: string
  /** What the one before handed on; may be empty. */
  note: string
  at: number
}

/** 我接班, with a word from the one before. */
export function judgeShift(
  values: FormValues,
  asked: Pick<Asked, 'now' | 'terms'>,
): Judged<ShiftTyped> {
  const head = v.safeParse(v.object({ key: keyField }), values)
  const made = timeOf(values, asked.now)
  if (!head.success || made === null) return refuse('', 'gate.bad.key')
  const late = lateness(made, asked)
  if (late) return refuse('note', late)
  const note = v.safeParse(noteField(200), values.note ?? '')
  if (!note.success) return refuse('note', note.issues[0].message)
  return {
    ok: true,
    value: { key: head.output.key, note: note.output, at: Math.min(made, asked.now) },
  }
}
