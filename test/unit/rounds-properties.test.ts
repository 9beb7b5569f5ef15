// What patrols owe a place, held by properties.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PatrolRecords, roundsOwed } from '../../src/features/obligations'
import type { Rulebook } from '../../src/features/rulebook/form'
import { dayOf, MINUTE } from '../../src/shared/clock'
import { PATROL_LEVELS, type PatrolLevel } from '../../src/shared/patrol'
import { testRulebook } from '../support/rulebook'

const MIDNIGHT = Date.parse('2020-03-12T00:00:00+08:00')
const TODAY = dayOf(MIDNIGHT)

type Place = PatrolRecords['place']
type Round = PatrolRecords['rounds'][number]
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
const records = (place: Place, rounds: Round[] = []): PatrolRecords => ({
  place,
  watched: 0,
  rounds,
})

// Windows as a rulebook may have them: one after another, or lying across each other.
const minute = fc.nat(1439)
const clockText = (m: number): string =>
  `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
const across = fc.array(
  fc.tuple(minute, minute).map(([a, b]) => ({
    from: clockText(Math.min(a, b)),
    to: clockText(Math.max(a, b)),
  })),
  { maxLength: 5 },
)
const following = fc
  .uniqueArray(minute, { minLength: 2, maxLength: 6 })
  .map((edges) => edges.sort((a, b) => a - b).map(clockText))
  .map((edges) => edges.slice(1).map((to, i) => ({ from: edges[i] ?? to, to })))

const made = fc.array(
  fc.record({
    level: fc.constantFrom(...PATROL_LEVELS),
    // Often near each other, some of the day before and after.
    at: fc.integer({ min: -300, max: 1800 }).map((m) => MIDNIGHT + m * MINUTE),
  }),
  { maxLength: 14 },
)
const scene = (windows: fc.Arbitrary<{ from: string; to: string }[]>) =>
  fc.record({
    windows,
    roundsPerDay: fc.nat(6),
    apartMinutes: fc.integer({ min: 1, max: 90 }),
    makeUpMinutes: fc.nat(120),
    rounds: made,
    now: minute,
  })
interface Scene {
  windows: { from: string; to: string }[]
  roundsPerDay: number
  apartMinutes: number
  makeUpMinutes: number
  rounds: Round[]
  now: number
}

const bookOf = ({ windows, roundsPerDay, apartMinutes, makeUpMinutes }: Scene): Rulebook => {
  const plain = testRulebook()
  const quota = { windows, resident: false, teams: 1, source: 'test' } as const
  return {
    ...plain,
    rounds: { ...plain.rounds, apartMinutes, makeUpMinutes },
    patrols: [
      { ...quota, target: 'shop', level: 'town', role: 'patrol', roundsPerDay },
      { ...quota, target: 'shop', level: 'village', role: 'clerk', roundsPerDay: 1 },
    ],
  }
}
const seen = (each: Scene, place: Place = shop, level: PatrolLevel = 'town') =>
  roundsOwed(bookOf(each), records(place, each.rounds), level, MIDNIGHT + each.now * MINUTE)
const done = (rows: ReturnType<typeof seen>) => rows.filter((row) => row.state === 'done')

describe('whatever was recorded', () => {
  const any = scene(fc.oneof(across, following))

  test('done, late and due are always the whole quota, never more', () =>
    fc.assert(
      fc.property(any, (each) => {
        const rows = seen(each)
        const count = (state: string) => rows.filter((row) => row.state === state).length
        expect(rows).toHaveLength(each.roundsPerDay)
        expect(count('done') + count('late') + count('due')).toBe(each.roundsPerDay)
        expect(rows.map((row) => row.ordinal)).toEqual(rows.map((_, i) => i + 1))
      }),
    ))

  test('the order of the rounds does not matter', () =>
    fc.assert(
      fc.property(
        any.chain((each) =>
          fc.tuple(
            fc.constant(each),
            fc.shuffledSubarray(each.rounds, { minLength: each.rounds.length }),
          ),
        ),
        ([each, rounds]) => {
          expect(seen({ ...each, rounds })).toEqual(seen(each))
        },
      ),
    ))

  test('one more round never leaves more to do', () =>
    fc.assert(
      fc.property(any, (each) => {
        const before = seen({ ...each, rounds: each.rounds.slice(1) })
        expect(done(seen(each)).length).toBeGreaterThanOrEqual(done(before).length)
      }),
      { numRuns: 1000 },
    ))

  // Of two so near that they count once, the first one says for which window.
  const spaced = ({ rounds, apartMinutes }: Scene): Round[] =>
    rounds.filter((round, i) =>
      rounds.slice(0, i).every((other) => Math.abs(other.at - round.at) >= apartMinutes * MINUTE),
    )

  test('where windows follow each other and rounds lie apart, one more un-does none and makes none later', () =>
    fc.assert(
      fc.property(scene(following), (each) => {
        const rounds = spaced(each)
        const before = seen({ ...each, rounds: rounds.slice(1) })
        for (const [i, row] of seen({ ...each, rounds }).entries()) {
          const earlier = before[i]?.doneAt ?? null
          if (earlier === null) continue
          expect(row.state).toBe('done')
          expect(row.doneAt).toBeLessThanOrEqual(earlier)
        }
      }),
      { numRuns: 1000 },
    ))

  test('as time goes on nothing that was done is open again', () =>
    fc.assert(
      fc.property(any, minute, (each, later) => {
        const before = done(seen(each))
        const after = seen({ ...each, now: Math.max(each.now, later) })
        for (const row of before)
          expect(after[row.ordinal - 1]).toMatchObject({ state: 'done', doneAt: row.doneAt })
      }),
    ))

  test('what is done has a round of its own, of the level and the day, that was made after it began', () =>
    fc.assert(
      fc.property(any, (each) => {
        const now = MIDNIGHT + each.now * MINUTE
        const rows = done(seen(each))
        const times = rows.map((row) => row.doneAt ?? 0).sort((a, b) => a - b)
        for (const [i, time] of times.entries()) {
          expect(each.rounds).toContainEqual({ level: 'town', at: time })
          expect(dayOf(time)).toBe(TODAY)
          expect(time).toBeLessThanOrEqual(now)
          if (i > 0)
            expect(time - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(each.apartMinutes * MINUTE)
        }
        for (const row of rows) expect(row.doneAt).toBeGreaterThanOrEqual(row.from)
      }),
    ))

  test('late is what is past its time, and a round made up says how late it came', () =>
    fc.assert(
      fc.property(any, (each) => {
        const now = MIDNIGHT + each.now * MINUTE
        for (const row of seen(each)) {
          expect(row.lateBy).toBe(Math.max(0, (row.doneAt ?? now) - row.due))
          if (row.state !== 'done') expect(row.state === 'late').toBe(row.due < now)
        }
      }),
    ))

  test('rounds of the village leave the town’s as they are, and the other way round', () =>
    fc.assert(
      fc.property(any, (each) => {
        for (const level of PATROL_LEVELS) {
          const own = each.rounds.filter((round) => round.level === level)
          expect(seen({ ...each, rounds: own }, shop, level)).toEqual(seen(each, shop, level))
        }
      }),
    ))

  test('a day of rest, a pause and a closed door owe nothing', () =>
    fc.assert(
      fc.property(any, (each) => {
        expect(seen(each, { ...shop, restDay: TODAY })).toEqual([])
        expect(seen(each, { ...shop, pausedFrom: TODAY, pausedUntil: TODAY })).toEqual([])
        expect(seen(each, { ...shop, status: 'closed' })).toEqual([])
      }),
    ))
})
