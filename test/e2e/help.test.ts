// An enterprise runs out of masks: it asks, the town takes it, answers, and the enterprise says it is solved.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ownPlace } from '../support/own-place'
import { openPhone, signIn } from '../support/page'
import { close, LONG_WAYS, looked, say, words } from '../support/story'

/** The cells of supplies on the page of numbers: waiting, taken, answered. */
async function supplies(office: Page, name: string): Promise<number[]> {
  await office.goto('/office/requests/numbers')
  const row = office.locator('.figure').first().locator('tr', { hasText: name })
  const cells = await row.locator('td').allTextContents()
  return cells.slice(0, 3).map(Number)
}

describe.each(LONG_WAYS)('in $lang, script $script', (way) => {
  test('an enterprise asks for masks', async () => {
    const place = await ownPlace('enterprise', '桑园面粉厂')
    const path = `/keep/${place.code}/help`
    const name = say(way, '物资', 'Supplies')
    const [keeper, office] = [await openPhone(way), await openPhone(way)]
    await signIn(keeper, place.account)
    await signIn(office, 'admin')
    const [open = 0, taken = 0, answered = 0] = await supplies(office, name)

    // Asked without saying for what: said at the fields, what was typed stays.
    await keeper.goto(path)
    await looked(keeper, way, 'help-ask')
    await keeper.fill('[name=quantity]', '2000 只')
    await keeper.click(`form[action="${path}"] button`)
    await keeper.waitForSelector('.sum')
    await looked(keeper, way, 'help-ask-error')
    expect(await keeper.inputValue('[name=quantity]')).toBe('2000 只')
    await keeper.check('[name=category][value=supplies]')
    await keeper.fill('[name=text]', '口罩只够用 2 天')
    await keeper.click(`form[action="${path}"] button`)
    await keeper.waitForURL('**?done=asked')
    const card = keeper.locator('section.card.rules')
    expect(await card.textContent()).toContain(say(way, '待接单', 'Waiting'))
    await looked(keeper, way, 'help-asked')
    expect(await supplies(office, name)).toEqual([open + 1, taken, answered])
    await looked(office, way, 'help-numbers')

    // Headquarters finds it by the name of the enterprise, takes it and answers.
    await office.goto(`/office/requests?q=${place.code}`)
    await office.click('main a.row')
    await office.waitForURL(/requests\/\d+-\d+$/)
    expect(await words(office)).toContain('2000 只')
    await looked(office, way, 'help-office')
    await office.click('form[action$="/take"] button')
    await office.waitForURL('**?done=take')
    await keeper.reload()
    expect(await card.textContent()).toContain(say(way, '办理中', 'In hand'))
    await office.fill('form[action$="/answer/files"] [name=text]', '下午 3 点送到厂门口，2000 只')
    await looked(office, way, 'help-office-taken')
    await office.click('form[action$="/answer/files"] button')
    await office.waitForURL('**?done=answer')
    expect(await words(office)).not.toContain('店家')
    await looked(office, way, 'help-office-answered')
    expect(await supplies(office, name)).toEqual([open, taken, answered + 1])

    // The enterprise reads the answer and says so; nothing of it is under way any more.
    await keeper.goto(path)
    expect(await card.textContent()).toContain('下午 3 点送到厂门口')
    await looked(keeper, way, 'help-answered')
    await keeper.click('form[action$="/solved"] button')
    await keeper.waitForURL('**?done=solved')
    expect(await card.textContent()).toContain(say(way, '已办结', 'Closed'))
    await looked(keeper, way, 'help-solved')
    expect(await supplies(office, name)).toEqual([open, taken, answered])
    await close(keeper, office)
  })
})
