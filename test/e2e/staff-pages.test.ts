// What the pages of a place's staff and of the office weigh on an old phone. How they look, and what axe
// says of them, is walked through in six looks by `npm run prove`.
import { beforeAll, describe, expect, test } from 'vitest'
import { cookiesOf, openPhone, signIn, town } from '../support/page'
import { enterprisePages, officePages, sitePages, staffPages } from '../support/shown-pages'
import { weigh } from '../support/weight'

const HEAVIEST = 60 * 1024

describe.each([
  ['keeper', staffPages()],
  ['foreman', sitePages()],
  ['factory', enterprisePages()],
  ['admin', officePages()],
] as const)('what the %s opens', (who, pages) => {
  let cookies = ''
  beforeAll(async () => {
    const phone = await openPhone()
    await signIn(phone, who)
    cookies = await cookiesOf(phone)
    await phone.context().close()
  })

  test.each(pages)('$what loads 60 KB at most', async ({ path, status }) => {
    const weight = await weigh(town().url + path, cookies)
    expect(weight.status).toBe(status)
    expect(weight.all).toBeLessThanOrEqual(HEAVIEST)
  })
})
