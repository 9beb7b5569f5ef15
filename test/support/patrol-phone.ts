// A patrol's phone in the browser stories: that it is ready for the street, and its camera.
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'

/** The phone has taken the page along, for its own addresses and those of doors. */
export const workersReady = (page: Page) =>
  vi.waitFor(
    async () => {
      const states = await page.evaluate(async () => {
        const all = await navigator.serviceWorker.getRegistrations()
        return all.map(({ active }) => active?.state)
      })
      expect(states).toEqual(['activated', 'activated', 'activated'])
    },
    { timeout: 10_000, interval: 100 },
  )

export const photo = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 40
    canvas.height = 30
    canvas.getContext('2d')?.fillRect(0, 0, 20, 30)
    return canvas.toDataURL('image/jpeg').replace(/^.*,/, '')
  })

export async function takePhoto(page: Page, bytes?: Buffer, field = '#f-photo'): Promise<void> {
  const taken = page.locator('text=照片已存手机')
  const before = await taken.count()
  const buffer = bytes ?? Buffer.from(await photo(page), 'base64')
  await page.setInputFiles(field, { name: 'a.jpg', mimeType: 'image/jpeg', buffer })
  await taken.nth(before).waitFor()
}
