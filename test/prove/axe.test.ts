// axe finds nothing on any page, in both languages, by day and by night, at both text sizes.
import { afterAll, beforeAll, describe, test } from 'vitest'
import {
  expectAxeClean,
  expectFieldContrast,
  expectNoOverflow,
  openPhone,
  type PhoneOptions,
  signIn,
} from '../support/page'
import { publicPages, staffPages } from '../support/shown-pages'

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
  beforeAll(async () => {
    visitor = await openPhone({ ...options, bypassCsp: true })
    keeper = await openPhone({ ...options, bypassCsp: true })
    await signIn(keeper, 'keeper')
  })
  afterAll(async () => {
    await visitor.context().close()
    await keeper.context().close()
  })

  const check = async (page: Phone, path: string): Promise<void> => {
    await page.goto(path)
    await expectAxeClean(page)
    // 大字版 is large already: doubled again on the narrowest phone is more than anyone sets.
    await expectNoOverflow(page, options.big ? [1] : [1, 2])
    await expectFieldContrast(page)
  }
  test.each(publicPages())('$what', ({ path }) => check(visitor, path))
  test.each(staffPages())('$what', ({ path }) => check(keeper, path))
})
