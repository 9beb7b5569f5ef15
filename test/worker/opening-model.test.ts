import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { commands } from '../support/opening-commands'
import { newTown, Real } from '../support/opening-town'
import { foundTown, one } from '../support/town'

// `npm run prove` walks much farther.
const [WALKS, COMMANDS] = env.LONG ? [220, 10_000] : [14, 400]
const LONGEST = 100

let real: Real
beforeAll(async () => {
  real = new Real(await foundTown())
  const log = await one<{ seq: number }>('SELECT ifnull(max(seq), 0) AS seq FROM audit')
  real.audits = log?.seq ?? 0
})

test('keeper, office, joint team and rules act in any order, and place, application, inspection and log never disagree', async () => {
  await fc.assert(
    fc.asyncProperty(commands(LONGEST), async (walk) => {
      await fc.asyncModelRun(async () => ({ model: await newTown(real), real }), walk)
    }),
    { numRuns: WALKS, seed: 20_200_310, endOnFailure: true },
  )
  expect(real.commands).toBeGreaterThanOrEqual(COMMANDS)
  // A walk that is refused everything would agree as well.
  expect(real.happened).toBeGreaterThan(COMMANDS / 5)
}, 600_000)
