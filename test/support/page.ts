// A phone in a visitor's hand, and what a proud shopkeeper checks on every page it shows.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import jsqr from 'jsqr'
import {
  type Browser,
  type BrowserContextOptions,
  type Cookie,
  chromium,
  devices,
  type Page,
} from 'playwright-core'
import { PNG } from 'pngjs'
import { expect, inject } from 'vitest'
import { contrasts, overflow } from './measure'

export interface PhoneOptions {
  lang?: 'zh' | 'en'
  dark?: boolean
  /** 大字版 */
  big?: boolean
  script?: boolean
  /** Lets axe into the page; never for a story, which must live under the real CSP. */
  bypassCsp?: boolean
  width?: number
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

let connected: Promise<Browser> | null = null
const browser = (): Promise<Browser> => {
  connected ??= chromium.connect(inject('town').browser)
  return connected
}

/** The served town: address, demo accounts, the keeper's shop. */
export const town = () => inject('town')

/** A new phone without cookies, 360 × 740, touched by a thumb. `page.context().close()` puts it away. */
export async function openPhone(options: PhoneOptions = {}): Promise<Page> {
  const { lang = 'zh', dark = false, big = false, script = true, width = 360 } = options
  const context: BrowserContextOptions = {
    baseURL: town().url,
    viewport: { width, height: 740 },
    deviceScaleFactor: 1,
    isMobile: true,
    hasTouch: true,
    userAgent: devices['Pixel 5']?.userAgent,
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: script,
    bypassCSP: options.bypassCsp ?? false,
  }
  const phone = await (await browser()).newContext(context)
  phone.setDefaultTimeout(15_000)
  const cookies = [...(lang === 'en' ? [['lang', 'en']] : []), ...(big ? [['big', '1']] : [])]
  await phone.addCookies(
    cookies.map(([name = '', value = '']) => ({ name, value, url: town().url })),
  )
  return phone.newPage()
}

/** Signs this phone in as one of the demo accounts, with a session of its own. */
export async function signInAfresh(page: Page, account: string): Promise<void> {
  await page.goto('/sign-in')
  await page.fill('[name=name]', account)
  await page.fill('[name=password]', town().password)
  await page.locator('form[action="/sign-in"] button').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

interface SignedIn {
  landed: string
  session: Cookie[]
}

const signedIn = new Map<string, SignedIn>()

/**
 * Lets somebody sign in on this phone as `typing` does it, the first time. Later phones get the
 * session that gave and open the page it led to: the same password typed again proves nothing.
 */
export async function signInOnce(
  page: Page,
  who: string,
  typing: () => Promise<void>,
): Promise<void> {
  const before = signedIn.get(who)
  if (before) {
    await page.context().addCookies(before.session)
    await page.goto(before.landed)
    return
  }
  await typing()
  const cookies = await page.context().cookies(town().url)
  const session = cookies.filter(({ name }) => name === '__Host-session')
  signedIn.set(who, { landed: page.url(), session })
}

/** Signs this phone in as one of the demo accounts. */
export const signIn = (page: Page, account: string): Promise<void> =>
  signInOnce(page, account, () => signInAfresh(page, account))

/** This phone's cookies as a header, for requests beside the browser. */
export async function cookiesOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies(town().url)
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** With `SHOTS=1` a picture of the whole page, to be looked at: `shots/<name>.png`, which git ignores. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS !== '1') return
  mkdirSync('shots', { recursive: true })
  await page.screenshot({ path: `shots/${name}.png`, fullPage: true })
}

/** Nothing sticks out sideways, at normal size and with the text twice as large. */
export async function expectNoOverflow(page: Page, scales = [1, 2]): Promise<void> {
  // A click comes back when the next page begins; it is measured when its sheet is there.
  await page.waitForLoadState()
  for (const scale of scales) {
    const wide = await page.evaluate(overflow, scale)
    expect(wide, `${page.url()} at ${scale * 100} % text`).toEqual([])
  }
}

/** axe finds nothing. Needs a phone opened with `bypassCsp`. */
export async function expectAxeClean(page: Page): Promise<void> {
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run()
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    )
  })
  expect(found.join('\n'), `axe on ${page.url()}`).toBe('')
}

const ENOUGH = 3
const MOST_STOPS = 60

/** Edges of fields and the outline of what has the focus stand out by 3:1 or more. */
export async function expectFieldContrast(page: Page): Promise<void> {
  const edges = await page.evaluate(contrasts, 'fields' as const)
  expect(
    edges.filter(({ ratio }) => ratio < ENOUGH),
    `edges of fields on ${page.url()}`,
  ).toEqual([])
  const stops = []
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press('Tab')
    const [stop] = await page.evaluate(contrasts, 'focus' as const)
    if (!stop) break
    stops.push(stop)
  }
  expect(stops.length, `${page.url()} can be used with a keyboard`).toBeGreaterThan(0)
  expect(
    stops.filter(({ ratio, width }) => ratio < ENOUGH || width < ENOUGH),
    `outlines on ${page.url()}`,
  ).toEqual([])
}

/** What a QR on the page says, read from its picture; null when it cannot be read. */
export async function readQr(page: Page, selector: string): Promise<string | null> {
  const { data, width, height } = PNG.sync.read(await page.locator(selector).screenshot())
  return jsqr(new Uint8ClampedArray(data), width, height)?.data ?? null
}
