// A noodle shop opens: from the first form to the day a list shuts it, on the phones of everybody who
// has a part in it. Once in Chinese with script, once in English without.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  ANSWER,
  APPEAL,
  answerAppeal,
  appeal,
  closeDown,
  putOnList,
  takeOffList,
} from '../support/opening-list'
import {
  accept,
  answerFindings,
  apply,
  type Cast,
  finish,
  giveOpinion,
  judge,
  plan,
  pressed,
  register,
  resubmit,
  sendBack,
  showFailure,
} from '../support/opening-walk'
import { openPhone, signIn } from '../support/page'
import { close, fillIn, LONG_WAYS, looked, say, type Way, words } from '../support/story'

const SHOPS = [
  { way: { lang: 'zh', script: true }, name: '李家鲜面条', phone: '13700009101' },
  { way: { lang: 'en', script: false }, name: '周记鲜面条', phone: '13700009102' },
] as const

async function officerPhone(account: string, way: Way): Promise<Page> {
  const page = await openPhone(way)
  await signIn(page, account)
  return page
}

/** Reads the door until it says so: what a list does to places is done behind the answer. */
const doorSays = (door: Page, code: string, text: string) =>
  expect
    .poll(
      async () => {
        await door.goto(`/p/${code}`)
        return words(door)
      },
      { timeout: 10_000 },
    )
    .toContain(text)

async function untilItOpens(all: Cast): Promise<string> {
  const { way, keeper, reviewer, patrol } = all
  const code = await register(all)
  await apply(all, code)
  const path = await sendBack(all)
  await resubmit(all, code)
  await accept(all, path)

  const first = await plan(all, 1)
  const asked = [await judge(reviewer, way, 'i-stock'), await judge(patrol, way, 'i-board')]
  await showFailure(all, first)
  expect(asked).toEqual([8, 5])
  expect([await pressed(reviewer), await pressed(patrol)]).toEqual(asked)
  await giveOpinion(patrol, first, 'agree')
  await giveOpinion(reviewer, first, 'disagree')
  await finish(all, first, 1)
  expect(await answerFindings(all, code)).toBe(2)

  const again = await plan(all, 2)
  expect([await judge(reviewer, way), await judge(patrol, way)]).toEqual([1, 1])
  await giveOpinion(patrol, again, 'agree')
  await giveOpinion(reviewer, again, 'agree')
  await finish(all, again, 2)
  await keeper.goto(`/keep/${code}/application`)
  await looked(keeper, way, 'opening-35-open')
  return code
}

test.each(SHOPS.filter(({ way }) => LONG_WAYS.some(({ lang }) => lang === way.lang)))(
  'a noodle shop opens ($way.lang, script $way.script)',
  async (shop) => {
    const { way, name } = shop
    const [keeper, visitor, reviewer, patrol, admin, second] = await Promise.all([
      openPhone(way),
      openPhone(way),
      officerPhone('reviewer', way),
      officerPhone('patrol', way),
      officerPhone('admin', way),
      officerPhone('admin2', way),
    ])
    const all = { ...shop, keeper, reviewer, patrol }
    const rules = { way, admin, second }
    const code = await untilItOpens(all)
    await visitor.goto(`/p/${code}`)
    expect(await words(visitor)).toContain(say(way, '正在营业', 'Open'))
    await looked(visitor, way, 'opening-35-door')
    await keeper.goto(`/keep/${code}/poster`)
    expect(await keeper.locator('body').textContent()).toMatch(/第 \d+ 号验收|acceptance no. \d+/)
    await looked(keeper, way, 'opening-35-poster')

    expect(await putOnList(rules)).toContain(name)
    await fillIn(visitor, { name: '秦小燕', phone: '13800009103', temperature: '36.5' })
    await visitor.waitForURL('**/visits/**')
    expect(await visitor.locator('body').textContent()).toContain(
      say(way, '本次不算进店', 'this is not an entry'),
    )
    await looked(visitor, way, 'opening-35-not-an-entry')
    await doorSays(visitor, code, say(way, '暂停营业', 'Suspended'))
    await looked(visitor, way, 'opening-35-door-shut')
    await keeper.goto(`/keep/${code}`)
    expect(await words(keeper)).toContain(say(way, '今日 0 次', 'Today 0 entries'))
    await looked(keeper, way, 'opening-35-entries')

    await appeal(keeper, way, code)
    await answerAppeal(rules, reviewer, name)
    await keeper.goto(`/keep/${code}/application`)
    const beside = await keeper.locator('.beside').textContent()
    expect([beside?.includes(APPEAL), beside?.includes(ANSWER)]).toEqual([true, true])
    await looked(keeper, way, 'opening-41-both-texts')

    expect(await takeOffList(rules)).toContain(name)
    await doorSays(visitor, code, say(way, '正在营业', 'Open'))
    await closeDown(admin, code)
    await close(keeper, visitor, reviewer, patrol, admin, second)
  },
)
