// A worker's walk through the pages of the pledge, for the browser stories.
import type { Page } from 'playwright-core'
import { looked, type Way } from './story'

let people = Math.floor(Math.random() * 800)

/** A worker who has not signed in this town yet. */
export const newWorker = (name: string) => ({ name, phone: `1360000${1000 + ++people}` })

export const next = (page: Page) => page.click('main form button.go')

export async function tellWho(page: Page, who: { name: string; phone: string }, job: string) {
  await page.fill('[name=name]', who.name)
  await page.fill('[name=phone]', who.phone)
  await page.fill('[name=address]', '左照沟村 3 组')
  await page.fill('[name=job]', job)
  await next(page)
  await page.waitForURL('**/pledge/area')
}

export async function choose(page: Page, value: string) {
  await page.check(`[name=answer][value=${value}]`)
  await next(page)
}

/** The questions after the stays, all answered without a risk. */
export async function answerTheRest(page: Page) {
  await choose(page, 'no')
  await page.waitForURL('**/pledge/symptoms*')
  await choose(page, 'no')
  await page.waitForURL('**/pledge/isolation*')
  await choose(page, 'not_needed')
  await page.waitForURL('**/pledge/transport*')
  await page.fill('[name=answer]', '自驾')
  await next(page)
  await page.waitForURL('**/pledge/proof*')
  await choose(page, 'sms')
  await page.waitForURL('**/pledge/check')
}

export async function draw(page: Page) {
  const pad = page.locator('canvas')
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('no box to sign in')
  await page.mouse.move(box.x + 40, box.y + 30)
  await page.mouse.down()
  for (const [x, y] of [
    [60, 80],
    [100, 40],
    [150, 90],
    [200, 50],
    [240, 70],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 5 })
  await page.mouse.up()
}

/** Draws in the box where script runs; types the name elsewhere. */
export async function signName(page: Page, way: Way, name: string) {
  if (way.script) {
    await draw(page)
    await looked(page, way, 'pledge-signed')
  } else {
    await page.fill('[name=signed_name]', name)
  }
  await next(page)
  await page.waitForURL('**/pledges/P-*')
}

export const numberOn = async (page: Page): Promise<string> =>
  (await page.locator('.number').textContent()) ?? ''
