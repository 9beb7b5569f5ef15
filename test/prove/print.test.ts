// A village's print-out as a print shop gets it: the PDF is drawn page by page by one program, and
// another one reads every code on it. Needs pdftoppm (poppler) and zbarimg.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPhone, signIn, town } from '../support/page'
import { pdfOf } from '../support/print'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anmen-print-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const QR_ONLY = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable']

const codesOf = (picture: string): string[] =>
  String(execFileSync('zbarimg', [...QR_ONLY, picture], { stdio: ['ignore', 'pipe', 'ignore'] }))
    .trim()
    .split('\n')
    .sort()

/** The codes of each page of the open document, sorted. */
async function codesByPage(page: Page, name: string): Promise<string[][]> {
  const pdf = join(folder, `${name}.pdf`)
  writeFileSync(pdf, await pdfOf(page))
  execFileSync('pdftoppm', ['-r', '110', '-gray', '-png', pdf, join(folder, name)])
  const pictures = readdirSync(folder).filter((file) => file.startsWith(`${name}-`))
  return pictures.sort().map((file) => codesOf(join(folder, file)))
}

const doorOf = (typed: string): string => `${town().url}/p/${typed.replace(' ', '')}`.toUpperCase()

describe('printed by a keeper', () => {
  let keeper: Page
  beforeAll(async () => {
    keeper = await openPhone()
    await signIn(keeper, 'keeper')
  })
  afterAll(() => keeper.context().close())

  test.each([
    ['poster', 1],
    ['cards', 8],
    ['week', 1],
  ])('every code on the %s is whole', async (paper, codes) => {
    await keeper.goto(`/keep/${town().placeCode}/${paper}`, { waitUntil: 'networkidle' })
    expect(await codesByPage(keeper, paper)).toEqual([
      Array.from({ length: codes }, () => doorOf(town().placeCode)),
    ])
  })
})

describe('printed for a village', () => {
  let officer: Page
  beforeAll(async () => {
    officer = await openPhone()
    await signIn(officer, 'admin')
  })
  afterAll(() => officer.context().close())

  test.each([
    ['posters', '.a4 .code', 1],
    ['cards', '.cc strong', 8],
  ])('every code on the %s is whole and on its sheet', async (what, selector, aSheet) => {
    await officer.goto(`/office/places/print?area=1&what=${what}`, { waitUntil: 'networkidle' })
    const doors = (await officer.locator(selector).allTextContents()).map(doorOf)
    const sheets = Array.from({ length: Math.ceil(doors.length / aSheet) }, (_, i) =>
      doors.slice(i * aSheet, (i + 1) * aSheet).sort(),
    )
    expect(await codesByPage(officer, what)).toEqual(sheets)
  })

  test('every letter’s code is whole, two on a sheet', async () => {
    await officer.goto('/office/places/print')
    await officer.selectOption('#f-l-who', 'all')
    await officer.locator('form[method=post] button.second').first().click()
    await officer.waitForSelector('.letter')
    const links = await officer.locator('.letter .url').allTextContents()
    const sheets = Array.from({ length: Math.ceil(links.length / 2) }, (_, i) =>
      links.slice(i * 2, i * 2 + 2).sort(),
    )
    expect(await codesByPage(officer, 'letters')).toEqual(sheets)
  })

  test('every code of everything is whole: a poster a sheet, then four cards and the letter', async () => {
    await officer.goto('/office/places/print?area=1&what=all')
    await officer.selectOption('#f-l-who', 'all')
    await officer.locator('form[method=post] button.go').click()
    await officer.waitForSelector('.pack')
    const sheets = await officer.evaluate(() =>
      [...document.querySelectorAll('.a4, .pack')].map((sheet) =>
        [...sheet.querySelectorAll('.code, .cc strong, .letter .url')].map(
          (each) => each.textContent ?? '',
        ),
      ),
    )
    const wanted = sheets.map((texts) =>
      texts.map((text) => (text.startsWith('http') ? text : doorOf(text))).sort(),
    )
    expect(await codesByPage(officer, 'everything')).toEqual(wanted)
  })
})
