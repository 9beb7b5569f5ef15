// What patrols owe a place on a day, told by examples and held by properties.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoRulebook } from '../../scripts/demo/rulebook'
import {
  isResident,
  type PatrolRecords,
  roundsOwed,
  type Shift,
  shiftGaps,
  targetOf,
} from '../../src/features/obligations'
import { linesOf, sumsOf } from '../../src/features/patrols/rules-day'
import type { DayRound } from '../../src/features/patrols/store-day'
import type { Rulebook } from '../../src/features/rulebook/form'
import { DAY, dayOf, HOUR, MINUTE } from '../../src/shared/clock'
import type { PatrolLevel } from '../../src/shared/patrol'

const at = (clock: string): number => Date.parse(`2020-03-12T${clock}:00+08:00`)
const MIDNIGHT = at('00:00')
const TODAY = dayOf(MIDNIGHT)

type Place = PatrolRecords['place']
const shop: Place = {
  status: 'open',
  stage: null,
  kind: 'shop',
  trade: 'retail',
  listed: false,
  isolationRooms: null,
  opensAt: 480,
  closesAt: 1200,
  restDay: null,
  pausedFrom: null,
  pausedUntil: null,
}
const site: Place = { ...shop, kind: 'site', trade: 'housing', stage: 'working' }
const works: Place = { ...shop, kind: 'enterprise', trade: 'valves' }
const ktv: Place = { ...shop, trade: 'ktv', status: 'suspended' }

type Round = PatrolRecords['rounds'][number]
const town = (...clocks: string[]): Round[] =>
  clocks.map((clock) => ({ level: 'town', at: at(clock) }))
const records = (place: Place, rounds: Round[] = [], watched = 0): PatrolRecords => ({
  place,
  watched,
  rounds,
})

const judged = (
  place: Place,
  rounds: Round[],
  clock: string,
  level: PatrolLevel = 'town',
  book: Rulebook = demoRulebook,
) => roundsOwed(book, records(place, rounds), level, at(clock))
const states = (rows: ReturnType<typeof roundsOwed>) => rows.map((row) => row.state).join(' ')

