// A town whose rulebook was published before some rules existed.
import { beforeAll, describe, expect, test } from 'vitest'
import { DUTIES } from '../support/board'
import { keeperOf } from '../support/people'
import { testRulebook } from '../support/rulebook'
import { clock, db, foundTown, openPlace, Phone } from '../support/town'

/** Keys the schema did not have in the first published version. */
const LATER = ['disinfection', 'supplies', 'retention'] as const

beforeAll(async () => {
  await foundTown()
  const old: Record<string, unknown> = { ...testRulebook({ version: 2, duties: DUTIES }) }
  for (const key of LATER) delete old[key]
  await db.$client
    .prepare(
      'INSERT INTO rulebooks (version, issuer, title, effective_from, published_at, json) VALUES (2, ?, ?, ?, ?, ?)',
    )
    .bind('指挥部', '{}', clock.now, clock.now, JSON.stringify(old))
    .run()
  clock.now += 11_000
})

describe('under an old rulebook', () => {
  test.each([
    ['the rules of the duties', '/rules/duties', '医用口罩'],
    ['the rules of what is kept', '/rules/visits', '180 天后删除'],
    ['what changed', '/rules', '现行防控规定'],
  ])('%s can be read', async (_, path, says) => {
    const page = await new Phone().get(path)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(says)
  })

  test('a default says that it is one, in both languages', async () => {
    expect(await (await new Phone().get('/rules/duties')).text()).toContain('按一般做法')
    const english = await new Phone().get('/rules/duties', { cookie: 'lang=en' })
    expect(await english.text()).toContain('common practice')
  })

  test('a keeper sees the day, disinfects and counts supplies', async () => {
    const place = await openPlace()
    const keeper = await keeperOf(place)
    for (const page of ['today', 'stock', 'staff-check', 'week', 'ledgers'])
      expect((await keeper.get(`/keep/${place.code}/${page}`)).status, page).toBe(200)
    const today = await (await keeper.get(`/keep/${place.code}/today`)).text()
    const key = /name="key" value="(\w+)"/.exec(today)?.[1] ?? ''
    const tapped = await keeper.post(`/keep/${place.code}/duties`, {
      key,
      seen: '0',
      duty: 'disinfect',
      where: 'all',
      with: 'chlorine',
    })
    expect(tapped.headers.get('location')).toContain('notice=done')
    expect(await (await new Phone().get(`/p/${place.code}/board`)).text()).toContain('84 消毒液')
  })
})
