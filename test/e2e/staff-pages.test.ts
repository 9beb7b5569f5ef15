// What the pages of a place's staff must be: light enough for an old phone, readable, within the screen.
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
import { staffPages } from '../support/shown-pages'
import { weigh } from '../support/weight'

const HEAVIEST = 60 * 1024

let phone: Page

beforeAll(async () => {
  phone = await openPhone({ bypassCsp: true })
  await signIn(phone, 'keeper')
})
afterAll(() => phone.context().close())

describe.each(staffPages())('$what', ({ what, path, status }) => {
  test('loads 60 KB at most', async () => {
    const weight = await weigh(town().url + path, await cookiesOf(phone))
    expect(weight.status).toBe(status)
    expect(weight.all).toBeLessThanOrEqual(HEAVIEST)
  })

  test('has nothing that axe finds, nothing beside the screen, and a focus that stands out', async () => {
    await phone.goto(path)
    await shot(phone, `staff-${what.replaceAll(' ', '-')}`)
    await expectAxeClean(phone)
    await expectNoOverflow(phone)
    await expectFieldContrast(phone)
  })
})
