// What somebody does with a watch, the same for its place and its officers; each answers with its own page.
import type { Context } from 'hono'
import type * as v from 'valibot'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { type FormErrors, type FormValues, formValues, judge } from '../../shared/form'
import { newRowId } from '../../shared/ids'
import { problem } from '../../shared/problem'
import { placeById } from '../places'
import type { Rulebook } from '../rulebook'
import { areaFor, by } from './begin'
import { sealWatch } from './fields'
import { careForm, closeForm, extendForm, readingForm, reasonForm, toldForm } from './form'
import { actsOf, through, type WatchAct } from './opened'
import { dueThrough, isAlarm } from './rules'
import { recordReading, tellAlarm } from './store'
import type { WatchDetail } from './store-read'
import {
  approveEnd,
  careFor,
  closeWatch,
  extendWatch,
  proposeEnd,
  refuseEnd,
  type StepKind,
  type Stepped,
  type Stepping,
} from './store-steps'

type C = Context<AppEnv>

export interface Acting {
  watch: WatchDetail
  /** The place whose staff asks; null: an officer. */
  here: number | null
  book: Rulebook
  /** The page of the watch. */
  base: string
  /** The page again, with what is wrong. */
  show: (
    form: { act: WatchAct; values: FormValues; errors: FormErrors },
    status: 409 | 422,
  ) => Promise<Response>
}

/** Refuses what the asker may not do, or what the watch does not allow any more. */
export function mayAct(c: C, { watch, here }: Pick<Acting, 'watch' | 'here'>, act: WatchAct): void {
  if (actsOf(c, watch, here).includes(act)) return
  throw problem(
    watch.endedAt === null ? 'err.forbidden' : 'watch.over_already',
    watch.endedAt === null ? 403 : 409,
  )
}

/** 登记体温 */
export async function measure(c: C, acting: Acting): Promise<Response> {
  const { watch, book, base, show } = acting
  mayAct(c, acting, 'measure')
  const values = await formValues(c.req.raw)
  const form = judge(readingForm(book), values)
  if (!form.ok) return show({ act: 'measure', ...form }, 422)
  const reading = form.value
  const stored = await recordReading(
    c.var.db,
    {
      ...reading,
      watchId: watch.id,
      day: dayOf(c.var.ui.now),
      alarm: isAlarm(book, reading),
      rulebookVersion: book.version,
    },
    by(c),
  )
  if (stored !== 'taken') return c.redirect(`${base}?shift=${reading.shift}&done=measure`, 303)
  const { key: _, seen: __, ...typed } = values
  return show(
    { act: 'measure', values: typed, errors: { temperature: 'watch.measured_already' } },
    409,
  )
}

/** 已报告 */
export async function tell(c: C, acting: Acting): Promise<Response> {
  const { watch, book, base } = acting
  mayAct(c, acting, 'tell')
  const form = judge(toldForm, await formValues(c.req.raw))
  if (!form.ok) throw problem('watch.unknown', 404)
  const told = book.fever.tell.map(({ id }) => id).join(',')
  await tellAlarm(c.var.db, { watchId: watch.id, reading: form.value.reading, told }, by(c))
  return c.redirect(`${base}?done=tell`, 303)
}

interface Step<T> {
  act: WatchAct
  kind: StepKind
  schema: v.GenericSchema<unknown, T>
  run: (stepping: Stepping, value: T) => Promise<Stepped>
}

/** A step of a watch: judged, sealed, written; whoever is late sees how it stands now. */
async function step<T extends { key: string; version: number; text?: string }>(
  c: C,
  { watch, base, show }: Acting,
  { act, kind, schema, run }: Step<T>,
): Promise<Response> {
  const values = await formValues(c.req.raw)
  const form = judge(schema, values)
  if (!form.ok) return show({ act, ...form }, 422)
  const { key, version, text = '' } = form.value
  const entry = {
    id: newRowId(c.var.random),
    key,
    kind,
    text: await sealWatch(c.env, 'text', key, text),
  }
  const done = await run({ id: watch.id, version, entry }, form.value)
  if (done !== 'late') return c.redirect(`${base}?done=${act}`, 303)
  const { key: _, version: __, ...typed } = values
  return show({ act, values: typed, errors: { text: 'watch.changed' } }, 409)
}

export function care(c: C, acting: Acting): Promise<Response> {
  const { watch } = acting
  return step(c, acting, {
    act: 'care',
    kind: 'care',
    schema: careForm,
    run: async (stepping, { kept, room, minder }) => {
      const place = await placeById(c.var.db, watch.placeId)
      if (!place) throw problem('place.unknown', 404)
      const area = await areaFor(c, kept, watch.workerId, place)
      const sealed = await sealWatch(c.env, 'minder', watch.key, minder)
      return careFor(c.var.db, stepping, { kept, room, minder: sealed, ...area }, by(c))
    },
  })
}

const extend = (c: C, acting: Acting): Promise<Response> =>
  step(c, acting, {
    act: 'extend',
    kind: 'extend',
    schema: extendForm(acting.watch.lastDay),
    run: (stepping, { last }) => extendWatch(c.var.db, stepping, last, by(c)),
  })

const propose = (c: C, acting: Acting): Promise<Response> =>
  step(c, acting, {
    act: 'propose',
    kind: 'propose',
    schema: reasonForm,
    run: (stepping) => proposeEnd(c.var.db, stepping, by(c)),
  })

const approve = (c: C, acting: Acting): Promise<Response> =>
  step(c, acting, {
    act: 'approve',
    kind: 'early',
    schema: reasonForm,
    run: (stepping) => approveEnd(c.var.db, stepping, through(c, acting.book), by(c)),
  })

const refuse = (c: C, acting: Acting): Promise<Response> =>
  step(c, acting, {
    act: 'refuse',
    kind: 'refuse',
    schema: reasonForm,
    run: (stepping) => refuseEnd(c.var.db, stepping, by(c)),
  })

const close = (c: C, acting: Acting): Promise<Response> =>
  step(c, acting, {
    act: 'close',
    kind: 'full',
    schema: closeForm(acting.watch.gaps),
    run: (stepping) => closeWatch(c.var.db, stepping, dueThrough(acting.book, c.var.ui.now), by(c)),
  })

const STEPS = { care, extend, propose, approve, refuse, close } as const

/** A step by its name in the address; sent again with its key it changes nothing. */
export async function takeStep(c: C, acting: Acting): Promise<Response> {
  const act = c.req.param('act')
  const known = Object.entries(STEPS).find(([name]) => name === act)
  if (!known) throw problem('err.not_found', 404)
  const { watch, base } = acting
  if (watch.endedAt !== null) return c.redirect(base, 303)
  mayAct(c, acting, known[0] as keyof typeof STEPS)
  return known[1](c, acting)
}
