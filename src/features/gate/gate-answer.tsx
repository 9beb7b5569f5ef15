// What the gate answers with: the page, as it was sent where something was refused, or JSON to a phone's outbox.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { type Key, translateCode } from '../../i18n'
import { degrees } from '../../i18n/format'
import { minuteOfDay } from '../../shared/clock'
import type { FormErrors, FormValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { html } from '../../ui/html'
import type { AtPlace } from '../board'
import type { Done } from './beside'
import { feverOf, gateDay, shownShifts } from './day'
import { GatePage } from './page'
import { crewAsked, crewsOf, type GateDay, gatePath, isOpen, type Shift } from './rules'
import type { StoredRow } from './store'

type C = Context<AppEnv>

const NOON = 12 * 60

export const wantsJson = (c: C): boolean =>
  (c.req.header('accept') ?? '').startsWith('application/json')

export const shiftOf = (asked: string | undefined, now: number): Shift =>
  asked === 'am' || asked === 'pm' ? asked : minuteOfDay(now) < NOON ? 'am' : 'pm'

/** Errors in the reader's language. */
export function textsOf(
  c: C,
  at: AtPlace,
  errors: FormErrors,
  more: Record<string, string> = {},
): FormErrors {
  const { min, max } = feverOf(at.book)
  const hours = at.book.rounds.reportWithinHours
  const params = { min: degrees(min), max: degrees(max), hours, ...more }
  return Object.fromEntries(
    Object.entries(errors).map(([name, code]) => [name, translateCode(c.var.ui.t, code, params)]),
  )
}

interface Shown {
  shift: Shift
  crew: string
  status?: 200 | 409 | 422
  values?: FormValues
  errors?: FormErrors
  /** Of the errors' texts. */
  params?: Record<string, string> | undefined
  saved?: number | undefined
}

const NOTICES: Record<string, Key> = {
  shift: 'gate.shift_done',
  again: 'gate.again_done',
  vehicle: 'gate.vehicle_done',
}

const TOLD = /^\d{1,4}$/

export async function showGate(c: C, at: AtPlace, shown: Shown): Promise<Response> {
  const { ui, random } = c.var
  const { shift, values = {}, errors = {} } = shown
  const [listed, shifts] = await Promise.all([gateDay(c, at, ui.now), shownShifts(c, at)])
  const day = { ...listed, shifts }
  const crews = crewsOf(day.people)
  const crew = crewAsked(crews, shown.crew, { shift, day: day.day })
  const saved = shown.saved ?? Number(TOLD.exec(c.req.query('saved') ?? '')?.[0] ?? 0)
  const told = NOTICES[c.req.query('notice') ?? '']
  const taken = told && Object.keys(errors).length === 0 ? { text: ui.t(told), good: true } : null
  return html(
    c,
    <GatePage
      ui={{ ...ui, here: gatePath(at.place.code, shift, crew?.id) }}
      keeper={at.keeper}
      kind={at.place.kind}
      day={day}
      shift={shift}
      crews={crews}
      crew={crew}
      newKey={() => newKey(ui.now, random)}
      values={values}
      errors={textsOf(c, at, errors, shown.params)}
      notice={saved > 0 ? { text: ui.t('gate.saved', { n: saved }), good: true } : taken}
    />,
    shown.status ?? 200,
  )
}

interface Saved {
  values: FormValues
  shift: Shift
  refused: FormErrors
  stored: readonly StoredRow[]
}

/** On to the crew that is next; a whole list once done stays where it is. */
function onward(at: AtPlace, day: GateDay, { values, shift, stored }: Saved): string {
  const measured = new Set(stored.map(({ worker }) => worker))
  const left = day.people.map((each) =>
    measured.has(each.id) ? { ...each, [shift]: { id: 0, t: 0, at: 0 } } : each,
  )
  const crews = crewsOf(left)
  const here = crews.find(({ id }) => id === values.crew)
  const now = { shift, day: day.day }
  const next = here && isOpen(here, now) ? here : crewAsked(crews, '', now)
  return `${gatePath(at.place.code, shift, next?.id)}&saved=${stored.length}`
}

/** What could be stored is; what could not stands in its box with the reason. */
export async function answerSave(c: C, at: AtPlace, day: GateDay, saved: Saved): Promise<Response> {
  const { values, shift, refused, stored } = saved
  const names = Object.keys(refused)
  if (wantsJson(c)) {
    if (names.length === 0) return c.json({ ok: true, rows: stored, now: c.var.ui.now })
    const errors = textsOf(c, at, refused)
    return c.json({ ok: false, errors, message: Object.values(errors)[0] ?? '' }, 422)
  }
  if (names.length === 0) return c.redirect(onward(at, day, saved), 303)
  const typed = Object.fromEntries(names.map((name) => [name, values[name] ?? '']))
  return showGate(c, at, {
    shift,
    crew: values.crew ?? '',
    status: 422,
    values: typed,
    errors: refused,
    saved: stored.length,
  })
}

/** Nothing of it can be read. */
export function refuseSave(c: C, at: AtPlace, values: FormValues, errors: FormErrors) {
  if (wantsJson(c)) {
    const texts = textsOf(c, at, errors)
    return c.json({ ok: false, errors: texts, message: texts[''] ?? '' }, 422)
  }
  const shift = shiftOf(values.shift, c.var.ui.now)
  const boxes = Object.entries(values).filter(([name]) => /^t\d+$/.test(name))
  return showGate(c, at, {
    shift,
    crew: values.crew ?? '',
    status: 422,
    values: Object.fromEntries(boxes),
    errors,
  })
}

/** One reading more, a vehicle, or a hand-over. */
export async function answerBeside(
  c: C,
  at: AtPlace,
  what: 'again' | 'vehicle' | 'shift',
  { values, done }: { values: FormValues; done: Done },
): Promise<Response> {
  const shift = shiftOf(done.shift, c.var.ui.now)
  if (done.ok) {
    if (wantsJson(c)) return c.json({ ok: true, rows: done.rows, now: c.var.ui.now })
    return c.redirect(`${gatePath(at.place.code, shift)}&notice=${what}`, 303)
  }
  const { errors, params } = done
  if (wantsJson(c)) {
    const texts = textsOf(c, at, errors, params)
    return c.json({ ok: false, errors: texts, message: Object.values(texts)[0] ?? '' }, 422)
  }
  return showGate(c, at, { shift, crew: '', status: 422, values, errors, params })
}
