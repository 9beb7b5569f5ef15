import { beforeAll, describe, expect, test } from 'vitest'
import { demoRulebook as town } from '../../scripts/demo/rulebook'
import { checklistOf, tradesOf } from '../../src/features/rulebook'
import { foundTown, Phone, publish } from '../support/town'
import { compressed } from '../support/weight-in-worker'

beforeAll(async () => {
  await foundTown({ ...town })
})

async function page(path: string, lang: 'zh' | 'en' = 'zh'): Promise<string> {
  const phone = new Phone()
  phone.cookies.set('lang', lang)
  const answer = await phone.get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

const plain = (markup: string): string =>
  markup.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ')

describe('the handbook', () => {
  test('finds a trade by a part of its name in either language', async () => {
    const found = async (q: string) =>
      [
        ...(await page(`/guide?kind=shop&q=${encodeURIComponent(q)}`)).matchAll(
          /\/guide\/shop\/(\w+)"/g,
        ),
      ].map(([, trade]) => trade)
    expect(await found('美发')).toEqual(['hairdressing'])
    expect(await found('ＣＡＴＥＲ')).toEqual(['catering'])
    expect(await found('')).toEqual(tradesOf(town, 'shop').map(({ id }) => id))
    expect(await page(`/guide?q=${encodeURIComponent('占卜')}`)).toContain('没有找到这个行业')
  })

  test('tells a noodle shop what to do before opening, every day, and who answers', async () => {
    const text = plain(await page('/guide/shop/catering'))
    for (const shown of [
      '从业人员名册',
      '店内消杀',
      '09:00、16:00',
      '不办聚餐宴席',
      '市场监管',
      '2 个工作日',
      '37.3℃',
      '《经营门店疫情防控承诺书》',
    ])
      expect(text).toContain(shown)
    expect(text).not.toMatch(/undefined|\[object|\{\w+\}|NaN/)
  })

  test('says first that a trade of the negative list may not open', async () => {
    expect(await page('/guide/shop/ktv')).toContain('现在暂不营业：歌舞厅、KTV')
    expect(await page('/guide/shop/catering')).not.toContain('现在暂不营业')
  })

  test.each([
    ['/guide', 'zh'],
    ['/guide', 'en'],
    ['/guide/shop/catering', 'zh'],
    ['/guide/site/housing', 'en'],
    ['/guide/enterprise', 'en'],
  ] as const)('%s (%s) comes within one flight of 13 KB', async (path, lang) => {
    // 13 KB less the 8 KB the sheet may weigh; gzip is larger than brotli.
    expect(await compressed(await page(path, lang))).toBeLessThan(5_000)
  })

  test('has no page for a kind or trade the rulebook does not know', async () => {
    for (const path of ['/guide/zoo', '/guide/shop/alchemy', '/guide/shop/__proto__'])
      expect((await new Phone().get(path)).status, path).toBe(404)
  })

  test('changes with the rulebook: one list for guide, rules and everybody who checks', async () => {
    const added = {
      id: 'windows',
      aspect: { zh: '门口', en: 'At the door' },
      text: { zh: '窗台擦干净', en: 'Window sills are clean' },
      department: 'market',
      trades: ['catering'],
      source: '本镇拟定',
    }
    const book = await publish({
      ...town,
      checklists: { ...town.checklists, shop: [...town.checklists.shop, added] },
    })
    expect(checklistOf(book, 'shop', 'catering')).toContainEqual(added)
    expect(checklistOf(book, 'shop', 'bakery')).not.toContainEqual(added)
    for (const path of ['/guide/shop/catering', '/rules/checklists'])
      expect(await page(path)).toContain('窗台擦干净')
    expect(await page('/guide/shop/bakery')).not.toContain('窗台擦干净')
  })
})
