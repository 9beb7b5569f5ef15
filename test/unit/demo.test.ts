import { expect, test } from 'vitest'
import { newDemoPassword } from '../../scripts/demo/accounts'
import { filingOf } from '../../scripts/demo/applicants'
import { handedIn } from '../../scripts/demo/applications'
import { AREAS } from '../../scripts/demo/areas'
import { diceOf } from '../../scripts/demo/dice'
import { resident } from '../../scripts/demo/people'
import { placesOf } from '../../scripts/demo/places'
import { demoRulebook } from '../../scripts/demo/rulebook'
import { SIZES } from '../../scripts/demo/sizes'
import { FULL_SHOP, KEEPERS_SHOP, RESTING_SHOP } from '../../scripts/demo/special'
import { TRADES } from '../../scripts/demo/trades'
import { type DemoVisit, visitsOf } from '../../scripts/demo/visits'
import { answerBy } from '../../src/features/applications/rules'
import { doorState } from '../../src/features/places/rules'
import type { Place } from '../../src/features/places/tables'
import { isOver } from '../../src/features/rulebook/rules'
import { dayOf, minuteOfDay, startOfDay } from '../../src/shared/clock'
import { readPlaceCode } from '../../src/shared/place-code'

const book = demoRulebook
const TODAY = dayOf(Date.parse('2020-03-12T10:00:00+08:00'))
const NOW = startOfDay(TODAY) + 10 * 3_600_000
const town = placesOf('full', TODAY)

const count = (places: Place[], wanted: Partial<Place>): number =>
  places.filter((place) =>
    Object.entries(wanted).every(([key, value]) => Reflect.get(place, key) === value),
  ).length

const fortnight = (places: Place[], scale: number): DemoVisit[] =>
  Array.from({ length: 14 }, (_, i) => TODAY - 13 + i).flatMap((day) =>
    places.flatMap((place) => visitsOf(book, place, day, scale)),
  )
const visits = fortnight(town, SIZES.full.visitScale)

const named = (name: string): Place => {
  const place = town.find((each) => each.name === name)
  if (!place) throw new Error(`no ${name}`)
  return place
}

test('the town has the numbers of the bulletin', () => {
  expect(count(town, { kind: 'shop', status: 'open' })).toBe(289)
  expect(count(town, { kind: 'enterprise', status: 'open' })).toBe(203)
  expect(count(town, { kind: 'site' })).toBe(43)
  expect(count(town, { kind: 'site', status: 'open' })).toBe(23)
  expect(count(town, { kind: 'site', stage: 'working' })).toBe(21)
  expect(count(town, { kind: 'site', status: 'known', stage: 'none' })).toBe(20)
  expect(AREAS.filter((area) => area.level === 'district')).toHaveLength(5)
})

test('the small town has twenty places in five districts, and six that apply', () => {
  const small = placesOf('small', TODAY)
  expect(small).toHaveLength(26)
  expect(small.some((place) => place.name === KEEPERS_SHOP)).toBe(true)
  const few = fortnight(small, SIZES.small.visitScale).length
  expect(few).toBeGreaterThan(200)
  expect(few).toBeLessThan(400)
})

test('17 places wait for an answer, two of them past their time, and 9 for their inspection', () => {
  const applying = town.filter((place) => filingOf(place) !== null)
  const of = (state: string) => applying.filter((place) => filingOf(place) === state).length
  expect([of('submitted'), of('accepted'), of('sent_back'), of('refused')]).toEqual([17, 9, 3, 2])
  for (const hour of [0, 9, 17.99, 18.01, 23.9, 60, 80]) {
    const now = startOfDay(TODAY) + hour * 3_600_000
    const dates = handedIn(book, now, 17)
    expect(dates.filter((at) => answerBy(book, at) <= now)).toHaveLength(2)
    expect(dates.every((at) => at < now)).toBe(true)
  }
})

test('no two places share a name, an address or a code, and every code is whole', () => {
  for (const key of ['id', 'name', 'address', 'code'] as const)
    expect(new Set(town.map((place) => place[key])).size).toBe(town.length)
  for (const { code } of town) expect(readPlaceCode(code)).toBe(code)
})

test('every site has a contractor, and nothing else has', () => {
  expect(town.filter(({ contractor }) => contractor !== null)).toEqual(
    town.filter(({ kind }) => kind === 'site'),
  )
})

test('acceptance numbers run from 1 to 289, and 148 hangs at the keeper’s shop', () => {
  const numbers = town.flatMap((place) => place.acceptanceNumber ?? []).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 289 }, (_, i) => i + 1))
  expect(named(KEEPERS_SHOP).acceptanceNumber).toBe(148)
})

