// What people do at a door, for the browser stories: scan and fill in, sign in, deal with an entry.
import type { Page } from 'playwright-core'
import { expectNoOverflow, openPhone, type PhoneOptions, shot, signInOnce, town } from './page'

/** With and without script, in Chinese and in English. */
const EVERY_WAY = [
  { lang: 'zh', script: true },
  { lang: 'zh', script: false },
  { lang: 'en', script: true },
  { lang: 'en', script: false },
] as const

export type Way = (typeof EVERY_WAY)[number]

/** Both languages and both with and without script; all four together take twice as long. */
export const WAYS: readonly Way[] = process.env.LONG
  ? EVERY_WAY
  : EVERY_WAY.filter(({ lang, script }) => (lang === 'zh') === script)

/** For long stories: in Chinese with script; in English without it only when all is tried. */
export const LONG_WAYS: readonly Way[] = EVERY_WAY.filter(
  ({ lang, script }) => (lang === 'zh') === script && (process.env.LONG || script),
)

/** The language of what looks the same in the other one, which `npm run prove` looks at too. */
export const LANGS_TRIED: readonly Way['lang'][] = process.env.LONG ? ['zh', 'en'] : ['zh']

/** What the page says in the story's language. */
export const say = (way: Pick<Way, 'lang'>, zh: string, en: string): string =>
  way.lang === 'zh' ? zh : en

let people = Math.floor(Math.random() * 80)

/** Somebody who has not been at this door today; the tail tells them apart in the staff's list. */
export function somebody(): { name: string; phone: string; surname: string; tail: string } {
  people = (people + 1) % 90
  const tail = String(10 + people)
  const name = `${SURNAMES[Math.floor(Math.random() * SURNAMES.length)]}小燕`
  return { name, phone: `138000012${tail}`, surname: name.slice(0, 1), tail }
}

// Seldom met in the demo town, so that a story finds its own visitor.
const SURNAMES = ['巫', '桑', '屈', '冼', '鄢', '亓', '仝', '芮', '靳', '隗']

export interface Entry {
  name?: string
  phone?: string
  temperature: string
  party?: string
}

/** Fills in the form of the open page and sends it by its big button. */
export async function fillIn(page: Page, entry: Entry): Promise<void> {
  if (entry.name) await page.fill('[name=name]', entry.name)
  if (entry.phone) await page.fill('[name=phone]', entry.phone)
  await page.fill('[name=temperature]', entry.temperature)
  if (entry.party) await page.selectOption('[name=party]', entry.party)
  await page.click('button.go')
}

/** Scans the door's code, fills in and sends. */
export async function checkIn(page: Page, code: string, entry: Entry): Promise<void> {
  await page.goto(`/P/${code}`)
  await fillIn(page, entry)
  await page.waitForURL('**/visits/**')
}

export const words = async (page: Page): Promise<string> =>
  (await page.locator('main').textContent()) ?? ''

/** The keeper or the waiter of the demo shop, signed in, looking at today's entries. */
export async function staffPhone(
  name: 'keeper' | 'helper',
  options: PhoneOptions = {},
): Promise<Page> {
  const page = await openPhone(options)
  const { lang = 'zh', script = true } = options
  await signInOnce(page, `${name} at the door, ${lang}, ${script}`, async () => {
    await page.goto(`/p/${town().placeCode}/keep`)
    await page.fill('[name=name]', name)
    await page.fill('[name=password]', town().password)
    await page.click('button.go')
    await page.waitForURL(`**/keep/${town().placeCode}`)
  })
  return page
}

/** Opens the entry of somebody in the staff's list. */
export async function openEntry(page: Page, who: { surname: string; tail: string }): Promise<void> {
  await page.goto(`/keep/${town().placeCode}`)
  const entry = page
    .locator('.list li', { hasText: `${who.surname}*` })
    // Two digits alone are in every time and temperature.
    .filter({ hasText: new RegExp(`(尾号 |…)${who.tail}`) })
    .first()
  await entry.locator('a').first().click()
  await page.waitForURL('**/entries/**')
}

/** A picture to look at, and nothing sticking out. */
export async function looked(page: Page, way: Way, name: string): Promise<void> {
  await shot(page, `${name}-${way.lang}${way.script ? '' : '-plain'}`)
  await expectNoOverflow(page)
}

/** Puts phones away. */
export async function close(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close()
}
