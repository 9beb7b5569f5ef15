// The stories of keeper and waiter: see the entry, measure again, let in, void, enter a grandmother.
import { beforeAll, describe, expect, test } from 'vitest'
import { age, shownVisit, sql } from '../support/aging'
import { openPhone, readQr, town } from '../support/page'
import {
  checkIn,
  close,
  fillIn,
  looked,
  openEntry,
  say,
  somebody,
  staffPhone,
  WAYS,
  words,
} from '../support/story'

const FIVE_MINUTES = 5

// Stories crowd the shop; it must not fill up under them.
beforeAll(() => sql('UPDATE places SET capacity = 400 WHERE code = ?', town().placeCode))

describe.each(WAYS)('in $lang, script $script', (way) => {
  test('somebody with a fever waits, is measured twice more and let in', async () => {
    const who = somebody()
    const visitor = await openPhone(way)
    const keeper = await staffPhone('keeper', way)
    await checkIn(visitor, town().placeCode, { ...who, temperature: '37.6' })
    expect(await words(visitor)).toContain(say(way, '请稍等', 'Please wait'))
    await looked(visitor, way, 'result-wait')
    for (const temperature of ['37.1', '36.8']) {
      await age(shownVisit(visitor), FIVE_MINUTES)
      await openEntry(keeper, who)
      if (temperature === '37.1') await looked(keeper, way, 'entry')
      await keeper.fill('#f-temperature', temperature)
      await keeper.click('form[action$=measure] button')
      await keeper.waitForURL(/notice=done/)
    }
    await looked(keeper, way, 'keep')
    await visitor.reload()
    expect(await words(visitor)).toContain(say(way, '请进', 'Please come in'))
    await close(visitor, keeper)
  })

  test('somebody with two readings over is stopped, and it is reported', async () => {
    const who = somebody()
    const visitor = await openPhone(way)
    const keeper = await staffPhone('keeper', way)
    await checkIn(visitor, town().placeCode, { ...who, temperature: '37.6' })
    await age(shownVisit(visitor), FIVE_MINUTES)
    await openEntry(keeper, who)
    await keeper.fill('#f-temperature', '37.5')
    await keeper.click('form[action$=measure] button')
    await keeper.waitForURL(/notice=done/)
    await looked(keeper, way, 'entry-stop')
    await visitor.reload()
    expect(await words(visitor)).toContain(say(way, '请勿进入', 'Do not enter'))
    await looked(visitor, way, 'result-stop')
    await keeper.click('form[action$=report] button')
    await keeper.waitForURL(/\/keep\/\w+\?notice=done/)
    expect(await words(keeper)).toContain(say(way, '已报告', 'Reported at'))
    await close(visitor, keeper)
  })

  test('the waiter enters a grandmother without a phone', async () => {
    const waiter = await staffPhone('helper', way)
    await waiter.click(`text=${say(way, '代人登记', 'Enter someone without a phone')}`)
    await looked(waiter, way, 'proxy')
    await fillIn(waiter, { name: '王秀英', temperature: '36.2' })
    await waiter.waitForSelector('.sum')
    await looked(waiter, way, 'proxy-error')
    await waiter.fill('[name=where]', '左照沟村 3 组')
    await waiter.click('button.go')
    await waiter.waitForURL(/notice=done/)
    expect(await words(waiter)).toContain('王*')
    await close(waiter)
  })

  test('the keeper voids an entry, and the visitor sees it', async () => {
    const who = somebody()
    const visitor = await openPhone(way)
    const keeper = await staffPhone('keeper', way)
    await checkIn(visitor, town().placeCode, { ...who, temperature: '36.6' })
    await openEntry(keeper, who)
    await keeper.click(`summary:has-text("${say(way, '作废', 'Void')}")`)
    await keeper.fill('#f-void-reason', '重复登记')
    await keeper.click('form[action$=void] button')
    await keeper.waitForURL(/notice=done/)
    await visitor.reload()
    expect(await words(visitor)).toContain(say(way, '已作废', 'Voided'))
    await close(visitor, keeper)
  })

  test('the keeper lets somebody in when the shop is full', async () => {
    const who = somebody()
    const visitor = await openPhone(way)
    const keeper = await staffPhone('keeper', way)
    await sql('UPDATE places SET capacity = 1 WHERE code = ?', town().placeCode)
    try {
      await checkIn(visitor, town().placeCode, { ...who, temperature: '36.6', party: '2' })
      await keeper.goto(`/keep/${town().placeCode}`)
      await looked(keeper, way, 'keep-full')
      await keeper
        .locator('.list li', { hasText: who.tail })
        .first()
        .locator('form[action$=admit] button')
        .click()
      await keeper.waitForURL(/notice=done/)
      await visitor.reload()
      expect(await words(visitor)).toContain(say(way, '请进', 'Please come in'))
    } finally {
      await sql('UPDATE places SET capacity = 400 WHERE code = ?', town().placeCode)
    }
    await close(visitor, keeper)
  })
})

test('an entry stands in the keeper’s open list within two seconds', async () => {
  const who = somebody()
  const visitor = await openPhone()
  const keeper = await staffPhone('keeper')
  await checkIn(visitor, town().placeCode, { ...who, temperature: '36.6' })
  const sent = Date.now()
  await keeper.waitForSelector(`.list li:has-text("${who.tail}")`, { timeout: 10_000 })
  expect(Date.now() - sent).toBeLessThan(2_000)
  await close(visitor, keeper)
})

test('a waiting visitor’s phone shows by itself that the staff have decided', async () => {
  const who = somebody()
  const visitor = await openPhone()
  const keeper = await staffPhone('keeper')
  await checkIn(visitor, town().placeCode, { ...who, temperature: '37.6' })
  await openEntry(keeper, who)
  await keeper.click('summary:has-text("作废")')
  await keeper.fill('#f-void-reason', '试')
  await keeper.click('form[action$=void] button')
  await visitor.waitForSelector('body.calm', { timeout: 10_000 })
  await close(visitor, keeper)
})

test('the QR on the printed poster, seen by an independent reader, leads to the door', async () => {
  const keeper = await staffPhone('keeper')
  await keeper.goto(`/keep/${town().placeCode}/poster`)
  await keeper.waitForFunction(() => document.querySelector<HTMLImageElement>('img.qr')?.complete)
  const read = await readQr(keeper, 'img.qr')
  expect(read).toBe(`${town().url}/p/${town().placeCode}`.toUpperCase())
  const visitor = await openPhone()
  const door = await visitor.goto(new URL(read ?? '').pathname)
  expect(door?.status()).toBe(200)
  expect(await visitor.locator('form[action$=visits]').count()).toBe(1)
  await close(keeper, visitor)
})
