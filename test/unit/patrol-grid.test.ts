import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gridLink, readGridQuery } from '../../src/features/patrols/grid-form'
import type { PatrolLine } from '../../src/features/patrols/rules-day'
import {
  besideOf,
  cellsOf,
  columnsOf,
  gridSums,
  isWrong,
  leftAlone,
  linesOfKind,
  missedCount,
  missedOf,
  pageAfter,
  urgedVillages,
} from '../../src/features/patrols/rules-grid'
import type { DayRound, DayRows } from '../../src/features/patrols/store-day'
import { mattersOf } from '../../src/features/progress/rules-leader'
import { HOUR, MINUTE, startOfDay } from '../../src/shared/clock'
import { at, FOUR, linesAt, place, round, TODAY } from '../support/patrol-lines'

const marksOf = (line: PatrolLine): string[] => cellsOf(line).map(({ mark }) => mark)

/** The only line of a day. */
function lineAt(now: string, rounds: DayRound[], rows: Partial<DayRows> = {}): PatrolLine {
  const [line] = linesAt(at(now), { places: [place(1)], rounds, ...rows })
  if (!line) throw new Error('the place owes nothing')
  return line
}

describe('a row of the grid', () => {
  test('says of each round whether it is done, found something wrong, was missed or is not due yet', () => {
    const line = lineAt('14:00', [round(1, '08:17'), round(1, '12:30', { problems: 2 })])
    // The round of 12:30 makes up the second: the earliest that is open.
    expect(marksOf(line)).toEqual(['done', 'problem', 'due', 'due'])
    expect(cellsOf(line)[1]?.slot.lateBy).toBe(30 * MINUTE)
    expect(marksOf(lineAt('15:10', [round(1, '08:17')]))).toEqual([
      'done',
      'missed',
      'missed',
      'due',
    ])
  })

  test('a refused round counts for nothing and stays to be seen beside the others', () => {
    const refused = round(1, '08:17', { review: 'refused', problems: 2 })
    const line = lineAt('10:30', [refused])
    expect(marksOf(line)).toEqual(['missed', 'due', 'due', 'due'])
    expect(besideOf(line)).toEqual([refused])
    expect(gridSums([line], at('10:30')).problems).toBe(0)
  })

  test('what a refused round found is nobody’s to look at, and its cell is the other one’s', () => {
    const refused = round(1, '08:17', { review: 'refused', problems: 2 })
    const good = round(1, '08:17')
    const line = lineAt('09:00', [refused, good])
    expect(cellsOf(line)[0]).toMatchObject({ round: good, mark: 'done' })
    expect(isWrong(line)).toBe(false)
  })

  test('a second round a few minutes later is shown beside, not as another one', () => {
    const second = round(1, '08:22')
    const line = lineAt('11:00', [round(1, '08:17'), second, round(1, '10:30')])
    expect(marksOf(line)).toEqual(['done', 'done', 'due', 'due'])
    expect(besideOf(line)).toEqual([second])
  })

  test('a place of which nothing is wrong is not among those to look at', () => {
    expect(isWrong(lineAt('09:00', [round(1, '08:17')]))).toBe(false)
    expect(isWrong(lineAt('10:01', []))).toBe(true)
    expect(isWrong(lineAt('09:00', [round(1, '08:17', { review: 'pending' })]))).toBe(true)
    expect(isWrong(lineAt('09:00', [round(1, '08:17', { problems: 1 })]))).toBe(true)
    const order = { id: 1, placeId: 1, state: 'open' as const, dueAt: at('17:00') }
    expect(isWrong(lineAt('09:00', [round(1, '08:17')], { orders: [order] }))).toBe(true)
  })
})

describe('the columns', () => {
  test('carry their hours where every place has the same, and are as many as the most rounds', () => {
    const shop = place(2, { kind: 'shop', opensAt: 480, closesAt: 1200 })
    const lines = linesAt(at('09:00'), { places: [place(1), shop] })
    const [sites, all] = [columnsOf(linesOfKind(lines, 'site')), columnsOf(lines)]
    expect(sites.map(({ window }) => window?.due)).toEqual(FOUR.map(([, to]) => at(to)))
    expect(all).toHaveLength(4)
    expect(all[0]?.window).toBeNull()
  })

  test('the grid of places that must be shut holds the negative list and nothing that is open', () => {
    const places = [
      place(1),
      place(2, { kind: 'shop', status: 'known', listed: 1 }),
      place(3, { kind: 'shop', opensAt: 480, closesAt: 1200 }),
    ]
    const lines = linesAt(at('09:00'), { places })
    expect(linesOfKind(lines, 'shut').map((line) => line.place.id)).toEqual([2])
  })
})

describe('resident supervision', () => {
  const watched = { places: [place(1, { watched: 2 })] }
  const shift = (from: string, to: string | null) => ({
    id: 1,
    placeId: 1,
    accountId: 7,
    startedAt: at(from),
    endedAt: to ? at(to) : null,
  })

  test('a site nobody stays at is left alone since the last one went', () => {
    const lines = linesAt(at('13:00'), { ...watched, shifts: [shift('00:00', '12:00')] })
    expect(leftAlone(lines, at('13:00')).map(({ since }) => since)).toEqual([at('12:00')])
    expect(gridSums(lines, at('13:00')).gaps).toBe(1)
    const [village] = urgedVillages([], leftAlone(lines, at('13:00')))
    expect(village).toMatchObject({ areaId: 3, missed: [], alone: [{ since: at('12:00') }] })
  })

  test('once somebody is there again it is left alone no more, and the gap stays in the sums', () => {
    const shifts = [shift('00:00', '12:00'), { ...shift('13:00', null), id: 2 }]
    const lines = linesAt(at('14:00'), { ...watched, shifts })
    expect(leftAlone(lines, at('14:00'))).toEqual([])
    expect(gridSums(lines, at('14:00')).gaps).toBe(1)
  })
})

