// What a keeper and the office do until a shop is open, page by page, for the browser story.
import type { Page } from 'playwright-core'
import { PLAIN, pdf } from './photos'
import { draw } from './pledge-walk'
import { looked, type Way } from './story'

/** Everybody of the story, each with a phone in this language. */
export interface Cast {
  way: Way
  /** Of the shop, and of its keeper. */
  name: string
  phone: string
  keeper: Page
  reviewer: Page
  patrol: Page
}

const JPEG = { name: 'IMG_2020.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(PLAIN.jpeg) }
const PDF = { name: 'list.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf()) }
const TYPED = {
  staff: '3',
  outside: '1',
  masks: '60',
  disinfectant: '20',
  thermometers: '2',
} as const

/** Presses what leads to another page and waits until that is there. */
export async function lead(page: Page, selector: string, to: string | RegExp): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForEvent('framenavigated'),
    page.locator(selector).first().click(),
  ])
  await answer.waitForURL(to)
}

const next = (page: Page, to: string) => lead(page, 'main form button.go, main > a.go', to)

/** The account and the place; answers its code. */
export async function register({ way, name, phone, keeper }: Cast): Promise<string> {
  await keeper.goto('/apply')
  await looked(keeper, way, 'opening-01-account')
  await keeper.fill('[name=name]', '李铁锤')
  await keeper.fill('[name=phone]', phone)
  await keeper.fill('[name=pin]', '739154')
  await keeper.fill('[name=pin2]', '739154')
  await next(keeper, '**/apply')
  await looked(keeper, way, 'opening-02-no-place')
  await lead(keeper, 'a.go[href="/apply/place"]', '**/apply/place')
  await looked(keeper, way, 'opening-03-place')
  await keeper.check('[name=kind][value=shop]')
  await keeper.fill('[name=name]', name)
  await keeper.selectOption('[name=trade]', 'grain')
  await keeper.selectOption('[name=area]', { index: 3 })
  await keeper.fill('[name=address]', '汝南路 12 号')
  await keeper.fill('[name=opens]', '0:00')
  await keeper.fill('[name=closes]', '24:00')
  await lead(keeper, 'main form button.go', /\/apply\/(?!place)[0-9A-Z]{7}$/)
  await looked(keeper, way, 'opening-04-stands')
  return keeper.url().slice(-7)
}

async function sendPaper(keeper: Page, code: string, paper: string, file: typeof JPEG) {
  await keeper.setInputFiles(`#f-${paper}`, file)
  await lead(keeper, `#${paper} button.second`, `**/apply/${code}/papers*`)
  await keeper.locator(`#${paper} .yes`).waitFor()
}

/** All steps of the form, the pledge, and handing it in. */
export async function apply({ way, keeper }: Cast, code: string): Promise<void> {
  await next(keeper, `**/apply/${code}/filing`)
  await looked(keeper, way, 'opening-05-filing')
  for (const [id, value] of Object.entries(TYPED)) await keeper.fill(`[name=q_${id}]`, value)
  await keeper.selectOption('[name=q_open_on]', { index: 1 })
  await keeper.check('[name=q_lives_in][value=no]')
  await next(keeper, `**/apply/${code}/papers`)
  await sendPaper(keeper, code, 'staff_list', PDF)
  await sendPaper(keeper, code, 'supplies', JPEG)
  await looked(keeper, way, 'opening-06-papers')
  await lead(keeper, 'main > a.go', `**/apply/${code}/self-check`)
  await looked(keeper, way, 'opening-07-self-check')
  for (const item of await keeper.locator('main input[value=pass]').all()) await item.check()
  await next(keeper, `**/apply/${code}/pledge`)
  await looked(keeper, way, 'opening-08-pledge')
  await lead(keeper, 'main > a.go', `**/keep/${code}/pledge`)
  await lead(keeper, 'main > a.go', `**/keep/${code}/pledge/*`)
  await signPledge(keeper, way)
  await looked(keeper, way, 'opening-09-signed')
  await keeper.goto(`/apply/${code}/check`)
  await looked(keeper, way, 'opening-10-check')
  await next(keeper, `**/keep/${code}/application*`)
  await looked(keeper, way, 'opening-11-submitted')
}

