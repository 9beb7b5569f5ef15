// The day as a phone keeps it: enough to make rounds without network, and no more. Pure.
import { DAY, dayOf } from '../../shared/clock'
import type { PatrolTarget } from '../../shared/patrol'
import type { Rulebook } from '../rulebook/form'

export interface PhoneSlot {
  from: number
  due: number
  /** Null: open, or late once `due` is past. */
  doneAt: number | null
}

export interface PhonePlace {
  code: string
  name: string
  address: string
  area: string
  team: string
  target: PatrolTarget
  slots: PhoneSlot[]
  orders: { id: number; state: 'open' | 'answered'; dueAt: number }[]
  /** Key of its checklist. */
  list: string
  /** Who may be measured again: masked name and job. */
  spot: { id: number; name: string; job: string }[]
}

export interface PhoneDay {
  /** Whose it is. */
  account: string
  lang: 'zh' | 'en'
  /** 大字版 */
  big: boolean
  /** The town's clock when it was made. */
  now: number
  day: number
  /** Names of the officer's own teams that have a place to go to. */
  own: string[]
  places: PhonePlace[]
  lists: Record<string, { id: string; aspect: string; text: string }[]>
  deadlines: { id: string; text: string; dueAt: number }[]
  rounds: Pick<Rulebook['rounds'], 'aheadMinutes' | 'reportWithinHours'>
  plausible: Rulebook['fever']['plausible']
  texts: Record<string, string>
}

/** A list of yesterday, as of today: the same rounds, none of them made yet. */
export function carriedOver(day: PhoneDay, now: number): PhoneDay {
  const days = dayOf(now) - day.day
  if (days <= 0) return day
  const later = ({ from, due }: PhoneSlot): PhoneSlot => ({
    from: from + days * DAY,
    due: due + days * DAY,
    doneAt: null,
  })
  return {
    ...day,
    places: day.places.map((place) => ({ ...place, slots: place.slots.map(later) })),
    deadlines: day.deadlines.map((each) => ({ ...each, dueAt: each.dueAt + days * DAY })),
  }
}

/** A list older than yesterday's says nothing of today and is no longer shown. */
export const isFresh = (day: PhoneDay, now: number): boolean => dayOf(now) - day.day <= 1

/** With a round made at `at`: it settles the earliest open slot that has begun. */
export function withRound(place: PhonePlace, at: number): PhonePlace {
  const open = place.slots.findIndex(({ from, doneAt }) => doneAt === null && from <= at)
  return {
    ...place,
    slots: place.slots.map((slot, i) => (i === open ? { ...slot, doneAt: at } : slot)),
  }
}

/** Whether a round is open now: begun and not made. What begins later does not call yet. */
export const callsNow = ({ slots }: Pick<PhonePlace, 'slots'>, now: number): boolean =>
  slots.some(({ from, doneAt }) => doneAt === null && from <= now)

/** The first slot that is still open; null: all are done. */
export const openSlot = ({ slots }: Pick<PhonePlace, 'slots'>): PhoneSlot | null =>
  slots.find(({ doneAt }) => doneAt === null) ?? null

/** What is due first comes first; what is done comes last. */
export const byNextDue = (a: PhonePlace, b: PhonePlace): number =>
  (openSlot(a)?.due ?? Number.MAX_SAFE_INTEGER) - (openSlot(b)?.due ?? Number.MAX_SAFE_INTEGER)
