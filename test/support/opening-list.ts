// Two administrators put a trade on the negative list and take it off; the keeper appeals in between.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { lead } from './opening-walk'
import { looked, type Way, words } from './story'

interface Rules {
  way: Way
  admin: Page
  second: Page
}

const CATEGORY = {
  zh: '散装面条',
  en: 'Loose noodles',
  reason_zh: '散装售卖，容易污染',
  reason_en: 'Sold loose, easily soiled',
  source: '镇指挥部通知第 9 号',
  why: '区里通知，散装食品停售',
} as const

/** What one administrator proposed the other approves; answers what the preview said. */
async function publish({ way, admin, second }: Rules, what: string): Promise<string> {
  await lead(admin, 'form[action^="/office/rulebook/change"] button.go', '**/proposals/*')
  await looked(admin, way, `opening-31-proposed-${what}`)
  await second.goto('/office')
  await looked(second, way, `opening-32-office-${what}`)
  const path = new URL(admin.url()).pathname
  await lead(second, `a[href="${path}"]`, `**${path}`)
  const preview = await words(second)
  await looked(second, way, `opening-33-preview-${what}`)
  await lead(second, 'form[action$=approve] button', '**/proposals/*')
  await looked(second, way, `opening-34-approved-${what}`)
  return preview
}

export async function putOnList(rules: Rules): Promise<string> {
  const { way, admin } = rules
  await admin.goto('/office/rulebook/change/category')
  await looked(admin, way, 'opening-30-change')
  for (const [name, value] of Object.entries(CATEGORY)) await admin.fill(`[name=${name}]`, value)
  await admin.check('[name=trade_grain]')
  return publish(rules, 'listed')
}

export async function takeOffList(rules: Rules): Promise<string> {
  const { way, admin } = rules
  await admin.goto('/office/rulebook/change/lift')
  const entry = admin.locator('option', { hasText: CATEGORY[way.lang] })
  await admin.selectOption('[name=entry]', (await entry.getAttribute('value')) ?? '')
  await admin.fill('[name=why]', '检查合格，恢复')
  return publish(rules, 'lifted')
}

export const APPEAL = '我们改成了袋装，一袋一袋地卖'
export const ANSWER = '名单针对整个行业，袋装也先停，等通知'

export async function appeal(keeper: Page, way: Way, code: string): Promise<void> {
  await keeper.goto(`/keep/${code}/application`)
  await looked(keeper, way, 'opening-36-suspended')
  await keeper.locator('details:has(form[action$=appeal]) summary').click()
  await keeper.fill('form[action$=appeal] [name=text]', APPEAL)
  await lead(keeper, 'form[action$=appeal] button', '**/application*')
  await looked(keeper, way, 'opening-37-appealed')
}

/** Somebody who did not decide answers; whoever decided finds no form. */
export async function answerAppeal(
  { way, second }: Rules,
  officer: Page,
  name: string,
): Promise<void> {
  await officer.goto('/office/appeals')
  await looked(officer, way, 'opening-38-appeals')
  await officer.locator('a.row', { hasText: name }).click()
  await officer.waitForURL('**/office/appeals/*')
  await second.goto(officer.url())
  expect(await second.locator('form[action*=appeals]').count()).toBe(0)
  await looked(second, way, 'opening-39-own')
  await looked(officer, way, 'opening-39-appeal')
  await officer.check('[name=answer][value=kept]')
  await officer.fill('[name=text]', ANSWER)
  await lead(officer, 'form[action*=appeals] button.go', '**/office/appeals/*')
  await looked(officer, way, 'opening-40-answered')
}

/** The other stories count the shops of the town: this one is not among them afterwards. */
export async function closeDown(admin: Page, code: string): Promise<void> {
  await admin.goto(`/office/places/${code}/close`)
  await admin.fill('[name=text]', '店主回老家了')
  await lead(admin, 'form[action$=close] button.go', '**/stopped?*')
}
