// How many come, when, and how warm they are.
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import { curve } from './curves'
import { type Dice, diceOf } from './dice'
import { KEEPERS_SHOP } from './special'
import { styleOf } from './trades'

const DAY_MINUTES = 1_440

/** The keeper's shop is the one everybody looks at, so it is a busy one. */
const BUSY = 5

const isWeekend = (day: number): boolean => (day + 4) % 7 === 0 || (day + 4) % 7 === 6

/** Visits of a place on a day: its trade's usual number, its own luck, the day's. */
function howMany(dice: Dice, place: Place, day: number, scale: number): number {
  const luck = 0.5 + diceOf(`luck|${place.code}`).next()
  const weekend = isWeekend(day) ? (place.kind === 'shop' ? 1.15 : 0.5) : 1
  const own = place.name === KEEPERS_SHOP ? BUSY : luck
  const usual = styleOf(place.trade, place.name).perDay * own * weekend * scale
  return Math.floor(usual * (0.75 + dice.next() / 2) + dice.next())
}

const hoursOf = (place: Place): [from: number, to: number] => [
  place.opensAt ?? 0,
  place.closesAt ?? DAY_MINUTES,
]

/** Now and then somebody checks in before the door opens or after it closed. */
function outsideHours(dice: Dice, [from, to]: [number, number]): number {
  const minute = dice.chance(0.5) ? from - dice.between(1, 30) : to + dice.between(0, 30)
  return Math.min(DAY_MINUTES - 1, Math.max(0, minute))
}

function insideHours(dice: Dice, weights: number[], [from, to]: [number, number]): number {
  for (let tries = 0; tries < 100; tries++) {
    const minute = dice.weighted(weights) * 60 + dice.whole(60)
    if (minute >= from && minute < to) return minute
  }
  return dice.between(from, to - 1)
}

/** Minutes of the day at which somebody arrives, in order. */
export function arrivalMinutes(dice: Dice, place: Place, day: number, scale: number): number[] {
  const hours = hoursOf(place)
  const weights = curve(styleOf(place.trade, place.name).curve)
  return Array.from({ length: howMany(dice, place, day, scale) }, () =>
    dice.chance(1 / 300) ? outsideHours(dice, hours) : insideHours(dice, weights, hours),
  ).sort((a, b) => a - b)
}

/** Tenths of a degree: around 36.5, never over the limit unless `fever`. */
export function temperatureOf(book: Rulebook, dice: Dice, fever: boolean): number {
  const { limit } = book.fever
  if (fever) return limit + dice.between(1, 12)
  const spread = (dice.next() + dice.next() + dice.next() - 1.5) * 6
  return Math.min(limit - 1, Math.max(358, Math.round(365 + spread)))
}
