// What a place owes on a day, told by examples and held by properties.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Done, owed, type Records } from '../../src/features/obligations'
import type { DoorFacts } from '../../src/features/places/rules'
import { DAY, dayOf, HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { testRulebook } from '../support/rulebook'

const at = (clock: string): number => Date.parse(`2020-03-12T${clock}:00+08:00`)
const both = (zh: string) => ({ zh, en: zh })
type Duty = ReturnType<typeof testRulebook>['duties']['shop'][number]
const duty = (id: string, times: string[], block: Duty['block'] = 'disinfection'): Duty => ({
  id,
  block,
  name: both(id),
  times,
  staleAfterHours: 12,
  source: 'test',
})
const DUTIES = [
  duty('disinfect', ['09:00', '16:00']),
  duty('staff_am', ['09:30'], 'staff'),
  duty('stock', ['11:00'], 'supplies'),
]
const book = testRulebook({ duties: { shop: DUTIES, enterprise: DUTIES, site: DUTIES } })

const shop: DoorFacts = {
  status: 'open',
  stage: null,
  kind: 'shop',
  opensAt: 480,
  closesAt: 1200,
  restDay: null,
  pausedFrom: null,
  pausedUntil: null,
}
const records = (change: Partial<Records> = {}): Records => ({
  place: shop,
  staff: 2,
  watched: 0,
  done: [],
  ...change,
})
const states = (rows: ReturnType<typeof owed>) =>
  rows.map((row) => `${row.duty} ${row.ordinal}/${row.times} ${row.state}`)

describe('a shop that is open', () => {
  test('owes each duty as often as the rulebook says, in the order it is due', () => {
    expect(states(owed(book, records(), at('08:30')))).toEqual([
      'disinfect 1/2 due',
      'staff_am 1/1 due',
      'stock 1/1 due',
      'disinfect 2/2 due',
    ])
  })

  test('is late once the time is over, and says by how much', () => {
    const [first] = owed(book, records(), at('11:00'))
    expect(first).toMatchObject({ state: 'late', lateBy: 2 * HOUR, doneAt: null })
    const [inTime] = owed(book, records(), at('09:00'))
    expect(inTime).toMatchObject({ state: 'due', lateBy: 0 })
  })

  test('has done the first time by the first record, though it came late', () => {
    const done = [{ duty: 'disinfect', at: at('09:20') }]
    const [first] = owed(book, records({ done }), at('10:00'))
    expect(first).toMatchObject({ state: 'done', doneAt: at('09:20'), lateBy: 20 * MINUTE })
  })

  test('is not helped by what was done yesterday, nor by a record of the future', () => {
    const done = [
      { duty: 'stock', at: at('10:00') - DAY },
      { duty: 'stock', at: at('10:30') },
    ]
    const rows = owed(book, records({ done }), at('10:00'))
    expect(rows.find((row) => row.duty === 'stock')?.state).toBe('due')
  })

  test('a duty that is for observation only is owed while somebody is under observation', () => {
    const watching = {
      ...book,
      duties: {
        ...book.duties,
        shop: book.duties.shop.map((duty, i) =>
          i === 0 ? { ...duty, when: 'watch' as const } : duty,
        ),
      },
    }
    const first = book.duties.shop[0]?.id
    const owes = (watched: number) =>
      owed(watching, records({ watched }), at('08:30')).some((row) => row.duty === first)
    expect([owes(0), owes(1)]).toEqual([false, true])
  })

  test('without anybody who works there has nobody to measure', () => {
    expect(owed(book, records({ staff: 0 }), at('08:30')).map((row) => row.duty)).not.toContain(
      'staff_am',
    )
  })
})

describe('opening hours', () => {
  const due = (opensAt: number, closesAt: number) =>
    owed(book, records({ place: { ...shop, opensAt, closesAt } }), at('00:10'))
      .filter((row) => row.duty === 'disinfect')
      .map((row) => (row.due - startOfDay(dayOf(row.due))) / MINUTE)

  test('a shop that opens at 10:00 need not disinfect before', () =>
    expect(due(600, 1200)).toEqual([600, 960]))
  test('a shop that closes at 14:00 does so before it closes', () =>
    expect(due(480, 840)).toEqual([540, 840]))
  test('a night shop does by its opening what falls into its closed hours', () =>
    expect(due(1080, 120)).toEqual([1080, 1080]))
})

describe('nothing is owed', () => {
  const nothing: [string, Partial<DoorFacts>][] = [
    ['on a day of rest', { restDay: dayOf(at('10:00')) }],
    ['during a pause', { pausedFrom: dayOf(at('10:00')) - 1, pausedUntil: dayOf(at('10:00')) }],
    ['during a pause without an end', { pausedFrom: dayOf(at('10:00')), pausedUntil: null }],
    ['while suspended', { status: 'suspended' }],
    ['once closed', { status: 'closed' }],
    ['before it may open', { status: 'applied' }],
    ['by a site to which nobody has returned', { kind: 'site', stage: 'none' }],
  ]
  test.each(nothing)('%s', (_, change) =>
    expect(owed(book, records({ place: { ...shop, ...change } }), at('10:00'))).toEqual([]),
  )
  test('but the day after a rest is a day like any other', () => {
    const place = { ...shop, restDay: dayOf(at('10:00')) - 1 }
    expect(owed(book, records({ place }), at('10:00'))).toHaveLength(4)
  })
})

describe('whatever was recorded', () => {
  const clock = fc
    .integer({ min: 0, max: 1439 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
  const duties = fc
    .array(fc.array(clock, { minLength: 1, maxLength: 5 }), { maxLength: 5 })
    .map((list) => list.map((times, i) => duty(`d${i}`, times)))
  const minute = fc.integer({ min: -1440, max: 2880 })
  const done = fc.array(
    fc.record({
      duty: fc.integer({ min: 0, max: 6 }).map((i) => `d${i}`),
      at: minute.map((m) => at('00:00') + m * MINUTE),
    }),
    { maxLength: 30 },
  )
  const hours = fc.option(fc.tuple(fc.nat(1439), fc.nat(1439)), { nil: null })
  const scene = fc.record({ duties, done, hours, now: fc.nat(1439) })
  type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never
  const judged = ({ duties, done, hours, now }: Scene, change: Partial<DoorFacts> = {}) =>
    owed(
      testRulebook({ duties: { shop: duties, enterprise: duties, site: duties } }),
      records({
        done,
        place: { ...shop, opensAt: hours?.[0] ?? null, closesAt: hours?.[1] ?? null, ...change },
      }),
      at('00:00') + now * MINUTE,
    )
  const count = (rows: ReturnType<typeof owed>, state: string) =>
    rows.filter((row) => row.state === state).length

  test('done, late and due are always the whole quota, never more', () =>
    fc.assert(
      fc.property(scene, (each) => {
        const rows = judged(each)
        const whole = each.duties.reduce((sum, { times }) => sum + times.length, 0)
        expect(rows).toHaveLength(whole)
        expect(count(rows, 'done') + count(rows, 'late') + count(rows, 'due')).toBe(whole)
      }),
    ))

  test('the order of the records does not matter', () =>
    fc.assert(
      fc.property(scene, fc.integer(), (each, seed) => {
        const shuffled: Done[] = [...each.done].sort(
          (a, b) => ((a.at * seed) % 7) - ((b.at * seed) % 7),
        )
        expect(judged({ ...each, done: shuffled })).toEqual(judged(each))
        expect(judged({ ...each, done: each.done.toReversed() })).toEqual(judged(each))
      }),
    ))

  test('one more record never leaves more to do', () =>
    fc.assert(
      fc.property(scene, (each) => {
        const before = judged({ ...each, done: each.done.slice(1) })
        expect(count(judged(each), 'done')).toBeGreaterThanOrEqual(count(before, 'done'))
      }),
    ))

  test('what is late is past its time, what is due is not, and what is done has a record of today', () =>
    fc.assert(
      fc.property(scene, (each) => {
        const now = at('00:00') + each.now * MINUTE
        for (const row of judged(each)) {
          if (row.state === 'late') expect(row.due).toBeLessThan(now)
          if (row.state === 'due') expect(row.due).toBeGreaterThanOrEqual(now)
          expect(row.doneAt === null).toBe(row.state !== 'done')
          if (row.doneAt !== null)
            expect(each.done).toContainEqual({ duty: row.duty, at: row.doneAt })
        }
      }),
    ))

  test('a day of rest and a closed door owe nothing', () =>
    fc.assert(
      fc.property(scene, (each) => {
        expect(judged(each, { restDay: dayOf(at('00:00')) })).toEqual([])
        expect(judged(each, { status: 'closed' })).toEqual([])
      }),
    ))
})
