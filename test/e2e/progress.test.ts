// The town's numbers equal its rows, and each opens the rows behind it.
import { describe, expect, test } from 'vitest'
import { sql } from '../support/aging'
import { openPhone, town } from '../support/page'
import { close, looked, say, WAYS, words } from '../support/story'

const counted = async () => {
  const count = async (rows: string): Promise<number> =>
    (await sql<{ n: number }>(`SELECT count(*) AS n FROM ${rows}`))[0]?.n ?? -1
  return {
    enterprises: await count("places WHERE kind = 'enterprise' AND status = 'open'"),
    returned: await count("places WHERE kind = 'site' AND status = 'open' AND stage <> 'none'"),
    working: await count("places WHERE kind = 'site' AND status = 'open' AND stage = 'working'"),
    shops: await count("places WHERE kind = 'shop' AND status = 'open'"),
    workers: await count(
      '(SELECT DISTINCT worker_id FROM employments WHERE confirmed_at IS NOT NULL AND left_on IS NULL)',
    ),
  }
}

const textOf = async (path: string): Promise<string> => (await fetch(town().url + path)).text()

/** All rows of a list, page by page. */
async function rowsOf(list: string): Promise<number> {
  let rows = 0
  for (let path: string | undefined = list; path; ) {
    const page: string = await textOf(path)
    rows += page.split('class="row"').length - 1
    path = /class="tap" href="(\/places\?[^"]*after=[^"]*)"/
      .exec(page)?.[1]
      ?.replaceAll('&amp;', '&')
  }
  return rows
}

describe('the numbers of the town', () => {
  test('equal the counted rows, and the lists behind them have as many', async () => {
    const page = await textOf('/progress')
    const rows = await counted()
    expect(rows).toMatchObject({ enterprises: 2, returned: 2, working: 1, shops: 12 })
    for (const [name, count] of Object.entries(rows)) {
      const [section = ''] =
        new RegExp(`<section class="card figure" id="${name}">.*?</section>`, 's').exec(page) ?? []
      expect(/<b>([\d,]+)<\/b>/.exec(section)?.[1], name).toBe(String(count))
      const list =
        /class="second" href="([^"]+)"/.exec(section)?.[1]?.replaceAll('&amp;', '&') ?? ''
      if (name === 'workers') expect(await textOf(list)).toContain(`<b>${count}</b>`)
      else expect(await rowsOf(list), list).toBe(count)
    }
  })

  test('the villages add up to all posts, and nobody is named', async () => {
    const page = await textOf('/progress/workers')
    const villages = [...page.matchAll(/<td>([\d,]+)<\/td>/g)].map(([, n = '']) =>
      Number(n.replaceAll(',', '')),
    )
    const [posts] = await sql<{ n: number }>(
      'SELECT count(*) AS n FROM employments WHERE confirmed_at IS NOT NULL AND left_on IS NULL',
    )
    expect(villages.reduce((sum, n) => sum + n, 0)).toBe(posts?.n)
  })

  test('each has its last two weeks as bars and as a table', async () => {
    const page = await textOf('/progress')
    const bars = page.match(/<rect/g) ?? []
    const rows = page.match(/<tr><th scope="row">/g) ?? []
    expect(rows).toHaveLength(5 * 14)
    expect(bars.length).toBeGreaterThanOrEqual(rows.length)
  })
})

describe.each(WAYS)('in $lang, script $script', (way) => {
  test('somebody looks up the town’s numbers and the working sites', async () => {
    const phone = await openPhone(way)
    await phone.goto('/')
    await phone.click('a[href="/progress"]')
    await looked(phone, way, 'progress')
    expect(await words(phone)).toContain(say(way, '登记从业人员', 'Workers registered'))
    expect(await words(phone)).toContain(say(way, '比昨天 17 时', 'since 17:00 yesterday'))
    await phone.click('#workers summary')
    expect(await phone.locator('#workers table').isVisible()).toBe(true)
    await phone.click('#working a.second')
    await phone.locator('a.row').first().waitFor()
    expect(await phone.locator('a.row').count()).toBe(1)
    await looked(phone, way, 'sites-working')
    await phone.goBack()
    await phone.click('#workers a.second')
    await looked(phone, way, 'progress-workers')
    expect(await words(phone)).toContain(say(way, '左照沟村', 'Zuozhaogou'))
    await close(phone)
  })
})
