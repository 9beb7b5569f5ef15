// Pages that only doing something shows are as clean as the others.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAxeClean, expectFieldContrast, expectNoOverflow, openPhone } from '../support/page'
import { staffStates, visitorStates, workerStates } from '../support/states'
import { close, staffPhone } from '../support/story'

test('every state of door, result, receipt and entry passes axe, fits the screen and shows its focus', async () => {
  const seen: string[] = []
  const look = async (page: Page, what: string) => {
    await expectAxeClean(page)
    await expectNoOverflow(page)
    await expectFieldContrast(page)
    seen.push(what)
  }
  const visitor = await openPhone({ bypassCsp: true })
  await visitorStates(visitor, look)
  const keeper = await staffPhone('keeper', { bypassCsp: true })
  await staffStates(keeper, visitor, look)
  await workerStates(keeper, look)
  expect(seen.length).toBeGreaterThanOrEqual(18)
  await close(visitor, keeper)
}, 120_000)
