// One day of duties at one place, and its staff's temperatures: pure, the same every time. Most are in
// time, some late, a few forgotten.
import type { Place, PlaceKind } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { MINUTE, minutesOf, startOfDay } from '../../src/shared/clock'
import { newKey } from '../../src/shared/ids'
import { ACCOUNT_NAMES, keeperIdOf } from './accounts'
import { type Dice, diceOf } from './dice'
import { temperatureOf } from './habits'
import { hasGate, KEEPERS_SHOP } from './special'

interface Tap {
  key: string
  placeId: number
  day: number
  at: number
  by: number
  source: 'tap' | 'mark'
}

export interface DutyTap extends Tap {
  duty: string
  detail: Record<string, string>
}

export interface StockTap extends Tap {
  items: { item: string; quantity: number; perDay: number | null }[]
}

export interface TemperatureTap extends Tap {
  workerId: number
  shift: 'am' | 'pm'
  temperature: number
  reportedAt: number | null
}

type Duty = Rulebook['duties']['shop'][number]

/** The minute a duty is due: inside the opening hours. */
function dueAt(place: Place, time: string): number {
  const { opensAt, closesAt } = place
  const minute = minutesOf(time)
  if (opensAt === null || closesAt === null) return minute
  return Math.min(Math.max(minute, opensAt), closesAt - 5)
}

/** Whether and when a duty was done, as minute of the day. */
function doneAt(dice: Dice, due: number, careful: boolean): number | null {
  if (dice.chance(careful ? 0 : 0.03)) return null
  const late = dice.chance(careful ? 0.02 : 0.08)
  const minute = due + (late ? dice.between(5, 130) : -dice.between(2, 45))
  return Math.min(1_438, Math.max(1, minute))
}

/** Whoever of the staff taps: at the keeper's shop often the waiter. */
const tapperOf = (dice: Dice, place: Place): number =>
  place.name === KEEPERS_SHOP && dice.chance(0.4)
    ? ACCOUNT_NAMES.indexOf('helper') + 1
    : keeperIdOf(place)

function tapAt(dice: Dice, place: Place, day: number, minute: number): Tap {
  const at = startOfDay(day) + minute * MINUTE + dice.whole(MINUTE)
  const key = newKey(at, dice.bytes)
  return { key, placeId: place.id, day, at, by: tapperOf(dice, place), source: 'tap' }
}

// The choices of the board room's taps.
const WITH = ['chlorine', 'chlorine', 'alcohol', 'tablets']
const WHERE: Record<PlaceKind, string[]> = {
  shop: ['all', 'all', 'surfaces', 'toilet'],
  enterprise: ['workshop', 'public', 'office'],
  site: ['public', 'office', 'toilet'],
}
/** Duties that are named after where they are done. */
const ONE_PLACE = ['gate', 'office', 'dormitory', 'canteen', 'isolation']
const PLATES = '豫A·**128 豫A·**D36 豫A·**907 豫A·**55K 豫C·**213'.split(' ')

function detailOf(dice: Dice, place: Place, duty: Duty): Record<string, string> {
  if (duty.block === 'vehicle') return { plate: dice.pick(PLATES) }
  if (duty.block !== 'disinfection') return {}
  const where = ONE_PLACE.includes(duty.id) ? duty.id : dice.pick(WHERE[place.kind])
  if (duty.id === 'air') return { where: place.kind === 'site' ? 'dormitory' : 'all' }
  return { where, with: dice.pick(WITH) }
}

/** Supplies run down day by day until new ones come. */
function stockOf(place: Place, day: number, staff: number) {
  const [masks, litres] = [Math.max(2, staff), Math.max(1, Math.ceil(staff / 10))]
  const left = 9 - ((day + place.id) % 8)
  return [
    { item: 'mask', quantity: masks * left, perDay: masks },
    { item: 'chlorine', quantity: litres * (left + 3), perDay: litres },
    { item: 'thermometer', quantity: 1 + Math.floor(staff / 20), perDay: null },
  ]
}

/** Vehicles that come to a gate besides the one that is owed. */
function vehiclesOf(book: Rulebook, place: Place, day: number): DutyTap[] {
  const duty = book.duties[place.kind].find(({ block }) => block === 'vehicle')
  if (!duty || !hasGate(place)) return []
  return Array.from({ length: diceOf(`vehicles|${place.code}|${day}`).between(5, 12) }, (_, n) => {
    const dice = diceOf(`vehicle|${place.code}|${day}|${n}`)
    const tap = tapAt(dice, place, day, dice.between(6 * 60, 20 * 60))
    return { ...tap, duty: duty.id, detail: detailOf(dice, place, duty) }
  })
}

