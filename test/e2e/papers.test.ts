// Two stories of paper, script on and off, in both languages: the inspector asks for the registers,
// and the power comes back.
import { describe, expect, test } from 'vitest'
import { expectNoOverflow, openPhone, signIn, town } from '../support/page'
import { pdfOf, sheetsOf } from '../support/print'
import { close, looked, say, staffPhone, WAYS, words } from '../support/story'

const iso = (daysAgo: number): string =>
  new Date(Date.now() + 8 * 3_600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10)

describe.each(WAYS)('$lang, script $script', (way) => {
  test('the inspector asks for the registers of two weeks', async () => {
    const keeper = await staffPhone('keeper', way)
    await keeper.locator('.tabs a[href$=poster]').click()
    await keeper.locator('.ways a[href$=ledgers]').click()

    const ask = async (from: string, to: string) => {
      await keeper.fill('[name=from]', from)
      await keeper.fill('[name=to]', to)
      await keeper.click('form[method=get] button')
      await keeper.waitForURL((url) => url.searchParams.get('to') === to)
    }
    await ask(iso(2), iso(13))
    expect(await words(keeper)).toContain(
      say(way, '结束日期不能早于开始日期', 'The end cannot be before the beginning'),
    )
    expect(await keeper.inputValue('[name=from]')).toBe(iso(2))
    await expectNoOverflow(keeper)

    await ask(iso(13), iso(2))
    await looked(keeper, way, 'registers-by-day')
    await keeper.click('.reg a[href$="show=all"].tap')
    await keeper.waitForURL((url) => url.searchParams.has('show'))
    const names = async () => new Set(await keeper.locator('.reg h2').allTextContents()).size
    const nextPage = keeper.locator('a[rel=next]')
    expect(await names()).toBe(5)
    if (way.script) {
      // The second week comes by itself and is printed with the first.
      await keeper.getByText(say(way, '后面 1 页都接上了', 'are here now: 1')).waitFor()
      expect(await keeper.locator('.reg').count()).toBe(10)
      expect(await nextPage.count()).toBe(0)
      await looked(keeper, way, 'registers')
      expect(sheetsOf(await pdfOf(keeper)).length).toBeGreaterThanOrEqual(10)
    } else {
      await looked(keeper, way, 'registers')
      expect(sheetsOf(await pdfOf(keeper)).length).toBeGreaterThanOrEqual(5)
      await nextPage.click()
      await keeper.waitForURL((url) => url.searchParams.has('leaf'))
      expect(await names()).toBe(5)
      expect(await nextPage.count()).toBe(0)
      await looked(keeper, way, 'registers-second')
      await keeper.getByText(say(way, '回到第一页', 'Back to the first page')).click()
      await keeper.waitForURL((url) => !url.searchParams.has('leaf'))
    }
    await close(keeper)
  })

  test('the power comes back, and the paper register is typed in', async () => {
    const keeper = await staffPhone('helper', way)
    await keeper.goto(`/keep/${town().placeCode}/paper`)
    await keeper.selectOption('[name=day]', iso(1))
    const type = async (row: number, line: string[]) => {
      for (const [i, field] of ['time', 'name', 'contact', 'temperature', 'party'].entries())
        await keeper.fill(`[name=${field}${row}]`, line[i] ?? '')
    }
    await type(1, ['9:05', '巫秀英', '13800005678', '36.5', '2'])
    await type(2, ['9:20', '桑建国', '左照沟村 3 组', '366', ''])
    await type(3, ['9点半', '屈燕', '1380000', '36.4', ''])
    await keeper.click('form.typed button.go')
    expect(await words(keeper)).toContain(say(way, '第 3 行', 'Line 3'))
    expect(await keeper.inputValue('[name=name1]')).toBe('巫秀英')
    await looked(keeper, way, 'paper-register-wrong')

    await type(3, ['9:30', '屈燕', '13800000011', '36.4', ''])
    await keeper.click('form.typed button.go')
    await keeper.waitForURL('**written=3**')
    expect(await words(keeper)).toContain(say(way, '已补录 3 条', '3 lines entered'))
    await looked(keeper, way, 'paper-register')
    await close(keeper)
  })
})

test('the registers of a month go on by hand where the network failed half-way', async () => {
  const keeper = await openPhone()
  await signIn(keeper, 'keeper')
  const asked: string[] = []
  await keeper.route(/leaf=/, (route) => {
    asked.push(route.request().url())
    return asked.length === 2 ? route.abort() : route.continue()
  })
  await keeper.goto(`/keep/${town().placeCode}/ledgers?from=${iso(30)}&to=${iso(0)}&show=all`)
  await keeper.getByText('后面第 2 页没有接上').waitFor()
  expect(await keeper.locator('.reg').count()).toBe(10)
  await keeper.locator('a[rel=next]').click()
  await keeper.getByText('后面 2 页都接上了').waitFor()
  expect(await keeper.locator('.reg').count()).toBe(15)
  expect(asked[2]).toBe(asked[1])
  await keeper.context().close()
})
