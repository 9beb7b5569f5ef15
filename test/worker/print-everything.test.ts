import { beforeAll, describe, expect, test } from 'vitest'
import { keeperOf } from '../support/people'
import { db, foundTown, one, Phone } from '../support/town'
import { tokensIn, villageOf } from '../support/village'

beforeAll(async () => {
  await foundTown()
})

/** What is printed, sheet by sheet: poster, card or letter, and whose. */
const papersIn = (page: string): string[] =>
  [
    ...page.matchAll(
      /class="a4"[\s\S]*?<h1[^>]*>([^<]+)|class="cc"[\s\S]*?<b[^>]*>([^<]+)|<b>致 (\S+) 负责人/g,
    ),
  ].map(([, poster, card, letter]) =>
    poster ? `poster ${poster}` : card ? `card ${card}` : `letter ${letter}`,
  )

const cards = (name: string): string[] => Array.from({ length: 4 }, () => `card ${name}`)

const invitationsOf = async (placeIds: number[]) =>
  (
    await one<{ n: number }>(
      'SELECT count(*) AS n FROM invitations WHERE place_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(placeIds),
    )
  )?.n

describe('everything for a village', () => {
  test('is one document: each place in walking order with its poster, its cards and its letter', async () => {
    const { askAll } = await villageOf(41, ['豆腐坊', '粮油店'])
    const made = await askAll()
    expect(made.status).toBe(200)
    expect(papersIn(await made.text())).toEqual([
      'poster 豆腐坊',
      ...cards('豆腐坊'),
      'letter 豆腐坊',
      'poster 粮油店',
      ...cards('粮油店'),
      'letter 粮油店',
    ])
  })

  test('has a poster for each entrance', async () => {
    const { places, askAll } = await villageOf(42, ['农贸市场'])
    await db.$client
      .prepare('UPDATE places SET entrances = ? WHERE id = ?')
      .bind(JSON.stringify(['东门', '西门']), places[0]?.id)
      .run()
    const posters = papersIn(await (await askAll()).text()).filter((each) => /^poster/.test(each))
    expect(posters).toHaveLength(2)
  })

  test('has letters only for places nobody keeps, unless letters for all are asked for', async () => {
    const { places, askAll } = await villageOf(43, ['豆腐坊', '粮油店'])
    await keeperOf(places[0] ?? { id: 0 })
    const papers = papersIn(await (await askAll()).text())
    expect(papers).toContain('poster 豆腐坊')
    expect(papers.filter((each) => /^letter/.test(each))).toEqual(['letter 粮油店'])
    expect(tokensIn(await (await askAll({ who: 'all' })).text())).toHaveLength(2)
  })

  test('still has posters and cards where every place has a keeper, and no word of letters', async () => {
    const { places, askAll } = await villageOf(44, ['豆腐坊'])
    await keeperOf(places[0] ?? { id: 0 })
    const page = await (await askAll()).text()
    expect(papersIn(page)).toEqual(['poster 豆腐坊', ...cards('豆腐坊')])
    expect(page).not.toContain('只在这一页显示')
    expect(await invitationsOf(places.map(({ id }) => id))).toBe(0)
  })

  test('draws each code once, however often it is printed', async () => {
    const { askAll } = await villageOf(45, ['豆腐坊', '粮油店'])
    const page = await (await askAll()).text()
    const pictures = [...page.matchAll(/src="(data:image[^"]+)"/g)].map(([, src]) => src)
    // A poster, four cards and a letter of each place.
    expect(pictures).toHaveLength(12)
    expect(new Set(pictures).size).toBe(4)
  })

  test('makes invitations that open, each in the log', async () => {
    const { places, askAll } = await villageOf(46, ['豆腐坊', '粮油店'])
    const [token = ''] = tokensIn(await (await askAll()).text())
    expect((await new Phone().get(`/join/${token}`)).status).toBe(200)
    expect(
      await one(
        "SELECT count(*) AS n FROM audit WHERE act = 'accounts.invite' AND subject IN (SELECT value FROM json_each(?))",
        JSON.stringify(places.map(({ id }) => `places:${id}`)),
      ),
    ).toEqual({ n: 2 })
  })

  test('is for one place by its code, with its letter whoever keeps it', async () => {
    const { places, askAll } = await villageOf(47, ['豆腐坊', '粮油店'])
    await keeperOf(places[1] ?? { id: 0 })
    const page = await (await askAll({ code: places[1]?.code ?? '' })).text()
    expect(papersIn(page)).toEqual(['poster 粮油店', ...cards('粮油店'), 'letter 粮油店'])
  })

  test('comes in parts of sixty, each place once and the rest by the button', async () => {
    const names = Array.from({ length: 62 }, (_, i) => `店${i}号`)
    const { clerk, places, askAll } = await villageOf(48, names)
    const first = await (await askAll()).text()
    expect(first).toContain('本页 60 处，共 62 处')
    expect(tokensIn(first)).toHaveLength(60)
    const form = Object.fromEntries(
      [...first.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      ),
    )
    expect(form).toMatchObject({ what: 'all', area: '48' })
    const second = await (await clerk.post('/office/places/print', form)).text()
    expect(papersIn(second).filter((each) => /^poster/.test(each))).toEqual([
      'poster 店60号',
      'poster 店61号',
    ])
    expect(second).not.toContain('name="after"')
    expect(await invitationsOf(places.map(({ id }) => id))).toBe(62)
  })
})

describe('asking for everything', () => {
  test('by its address makes no invitation yet, and offers the form that does', async () => {
    const { clerk, places } = await villageOf(51, ['豆腐坊'])
    const asked = await clerk.get('/office/places/print?area=51&what=all')
    const page = await asked.text()
    expect(asked.status).toBe(200)
    expect(page).toMatch(
      /method="post"><input type="hidden" name="what" value="all"\/><h2>全部：海报、卡片、邀请函/,
    )
    expect(page).toMatch(/id="f-l-area"[\s\S]*?<option value="51" selected/)
    expect(papersIn(page)).toEqual([])
    expect(await invitationsOf(places.map(({ id }) => id))).toBe(0)
  })

  const refused: [string, number, Record<string, string>, string][] = [
    ['a village of somebody else', 52, { area: '3' }, '这个村不在您负责的范围内'],
    ['a mistyped code', 53, { code: '1234567' }, '编号有误，请对照海报再输一次'],
    ['letters for nobody', 54, { who: 'nobody' }, '请从列出的里面选'],
  ]
  test.each(refused)('for %s is refused, and the form still makes everything', async (...row) => {
    const [, id, change, words] = row
    const { places, askAll } = await villageOf(id, ['豆腐坊'])
    const sent = await askAll(change)
    const page = await sent.text()
    expect(sent.status).toBe(422)
    expect(page).toContain(words)
    expect(page).toContain('type="hidden" name="what" value="all"')
    expect(papersIn(page)).toEqual([])
    expect(await invitationsOf(places.map(({ id }) => id))).toBe(0)
  })

  test('of a village without places says so', async () => {
    const { askAll } = await villageOf(55, [])
    const sent = await askAll()
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain('这个村还没有场所')
  })
})
