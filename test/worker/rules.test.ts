import { beforeAll, describe, expect, test } from 'vitest'
import { demoRulebook as town } from '../../scripts/demo/rulebook'
import { publishStatement, rulebookInForce } from '../../src/features/rulebook'
import { SECTIONS } from '../../src/features/rulebook/rules'
import { listVersions } from '../../src/features/rulebook/store'
import { en, zh } from '../../src/i18n/rulebook'
import { testRulebook } from '../support/rulebook'
import { clock, db, foundTown, one, Phone, publish } from '../support/town'
import { compressed } from '../support/weight-in-worker'

/** Version 1 has the limit 37.2, version 2 is the demo town's: the one in force. */
beforeAll(async () => {
  await foundTown({ ...town, fever: { ...town.fever, limit: 372 } })
  await publish({ ...town, effectiveFrom: '2020-03-10' })
})

async function page(path: string, lang: 'zh' | 'en' = 'zh'): Promise<[number, string]> {
  const phone = new Phone()
  phone.cookies.set('lang', lang)
  const answer = await phone.get(path)
  return [answer.status, await answer.text()]
}

const plain = (markup: string): string =>
  markup.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ')

describe('everybody reads the rules', () => {
  test('the front page names issuer, version, date, risk level and every section', async () => {
    const [status, text] = await page('/rules')
    expect(status).toBe(200)
    for (const shown of ['峡窝镇疫情防控指挥部', '第 2 版', '2020 年 3 月 10 日', '中风险'])
      expect(text).toContain(shown)
    for (const section of SECTIONS) expect(text).toContain(`href="/rules/${section}"`)
  })

  test.each(
    SECTIONS.flatMap(
      (section) =>
        [
          [section, 'zh'],
          [section, 'en'],
        ] as const,
    ),
  )('the section %s reads well (%s), within one flight of 13 KB', async (section, lang) => {
    const [status, text] = await page(`/rules/${section}`, lang)
    expect(status).toBe(200)
    expect(text).toContain(`<h1>${(lang === 'zh' ? zh : en)[`rules.s.${section}`]}</h1>`)
    expect(plain(text)).not.toMatch(/undefined|\[object|\{\w+\}|NaN|rules\./)
    // 13 KB less the 8 KB the sheet may weigh; gzip, which the runtime has, is larger than brotli.
    expect(await compressed(text)).toBeLessThan(5_000)
  })

  test('an English page holds no Chinese but the link to the Chinese one', async () => {
    for (const section of SECTIONS) {
      const [, text] = await page(`/rules/${section}`, 'en')
      expect([
        section,
        plain(text)
          .replace('中文', '')
          .match(/\p{Script=Han}+/gu),
      ]).toEqual([section, null])
    }
  })

  test('the temperature page words the limit by its comparator', async () => {
    const [, text] = await page('/rules/fever')
    expect(text).toContain('低于 37.3℃')
    expect(text).toContain('3 次测量有 2 次不低于 37.3℃，请勿进入')
  })

  test('the duties page lists where, with what and which supplies the taps offer', async () => {
    const text = plain((await page('/rules/duties'))[1])
    for (const shown of [
      '后厨、餐具',
      '隔离观察室',
      '含氯泡腾片',
      '按只清点，并记每天用量',
      '按把清点',
    ])
      expect(text).toContain(shown)
  })

  test('a visitor is told what is kept, who opens it, for how long, and what stays in history', async () => {
    const text = plain((await page('/rules/visits'))[1])
    for (const told of [
      '加密封好',
      '另一人批准',
      '14 天，到期自动删除',
      '删除这次登记',
      '最近 30 天',
    ])
      expect(text).toContain(told)
  })

  test.each(['/rules/nothing', '/rules?version=99', '/rules?version=x', '/rules/fever?version=0'])(
    '%s is not found, and says so',
    async (path) => {
      const [status, text] = await page(path)
      expect(status).toBe(404)
      expect(text).toContain('没有这一版规定')
    },
  )
})

describe('older versions', () => {
  test('the front page says which sections changed since the last version', async () => {
    const [, text] = await page('/rules')
    expect(plain(text)).toMatch(/和第 1 版相比，改了 1 处\s+测温和复测/)
  })

  test('an old version stays readable, says that it is old, and leads to the one in force', async () => {
    const [status, text] = await page('/rules/fever?version=1')
    expect(status).toBe(200)
    expect(text).toContain('低于 37.2℃')
    expect(text).toContain('您看的是第 1 版，已经停用。')
    expect(text).toContain('href="/rules/fever"')
    expect(text).toContain('href="/rules/visits?version=1"')
  })

  test('the first version has none before it', async () => {
    expect((await page('/rules?version=1'))[1]).toContain('首次发布')
  })

  test('the version in force, asked for by number, carries no note', async () => {
    expect((await page('/rules/fever?version=2'))[1]).not.toContain('您看的是')
  })

  test('the list of versions is read from the index alone', async () => {
    const plan = await one<{ detail: string }>(
      'EXPLAIN QUERY PLAN SELECT version, effective_from FROM rulebooks ORDER BY effective_from DESC, version DESC LIMIT 400',
    )
    expect(plan?.detail).toContain('USING COVERING INDEX rulebooks_in_force')
    expect((await listVersions(db)).map((each) => each.version)).toEqual([2, 1])
  })
})

describe('a published version', () => {
  test('cannot be changed in the database', async () => {
    await expect(
      db.$client.prepare("UPDATE rulebooks SET json = '{}' WHERE version = 1").run(),
    ).rejects.toThrow('a published rulebook never changes')
  })

  test('cannot be deleted from the database', async () => {
    await expect(
      db.$client.prepare('DELETE FROM rulebooks WHERE version = 1').run(),
    ).rejects.toThrow('a published rulebook never changes')
  })

  test('cannot be published again under the same number', async () => {
    const again = publishStatement(
      db,
      testRulebook({ version: 2, issuer: '别人' }),
      clock.now,
      null,
    )
    await expect(db.$client.batch([again])).rejects.toThrow('UNIQUE')
    expect(
      (await one<{ issuer: string }>('SELECT issuer FROM rulebooks WHERE version = 2'))?.issuer,
    ).toBe(town.issuer)
  })

  test('is refused before it reaches the database when it is not well formed', () => {
    const wrong = testRulebook({ version: 3, defaultDepartment: 'nobody' })
    expect(() => publishStatement(db, wrong, clock.now, null)).toThrow(
      'rulebook.department_unknown',
    )
  })
})

test('a newer version takes effect at midnight of its day and not before', async () => {
  const before = clock.now
  await publish({ ...town, effectiveFrom: '2020-03-14', fever: { ...town.fever, comparator: '>' } })

  clock.now = Date.parse('2020-03-13T23:59:59.999+08:00')
  expect((await page('/rules/fever'))[1]).toContain('低于 37.3℃')
  expect((await page('/rules/fever?version=3'))[1]).toContain('2020 年 3 月 14 日起施行')
  expect((await rulebookInForce(db, clock.now)).version).toBe(2)

  clock.now = Date.parse('2020-03-14T00:00:11+08:00')
  expect((await page('/rules/fever'))[1]).toContain('不超过 37.3℃')
  expect((await page('/rules?version=2'))[1]).toContain('已经停用')
  clock.now = before
})

test('a town of low risk whose outbreak is over says both: open on the pledge, no need to check in', async () => {
  const before = clock.now
  await publish({ ...town, effectiveFrom: '2020-04-01', riskLevel: 'low', ended: true })
  clock.now = Date.parse('2020-04-01T08:00:00+08:00')

  expect((await page('/rules'))[1]).toContain('防控已结束，无需登记')
  expect((await page('/rules/opening'))[1]).toContain('签承诺书即可营业，7 天内现场检查。')
  expect((await page('/rules/opening?version=2'))[1]).toContain(
    '申请，审核，现场验收，通过后营业。',
  )
  clock.now = before
})
