// What every public page must be: light, readable, within the screen, usable by keyboard and by ear.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  expectAxeClean,
  expectFieldContrast,
  expectNoOverflow,
  openPhone,
  readQr,
  shot,
  town,
} from '../support/page'
import { publicPages } from '../support/shown-pages'
import { weigh } from '../support/weight'

const KB = 1024
const pages = publicPages()
const door = `/p/${town().placeCode}`

let light: Page
let dark: Page

beforeAll(async () => {
  light = await openPhone({ bypassCsp: true })
  dark = await openPhone({ dark: true })
})

afterAll(async () => {
  await light.context().close()
  await dark.context().close()
})

describe.each(pages)('$what', ({ what, path, status }) => {
  test('answers as it should and loads 13 KB at most', async () => {
    const weight = await weigh(town().url + path)
    expect(weight.status).toBe(status)
    expect(weight.all).toBeLessThanOrEqual(13 * KB)
  })

  test('has nothing that axe finds, nothing beside the screen, also at 200 % text, and shows its fields and focus', async () => {
    await light.goto(path)
    await shot(light, `page-${what.replaceAll(' ', '-')}`)
    await expectAxeClean(light)
    await expectNoOverflow(light)
    await expectFieldContrast(light)
  })

  test('has fields and a focus that stand out by night too', async () => {
    await dark.goto(path)
    await expectFieldContrast(dark)
  })
})

describe('a door', () => {
  test('is one request of 4 KB at most and needs no script', async () => {
    const weight = await weigh(town().url + door)
    expect(weight.page).toBeLessThanOrEqual(4 * KB)
    expect(weight.all).toBe(weight.page)
    expect(weight.scripts).toBe(0)

    const phone = await openPhone()
    const requests: string[] = []
    phone.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request.url())
    })
    await phone.goto(door, { waitUntil: 'networkidle' })
    expect(requests).toEqual([town().url + door])
    await phone.context().close()
  })

  test('opens whether its code is typed small or large', async () => {
    for (const path of [door.toLowerCase(), door.toUpperCase()])
      expect((await light.goto(path))?.status()).toBe(200)
  })

  test('has a QR of 1.5 KB at most, which leads to it', async () => {
    const svg = await (await fetch(`${town().url}${door}/qr.svg`)).text()
    expect(svg.length).toBeLessThanOrEqual(1.5 * KB)

    const phone = await openPhone()
    await phone.setContent(`<body style="margin:0;background:#fff"><div id="qr">${svg}</div>`)
    await phone.addStyleTag({ content: '#qr { width: 300px }' })
    const read = await readQr(phone, '#qr')
    expect(read?.toLowerCase()).toBe(`${town().url}${door}`.toLowerCase())
    expect((await phone.goto(read ?? ''))?.status()).toBe(200)
    expect(await phone.locator('form[method=post]').count()).toBe(1)
    await phone.context().close()
  })
})
