// The stories of workers: a cook signs and starts work, someone back from a risk area signs.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  cookiesOf,
  expectAxeClean,
  expectFieldContrast,
  openPhone,
  readQr,
  town,
} from '../support/page'
import {
  answerTheRest,
  choose,
  draw,
  newWorker,
  next,
  numberOn,
  signName,
  tellWho,
} from '../support/pledge-walk'
import { close, looked, say, staffPhone, WAYS, words } from '../support/story'
import { weigh } from '../support/weight'

/** How wide the box is and whether anything is drawn in it. */
const inkIn = (page: Page): Promise<{ width: number; inked: boolean }> =>
  page.locator('canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return { width: 0, inked: false }
    const { width, height } = canvas
    const ink = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    return { width, inked: ink.some((value) => value > 0) }
  })

describe.each(WAYS)('in $lang, script $script', (way) => {
  test('a cook signs and starts work', async () => {
    const who = newWorker('李建国')
    const cook = await openPhone(way)
    await cook.goto(`/p/${town().placeCode}`)
    await cook.click(`text=${say(way, '员工签承诺书', 'Sign pledge')}`)
    await looked(cook, way, 'pledge-who')
    await next(cook)
    await cook.waitForSelector('.sum')
    await looked(cook, way, 'pledge-who-error')
    await tellWho(cook, who, '厨师')
    await looked(cook, way, 'pledge-area')
    await choose(cook, 'no')
    await cook.waitForURL('**/pledge/contact')
    await looked(cook, way, 'pledge-contact')
    await cook.goBack()
    expect(await cook.isChecked('[name=answer][value=no]')).toBe(true)
    await cook.goForward()
    await answerTheRest(cook)
    await cook.click(`a[href$="/pledge/transport?fix=1"]`)
    await cook.fill('[name=answer]', 'G1234')
    await next(cook)
    await cook.waitForURL('**/pledge/check')
    expect(await words(cook)).toContain('G1234')
    await cook.check('[name=consent]')
    await looked(cook, way, 'pledge-check')
    await signName(cook, way, who.name)
    await looked(cook, way, 'pledge-card')
    const number = await numberOn(cook)
    await cook.click(`text=${say(way, '查看承诺书', 'View')}`)
    await looked(cook, way, 'pledge-text')
    await cook.goto('/pledges')
    await looked(cook, way, 'pledge-mine')

    const keeper = await staffPhone('keeper', way)
    await keeper.goto(`/keep/${town().placeCode}/staff`)
    await looked(keeper, way, 'people-waiting')
    const line = keeper.locator('.team li', { hasText: number })
    await line.locator('form[action$=confirm] button').click()
    await keeper.waitForURL(/notice=done/)
    await looked(keeper, way, 'people')
    await line.locator('a').click()
    await looked(keeper, way, 'people-worker')
    await cook.reload()
    expect(await words(cook)).toContain(say(way, '已确认', 'confirmed'))
    await close(cook, keeper)
  })

  test('someone back from a risk area signs', async () => {
    const who = newWorker('周远行')
    const phone = await openPhone(way)
    await phone.goto(`/p/${town().placeCode}/pledge`)
    await tellWho(phone, who, '传菜')
    await phone.check('[name=answer][value=yes]')
    await next(phone)
    await phone.waitForSelector('.sum')
    await looked(phone, way, 'pledge-area-error')
    await phone.selectOption('[name=area1]', { index: 1 })
    await phone.fill('[name=where1]', '孝感市')
    await phone.selectOption('[name=from1]', { index: 10 })
    await phone.selectOption('[name=to1]', { index: 6 })
    await looked(phone, way, 'pledge-area-yes')
    await next(phone)
    await phone.waitForURL('**/pledge/contact?told=1')
    expect(await words(phone)).toContain(say(way, '可以照常提交', 'You can submit it all the same'))
    await looked(phone, way, 'pledge-told')
    await answerTheRest(phone)
    await looked(phone, way, 'pledge-check-risk')
    await signName(phone, way, who.name)
    expect(await words(phone)).toContain(say(way, '起可以上岗', 'you may work from'))
    await looked(phone, way, 'pledge-card-risk')
    const number = await numberOn(phone)
    const keeper = await staffPhone('keeper', way)
    await keeper.goto(`/keep/${town().placeCode}/staff`)
    const line = keeper.locator('.team li', { hasText: number })
    expect(await line.textContent()).toContain(say(way, '有风险回答', 'A risk was declared'))
    await close(phone, keeper)
  })
})

test('what was drawn stays when the phone scrolls or is turned', async () => {
  const phone = await openPhone()
  await phone.goto(`/p/${town().placeCode}/pledge`)
  await tellWho(phone, newWorker('吴明远'), '收银')
  await choose(phone, 'no')
  await answerTheRest(phone)
  await draw(phone)
  const upright = await inkIn(phone)
  expect(upright.inked).toBe(true)
  await phone.setViewportSize({ width: 360, height: 600 })
  expect(await inkIn(phone)).toEqual(upright)
  await phone.setViewportSize({ width: 640, height: 360 })
  await phone.waitForFunction(
    (width) => (document.querySelector('canvas')?.width ?? 0) > width,
    upright.width,
  )
  expect((await inkIn(phone)).inked).toBe(true)
  await phone.click('[data-again]')
  expect((await inkIn(phone)).inked).toBe(false)
  await next(phone)
  await phone.waitForSelector('.sum')
  expect(await words(phone)).toContain('请签名，或输入您的姓名')
  await close(phone)
})

