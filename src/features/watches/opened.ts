// A watch for its reader: names opened or masked, readings and gaps, what may be done with it.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { OfficerRole } from '../../shared/actor'
import { dayOf, minuteOfDay } from '../../shared/clock'
import { problem } from '../../shared/problem'
import { maskName } from '../../shared/text'
import { account, covers, openMaskedName } from '../accounts'
import { openWorkerField } from '../people'
import type { Rulebook } from '../rulebook'
import { openWatchText } from './fields'
import { DECIDERS, READERS } from './reach'
import {
  dueThrough,
  gapsOf,
  mayClose,
  type Shift,
  type Slot,
  standingReadings,
  uncheckedDays,
} from './rules'
import { historyOf, type ReadEntry, type ReadReading, type WatchDetail } from './store-read'

type C = Context<AppEnv>

/** Who measures at home. */
export const MEASURERS = ['clerk', 'health'] as const satisfies OfficerRole[]

const ACTS = [
  'measure',
  'tell',
  'care',
  'check',
  'extend',
  'propose',
  'approve',
  'refuse',
  'close',
] as const
export type WatchAct = (typeof ACTS)[number]

/** Whether one of the roles covers the watch: where it is kept, or where its worker works. */
export const coversWatch = (
  c: C,
  roles: readonly OfficerRole[],
  watch: Pick<WatchDetail, 'areaPath' | 'placePath'>,
): boolean =>
  [watch.areaPath, watch.placePath].some((areaPath) => covers(account(c), [...roles], { areaPath }))

function officeActs(c: C, watch: WatchDetail): WatchAct[] {
  const today = dayOf(c.var.ui.now)
  const decides = coversWatch(c, DECIDERS, watch)
  const mine = watch.proposedBy === account(c).id
  const may: Record<WatchAct, boolean> = {
    measure: coversWatch(c, MEASURERS, watch),
    tell: coversWatch(c, READERS, watch),
    care: decides,
    check: coversWatch(c, READERS, watch),
    extend: decides,
    propose: decides && watch.proposedBy === null && watch.lastDay > today,
    approve: decides && watch.proposedBy !== null && !mine,
    refuse: decides && watch.proposedBy !== null,
    close: decides && mayClose(watch, today),
  }
  return ACTS.filter((act) => may[act])
}

/** What the asker may do with a running watch; `here`: the place whose staff asks, which is asked already. */
export function actsOf(c: C, watch: WatchDetail, here: number | null): WatchAct[] {
  if (watch.endedAt !== null) return []
  const { kind, places } = account(c)
  if (kind === 'officer') return officeActs(c, watch)
  const role = places.find((each) => each.placeId === here)?.role
  if (!role) return []
  const cares = role === 'keeper' && watch.placeId === here
  return cares ? ['measure', 'tell', 'care'] : ['measure', 'tell']
}

export const through = (c: C, book: Rulebook) => dueThrough(book, c.var.ui.now)

/** Officers and the keeper are shown names whole. */
export const seesWhole = (c: C, here: number | null): boolean => {
  const { kind, places } = account(c)
  return (
    kind === 'officer' || places.some((each) => each.placeId === here && each.role === 'keeper')
  )
}

export interface ShownEntry extends ReadEntry {
  who: string
  note: string
}

export interface ShownReading extends ReadReading {
  who: string
}

export interface OpenedWatch extends Omit<WatchDetail, 'phone' | 'address' | 'minder'> {
  phone: string | null
  address: string | null
  minder: string
  /** The standing ones, the newest first. */
  readings: ShownReading[]
  missing: Slot[]
  unchecked: number[]
  entries: ShownEntry[]
}

/** By the clock, or as asked for. */
export function shiftOf(c: C): Shift {
  const asked = c.req.query('shift')
  if (asked === 'am' || asked === 'pm') return asked
  return minuteOfDay(c.var.ui.now) < 12 * 60 ? 'am' : 'pm'
}

/** With everything a page shows of it. */
export async function openWhole(
  c: C,
  { watch, book, here }: { watch: WatchDetail; book: Rulebook; here: number | null },
): Promise<OpenedWatch> {
  const { db, ui } = c.var
  const whole = seesWhole(c, here)
  const { readings, entries } = await historyOf(db, watch.id)
  const who = (by: number, stored: string | null) =>
    stored ? openMaskedName(c.env.FIELD_KEY, by, stored) : '—'
  const field = (column: 'name' | 'phone' | 'address') =>
    openWorkerField(c.env.FIELD_KEY, column, watch.workerId, watch[column])
  const name = await field('name')
  return {
    ...watch,
    name: whole ? name : maskName(name),
    phone: whole ? await field('phone') : null,
    address: whole ? await field('address') : null,
    minder: await openWatchText(c.env, 'minder', watch.key, watch.minder),
    readings: await Promise.all(
      standingReadings(readings).map(async (each) => ({
        ...each,
        who: await who(each.by, each.byName),
      })),
    ),
    missing: watch.endedAt === null ? gapsOf(watch, readings, through(c, book)) : [],
    unchecked: uncheckedDays(
      book,
      watch,
      entries.filter(({ kind }) => kind === 'check'),
      dayOf(ui.now),
    ),
    entries: await Promise.all(
      entries.map(async (each) => ({
        ...each,
        who: await who(each.by, each.byName),
        note:
          account(c).kind === 'officer'
            ? await openWatchText(c.env, 'text', each.key, each.text)
            : '',
      })),
    ),
  }
}

/** The number of a row in an address. Throws 404 for anything else. */
export function rowId(typed: string | undefined): number {
  if (!/^[1-9]\d{0,15}$/.test(typed ?? '')) throw problem('watch.unknown', 404)
  return Number(typed)
}
