import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { commands, Kept, newTown } from '../support/life-model'
import { foundTown, one } from '../support/town'

const [WALKS, COMMANDS] = env.LONG ? [215, 10_000] : [20, 600]
const LONGEST = 100

const kept = new Kept()
beforeAll(async () => {
  await foundTown()
  const log = await one<{ seq: number }>('SELECT ifnull(max(seq), 0) AS seq FROM audit')
  kept.audits = log?.seq ?? 0
})

test(`through ${COMMANDS} commands of every kind the database and the rules never disagree`, async () => {
  await fc.assert(
    fc.asyncProperty(commands(LONGEST), async (walk) => {
      await fc.asyncModelRun(async () => ({ model: await newTown(kept), real: kept }), walk)
    }),
    { numRuns: WALKS, seed: 20_200_310, endOnFailure: true },
  )
  expect(kept.commands).toBeGreaterThanOrEqual(COMMANDS)
}, 180_000)