describe('the rules of the town', () => {
  const owes = (place: Place, level: PatrolLevel = 'town') =>
    judged(place, [], '08:00', level).map((row) => row.target)

  test('every construction area is visited four times a day, whether anybody is back or not', () => {
    const areas: Place[] = Array.from({ length: 43 }, (_, i) =>
      i < 23 ? site : { ...site, status: 'known', stage: 'none' },
    )
    const all = areas.flatMap((area) => judged(area, [], '06:00'))
    expect(all).toHaveLength(43 * 4)
    expect(new Set(all.map((row) => row.target))).toEqual(new Set(['site']))
    expect(areas.flatMap((area) => judged(area, [], '06:00', 'village'))).toHaveLength(43)
  })

  test('an open shop is visited once by the town and once by its village', () =>
    expect([owes(shop), owes(shop, 'village')]).toEqual([['shop'], ['shop']]))

  test('an open enterprise is visited once, by its team', () =>
    expect([owes(works), owes(works, 'village')]).toEqual([['enterprise'], []]))

  test('a place of the negative list is watched all day, from eight to ten in the evening', () => {
    const rows = judged(ktv, [], '08:00')
    expect(rows.map((row) => row.target)).toEqual(Array(4).fill('negative_list'))
    expect([rows[0]?.from, rows.at(-1)?.due]).toEqual([at('08:00'), at('22:00')])
    for (const [i, row] of rows.entries()) if (i > 0) expect(row.from).toBe(rows[i - 1]?.due)
    expect(owes(ktv, 'village')).toHaveLength(2)
  })

  test('a shop on the list by itself is watched like one of a listed trade', () =>
    expect(owes({ ...shop, status: 'suspended', listed: true })).toHaveLength(4))

  test('a shop that may not open is visited twice to see that it is shut', () => {
    for (const status of ['known', 'applied', 'accepted', 'suspended'] as const)
      expect(owes({ ...shop, status })).toEqual(['not_allowed', 'not_allowed'])
  })

  test('a shop that rests today, or pauses by itself, is not visited', () => {
    expect(owes({ ...shop, restDay: TODAY })).toEqual([])
    expect(owes({ ...shop, restDay: TODAY - 1 })).toEqual(['shop'])
    expect(owes({ ...shop, pausedFrom: TODAY - 1, pausedUntil: TODAY })).toEqual([])
    expect(owes({ ...shop, pausedFrom: TODAY, pausedUntil: null })).toEqual([])
    expect(owes({ ...shop, pausedFrom: TODAY - 2, pausedUntil: TODAY - 1 })).toEqual(['shop'])
  })

  test('an enterprise that stands still is not visited, and a closed place never is', () => {
    expect(owes({ ...works, status: 'suspended' })).toEqual([])
    expect(owes({ ...works, status: 'known' })).toEqual([])
    for (const place of [shop, site, works, ktv])
      expect(owes({ ...place, status: 'closed' })).toEqual([])
  })

  test('a site with people under observation has somebody there day and night, and its four rounds', () => {
    const watching = { place: site, watched: 2 }
    const target = targetOf(demoRulebook, watching, at('08:00'))
    expect(target).toBe('site_with_watch')
    expect(isResident(demoRulebook, target)).toBe(true)
    expect(isResident(demoRulebook, 'site')).toBe(false)
    expect(roundsOwed(demoRulebook, records(site, [], 2), 'town', at('08:00'))).toHaveLength(4)
    // Declared is enough: the supervisor is there before the first of them comes.
    const declared = { place: { ...site, isolationRooms: 2 }, watched: 0 }
    expect(targetOf(demoRulebook, declared, at('08:00'))).toBe('site_with_watch')
    const given = { place: { ...site, isolationRooms: 0 }, watched: 0 }
    expect(targetOf(demoRulebook, given, at('08:00'))).toBe('site')
    const factory = { place: { ...works, isolationRooms: 2 }, watched: 0 }
    expect(targetOf(demoRulebook, factory, at('08:00'))).toBe('enterprise')
    // The village's rules say nothing of observation: it is a site to them.
    expect(roundsOwed(demoRulebook, records(site, [], 2), 'village', at('08:00'))).toHaveLength(1)
  })
})

describe('the four rounds of a site', () => {
  const clocks = ['07:00', '10:30', '13:00', '16:00']

  test('are all done when each was made in its time', () =>
    expect(states(judged(site, town(...clocks), '20:00'))).toBe('done done done done'))

  test('stand open until their time is over, and are missed after it', () => {
    expect(states(judged(site, town('07:00'), '12:00'))).toBe('done due due due')
    expect(states(judged(site, town('07:00'), '12:01'))).toBe('done late due due')
    expect(states(judged(site, [], '23:59'))).toBe('late late late late')
  })

  test('a round counts for the window it was made in, though the one before was missed', () => {
    expect(states(judged(site, town('07:00', '13:55'), '14:00'))).toBe('done late done due')
  })

  test('a second one in a window makes up for the missed one', () => {
    expect(states(judged(site, town('07:00', '13:00', '14:00'), '14:10'))).toBe(
      'done done done due',
    )
  })

  test('a missed round is made up by the next one, and says how late that came', () => {
    const [first, second] = judged(site, town('10:20'), '10:30')
    expect(first).toMatchObject({ state: 'done', doneAt: at('10:20'), lateBy: 20 * MINUTE })
    expect(second?.state).toBe('due')
  })

  test('the round of the afternoon is not made in the morning', () =>
    expect(states(judged(site, town('06:10', '07:00', '08:00', '09:00'), '09:30'))).toBe(
      'done due due due',
    ))

  test('two within twenty minutes are one, after twenty they are two', () => {
    expect(states(judged(site, town('10:00', '10:19'), '10:30'))).toBe('done due due due')
    expect(states(judged(site, town('10:00', '10:20'), '10:30'))).toBe('done done due due')
  })

  test('a needless second look at 09:50 does not swallow the round of ten o’clock', () =>
    expect(states(judged(site, town('07:00', '09:50', '10:00'), '10:30'))).toBe(
      'done done due due',
    ))

  test('are not helped by a village’s round, yesterday’s, or one of the future', () => {
    const others: Round[] = [
      { level: 'village', at: at('07:00') },
      { level: 'town', at: at('07:00') - DAY },
      { level: 'town', at: at('09:00') },
    ]
    expect(states(judged(site, others, '08:00'))).toBe('due due due due')
  })
})

