// An inspector at the door presses one item after the other: the page stays where it is, a cut line is
// said beside the item, and a reload loses nothing.
import { expect, test } from 'vitest'
import {
  expectAxeClean,
  expectFieldContrast,
  expectNoOverflow,
  openPhone,
  signIn,
} from '../support/page'

test('presses are kept without leaving the page', async () => {
  const phone = await openPhone({ script: true })
  await signIn(phone, 'patrol')
  await phone.goto('/office/inspections/3')
  // Until its script has run a press would be sent as a plain form.
  const loaded = phone.waitForEvent('load')
  await phone.getByRole('button', { name: '我到了' }).click()
  await loaded
  const items = phone.locator('li:has(form.judge)')
  const left = phone.locator('[data-left]')
  const before = Number(/\d+/.exec((await left.textContent()) ?? '')?.[0])
  const first = items.first()
  const name = (await first.getAttribute('id')) ?? ''
  await first.getByRole('button', { name: /^合格/ }).click()
  await phone.waitForFunction(
    ([id, n]) =>
      document.querySelector(`#${id} [aria-pressed="true"]`) !== null &&
      document.querySelector('[data-left]')?.textContent?.includes(` ${n} `),
    [name, String(before - 1)] as const,
  )
  expect(new URL(phone.url()).hash).toBe('')

  const second = items.nth(1)
  await phone.context().setOffline(true)
  await second.getByRole('button', { name: /^不合格/ }).click()
  await second.getByText('没有网络').waitFor()
  await phone.context().setOffline(false)
  await second.getByRole('button', { name: /^不合格/ }).click()
  await second.locator('[aria-pressed="true"]').waitFor()

  await phone.reload()
  expect(await phone.locator('form.judge [aria-pressed="true"]').count()).toBe(2)
  await phone.context().close()
})

test('the checklist, an item and the end are readable and within the screen', async () => {
  const phone = await openPhone({ bypassCsp: true, dark: true })
  await signIn(phone, 'patrol')
  await phone.goto('/office/inspections/3')
  const more = await phone.getByRole('link', { name: '备注、照片' }).first().getAttribute('href')
  for (const path of ['/office/inspections/3', more ?? '', '/office/inspections/3/finish']) {
    await phone.goto(path)
    await expectAxeClean(phone)
    await expectNoOverflow(phone)
    await expectFieldContrast(phone)
  }
  await phone.context().close()
})
