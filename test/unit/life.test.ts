import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actsFrom, type LifeAct, MOVES, statusAfter } from '../../src/features/places/rules-life'
import type { PlaceStatus } from '../../src/features/places/tables'
import { PLACE_STATUSES } from '../../src/features/places/values'

const ACTS = Object.keys(MOVES) as LifeAct[]

/** What a clerk would say each status allows, and where it leads. */
const ALLOWED: Record<PlaceStatus, Partial<Record<LifeAct, PlaceStatus>>> = {
  known: { apply: 'applied', open_on_pledge: 'open', close: 'closed' },
  applied: {
    send_back: 'known',
    refuse: 'known',
    withdraw: 'known',
    accept: 'accepted',
    open_on_pledge: 'open',
    close: 'closed',
  },
  accepted: {
    refuse: 'known',
    withdraw: 'known',
    pass: 'open',
    open_on_pledge: 'open',
    close: 'closed',
  },
  open: { suspend: 'suspended', close: 'closed' },
  suspended: { resume: 'open', close: 'closed' },
  closed: { reopen: 'known' },
}

describe.each(PLACE_STATUSES)('a place that is %s', (status) => {
  test.each(ACTS)('answers “%s” as the town’s rules say', (act) => {
    expect(statusAfter(status, act)).toBe(ALLOWED[status][act] ?? null)
  })

  test('offers exactly the acts it would take', () => {
    expect(actsFrom(status).sort()).toEqual(Object.keys(ALLOWED[status]).sort())
  })
})

/** The statuses a place goes through; an act that is refused leaves it where it is. */
function walk(acts: LifeAct[]): PlaceStatus[] {
  let status: PlaceStatus = 'known'
  const seen: PlaceStatus[] = [status]
  for (const act of acts) {
    status = statusAfter(status, act) ?? status
    seen.push(status)
  }
  return seen
}

test('every status can be reached from a place that is only known', () => {
  const reached = new Set<PlaceStatus>(['known'])
  for (let before = 0; before < reached.size; ) {
    before = reached.size
    for (const status of [...reached])
      for (const act of actsFrom(status)) reached.add(statusAfter(status, act) ?? status)
  }
  expect([...reached].sort()).toEqual([...PLACE_STATUSES].sort())
})

test('whatever happens, nobody trades without an acceptance, a pledge or an officer’s word', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTS), { maxLength: 30 }), (acts) => {
      const seen = walk(acts)
      for (const [i, act] of acts.entries())
        if (seen[i] !== 'open' && seen[i + 1] === 'open')
          expect(['pass', 'open_on_pledge', 'resume']).toContain(act)
    }),
  )
})

test('a closed place stays closed until it is taken up again, and then begins from the start', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTS), { maxLength: 30 }), (acts) => {
      const seen = walk([...acts, 'close'])
      expect(seen.at(-1)).toBe('closed')
      const after = walk([...acts, 'close', ...acts.filter((act) => act !== 'reopen')])
      expect(after.at(-1)).toBe('closed')
      expect(walk([...acts, 'close', 'reopen']).at(-1)).toBe('known')
    }),
  )
})
