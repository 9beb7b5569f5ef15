// Everything printed, as the browser prints it: as many sheets as expected, and codes that a reader reads.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPhone, readQr, signIn, town } from '../support/page'
import {
  codesOn,
  codeWidth,
  cutOff,
  LANDSCAPE,
  layOut,
  PORTRAIT,
  pdfOf,
  type Sheet,
  sheetsOf,
} from '../support/print'
import { LANGS_TRIED } from '../support/story'

const door = `${town().url}/p/${town().placeCode}`.toUpperCase()

const openPaper = async (keeper: Page, paper: string): Promise<void> => {
  await keeper.emulateMedia({ media: null })
  await keeper.goto(`/keep/${town().placeCode}/${paper}`, { waitUntil: 'networkidle' })
}

async function keeperPhone(lang: 'zh' | 'en'): Promise<Page> {
  const keeper = await openPhone({ lang })
  await signIn(keeper, 'keeper')
  return keeper
}

const papers: [string, number, Sheet][] = [
  ['poster', 1, PORTRAIT],
  ['cards', 1, PORTRAIT],
  ['week', 1, LANDSCAPE],
  ['register-sheet', 1, PORTRAIT],
  // Health, check-ins, disinfection, supplies, vehicles: each begins a sheet.
  ['ledgers?show=all', 5, PORTRAIT],
]

test.each(LANGS_TRIED)('every paper of a place fits its sheets, %s', async (lang) => {
  const keeper = await keeperPhone(lang)
  for (const [paper, count, sheet] of papers) {
    await openPaper(keeper, paper)
    const wanted = Array.from({ length: count }, () => sheet)
    expect(sheetsOf(await pdfOf(keeper)), paper).toEqual(wanted)
  }
  await keeper.context().close()
})

describe('paper of a place', () => {
  let keeper: Page
  const open = (paper: string) => openPaper(keeper, paper)
  beforeAll(async () => {
    keeper = await keeperPhone('zh')
  })
  afterAll(() => keeper.context().close())

  test('the poster’s code is 80 mm wide or more and leads to the door', async () => {
    await open('poster')
    await layOut(keeper)
    expect(await codeWidth(keeper, '.a4 .qr')).toBeGreaterThanOrEqual(80)
    expect(await codesOn(keeper, '.a4 .qr')).toEqual([door])
  })

  test('the place’s name is the largest thing on the poster', async () => {
    await open('poster')
    await layOut(keeper)
    const sizes = await keeper.evaluate(() =>
      [...document.querySelectorAll('.a4 *')].map((each) => ({
        tag: each.tagName,
        size: Number.parseFloat(getComputedStyle(each).fontSize),
      })),
    )
    const largest = sizes.reduce((a, b) => (b.size > a.size ? b : a))
    expect(largest.tag).toBe('H1')
  })

  test('the counter cards’ codes are 30 mm wide or more, and all eight are read', async () => {
    await open('cards')
    await layOut(keeper)
    expect(await codeWidth(keeper, '.cc img')).toBeGreaterThanOrEqual(30)
    expect(await codesOn(keeper, '.cc img')).toEqual(Array.from({ length: 8 }, () => door))
  })

  test('the code on the week grid leads to the door', async () => {
    await open('week')
    await layOut(keeper, 'landscape')
    expect(await codesOn(keeper, '.under img')).toEqual([door])
  })

  test('nothing of the screen is printed: no bar, no tabs, no buttons', async () => {
    for (const [paper] of papers) {
      await open(paper)
      await layOut(keeper)
      const seen = keeper
        .locator('.bar, .foot, .go, .ways, .filter, .note')
        .filter({ visible: true })
      expect(await seen.count(), paper).toBe(0)
    }
  })
})

test('in WeChat the poster is a picture to press and keep, and its code is read', async () => {
  const keeper = await openPhone()
  await signIn(keeper, 'keeper')
  await keeper.goto(`/keep/${town().placeCode}/poster`)
  await keeper.locator('details[data-island=poster] summary').click()
  await keeper.waitForFunction(
    () => document.querySelector<HTMLImageElement>('img.kept')?.naturalWidth === 1240,
  )
  expect(await readQr(keeper, 'img.kept')).toBe(door)
  await keeper.context().close()
})

