// The patrols of the demo town: as many as the rulebook owes, most of them made in time.
import { expect, test } from 'vitest'
import { AREAS } from '../../scripts/demo/areas'
import { placesOf } from '../../scripts/demo/places'
import { type DemoRound, itemsOf, roundsOf } from '../../scripts/demo/rounds'
import { demoRulebook } from '../../scripts/demo/rulebook'
import { shiftsOf } from '../../scripts/demo/shifts'
import { KEEPERS_SHOP } from '../../scripts/demo/special'
import { specialOrders } from '../../scripts/demo/special-orders'
import { teamsOfTown } from '../../scripts/demo/teams'
import { shiftGaps } from '../../src/features/obligations'
import { linesOf, sumsOf } from '../../src/features/patrols/rules-day'
import type { DayRows } from '../../src/features/patrols/store-day'
import { DAY, dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { PATROL_LEVELS, type PatrolLevel } from '../../src/shared/patrol'

const book = demoRulebook
const TODAY = dayOf(Date.parse('2020-03-12T10:00:00+08:00'))
const YESTERDAY = TODAY - 1
const EVENING = startOfDay(TODAY) - 1
const town = placesOf('full', TODAY)
const { teams } = teamsOfTown()

const rowsOf = (rounds: DemoRound[] = []): DayRows => ({
  places: town
    .filter(({ status }) => status !== 'closed')
    .map((place) => ({ ...place, area: '', areaEn: '', listed: 0, watched: 0 })),
  rounds: rounds.map((round) => ({ ...round, problems: round.findings.length })),
  orders: [],
  shifts: [],
  teams,
})
const linesAt = (level: PatrolLevel, rounds: DemoRound[] = [], now = EVENING, day = YESTERDAY) =>
  linesOf(book, rowsOf(rounds), { level, now, day })
const walked = (level: PatrolLevel, now = EVENING, day = YESTERDAY) =>
  roundsOf(linesAt(level, [], now, day), {
    ...{ book, day, level, now },
    walkersOf: ({ team }) => [500 + (team?.id ?? 0)],
  })
const made = walked('town')

test('the town owes what the bulletin says: 43 areas four times, 289 shops, 203 enterprises by seven teams', () => {
  const lines = linesAt('town')
  const of = (target: string) => lines.filter((line) => line.target === target)
  expect(of('site').flatMap((line) => line.slots)).toHaveLength(43 * 4)
  // One of the 289 rests every day the town is looked at; yesterday it was open.
  expect(of('shop').flatMap((line) => line.slots)).toHaveLength(289)
  expect(of('enterprise').flatMap((line) => line.slots)).toHaveLength(203)
  expect(new Set(of('enterprise').map((line) => line.team?.id)).size).toBe(7)
  expect(lines.filter((line) => line.team === null)).toEqual([])
  for (const line of of('negative_list')) expect(line.slots).toHaveLength(4)
})

test('nearly all of it was done in time, some made up late, one or two in a hundred missed', () => {
  for (const level of PATROL_LEVELS) {
    const sums = sumsOf(linesAt(level, walked(level)), EVENING)
    expect(sums.missed / sums.owed).toBeGreaterThan(0.005)
    expect(sums.missed / sums.owed).toBeLessThan(0.025)
    expect(sums.madeUp).toBeGreaterThan(0)
    expect(sums.madeUp / sums.owed).toBeLessThan(0.04)
    expect(sums.done + sums.missed).toBe(sums.owed)
  }
})

test('a round is made by the team of its place, speaks of its checklist and was there before it arrived', () => {
  const lines = new Map(linesAt('town').map((line) => [line.place.id, line]))
  for (const round of made) {
    const line = lines.get(round.placeId)
    expect(round.by).toBe(500 + (line?.team?.id ?? 0))
    expect(dayOf(round.at)).toBe(YESTERDAY)
    expect(dayOf(round.receivedAt)).toBe(YESTERDAY)
    expect(round.receivedAt).toBeGreaterThanOrEqual(round.at)
    for (const { item } of round.findings)
      expect(line && itemsOf(book, line.place, line.target)).toContain(item)
  }
  const late = made.filter((round) => round.receivedAt - round.at > 10 * MINUTE)
  expect(late.length).toBeGreaterThan(5)
  expect(late.length / made.length).toBeLessThan(0.06)
})

test('the day is the same however often it is loaded: what was there by noon stays as it was', () => {
  const noon = startOfDay(YESTERDAY) + 12 * HOUR
  const all = new Map(made.map((round) => [round.key, round]))
  const early = walked('town', noon)
  expect(early.length).toBeGreaterThan(100)
  for (const round of early) {
    expect(round.at).toBeLessThanOrEqual(noon)
    expect(all.get(round.key)).toEqual(round)
  }
})

test('who made a round without a code is told the next morning whether it counts', () => {
  const days = Array.from({ length: 6 }, (_, i) => YESTERDAY - i)
  const all = days.flatMap((day) => walked('town', EVENING, day))
  const photos = all.filter(({ proof }) => proof === 'photo')
  expect(new Set(photos.map(({ review }) => review))).toEqual(
    new Set(['pending', 'confirmed', 'refused']),
  )
  for (const { day, review } of photos) expect(review === 'pending').toBe(day === YESTERDAY)
  for (const { review } of all.filter(({ proof }) => proof === 'code')) expect(review).toBeNull()
})

test('there is an order in every state, and the one of the keeper’s shop is open', () => {
  const told = specialOrders(book, town, TODAY, () => 3)
  const keepers = told.find(
    ({ round }) => round.placeId === town.find(({ name }) => name === KEEPERS_SHOP)?.id,
  )
  expect(keepers?.order.steps).toEqual([])
  expect(keepers?.order.dueAt).toBeGreaterThan(startOfDay(TODAY) + DAY)
  const ends = told.map(({ order }) => order.steps.at(-1)?.kind ?? 'issued').sort()
  expect(ends).toEqual(['answer', 'closed', 'issued', 'issued', 'suspended'])
  for (const { round, order } of told) {
    const place = town.find(({ id }) => id === round.placeId)
    expect(place && itemsOf(book, place, 'shop')).toContain(order.item)
    const times = [order.at, ...order.steps.map(({ at }) => at)]
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.at(-1)).toBeLessThan(startOfDay(TODAY))
  }
})

test('a site under observation is never left but where the town is to see a gap of today', () => {
  const site = { id: 1, code: 'K7M2QX', areaPath: AREAS[6]?.path ?? '', keepers: [7, 8] }
  const days = [TODAY - 2, YESTERDAY, TODAY]
  const gaps = (gapOn: number | null, day: number) =>
    shiftGaps(
      days.flatMap((each) => shiftsOf(site, each, { gapOn })),
      startOfDay(day),
      startOfDay(day) + DAY,
    )
  expect(gaps(null, TODAY)).toEqual([])
  expect(gaps(TODAY, YESTERDAY)).toEqual([])
  expect(gaps(TODAY, TODAY)).toEqual([
    { from: startOfDay(TODAY), to: startOfDay(TODAY) + 40 * MINUTE },
  ])
})