async function signPledge(keeper: Page, way: Way): Promise<void> {
  for (const answer of ['3', '60', '20', '2']) {
    await keeper.fill('[name=answer]', answer)
    await lead(keeper, 'main form button.go', '**/pledge/*')
  }
  await looked(keeper, way, 'opening-09-pledge')
  if (way.script) await draw(keeper)
  else await keeper.fill('[name=signed_name]', '李铁锤')
  await lead(keeper, 'main form button.go', /\/apply\//)
}

/** Sent back with a reason and a word; answers the application's page at the office. */
export async function sendBack({ way, name, reviewer }: Cast): Promise<string> {
  await reviewer.goto(`/office/applications?q=${encodeURIComponent(name)}`)
  await looked(reviewer, way, 'opening-12-inbox')
  await lead(reviewer, `a[href*="/office/applications/A-"]`, '**/office/applications/A-*')
  await looked(reviewer, way, 'opening-13-application')
  const path = new URL(reviewer.url()).pathname
  await reviewer.locator('details:has(form[action$=send_back]) summary').click()
  await reviewer.check('[name=r_supplies_short]')
  await reviewer.fill('form[action$=send_back] [name=text]', '口罩清单只有一页')
  await looked(reviewer, way, 'opening-14-send-back')
  await lead(reviewer, 'form[action$=send_back] button.second', `**${path}*`)
  await looked(reviewer, way, 'opening-15-sent-back')
  return path
}

/** The step the reason leads to is put right, with a word to the office. */
export async function resubmit({ way, keeper }: Cast, code: string): Promise<void> {
  await keeper.goto(`/keep/${code}/application`)
  await looked(keeper, way, 'opening-16-came-back')
  await lead(keeper, `.ways a[href="/apply/${code}/papers"]`, '**/papers')
  await sendPaper(keeper, code, 'supplies', JPEG)
  await keeper.goto(`/keep/${code}/application`)
  await lead(keeper, `a.go[href="/apply/${code}/check"]`, '**/check')
  await keeper.fill('[name=note]', '第二页补上了')
  await looked(keeper, way, 'opening-17-check-again')
  await lead(keeper, 'main form button.go', `**/keep/${code}/application*`)
}

export async function accept({ way, reviewer }: Cast, path: string): Promise<void> {
  await reviewer.goto(path)
  await looked(reviewer, way, 'opening-18-resubmitted')
  await lead(reviewer, 'form[action$=accept] button', `**${path}*`)
  await looked(reviewer, way, 'opening-19-accepted')
}

/** A team of market supervision and enforcement for today; answers the inspection's page. */
export async function plan({ way, name, reviewer, patrol }: Cast, round: 1 | 2): Promise<string> {
  if (round === 1) await lead(reviewer, 'a[href*="show=acceptance"]', '**/inspections?*')
  else await reviewer.goto('/office/inspections?show=acceptance')
  await looked(reviewer, way, `opening-20-plan-${round}`)
  await reviewer.locator('label', { hasText: name }).locator('input').check()
  await reviewer.selectOption('[name=m2]', 'market')
  await reviewer.selectOption('[name=m3]', 'enforcement')
  await lead(reviewer, 'form[action$=plan] button.go', '**/office/inspections?show=today*')
  await looked(reviewer, way, `opening-21-planned-${round}`)
  await reviewer.locator('a.row', { hasText: name }).click()
  await reviewer.waitForURL(/inspections\/\d+$/)
  const path = new URL(reviewer.url()).pathname
  for (const page of [reviewer, patrol]) {
    await page.goto(path)
    await lead(page, 'form[action$=attend] button', `**${path}*`)
  }
  await looked(reviewer, way, `opening-22-checklist-${round}`)
  return path
}

const items = (page: Page) => page.locator('li:has(form.judge)')

/** Presses everything of this phone, all passing but one. */
export async function judge(page: Page, way: Way, failing?: string): Promise<number> {
  const ids = await items(page).evaluateAll((all) => all.map((each) => each.id))
  for (const id of ids) {
    const press = `#${id} form.judge button.${id === failing ? 'no' : 'yes'}`
    if (way.script) await page.click(press)
    else await lead(page, press, `**#${id}`)
    await page.locator(`#${id} [aria-pressed=true]`).waitFor()
  }
  return ids.length
}

export const pressed = (page: Page): Promise<number> =>
  items(page).locator('[aria-pressed=true]').count()

/** Why an item failed, with a photo of it. */
export async function showFailure({ way, reviewer }: Cast, path: string): Promise<void> {
  await reviewer.goto(`${path}/items/stock`)
  await looked(reviewer, way, 'opening-23-item')
  await reviewer.fill('[name=note]', '口罩只够一天')
  await reviewer.setInputFiles('[name=photo]', JPEG)
  await lead(reviewer, 'main form button.go', `**${path}*`)
  await looked(reviewer, way, 'opening-24-failing')
}

export async function giveOpinion(page: Page, path: string, opinion: string): Promise<void> {
  await page.goto(path)
  await page.check(`[name=opinion][value=${opinion}]`)
  if (opinion === 'disagree') await page.fill('form[action$=opinions] [name=text]', '物资不足')
  await lead(page, 'form[action$=opinions] button', `**${path}*`)
}

export async function finish({ way, reviewer }: Cast, path: string, round: 1 | 2): Promise<void> {
  await lead(reviewer, `a.go[href="${path}/finish"]`, '**/finish')
  await looked(reviewer, way, `opening-25-finish-${round}`)
  await lead(reviewer, 'form[action$=finish] button', `**${path}?done=end`)
  await looked(reviewer, way, `opening-26-finished-${round}`)
}

/** Every finding is answered, the first one with a photo. */
export async function answerFindings({ way, keeper }: Cast, code: string): Promise<number> {
  await keeper.goto(`/keep/${code}/application`)
  await looked(keeper, way, 'opening-27-failed')
  await lead(keeper, `a.go[href="/keep/${code}/findings"]`, '**/findings')
  await looked(keeper, way, 'opening-28-findings')
  const cards = await keeper.locator('section[id^=n-]').evaluateAll((all) => all.map((x) => x.id))
  for (const [i, id] of cards.entries()) {
    await keeper.fill(`#${id} [name=answer]`, '已经买齐，照片在下面')
    if (i === 0) await keeper.setInputFiles(`#${id} input[type=file]`, JPEG)
    await lead(keeper, `#${id} form button.go`, `**/findings?done=answer*`)
  }
  await looked(keeper, way, 'opening-29-answered')
  return cards.length
}