test('without script the poster is there, and the note says how to print from WeChat', async () => {
  const keeper = await openPhone({ script: false })
  await signIn(keeper, 'keeper')
  await keeper.goto(`/keep/${town().placeCode}/poster`)
  expect(await keeper.locator('.a4 .qr').isVisible()).toBe(true)
  expect(await keeper.locator('details[data-island=poster]').isVisible()).toBe(false)
  expect(await keeper.locator('main').textContent()).toContain('在浏览器打开')
  await keeper.context().close()
})

describe('posters for a village', () => {
  let clerk: Page
  beforeAll(async () => {
    clerk = await openPhone()
    await signIn(clerk, 'admin')
  })
  afterAll(() => clerk.context().close())

  const choose = async (what: 'posters' | 'cards' | 'all') => {
    await clerk.emulateMedia({ media: null })
    await clerk.goto('/office/places/print')
    const areas = clerk.locator('#f-area option')
    await clerk.selectOption('#f-area', {
      value: (await areas.first().getAttribute('value')) ?? '',
    })
    await clerk.selectOption('#f-what', what)
    await clerk.locator('form[method=get] button.go').click()
    await clerk.waitForURL('**/print?**')
  }

  test('are one sheet a door, each with its own code', async () => {
    await choose('posters')
    const posters = await clerk.locator('.a4').count()
    expect(posters).toBeGreaterThan(1)
    expect(sheetsOf(await pdfOf(clerk))).toEqual(Array.from({ length: posters }, () => PORTRAIT))
    await layOut(clerk)
    const codes = await codesOn(clerk, '.a4 .qr')
    const typed = await clerk.locator('.a4 .code').allTextContents()
    expect(codes).toEqual(
      typed.map((code) => `${town().url}/p/${code.replace(' ', '')}`.toUpperCase()),
    )
  })

  test('come with counter cards, eight on a sheet', async () => {
    await choose('cards')
    const cards = await clerk.locator('.cc').count()
    expect(sheetsOf(await pdfOf(clerk))).toHaveLength(Math.ceil(cards / 8))
    await layOut(clerk)
    expect(await codesOn(clerk, '.cc img')).not.toContain(null)
  })

  test('come with letters, two on a sheet, whose code is the link below it', async () => {
    await clerk.emulateMedia({ media: null })
    await clerk.goto('/office/places/print')
    await clerk.selectOption('#f-l-who', 'all')
    await clerk.locator('form[method=post] button.second').first().click()
    await clerk.waitForSelector('.letter')
    const letters = await clerk.locator('.letter').count()
    expect(sheetsOf(await pdfOf(clerk))).toHaveLength(Math.ceil(letters / 2))
    await layOut(clerk)
    const links = await clerk.locator('.letter .url').allTextContents()
    expect(await codesOn(clerk, '.letter img')).toEqual(links)
    expect((await fetch(links[0] ?? '')).status).toBe(200)
  })

  test('come with everything in one document: posters, then cards and letter on one sheet', async () => {
    await choose('all')
    expect(await clerk.locator('.a4').count()).toBe(0)
    await clerk.selectOption('#f-l-who', 'all')
    await clerk.locator('form[method=post] button.go').click()
    await clerk.waitForSelector('.pack')
    const posters = await clerk.locator('.a4').count()
    const packs = await clerk.locator('.pack').count()
    expect(sheetsOf(await pdfOf(clerk))).toEqual(
      Array.from({ length: posters + packs }, () => PORTRAIT),
    )
    await layOut(clerk)
    // That every code on it reads is what `npm run prove` shows, with a reader of its own.
    expect(await clerk.locator('.cc').count()).toBe(packs * 4)
    expect(await clerk.locator('.letter').count()).toBe(packs)
    expect(await cutOff(clerk, '.a4, .pack, .cc, .letter')).toEqual([])
  })
})
