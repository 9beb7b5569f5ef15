// One more reading of somebody over the limit, a vehicle, a hand-over: each is one row under its own key, whether
// it was typed with network or without.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { timeOf } from '../../i18n/format'
import { dayOf, MINUTE } from '../../shared/clock'
import { decryptField, encryptField } from '../../shared/fields'
import type { FormErrors, FormValues } from '../../shared/form'
import { newRowId } from '../../shared/ids'
import { type AtPlace, recordDuty, remeasureWorker } from '../board'
import { feverOf, vehicleDuty } from './day'
import { shiftNote } from './fields'
import { judgeAgain, judgeShift, judgeVehicle } from './form-beside'
import type { Shift } from './rules'
import { readingOf, type StoredRow, takeOver } from './store'

type C = Context<AppEnv>

export type Done =
  | { ok: true; shift: Shift | ''; rows: StoredRow[] }
  | { ok: false; shift: Shift | ''; errors: FormErrors; params?: Record<string, string> }

const shiftIn = ({ shift }: FormValues): Shift | '' =>
  shift === 'am' || shift === 'pm' ? shift : ''

const tapAt = (at: AtPlace, { key, at: made }: { key: string; at: number }) => ({
  key,
  placeId: at.place.id,
  day: dayOf(made),
  at: made,
  actor: at.actor,
})

/** 复测 */
export async function saveAgain(c: C, at: AtPlace, values: FormValues): Promise<Done> {
  const { db, ui } = c.var
  const { rounds: terms, fever } = at.book
  const judged = judgeAgain(values, { fever: feverOf(at.book), now: ui.now, terms })
  const refuse = (errors: FormErrors, params?: Record<string, string>): Done => ({
    ok: false,
    shift: shiftIn(values),
    errors,
    ...(params ? { params } : {}),
  })
  if (!judged.ok) return refuse(judged.errors)
  const { worker, after, t, shift, ...made } = judged.value
  const box = `a${worker}`
  const first = await readingOf(db, at.place.id, { worker, ref: after })
  if (!first) return refuse({ [box]: 'gate.bad.first' })
  const wait = fever.remeasureAfterMinutes * MINUTE
  const tap = tapAt(at, made)
  const done = await remeasureWorker(db, { ...tap, after: first.id, temperature: t, wait })
  if (done.outcome === 'early')
    return refuse({ [box]: 'gate.bad.early' }, { time: timeOf(done.at + wait) })
  const stored = await readingOf(db, at.place.id, { worker, ref: `${made.key}-${worker}` })
  if (done.outcome === 'taken' || !stored) return refuse({ [box]: 'gate.bad.taken' })
  if (stored.t !== t) return refuse({ [box]: 'gate.bad.sent' })
  return { ok: true, shift, rows: [stored] }
}

/** 车辆登记消毒. The same one twice within some minutes is one. */
export async function saveVehicle(c: C, at: AtPlace, values: FormValues): Promise<Done> {
  const { db, ui } = c.var
  const shift = shiftIn(values)
  const duty = vehicleDuty(at.book, at.place)
  const judged = judgeVehicle(values, { now: ui.now, terms: at.book.rounds })
  if (!judged.ok || !duty)
    return { ok: false, shift, errors: judged.ok ? { '': 'gate.bad.vehicle' } : judged.errors }
  const { plate, ...made } = judged.value
  await recordDuty(db, { ...tapAt(at, made), duty: duty.id, detail: { plate }, seen: null })
  return { ok: true, shift, rows: [] }
}

/** 接班. The same one twice is one; what was handed on is sealed to its row. */
export async function saveShift(c: C, at: AtPlace, values: FormValues): Promise<Done> {
  const { db, ui, random } = c.var
  const shift = shiftIn(values)
  const refuse = (errors: FormErrors): Done => ({ ok: false, shift, errors })
  const judged = judgeShift(values, { now: ui.now, terms: at.book.rounds })
  if (!judged.ok) return refuse(judged.errors)
  const { note: words, ...made } = judged.value
  const key = c.env.FIELD_KEY
  const id = newRowId(random)
  const note = words ? await encryptField(key, shiftNote(id), words) : null
  const row = { ...made, id, placeId: at.place.id, note }
  const stored = await takeOver(db, row, at.actor, ui.now)
  if (stored && stored.id !== id) {
    const before = stored.note && (await decryptField(key, shiftNote(stored.id), stored.note))
    const same = stored.placeId === at.place.id && stored.by === at.actor.id
    if (!same || (before ?? '') !== words) return refuse({ note: 'gate.bad.handed' })
  }
  return { ok: true, shift, rows: [] }
}