test('every trade is one of the rulebook’s, and nobody on the negative list is open', () => {
  const known = new Set(book.trades.map((trade) => trade.id))
  expect(TRADES.filter((trade) => !known.has(trade))).toEqual([])
  const listed = book.negativeList
    .filter((entry) => entry.to === null)
    .flatMap((entry) => entry.trades)
  expect(town.filter((place) => place.status === 'open' && listed.includes(place.trade))).toEqual(
    [],
  )
})

test('the same day gives the same town and the same visits', () => {
  expect(placesOf('full', TODAY)).toEqual(town)
  const shop = named(KEEPERS_SHOP)
  expect(visitsOf(book, shop, TODAY, 1)).toEqual(visitsOf(book, shop, TODAY, 1))
  const codes = (places: Place[]) => places.map((place) => place.code)
  expect(codes(placesOf('full', TODAY + 1))).toEqual(codes(town))
})

test('hours are those of a town: nothing opens before five, closes after midnight or within four hours', () => {
  for (const { name, opensAt, closesAt } of town) {
    if (opensAt === null || closesAt === null) {
      expect([opensAt, closesAt], name).toEqual([null, null])
      continue
    }
    expect(opensAt, name).toBeGreaterThanOrEqual(300)
    expect(closesAt, name).toBeLessThan(1_440)
    expect(closesAt - opensAt, name).toBeGreaterThanOrEqual(240)
  }
})

test('at any hour a newcomer finds the keeper’s shop and the full one open, and one shop resting', () => {
  for (let hour = 0; hour < 24; hour++) {
    const at = startOfDay(TODAY) + hour * 3_600_000
    expect(doorState(named(KEEPERS_SHOP), at)).toBe('open')
    expect(doorState(named(FULL_SHOP), at)).toBe('open')
    expect(doorState(named(RESTING_SHOP), at)).toBe('rest')
  }
})

test('two weeks bring about 40,000 visits, each while its door was open unless it is marked', () => {
  expect(visits.length).toBeGreaterThan(38_500)
  expect(visits.length).toBeLessThan(42_500)
  const places = new Map(town.map((place) => [place.id, place]))
  for (const visit of visits) {
    const place = places.get(visit.placeId)
    const state = place ? doorState(place, visit.at) : 'closed'
    expect(state).toBe(visit.doubt === null ? 'open' : 'hours')
    expect(dayOf(visit.at)).toBe(visit.day)
  }
})

test('people eat at noon and nobody buys nails at night', () => {
  const at = (place: Place) => (hour: number) =>
    visits.filter(
      (visit) => visit.placeId === place.id && Math.floor(minuteOfDay(visit.at) / 60) === hour,
    ).length
  const noodles = at(named(KEEPERS_SHOP))
  expect(noodles(12)).toBeGreaterThan(3 * noodles(15))
  const hardware = new Set(
    town.filter((place) => place.trade === 'hardware').map((place) => place.id),
  )
  const late = visits.filter(
    (visit) => hardware.has(visit.placeId) && minuteOfDay(visit.at) > 1_200,
  )
  expect(late.filter((visit) => visit.doubt === null)).toEqual([])
})

test('a few in a thousand are over the limit, and each of them is measured again or told of', () => {
  const over = visits.filter((visit) => isOver(book, visit.temperature))
  expect(over.length / visits.length).toBeGreaterThan(1 / 600)
  expect(over.length / visits.length).toBeLessThan(1 / 250)
  for (const visit of over.filter((each) => each.doubt === null)) {
    expect(visit.verdict).toBe('wait')
    expect(visit.later.some((later) => later.what === 'measure')).toBe(true)
  }
  const normal = visits.filter((visit) => !isOver(book, visit.temperature))
  expect(normal.every(({ temperature }) => temperature >= 358 && temperature <= 372)).toBe(true)
})

test('no telephone number could be a real one, and no two residents share theirs', () => {
  const phones = visits.map((visit) => visit.contact.phone).filter((phone) => phone !== '')
  expect(phones.filter((phone) => !/^1[3-9]\d0000\d{4}$/.test(phone))).toEqual([])
  const all = Array.from({ length: 7_000 }, (_, n) => resident(n).phone)
  expect(new Set(all).size).toBe(all.length)
})

test('no door holds more than its capacity', () => {
  const shop = named(FULL_SHOP)
  const inside = visits.filter((visit) => visit.placeId === shop.id && visit.at < NOW)
  const most = inside.map((visit) =>
    inside
      .filter((other) => other.at <= visit.at && visit.at - other.at < 15 * 60_000)
      .reduce((sum, other) => sum + other.share.people, 0),
  )
  expect(Math.max(...most)).toBeLessThanOrEqual(6)
})

test('the demo password is six digits that nobody guesses first', () => {
  const tries = [0, 123_456, 111_111, 121_212, 987_654, 112_233, 480_913]
  const dice = diceOf('password')
  expect(newDemoPassword(() => tries.shift() ?? dice.whole(1_000_000))).toBe('480913')
})
