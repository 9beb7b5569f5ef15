// One day of visits at one door: pure, judged by the product's own rules, the same every time.
import { doorState } from '../../src/features/places/rules'
import type { Place } from '../../src/features/places/tables'
import type { Rulebook } from '../../src/features/rulebook/form'
import type { Contact } from '../../src/features/visits/contact'
import {
  firstLiveSlot,
  judgeArrival,
  type Share,
  shareOf,
  verdictOf,
} from '../../src/features/visits/rules'
import type { Doubt, Verdict, VisitSource } from '../../src/features/visits/tables'
import { MINUTE, slotOf, startOfDay } from '../../src/shared/clock'
import { newKey } from '../../src/shared/ids'
import { keeperIdOf } from './accounts'
import { VILLAGES } from './areas'
import { type Dice, diceOf } from './dice'
import { arrivalMinutes, temperatureOf } from './habits'
import { RESIDENTS, resident } from './people'
import { KEEPERS_SHOP } from './special'

/** What the staff or the visitor do afterwards. */
export type Later =
  | { at: number; what: 'measure'; t: number }
  | { at: number; what: 'report' }
  | { at: number; what: 'leave' }

export interface DemoVisit {
  placeId: number
  day: number
  at: number
  /** As the phone would have made it. */
  clientKey: string
  contact: Contact
  party: number
  temperature: number
  source: VisitSource
  /** Account id of the staff who typed it; 0 for the visitor. */
  by: number
  verdict: Verdict
  doubt: Doubt | null
  share: Share
  later: Later[]
}

const PARTIES = {
  table: [55, 26, 11, 6, 2],
  counter: [80, 16, 3, 1],
}

const PER_DISTRICT = RESIDENTS / 5

/** 0 to 4. */
const districtOf = (place: Place): number => Number(place.areaPath.split('/')[2]) - 2

/** Whoever comes, mostly from the same district; a few have no phone, and the staff type for them. */
function comer(dice: Dice, place: Place): Pick<DemoVisit, 'contact' | 'source' | 'by'> {
  const near = districtOf(place) * PER_DISTRICT + dice.whole(PER_DISTRICT)
  const { name, phone } = resident(dice.chance(0.7) ? near : dice.whole(RESIDENTS))
  if (!dice.chance(0.03)) return { contact: { name, phone }, source: 'self', by: 0 }
  const village = dice.pick(VILLAGES).name
  const contact = dice.chance(0.7)
    ? { name, phone }
    : { name, phone: '', where: `${village} ${dice.between(1, 9)} 组` }
  return { contact, source: 'staff', by: keeperIdOf(place) }
}

/** Readings after the first one, until the rules are satisfied; a stop is reported within minutes. */
function afterFirst(book: Rulebook, dice: Dice, at: number, first: number): Later[] {
  const readings = [{ t: first }]
  const later: Later[] = []
  const feverish = dice.chance(0.3)
  let time = at
  while (verdictOf(book, readings) === 'wait') {
    time += (book.fever.remeasureAfterMinutes + dice.between(0, 3)) * MINUTE
    const t = feverish ? first + dice.between(0, 3) : temperatureOf(book, dice, false)
    readings.push({ t })
    later.push({ at: time, what: 'measure', t })
  }
  if (verdictOf(book, readings) === 'stop')
    later.push({ at: time + dice.between(2, 9) * MINUTE, what: 'report' })
  return later
}

/** People inside, as the live count would say it. */
class Inside {
  readonly #counted: { slot: number; people: number }[] = []

  live(book: Rulebook, place: Place, at: number): number {
    const first = firstLiveSlot(book, place.kind, at)
    return this.#counted.reduce((sum, { slot, people }) => sum + (slot >= first ? people : 0), 0)
  }

  add(at: number, people: number): void {
    this.#counted.push({ slot: slotOf(at), people })
  }
}

/** A visit of this person at this instant, or null when the door is shut or the place is full. */
export function visitAt(
  book: Rulebook,
  place: Place,
  dice: Dice,
  { at, live, day }: { at: number; live: number; day: number },
): DemoVisit | null {
  const party = 1 + dice.weighted(place.trade === 'catering' ? PARTIES.table : PARTIES.counter)
  const temperature = temperatureOf(book, dice, dice.chance(1 / 400))
  const state = doorState(place, at)
  const arrival = { state, temperature, party, live, capacity: place.capacity }
  const { verdict, doubt } = judgeArrival(book, arrival)
  if (verdict === 'shut' || verdict === 'full') return null
  const later = verdict === 'wait' && !doubt ? afterFirst(book, dice, at, temperature) : []
  if (verdict === 'go' && place.name === KEEPERS_SHOP && dice.chance(0.15))
    later.push({ at: at + dice.between(10, 25) * MINUTE, what: 'leave' })
  return {
    placeId: place.id,
    day,
    at,
    clientKey: newKey(at, dice.bytes),
    ...comer(dice, place),
    party,
    temperature,
    verdict,
    doubt,
    share: shareOf(book, { verdict, doubt, party, readings: [{ t: temperature }], voidedAt: null }),
    later,
  }
}

/** The whole day at a door, in order of arrival. `scale` 1 is the full town. */
export function visitsOf(book: Rulebook, place: Place, day: number, scale: number): DemoVisit[] {
  const opened = place.openedOn !== null && place.openedOn <= day
  if (place.status !== 'open' || !opened) return []
  const dice = diceOf(`visits|${place.code}|${day}`)
  const inside = new Inside()
  const visits: DemoVisit[] = []
  for (const minute of arrivalMinutes(dice, place, day, scale)) {
    const at = startOfDay(day) + minute * MINUTE + dice.whole(MINUTE)
    const visit = visitAt(book, place, dice, { at, day, live: inside.live(book, place, at) })
    if (!visit) continue
    inside.add(at, visit.share.people)
    visits.push(visit)
  }
  return visits.sort((a, b) => a.at - b.at)
}
