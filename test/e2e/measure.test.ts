// The measures of a page can fail: pages made to be refused.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAxeClean, expectFieldContrast, expectNoOverflow, openPhone } from '../support/page'

let phone: Page

beforeAll(async () => {
  phone = await openPhone({ bypassCsp: true })
})
afterAll(() => phone.context().close())

const show = (body: string): Promise<void> =>
  phone.setContent(
    `<!doctype html><html lang="zh-CN"><title>试</title><meta name="viewport" content="width=device-width"><body style="background:#fff"><main><h1>试</h1>${body}</main>`,
  )
const GOOD_FIELD = 'border:1px solid #777;outline:3px solid #0b7d3e'

test('a box wider than the screen is refused', async () => {
  await show('<p style="width:500px">宽</p>')
  await expect(expectNoOverflow(phone)).rejects.toThrow('at 100 %')
})

test('a box that fits until the text is doubled is refused', async () => {
  await show('<p style="width:12rem">宽</p>')
  await expect(expectNoOverflow(phone)).rejects.toThrow('at 200 %')
})

test('a field without a label is refused by axe', async () => {
  await show('<input>')
  await expect(expectAxeClean(phone)).rejects.toThrow('label')
})

test('a pale edge is refused', async () => {
  await show('<input aria-label="名" style="border:1px solid #ddd;outline:3px solid #0b7d3e">')
  await expect(expectFieldContrast(phone)).rejects.toThrow('edges')
})

test('a field without an edge is refused', async () => {
  await show('<input aria-label="名" style="border:0;outline:3px solid #0b7d3e">')
  await expect(expectFieldContrast(phone)).rejects.toThrow('edges')
})

test('a thin or pale focus is refused, a strong one passes', async () => {
  const field = (style: string) => show(`<input aria-label="名" style="${style}">`)
  await field('border:1px solid #777;outline:1px solid #0b7d3e')
  await expect(expectFieldContrast(phone)).rejects.toThrow('outlines')
  await field('border:1px solid #777;outline:3px solid #eee')
  await expect(expectFieldContrast(phone)).rejects.toThrow('outlines')
  await field(GOOD_FIELD)
  await expectFieldContrast(phone)
})
