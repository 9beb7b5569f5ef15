import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Found,
  holdsRecords,
  isFirst,
  type Leaf,
  leafAfter,
  leafOf,
  registersPath,
} from '../../src/features/papers/leaves'
import { dayOf } from '../../src/shared/clock'

const today = dayOf(Date.UTC(2020, 2, 12, 4))
const range = (days: number) => ({ from: today - days + 1, to: today })

/** What stands on each leaf of a place with so many people and so many under observation, as one link leads to the next. */
function read(days: number, people: number, watched: number): Leaf[] {
  const size = { staff: 16, records: 1, watched: 4 }
  const lines = { staff: people, records: 0, watched }
  const all: Leaf[] = []
  for (let leaf: Leaf | null = leafOf(undefined, range(days)); leaf; ) {
    all.push(leaf)
    const { part, after } = leaf
    const upTo = (after?.id ?? 0) + size[part]
    const more = upTo < lines[part] ? { gone: upTo % 2 === 1, at: today - 40, id: upTo } : null
    const found: Found = { more, watched: watched > 0 && holdsRecords(leaf, { more }) }
    leaf = leafAfter(leaf, found)
  }
  return all
}

const sizes = [fc.integer({ min: 1, max: 31 }), fc.nat(130), fc.nat(12)] as const

describe('the leaves of the registers', () => {
  test('show every day of everybody once, week by week', () => {
    fc.assert(
      fc.property(...sizes, (days, people, watched) => {
        const all = read(days, people, watched)
        const weeks = [...new Set(all.map((leaf) => leaf.days.from))]
        expect(weeks).toEqual(
          Array.from({ length: Math.ceil(days / 7) }, (_, i) => range(days).from + 7 * i),
        )
        for (const week of weeks) {
          const of = all.filter((leaf) => leaf.days.from === week)
          const parts = of.map(({ part }) => part)
          expect(parts.filter((part) => part === 'staff')).toHaveLength(
            Math.max(1, Math.ceil(people / 16)),
          )
          expect(parts.filter((part) => part === 'records')).toHaveLength(people > 16 ? 1 : 0)
          expect(parts.filter((part) => part === 'watched')).toHaveLength(Math.ceil(watched / 4))
          expect(parts).toEqual(parts.toSorted((a, b) => order(a) - order(b)))
          for (const { days: shown } of of) expect(shown.to).toBe(Math.min(week + 6, today))
        }
      }),
    )
  })

  test('are found again at their addresses', () => {
    fc.assert(
      fc.property(...sizes, (days, people, watched) => {
        const all = read(days, people, watched)
        for (const leaf of all) {
          const path = registersPath('/keep/X/ledgers', leaf.range, leaf)
          const typed = new URL(path, 'http://t').searchParams.get('leaf') ?? ''
          expect(leafOf(typed, leaf.range)).toEqual(leaf)
        }
        expect(all.filter(isFirst)).toEqual([all[0]])
      }),
    )
  })
})

const order = (part: Leaf['part']): number => ['staff', 'records', 'watched'].indexOf(part)
