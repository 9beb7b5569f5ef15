// What the pages of a place's staff and of the office must be: light enough for an old phone, readable, within the screen.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  cookiesOf,
  expectAxeClean,
  expectFieldContrast,
  expectNoOverflow,
  openPhone,
  shot,
  signIn,
  town,
} from '../support/page'
import { officePages, staffPages } from '../support/shown-pages'
import { weigh } from '../support/weight'

const HEAVIEST = 60 * 1024

describe.each([
  ['keeper', staffPages()],
  ['admin', officePages()],
] as const)('what the %s opens', (who, pages) => {
  let phone: Page

  beforeAll(async () => {
    phone = await openPhone({ bypassCsp: true })
    await signIn(phone, who)
  })
  afterAll(() => phone.context().close())

  describe.each(pages)('$what', ({ what, path, status }) => {
    test('loads 60 KB at most', async () => {
      const weight = await weigh(town().url + path, await cookiesOf(phone))
      expect(weight.status).toBe(status)
      expect(weight.all).toBeLessThanOrEqual(HEAVIEST)
    })

    test('has nothing that axe finds, nothing beside the screen, and a focus that stands out', async () => {
      await phone.goto(path)
      await shot(phone, `${who}-${what.replaceAll(' ', '-')}`)
      await expectAxeClean(phone)
      await expectNoOverflow(phone)
      await expectFieldContrast(phone)
    })
  })
})