describe('sums, reminders and rows', () => {
  const day = fc.record({
    hour: fc.integer({ min: 0, max: 23 }),
    rounds: fc.array(
      fc.record({
        placeId: fc.integer({ min: 1, max: 6 }),
        minute: fc.integer({ min: 0, max: 1439 }),
        problems: fc.integer({ min: 0, max: 2 }),
        review: fc.constantFrom(null, 'pending', 'confirmed', 'refused'),
      }),
      { maxLength: 40 },
    ),
  })
  const built = (made: typeof day extends fc.Arbitrary<infer T> ? T : never) => {
    const now = startOfDay(TODAY) + made.hour * HOUR
    const rounds = made.rounds.map(({ minute, ...each }) =>
      round(each.placeId, '00:00', { ...each, at: startOfDay(TODAY) + minute * MINUTE }),
    )
    const places = [1, 2, 3, 4, 5, 6].map((id) =>
      place(id, { areaId: 3 + (id % 2), areaPath: `/1/2/${3 + (id % 2)}/` }),
    )
    return { now, lines: linesAt(now, { places, rounds }) }
  }

  test('agree whatever was done: marks, sums, reminders by village and the rows to look at', () => {
    fc.assert(
      fc.property(day, (made) => {
        const { now, lines } = built(made)
        const sums = gridSums(lines, now)
        const marks = lines.flatMap(marksOf)
        const count = (...wanted: string[]) => marks.filter((each) => wanted.includes(each)).length
        expect(sums.missed).toBe(count('missed'))
        expect(sums.done).toBe(count('done', 'problem'))
        expect(sums.dueByNow).toBe(sums.done + sums.missed)
        expect(sums.owed).toBe(marks.length)
        const villages = urgedVillages(missedOf(lines), leftAlone(lines, now))
        const urged = villages.flatMap(({ missed }) => missed)
        expect(missedCount(urged)).toBe(sums.missed)
        for (const { areaId, missed } of villages)
          expect(missed.every(({ place: { areaId: of } }) => of === areaId)).toBe(true)
        expect(sums.wrong).toBe(lines.filter(isWrong).length)
        for (const line of lines)
          if (marksOf(line).some((mark) => mark === 'missed' || mark === 'problem'))
            expect(isWrong(line)).toBe(true)
      }),
    )
  })

  test('every round of the day is in one cell or beside, never in two', () => {
    fc.assert(
      fc.property(day, (made) => {
        for (const line of built(made).lines) {
          const shown = [
            ...cellsOf(line).flatMap((cell) => cell.round?.id ?? []),
            ...besideOf(line).map(({ id }) => id),
          ]
          expect(shown.sort()).toEqual(line.rounds.map(({ id }) => id).sort())
        }
      }),
    )
  })

  test('pages put one after the other are the whole list', () => {
    const lines = linesAt(at('09:00'), {
      places: Array.from({ length: 23 }, (_, i) => place(i + 1)),
    })
    const seen: number[] = []
    const read = (after: number | null): void => {
      const page = pageAfter(lines, after, 5)
      seen.push(...page.rows.map((row) => row.place.id))
      if (page.next !== null) read(page.next)
    }
    read(null)
    expect(seen).toEqual(lines.map((line) => line.place.id))
  })
})

describe('what the grid is asked for', () => {
  const asked = { today: TODAY, level: 'town' as const }
  const read = (query: Record<string, string>) => readGridQuery(query, asked)

  test('its own links come back as they were asked', () => {
    const query = { ...read({ kind: 'shop', area: '3', wrong: '1' }), day: TODAY - 14, after: 9 }
    const link = new URLSearchParams(gridLink(query, { after: 9 }).split('?')[1])
    expect(read(Object.fromEntries(link))).toEqual(query)
  })

  test.each([
    ['a day that comes', { day: '2020-03-13' }],
    ['a day longer ago than is kept on the page', { day: '2020-02-26' }],
    ['no day at all', { day: '2020-13-77' }],
    ['a kind, level and area nobody knows', { kind: 'x', level: 'y', area: '-1', after: '0' }],
  ])('%s is today’s grid of the sites', (_what, query) => {
    expect(read(query)).toEqual(read({}))
  })
})

describe('what a leader has to ask about', () => {
  const calm = {
    missed: { rounds: 0, places: 0, names: [] },
    alone: { sites: 0, first: [] },
    applications: [],
    notices: 0,
    orders: 0,
  }

  test('is nothing while nothing is wrong', () => expect(mattersOf(calm)).toEqual([]))

  test('is a row for each kind of thing that is wrong, with how many of it', () => {
    const applications = [
      { department: 'market', n: 2 },
      { department: 'commerce', n: 1 },
    ]
    expect(
      mattersOf({ ...calm, applications, missed: { ...calm.missed, rounds: 4 }, orders: 1 }),
    ).toEqual([
      { name: 'missed', n: 4 },
      { name: 'applications', n: 3 },
      { name: 'orders', n: 1 },
    ])
  })
})
