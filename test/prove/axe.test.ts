// axe finds nothing on any page, in both languages, by day and by night, at both text sizes.
import { afterAll, beforeAll, describe, test } from 'vitest'
import { SECTIONS } from '../../src/features/rulebook/rules'
import {
  expectAxeClean,
  expectFieldContrast,
  expectNoOverflow,
  openPhone,
  type PhoneOptions,
  signIn,
} from '../support/page'
import {
  enterprisePages,
  officePages,
  publicPages,
  sitePages,
  staffPages,
} from '../support/shown-pages'
import { staffStates, visitorStates } from '../support/states'

type Phone = Awaited<ReturnType<typeof openPhone>>

const looks: (PhoneOptions & { look: string })[] = [
  { look: 'Chinese, by day', lang: 'zh' },
  { look: 'Chinese, by night', lang: 'zh', dark: true },
  { look: 'English, by day', lang: 'en' },
  { look: 'English, by night', lang: 'en', dark: true },
  { look: 'Chinese, large text, on a narrow phone', lang: 'zh', big: true, width: 320 },
  { look: 'English, large text, on a narrow phone', lang: 'en', big: true, width: 320 },
]

describe.each(looks)('$look', ({ look: _, ...options }) => {
  let visitor: Phone
  let keeper: Phone
  let admin: Phone
  let foreman: Phone
  let factory: Phone
  beforeAll(async () => {
    visitor = await openPhone({ ...options, bypassCsp: true })
    keeper = await openPhone({ ...options, bypassCsp: true })
    await signIn(keeper, 'keeper')
    admin = await openPhone({ ...options, bypassCsp: true })
    await signIn(admin, 'admin')
    foreman = await openPhone({ ...options, bypassCsp: true })
    await signIn(foreman, 'foreman')
    factory = await openPhone({ ...options, bypassCsp: true })
    await signIn(factory, 'factory')
  })
  afterAll(async () => {
    await visitor.context().close()
    await keeper.context().close()
    for (const phone of [admin, foreman, factory]) await phone.context().close()
  })

  const look = async (page: Phone): Promise<void> => {
    await expectAxeClean(page)
    // 大字版 is large already: doubled again on the narrowest phone is more than anyone sets.
    await expectNoOverflow(page, options.big ? [1] : [1, 2])
    await expectFieldContrast(page)
  }
  const check = async (page: Phone, path: string): Promise<void> => {
    await page.goto(path)
    await look(page)
  }
  test('what only doing something shows', async () => {
    const newcomer = await openPhone({ ...options, bypassCsp: true })
    await visitorStates(newcomer, look)
    await staffStates(keeper, newcomer, look)
    await newcomer.context().close()
  }, 120_000)
  test.each(SECTIONS)('the rules on %s', (section) => check(visitor, `/rules/${section}`))
  test.each(publicPages())('$what', ({ path }) => check(visitor, path))
  test.each(staffPages())('$what', ({ path }) => check(keeper, path))
  test.each(sitePages())('$what', ({ path }) => check(foreman, path))
  test.each(enterprisePages())('$what', ({ path }) => check(factory, path))
  test.each(officePages())('$what', ({ path }) => check(admin, path))
})
