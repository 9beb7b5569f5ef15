import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whoseTurn } from '../../src/features/patrols/spots'

const staff = (n: number) => Array.from({ length: n }, (_, i) => ({ id: i, worksFrom: null }))

test('a spot check never asks for anybody twice or for somebody kept away, and for as many as there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 18_300, max: 18_400 })), { maxLength: 40 }),
      fc.integer({ min: 18_300, max: 18_400 }),
      fc.integer({ min: 1, max: 5 }),
      (worksFrom, day, n) => {
        const lines = worksFrom.map((each, id) => ({ id, worksFrom: each }))
        const chosen = whoseTurn(lines, { day, n })
        const may = lines.filter((each) => (each.worksFrom ?? 0) <= day)
        expect(new Set(chosen)).toHaveProperty('size', Math.min(n, may.length))
        expect(chosen.every((each) => may.includes(each))).toBe(true)
      },
    ),
  )
})

test('within some weeks everybody of thirty has had their turn', () => {
  const days = Array.from({ length: 60 }, (_, i) => 18_300 + i)
  const seen = new Set(
    days.flatMap((day) => whoseTurn(staff(30), { day, n: 3 })).map(({ id }) => id),
  )
  expect(seen.size).toBe(30)
})