export interface DayOfTaps {
  duties: DutyTap[]
  stock: StockTap[]
}

/** A place has duties from the day it opened, unless it rests. */
const works = (place: Place, day: number): boolean =>
  place.status === 'open' &&
  place.openedOn !== null &&
  place.openedOn <= day &&
  place.restDay !== day

/** What is tapped at a place on a day. On `today` the keeper has not counted the supplies yet. */
export function tapsOf(
  book: Rulebook,
  place: Place,
  { day, today, staff, watched }: { day: number; today: number; staff: number; watched: number },
): DayOfTaps {
  const taps: DayOfTaps = { duties: [], stock: [] }
  if (!works(place, day)) return taps
  taps.duties.push(...vehiclesOf(book, place, day))
  const careful = place.name === KEEPERS_SHOP
  for (const duty of book.duties[place.kind]) {
    if (duty.block === 'staff' || (duty.when === 'watch' && watched === 0)) continue
    for (const [n, time] of duty.times.entries()) {
      const dice = diceOf(`duty|${place.code}|${day}|${duty.id}|${n}`)
      const minute = doneAt(dice, dueAt(place, time), careful)
      if (minute === null || (careful && day === today && duty.block === 'supplies')) continue
      const tap = tapAt(dice, place, day, minute)
      if (duty.block === 'supplies') taps.stock.push({ ...tap, items: stockOf(place, day, staff) })
      else taps.duties.push({ ...tap, duty: duty.id, detail: detailOf(dice, place, duty) })
    }
  }
  return taps
}

export interface OnShift {
  id: number
  job?: string
  since: number
  worksFrom: number | null
}

const SHIFTS = ['am', 'pm'] as const

/** How the check of a shift went: when it began, and whether somebody was missing; null: forgotten. */
function checkOf(book: Rulebook, place: Place, day: number, shift: (typeof SHIFTS)[number]) {
  const careful = place.name === KEEPERS_SHOP
  const dice = diceOf(`check|${place.code}|${day}|${shift}`)
  const duty = book.duties[place.kind].find(({ id }) => id === `staff_${shift}`)
  const minute = duty ? doneAt(dice, dueAt(place, duty.times[0] ?? '09:00'), careful) : null
  return minute === null ? null : { minute, missing: careful ? 0 : dice.chance(0.06) ? 0.1 : 0 }
}

/** The largest crew, which tells its gate only of exceptions, in the evening; not every day. */
function markedCrew(place: Place, shift: string, day: number, here: readonly OnShift[]) {
  if (!hasGate(place) || shift !== 'pm' || day % 3 === 0) return null
  const crews = [...Map.groupBy(here, ({ job }) => job)]
  return crews.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null
}

/** As many as one looks over at once. */
const ONE_LIST = 24

/** Morning and evening temperatures of a place's staff on a day; now and then somebody is missing. */
export function temperaturesOf(
  book: Rulebook,
  place: Place,
  day: number,
  staff: readonly OnShift[],
): TemperatureTap[] {
  if (!works(place, day)) return []
  const here = staff.filter(({ since, worksFrom }) => since <= day && (worksFrom ?? 0) <= day)
  return SHIFTS.flatMap((shift) => {
    const check = checkOf(book, place, day, shift)
    if (!check) return []
    const marked = markedCrew(place, shift, day, here)
    // A crew is saved together, one crew after the other; a few people are one list.
    const few = here.length <= ONE_LIST
    return [...Map.groupBy(here, ({ job }) => job)].flatMap(([job, crew], n) => {
      const list = few ? 0 : n
      const saving = diceOf(`save|${place.code}|${day}|${shift}|${list}`)
      const save = tapAt(saving, place, day, Math.min(1_438, check.minute + list))
      return crew.flatMap(({ id }): TemperatureTap[] => {
        const dice = diceOf(`warm|${place.code}|${id}|${day}|${shift}`)
        if (dice.chance(check.missing)) return []
        const fever = place.name !== KEEPERS_SHOP && dice.chance(1 / 8_000)
        const tap = { ...save, key: `${save.key}-${id}`, workerId: id, shift, reportedAt: null }
        if (marked !== null && job === marked && !fever)
          return [{ ...tap, source: 'mark', temperature: 0 }]
        const temperature = temperatureOf(book, dice, fever)
        return [{ ...tap, temperature, reportedAt: fever ? tap.at + 4 * MINUTE : null }]
      })
    })
  })
}
