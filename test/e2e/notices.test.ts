// The assignment notice as the printer makes it, and a clerk who takes one on with script off.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf, isoDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { openPhone, shot, signIn, town } from '../support/page'
import { codesOn, layOut, PORTRAIT, pdfOf, sheetsOf } from '../support/print'

const freshKey = () => newKey(Date.now(), systemRandom)

/** Sends a form as the page of this phone would. */
const send = (page: Page, path: string, form: Record<string, string>) =>
  page.request.post(path, { form, headers: { origin: town().url }, maxRedirects: 0 })

/** Reports people without a village and issues a notice about all of them; answers its address. */
async function noticeAbout(hq: Page, count: number): Promise<string> {
  const areas = await (await hq.request.get('/office/report/person')).text()
  const area = /<option value="(\d+)"[^>]*>左照沟村/.exec(areas)?.[1] ?? ''
  for (let n = 0; n < count; n++)
    await send(hq, '/office/report/person', {
      key: freshKey(),
      name: `陈${'建国'.slice(n % 2)}`,
      phone: `1990000${String(n).padStart(4, '0')}`,
      address: '左照沟村 3 组出租房，门前有一棵老槐树的那一家',
      origin: '南阳市',
      arrived: isoDay(dayOf(Date.now())),
      place: '',
      area,
      managed: 'no',
      sure: '1',
    })
  const ids: string[] = []
  let next = `/office/arrivals?area=${area}&view=nobody`
  while (next) {
    const page = await (await hq.request.get(next)).text()
    ids.push(...[...page.matchAll(/name="p(\d+)"/g)].map(([, id = '']) => id))
    next = (/class="pager"><a class="tap" href="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll(
      '&amp;',
      '&',
    )
  }
  const sent = await send(hq, '/office/notices', {
    key: freshKey(),
    area,
    why: 'no_village',
    task_register: '1',
    other: '当日回访',
    due: isoDay(dayOf(Date.now()) + 1),
    ...Object.fromEntries(ids.slice(-count).map((id) => [`p${id}`, '1'])),
  })
  return (sent.headers().location ?? '').replace(/\?.*/, '')
}

describe('the notice on paper', () => {
  let hq: Page
  let short = ''
  let long = ''
  beforeAll(async () => {
    hq = await openPhone()
    await signIn(hq, 'admin')
    short = await noticeAbout(hq, 2)
    long = await noticeAbout(hq, 30)
  })
  afterAll(() => hq.context().close())

  test.each(['zh', 'en'] as const)('about two people is one sheet, %s', async (lang) => {
    await hq.emulateMedia({ media: null })
    await hq.goto(`${short}/form?lang=${lang}`, { waitUntil: 'networkidle' })
    expect(sheetsOf(await pdfOf(hq))).toEqual([PORTRAIT])
    await hq.goto(`${short}/form?lang=zh`)
  })

  test('leads by its code to the page where it is received', async () => {
    await hq.goto(`${short}/form`, { waitUntil: 'networkidle' })
    await layOut(hq)
    await shot(hq, 'notice-form')
    expect(await codesOn(hq, '.jb img')).toEqual([`${town().url}${short}`])
  })

  test('about thirty goes on to further sheets with its head, and keeps the receipt whole', async () => {
    await hq.emulateMedia({ media: null })
    await hq.goto(`${long}/form`, { waitUntil: 'networkidle' })
    const pdf = await pdfOf(hq)
    expect(sheetsOf(pdf).length).toBe(3)
    expect(await hq.locator('.jb tbody tr').count()).toBe(30 + 1 + 4)
  })
})

/** How many people the clerk's village looks after. */
async function looked(clerk: Page): Promise<number> {
  await clerk.goto('/office/arrivals')
  const text = await clerk.locator('main').textContent()
  return Number(/左照沟村 (\d+) 人/.exec(text ?? '')?.[1])
}

test('a clerk receives, begins and reports a notice in five taps, script off', async () => {
  const hq = await openPhone()
  await signIn(hq, 'admin')
  const path = await noticeAbout(hq, 1)
  const clerk = await openPhone({ script: false })
  await signIn(clerk, 'clerk')
  const before = await looked(clerk)
  await clerk.goto(path)
  let taps = 0
  const tap = async (selector: string) => {
    taps += 1
    await clerk.locator(selector).tap()
  }
  await tap(`form[action="${path}/receive"] button`)
  await clerk.locator('.done', { hasText: '已签收' }).waitFor()
  await tap(`form[action="${path}/start"] button`)
  await clerk.locator('.done', { hasText: '已开始办理' }).waitFor()
  await tap('[name=result][value=all]')
  await tap(`form[action="${path}/report"] button`)
  await clerk.locator('.done', { hasText: '已反馈' }).waitFor()
  expect(taps).toBeLessThanOrEqual(5)
  await hq.goto(path)
  await hq.locator(`form[action="${path}/close"] button`).tap()
  await hq.locator('.done', { hasText: '已核销' }).waitFor()
  expect(await looked(clerk)).toBe(before + 1)
  await Promise.all([hq.context().close(), clerk.context().close()])
})

test('a clerk reports a new shop from the list in three taps, and sees the one it might be', async () => {
  const clerk = await openPhone()
  await signIn(clerk, 'clerk')
  await clerk.goto('/office/notices')
  let taps = 0
  const tap = async (selector: string) => {
    taps += 1
    await clerk.locator(selector).first().tap()
  }
  const fill = async (name: string) => {
    await clerk.fill('[name=name]', name)
    await clerk.selectOption('[name=trade]', 'retail')
    await clerk.fill('[name=address]', '汝南路 88 号')
  }
  await tap('a[href="/office/report/place"]')
  await clerk.waitForURL('**/office/report/place')
  await fill('街口新开便利店')
  await tap('form.card button')
  await clerk.locator('.done', { hasText: '街口新开便利店' }).waitFor()
  expect(taps).toBeLessThanOrEqual(3)
  await fill('街口新开便利店')
  await tap('form.card button')
  await clerk.locator('h1', { hasText: '这家店可能已经登记过' }).waitFor()
  await shot(clerk, 'notice-similar')
  await clerk.locator('[name=edit]').tap()
  await clerk.locator('h1', { hasText: '报新开的店' }).waitFor()
  expect(await clerk.inputValue('[name=address]')).toBe('汝南路 88 号')
  await clerk.context().close()
})