test('the QR on the card and on its picture, seen by an independent reader, leads to the public check', async () => {
  const phone = await openPhone()
  await phone.goto(`/p/${town().placeCode}/pledge`)
  const who = newWorker('吴明远')
  await tellWho(phone, who, '收银')
  await choose(phone, 'no')
  await answerTheRest(phone)
  await signName(phone, { lang: 'zh', script: true }, who.name)
  const number = await numberOn(phone)
  const read = await readQr(phone, 'img.qr')
  await phone.click('text=存成图片')
  await phone.waitForFunction(
    () => document.querySelector<HTMLImageElement>('img.kept')?.naturalWidth,
  )
  await looked(phone, { lang: 'zh', script: true }, 'pledge-card-picture')
  expect(await readQr(phone, 'img.kept')).toBe(read)
  const stranger = await openPhone()
  await stranger.goto(new URL(read ?? '').pathname)
  expect(await words(stranger)).toContain(number)
  expect(await words(stranger)).toContain('吴*')
  expect(await words(stranger)).not.toContain(who.name)
  await looked(stranger, { lang: 'zh', script: true }, 'verify')
  await close(phone, stranger)
})

test('the keeper invites a crew and lets someone sign on the shop’s phone', async () => {
  const way = { lang: 'zh', script: true } as const
  const keeper = await staffPhone('keeper')
  await keeper.goto(`/keep/${town().placeCode}/staff`)
  await keeper.click('form[action$=invite] button')
  await looked(keeper, way, 'people-invite')
  const read = await readQr(keeper, 'img.qr')
  expect(read).toContain(`/p/${town().placeCode}/pledge?by=`)
  await keeper.goto(`/keep/${town().placeCode}/staff`)
  await keeper.click('form[action$=sign] button')
  await keeper.waitForURL('**/pledge')
  await looked(keeper, way, 'pledge-witness')
  const worker = await openPhone()
  await worker.goto(new URL(read ?? '').pathname + new URL(read ?? '').search)
  await looked(worker, way, 'pledge-invited')
  const who = newWorker('冯秀兰')
  await tellWho(worker, who, '保洁')
  await choose(worker, 'no')
  await answerTheRest(worker)
  await signName(worker, way, who.name)
  await worker.goto('/pledges')
  expect(await words(worker)).toContain('已确认')
  await close(worker)
  await close(keeper)
})

test('the keeper signs for the shop', async () => {
  const way = { lang: 'zh', script: false } as const
  const keeper = await staffPhone('keeper', way)
  await keeper.goto(`/keep/${town().placeCode}/pledge`)
  await keeper.click('main > a.go')
  for (const answer of ['6', '300', '20', '2']) {
    await keeper.fill('[name=answer]', answer)
    await next(keeper)
    await keeper.waitForLoadState()
  }
  await keeper.waitForURL('**/pledge/check')
  await looked(keeper, way, 'place-pledge-check')
  await signName(keeper, way, '马长顺')
  await looked(keeper, way, 'place-pledge-card')
  expect(await words(keeper)).toContain('经营门店疫情防控承诺书')
  await close(keeper)
})

const KB = 1024

test.each(process.env.LONG ? [false, true] : [false])(
  'every page of the walk is light and has nothing that axe finds (dark: %s)',
  async (dark) => {
    const phone = await openPhone({ dark, bypassCsp: true })
    const judged = async () => {
      await expectAxeClean(phone)
      await expectFieldContrast(phone)
      const weight = await weigh(phone.url(), await cookiesOf(phone))
      expect([phone.url(), weight.all <= 13 * KB, weight.all]).toEqual([
        phone.url(),
        true,
        weight.all,
      ])
    }
    await phone.goto(`/p/${town().placeCode}/pledge`)
    await judged()
    const who = newWorker('郑平安')
    await tellWho(phone, who, '洗碗')
    await phone.check('[name=answer][value=yes]')
    await judged()
    await choose(phone, 'no')
    await phone.waitForURL('**/pledge/contact')
    await judged()
    await answerTheRest(phone)
    await judged()
    await phone.click('[data-type]')
    await signName(phone, { lang: 'zh', script: false }, who.name)
    await judged()
    const number = await numberOn(phone)
    for (const path of [
      `/pledges/${number}/text`,
      `/pledges/${number}/withdraw`,
      '/pledges',
      '/pledges/held',
      `/verify/${number}`,
      `/p/${town().placeCode}/pledge`,
    ]) {
      await phone.goto(path)
      await judged()
    }
    await close(phone)
  },
)
