// The field for a photo, in a browser: made smaller before it is sent, refused at once, sent upright.

import type { Page } from 'playwright-core'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { FileField } from '../../src/features/files/field'
import { judgeFile } from '../../src/features/files/rules'
import { criticalCss } from '../../src/generated/assets'
import { translator } from '../../src/i18n'
import { EMPTY_FORM } from '../../src/ui/field'
import { expectAxeClean, expectNoOverflow, openPhone, shot, town } from '../support/page'
import { phonePhoto } from '../support/photos'

const ui = {
  lang: 'zh' as const,
  t: translator('zh'),
  big: false,
  here: '/',
  town: '峡窝镇',
  demo: true,
  plainHttp: false,
  now: 0,
}
const field = render(h(FileField, { ui, form: EMPTY_FORM, name: 'paper', label: '营业执照' }))
const page = `<!doctype html><html lang="zh-CN"><title>试</title><meta name="viewport" content="width=device-width"><style>${criticalCss}</style><main><h1>试</h1><form method="post" action="/draft/files" enctype="multipart/form-data"><input type="hidden" name="key" value="k1">${field}<button class="go">上传</button></form></main>`

let phone: Page
let posted: Buffer[] = []

beforeAll(async () => {
  phone = await openPhone({ bypassCsp: true })
  const contentType = 'text/html; charset=utf-8'
  await phone.route('**/draft', (route) => route.fulfill({ contentType, body: page }))
  await phone.route('**/draft/files', (route) => {
    const body = route.request().postDataBuffer()
    if (body) posted.push(body)
    return route.fulfill({ contentType, body: '<h1>收到</h1>' })
  })
})
beforeEach(async () => {
  posted = []
  await phone.goto(`${town().url}/draft`)
})
afterAll(() => phone.context().close())

const choose = (name: string, mimeType: string, buffer: Uint8Array) =>
  phone.setInputFiles('#f-paper', { name, mimeType, buffer: Buffer.from(buffer) })

/** A photo nobody can compress: 2400 by 1800 coloured dots. */
const largePhoto = async (): Promise<Buffer> => {
  const base64 = await phone.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const ink = canvas.getContext('2d')
    const dots = ink?.createImageData(2400, 1800)
    if (!ink || !dots) return ''
    for (let i = 0; i < dots.data.length; i++) dots.data[i] = (i * 7919) % 253
    ink.putImageData(dots, 0, 0)
    return canvas.toDataURL('image/jpeg', 0.95).replace(/^.*,/, '')
  })
  return Buffer.from(base64, 'base64')
}

/** Width and height of the JPEG in a form that was sent. */
const sizeIn = (form: Buffer): [number, number] => {
  const frame = form.indexOf(Buffer.from([0xff, 0xc0, 0, 17, 8]))
  return [form.readUInt16BE(frame + 7), form.readUInt16BE(frame + 5)]
}

test('a big photo is sent with its longer side at 1600 dots', async () => {
  const photo = await largePhoto()
  await choose('IMG_2020.jpg', 'image/jpeg', photo)
  await phone.click('button.go')
  await phone.waitForSelector('h1:has-text("收到")')
  const [form = Buffer.alloc(0)] = posted
  expect(posted).toHaveLength(1)
  expect(sizeIn(form)).toEqual([1600, 1200])
  expect(form.length).toBeLessThan(photo.length / 2)
  expect(String(form)).toContain('name="key"')
  expect(String(form)).not.toContain('IMG_2020')
})

test('what the service would refuse is said at the field, and nothing is sent', async () => {
  await choose('执照.pdf', 'application/pdf', Buffer.from('<html><script>alert(1)</script>'))
  await phone.waitForSelector('[data-problem]:has-text("打不开")')
  await phone.click('button.go')
  await choose('执照.pdf', 'application/pdf', Buffer.alloc(5 * 1024 * 1024 + 1, '%PDF-1.4'))
  await phone.waitForSelector('[data-problem]:has-text("最多 5 MB")')
  await phone.click('button.go')
  await shot(phone, 'upload-refused')
  expect(posted).toEqual([])
  await expectAxeClean(phone)
  await expectNoOverflow(phone)
})

test('a photo taken upright is drawn upright after cleaning', async () => {
  const judged = judgeFile(phonePhoto(6))
  const base64 = judged.ok ? Buffer.from(judged.bytes).toString('base64') : ''
  const size = await phone.evaluate(async (text) => {
    const picture = new Image()
    picture.src = `data:image/jpeg;base64,${text}`
    await picture.decode()
    return [picture.naturalWidth, picture.naturalHeight]
  }, base64)
  expect(size).toEqual([16, 24])
})
