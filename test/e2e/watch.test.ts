// A worker comes back from a high-risk city to a site: signs, is put off, observed in the isolation area under the
// resident supervisor, measured with one gap, visited at the end, certified, and works.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type OwnPlace, ownPlace } from '../support/own-place'
import { openPhone, signIn } from '../support/page'
import { answerTheRest, newWorker, next, signName, tellWho } from '../support/pledge-walk'
import { close, LONG_WAYS, looked, say, type Way, words } from '../support/story'
import { passDays } from '../support/watch-days'

/** Signs at the gate, with days in a high-risk area that ended a few days ago. */
async function comesBack(
  worker: Page,
  way: Way,
  place: OwnPlace,
  who: ReturnType<typeof newWorker>,
) {
  await worker.goto(`/p/${place.code}/pledge`)
  await tellWho(worker, who, '钢筋工')
  await worker.check('[name=answer][value=yes]')
  await worker.selectOption('[name=area1]', '420000')
  await worker.fill('[name=where1]', '孝感市')
  await worker.selectOption('[name=from1]', { index: 10 })
  await worker.selectOption('[name=to1]', { index: 6 })
  await next(worker)
  await worker.waitForURL('**/pledge/contact?told=1')
  await answerTheRest(worker)
  if (way.script) await worker.click('[data-type]')
  await signName(worker, { ...way, script: false }, who.name)
}

/** The keeper enters a half day of today. */
async function measure(keeper: Page, watch: string, shift: 'am' | 'pm') {
  await keeper.goto(`${watch}?shift=${shift}`)
  await keeper.fill('form[action$="/readings"] [name=temperature]', '365')
  await keeper.click('form[action$="/readings"] button')
  await keeper.waitForURL(`**?shift=${shift}&done=measure`)
}

describe.each(LONG_WAYS)('in $lang, script $script', (way) => {
  test('a worker comes back from a high-risk city', async () => {
    const place = await ownPlace('site', '桑园大桥工地')
    const who = newWorker('隗远行')
    const keep = `/keep/${place.code}`
    const [worker, keeper, clerk] = await Promise.all([way, way, way].map(openPhone))
    if (!worker || !keeper || !clerk) throw new Error('three phones')
    await Promise.all([
      signIn(keeper, place.account),
      signIn(clerk, 'clerk'),
      comesBack(worker, way, place, who),
    ])

    // Put off by the rule; the keeper begins the observation with one press.
    expect(await words(worker)).toContain(say(way, '起可以上岗', 'you may work from'))
    await looked(worker, way, 'watch-1-deferred')
    await keeper.goto(`${keep}/staff`)
    await keeper.click('form[action$=confirm] button')
    await keeper.waitForURL(/notice=done/)
    await keeper.click('.team li a')
    await keeper.click('form[action$="/watch"] button')
    await keeper.waitForURL('**/watches/*?done=open')
    const watch = new URL(keeper.url()).pathname
    await looked(keeper, way, 'watch-2-begun')

    // In room 2, with the resident supervisor; measured today, and nobody can enter them as present.
    const care = keeper.locator('form[action$="/care"]')
    expect(await care.locator('[name=kept]').inputValue()).toBe('place')
    await care.locator('[name=room]').fill('2 号板房')
    await care.locator('[name=minder]').fill('驻场监督员 亓建国')
    await care.locator('button').click()
    await keeper.waitForURL('**?done=care')
    await measure(keeper, watch, 'am')
    await looked(keeper, way, 'watch-3-measured')
    await keeper.goto(`${keep}/staff-check?shift=am`)
    expect(await keeper.locator('form.measure [inputmode]').count()).toBe(0)
    await looked(keeper, way, 'watch-4-not-at-work')

    // Until the last day nobody measured one evening; both sides are shown the gap.
    await passDays(place)
    await measure(keeper, watch, 'pm')
    expect(await words(keeper)).toContain(say(way, '漏测 1 次', 'Readings missing: 1'))
    await looked(keeper, way, 'watch-5-gap')
    await worker.goto('/pledges')
    await looked(worker, way, 'watch-6-own')
    await clerk.goto('/office/watches?view=ending')
    await looked(clerk, way, 'watch-7-ending')
    await clerk.click('a.row:has-text("桑园大桥工地")')
    const end = clerk.locator('form[action$="/close"]')

    // The closing visit: not without a word on the gap, then a certificate.
    await end.locator('button').click()
    await clerk.waitForSelector('.sum')
    await looked(clerk, way, 'watch-8-why')
    await end.locator('[name=text]').fill('停电一晚；上门见到本人，36.5℃')
    await end.locator('button').click()
    await clerk.waitForURL('**?done=close')
    await looked(clerk, way, 'watch-9-ended')
    await clerk.click('a[href$="/certificate"]')
    await clerk.waitForURL('**/certificate')
    expect(await words(clerk)).toContain(who.name)
    await looked(clerk, way, 'watch-10-certificate')

    // The worker has it on the own phone, and is at work the same day.
    await worker.reload()
    await worker.click('a[href*="/pledges/released/"]')
    await worker.waitForURL('**/released/*')
    expect(await words(worker)).toContain(who.name)
    await keeper.goto(`${keep}/staff-check?shift=am`)
    await keeper.fill('form.measure [inputmode]', '365')
    await looked(keeper, way, 'watch-11-works')
    await keeper.click('form.measure button')
    await keeper.waitForURL(/notice=done/)
    await close(worker, keeper, clerk)
  })
})