test('a refused round counts for nothing, one that is still looked at or was confirmed counts', () => {
  const place = {
    ...site,
    ...{ id: 1, code: 'K7M2QX', name: '工地', address: '', listed: 0, watched: 0 },
    ...{ areaId: 3, areaPath: '/1/2/3/', area: '左照沟村', areaEn: 'Zuozhaogou' },
  }
  const sums = (review: DayRound['review']) => {
    const round: DayRound = {
      ...{ id: 1, placeId: 1, level: 'town', target: 'site', by: 3, proof: 'photo', problems: 1 },
      ...{ at: at('07:00'), receivedAt: at('07:00'), review },
    }
    const rows = { places: [place], rounds: [round], orders: [], shifts: [], teams: [] }
    const now = at('10:30')
    return sumsOf(linesOf(demoRulebook, rows, { level: 'town', day: TODAY, now }), now)
  }
  expect(sums('refused')).toMatchObject({ owed: 4, done: 0, missed: 1 })
  for (const review of ['pending', 'confirmed', null] as const)
    expect(sums(review)).toMatchObject({ owed: 4, done: 1, missed: 0 })
})

describe('resident supervision', () => {
  const hour = (h: number): number => MIDNIGHT + h * HOUR

  test('a site without anybody is one gap, one that is handed over without pause has none', () => {
    expect(shiftGaps([], hour(0), hour(10))).toEqual([{ from: hour(0), to: hour(10) }])
    const shifts: Shift[] = [
      { startedAt: hour(8), endedAt: null },
      { startedAt: hour(-4), endedAt: hour(8) },
    ]
    expect(shiftGaps(shifts, hour(0), hour(10))).toEqual([])
  })

  test('who came half an hour after the other left leaves a gap of half an hour', () =>
    expect(
      shiftGaps(
        [
          { startedAt: hour(-4), endedAt: hour(8) },
          { startedAt: hour(8.5), endedAt: null },
        ],
        hour(0),
        hour(10),
      ),
    ).toEqual([{ from: hour(8), to: hour(8.5) }]))

  test('who only comes afterwards does not fill the time before', () =>
    expect(shiftGaps([{ startedAt: hour(11), endedAt: null }], hour(0), hour(10))).toEqual([
      { from: hour(0), to: hour(10) },
    ]))

  const span = fc.tuple(fc.integer({ min: -20, max: 60 }), fc.option(fc.nat(40), { nil: null }))
  const shifts = fc.array(
    span.map(
      ([start, long]): Shift => ({
        startedAt: start,
        endedAt: long === null ? null : start + long,
      }),
    ),
    { maxLength: 8 },
  )

  test('every instant of the day is in exactly one of a shift and a gap, and gaps do not touch', () =>
    fc.assert(
      fc.property(shifts, fc.nat(20), fc.nat(40), (list, from, long) => {
        const to = from + long
        const gaps = shiftGaps(list, from, to)
        for (let t = from; t < to; t++) {
          const there = list.some((shift) => shift.startedAt <= t && t < (shift.endedAt ?? to))
          expect(gaps.filter((gap) => gap.from <= t && t < gap.to)).toHaveLength(there ? 0 : 1)
        }
        for (const [i, gap] of gaps.entries()) {
          expect(gap.from).toBeLessThan(gap.to)
          if (i > 0) expect(gap.from).toBeGreaterThan(gaps[i - 1]?.to ?? 0)
          expect([gap.from >= from, gap.to <= to]).toEqual([true, true])
        }
      }),
      { numRuns: 500 },
    ))
})
