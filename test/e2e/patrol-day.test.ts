// A patrol's day by touch: the list, a door scanned, a round made where there is no network, sent once when it
// is back, the order it leads to, the keeper's answer, the recheck.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNoOverflow, openPhone, shot, signIn, town } from '../support/page'
import { photo, takePhoto, workersReady } from '../support/patrol-phone'
import { rowsOf } from '../support/town-file'

let officer: Page
let keeper: Page
const code = town().placeCode
/** Nobody asked for this one before. */
const ITEM = 'wash'

const looked = async (page: Page, name: string): Promise<void> => {
  await expectNoOverflow(page)
  await shot(page, `patrol-day-${name}`)
}

const attach = async (page: Page, field: string): Promise<void> =>
  page.setInputFiles(field, {
    name: 'a.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(await photo(page), 'base64'),
  })

/** The orders for this item at the place. */
const orders = () =>
  rowsOf(
    `SELECT o.id, o.state, (SELECT count(*) FROM patrol_rounds r WHERE r.id = o.round_id) AS rounds
     FROM orders o JOIN order_items i ON i.order_id = o.id JOIN places p ON p.id = o.place_id
     WHERE p.code = '${code}' AND i.item = '${ITEM}'`,
  )

beforeAll(async () => {
  officer = await openPhone()
  keeper = await openPhone()
  await signIn(officer, 'patrol')
  await signIn(keeper, 'keeper')
})
afterAll(async () => {
  await officer.context().close()
  await keeper.context().close()
})

test('the list leads to a door; scanned, it leads an officer to the round of this place', async () => {
  await officer.goto('/office/patrols?show=all&team=0')
  await workersReady(officer)
  await looked(officer, '1-list')
  await officer.goto(`/p/${code}`)
  await officer.tap('a[href$="/patrol"]')
  await officer.waitForURL(`**/office/patrols/round/${code}`)
  await looked(officer, '2-round')
})

test('without network the round is kept with code, finding and photo, and sent once afterwards', async () => {
  await keeper.goto(`/keep/${code}/today`)
  const proof = (await keeper.locator('.doorword b').last().textContent()) ?? ''
  expect(proof).toMatch(/^\d{4}$/)
  await officer.context().setOffline(true)
  await officer.goto(`/p/${code}`)
  await officer.fill('#f-proof', proof)
  const item = officer.locator('.judged', { has: officer.locator(`[name=i_${ITEM}]`) })
  await item.locator('label:has([value=fail])').tap()
  await item.locator('input[type=text]').fill('洗手液用完了')
  await takePhoto(officer)
  await officer.selectOption('#f-deadline', 'tomorrow')
  await looked(officer, '3-offline-form')
  await officer.locator('form.round button[type=submit]').last().tap()
  await officer.waitForSelector('text=1 条巡查已存手机')
  await looked(officer, '4-waiting')
  expect(orders()).toEqual([])
  await officer.context().setOffline(false)
  await officer.waitForSelector('text=1 条巡查已存手机', { state: 'detached' })
  expect(orders()).toMatchObject([{ state: 'open', rounds: 1 }])
})

test('the keeper sees what is ordered, answers with a photo, and the patrol closes it', async () => {
  const [order] = orders()
  await keeper.goto(`/keep/${code}/orders`)
  const card = keeper.locator(`#n-${order?.id}`)
  expect(await card.textContent()).toContain('洗手液用完了')
  await looked(keeper, '5-ordered')
  await card.locator('textarea').fill('已买两瓶，放在门口')
  await attach(keeper, `#n-${order?.id} input[type=file]`)
  await card.locator('button[type=submit]').first().tap()
  await keeper.waitForURL('**/orders?**')
  expect(orders()).toMatchObject([{ state: 'answered' }])
  await looked(keeper, '6-answered')
  await officer.goto('/office/patrols?show=orders&team=0')
  await officer.locator(`a[href$="/office/orders/${order?.id}"]`).first().tap()
  await officer.waitForURL(`**/office/orders/${order?.id}`)
  expect(await officer.locator('main').textContent()).toContain('已买两瓶')
  expect(await officer.locator('main img').count()).toBeGreaterThan(1)
  await looked(officer, '7-recheck')
  await officer.locator('[name=result][value=close]').check()
  await officer.locator('form[action*=recheck] button[type=submit]').tap()
  await officer.waitForURL('**?**')
  expect(orders()).toMatchObject([{ state: 'closed' }])
  await looked(officer, '8-closed')
  await keeper.goto(`/keep/${code}/orders`)
  expect(await keeper.locator(`#n-${order?.id}`).textContent()).toContain('已整改')
  await keeper.goto(`/keep/${code}/rounds`)
  await looked(keeper, '9-rounds')
})
