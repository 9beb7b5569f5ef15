// What a printer makes of a page: how many sheets, how they lie, how large a code comes out.
import type { Page } from 'playwright-core'
import { readQr } from './page'

/** The page as the browser prints it. */
export const pdfOf = (page: Page): Promise<Buffer> =>
  page.pdf({ preferCSSPageSize: true, printBackground: true })

export interface Sheet {
  width: number
  height: number
}

const MM_PER_POINT = 25.4 / 72

/** The sheets of a document in whole millimetres. */
export function sheetsOf(pdf: Buffer): Sheet[] {
  const text = pdf.toString('latin1')
  const sheets = [...text.matchAll(/\/Type \/Page\b(?!s)[\s\S]*?\/MediaBox \[([\d. ]+)\]/g)]
  return sheets.map(([, box = '']) => {
    const [, , width = 0, height = 0] = box.split(' ').map((each) => Number(each) * MM_PER_POINT)
    return { width: Math.round(width), height: Math.round(height) }
  })
}

export const PORTRAIT: Sheet = { width: 210, height: 297 }
export const LANDSCAPE: Sheet = { width: 297, height: 210 }

/** What lies between the margins of an A4 sheet, as a browser counts pixels. */
const PRINTED_PX = { portrait: 703, landscape: 1032 }

/** Lays the page out as on paper, for measuring and photographing. */
export async function layOut(
  page: Page,
  how: 'portrait' | 'landscape' = 'portrait',
): Promise<void> {
  await page.setViewportSize({ width: PRINTED_PX[how], height: 1050 })
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
}

/** What every code on the laid-out page says, in order; null for one that cannot be read. */
export async function codesOn(page: Page, selector: string): Promise<(string | null)[]> {
  const count = await page.locator(selector).count()
  const read: (string | null)[] = []
  for (let i = 0; i < count; i++) read.push(await readQr(page, `${selector} >> nth=${i}`))
  return read
}

const MM_PER_PX = 25.4 / 96
const QUIET_ZONE = 8

/** The printed width of a code in millimetres, without its quiet zone. */
export async function codeWidth(page: Page, selector: string): Promise<number> {
  const code = page.locator(selector).first()
  const box = await code.boundingBox()
  const modules = await code.evaluate(async (img: HTMLImageElement) => {
    const svg = await (await fetch(img.src)).text()
    return Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1] ?? 0)
  })
  return ((box?.width ?? 0) * MM_PER_PX * (modules - QUIET_ZONE)) / modules
}

/** Texts of those parts of the laid-out page that are higher or wider than the paper they have. */
export const cutOff = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(selector)
    .evaluateAll((parts) =>
      parts
        .filter(
          (part) =>
            part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1,
        )
        .map((part) => part.textContent ?? ''),
    )
