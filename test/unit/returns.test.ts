// Who may come back when, and how sites stand.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoRulebook as book } from '../../scripts/demo/rulebook'
import {
  judgeReturn,
  mayArrive,
  originAreas,
  ratingDueOn,
  ratingOf,
  roomsNeeded,
  stageAfter,
  stageDates,
} from '../../src/features/returns/rules'
import { RATED } from '../../src/features/returns/values'
import { dayFromIso, startOfDay } from '../../src/shared/clock'

const DAY = dayFromIso('2020-03-14')
const judge = (origin: string, leftOn: number | null = null) =>
  judgeReturn(book, { origin, leftOn }, DAY)

describe('the return rule', () => {
  test('lets locals and those from elsewhere without risk come at once', () => {
    for (const origin of ['local', 'other'])
      expect(judge(origin)).toEqual({ comesFrom: null, worksFrom: null })
  })

  test('puts off who is in a high-risk area until 14 days after leaving it', () => {
    expect(judge('420000')).toEqual({ comesFrom: DAY + 14, worksFrom: null })
    expect(judge('420000', DAY - 5)).toEqual({ comesFrom: DAY + 10, worksFrom: null })
    expect(judge('420000', DAY - 15)).toEqual({ comesFrom: null, worksFrom: null })
  })

  test('lets who is in a medium-risk area come and be observed first', () => {
    expect(judge('330300')).toEqual({ comesFrom: null, worksFrom: DAY + 14 })
  })

  test('asks after an area for 14 days after it was one', () => {
    // Bengbu was one until 1 March.
    expect(originAreas(book, DAY).map(({ code }) => code)).toContain('340300')
    expect(originAreas(book, DAY + 2).map(({ code }) => code)).not.toContain('340300')
  })

  test('an area whose level has no rule is put off as long as the strictest', () => {
    const low = book.returnRules.filter(({ level }) => level === 'low')
    const strict = { ...book, returnRules: [...low, { ...low[0], watchDays: 21 }] } as typeof book
    expect(judgeReturn(strict, { origin: '420000', leftOn: null }, DAY).comesFrom).toBe(DAY + 21)
  })

  test('never lets somebody come earlier for having left later, nor both come and be refused', () => {
    const areas = originAreas(book, DAY).map(({ code }) => code)
    fc.assert(
      fc.property(
        fc.constantFrom('local', 'other', ...areas),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (origin, a, b) => {
          const [early, late] = [Math.max(a, b), Math.min(a, b)].map((ago) =>
            judgeReturn(book, { origin, leftOn: DAY - ago }, DAY),
          )
          const free = (of: typeof early) => of?.comesFrom ?? of?.worksFrom ?? DAY
          expect(free(early)).toBeLessThanOrEqual(free(late))
          expect(early?.comesFrom === null || early?.worksFrom === null).toBe(true)
          expect(free(late)).toBeGreaterThanOrEqual(DAY)
        },
      ),
    )
  })
})

describe('a batch', () => {
  const arrives = (state: 'planned' | 'approved' | 'sent_back', risk: 'low' | 'high', days = 0) =>
    mayArrive({ riskLevel: risk }, { state, day: DAY }, startOfDay(DAY + days))

  test('arrives on its day once approved, and without that only where the risk is low', () => {
    expect(arrives('approved', 'high')).toBe(true)
    expect(arrives('approved', 'high', -1)).toBe(false)
    expect(arrives('planned', 'high')).toBe(false)
    expect(arrives('planned', 'low')).toBe(true)
    expect(arrives('sent_back', 'low')).toBe(false)
  })
})

describe('a site', () => {
  test('is rated by what applies to it', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.constantFrom(...RATED)), (results) => {
        const { done, applying } = ratingOf(results)
        expect(done).toBeLessThanOrEqual(applying)
        expect(applying).toBeLessThanOrEqual(Object.keys(results).length)
      }),
    ))

  test('owes a rating today when it made none, else a week after the last', () => {
    expect(ratingDueOn(book, null, startOfDay(DAY))).toBe(DAY)
    expect(ratingDueOn(book, { day: DAY - 3 }, startOfDay(DAY))).toBe(DAY + 4)
  })

  test('needs a room for each hundred people begun', () =>
    expect([0, 1, 100, 101, 320].map((n) => roomsNeeded(book, n))).toEqual([0, 1, 1, 2, 4]))

  test('goes from nobody to people back to working, and loses the dates it goes back behind', () => {
    expect([null, 'none', 'returned', 'working'].map((s) => stageAfter(s as 'none'))).toEqual([
      'returned',
      'returned',
      'working',
      null,
    ])
    const back = { returnedOn: DAY - 9 }
    expect(stageDates(back, 'working', DAY)).toMatchObject({
      returnedOn: DAY - 9,
      workingOn: DAY,
    })
    expect(stageDates(back, 'returned', DAY - 8)).toMatchObject({
      returnedOn: DAY - 8,
      workingOn: null,
    })
    expect(stageDates(back, 'none', DAY)).toMatchObject({ returnedOn: null, workingOn: null })
    // Nobody worked before people were back.
    expect(stageDates({ returnedOn: DAY }, 'working', DAY - 2).returnedOn).toBe(DAY - 2)
  })
})
