import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  oldPassesStatement,
  passesStatement,
  purgePasses,
} from '../../src/features/papers/pass-store'
import type { Place } from '../../src/features/places'
import { DAY, dayOf, HOUR, isoDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { crewAt } from '../support/crew'
import { measuredAt, workerAt } from '../support/paper'
import { helperOf, keeperOf, type OwnPhone, officer } from '../support/people'
import { clock, db, foundTown, MORNING, one, openPlace, Phone } from '../support/town'

let place: Place
let keeper: OwnPhone
beforeAll(async () => {
  await foundTown()
})
beforeEach(async () => {
  clock.now = MORNING + HOUR
  place = await openPlace()
  keeper = await keeperOf(place)
})

const key = (): string => newKey(clock.now, systemRandom)
const home = (): string => `/keep/${place.code}/inspector`

interface Made {
  /** The keeper's page that shows the code. */
  page: string
  /** What the code leads to. */
  registers: string
}

async function make(form = { key: key() }): Promise<Made> {
  const answer = await keeper.post(home(), form)
  expect(answer.status).toBe(303)
  const page = answer.headers.get('location') ?? ''
  const text = await (await keeper.get(page)).text()
  const [, registers = ''] = /href="http:\/\/localhost(\/registers\/[\w-]{22})"/.exec(text) ?? []
  expect(text).toContain('data:image/svg+xml')
  return { page, registers }
}
const inspector = (): Phone => new Phone()
const passes = () =>
  one<Record<string, unknown>>(
    'SELECT count(*) AS n, sum(opened) AS opened FROM register_passes WHERE place_id = ?',
    place.id,
  )

describe('a pass', () => {
  test('opens the registers of its place to whoever scans it, with whole names, and leaves a trace', async () => {
    const worker = await workerAt(place.id, { name: '高若兰' })
    await measuredAt(place.id, dayOf(clock.now), worker, 'am', 365)
    const { page, registers } = await make()
    const read = await inspector().get(registers)
    expect(read.status).toBe(200)
    const text = await read.text()
    expect(text).toContain('高若兰')
    expect(text).toContain('36.5')
    expect(text).toContain(place.name)
    expect(await passes()).toEqual({ n: 1, opened: 1 })
    const noted = await one<Record<string, unknown>>(
      "SELECT actor_kind AS who, detail FROM audit WHERE act = 'papers.pass_open' AND subject = ?",
      `places:${place.id}`,
    )
    expect(noted?.who).toBe('visitor')
    expect(JSON.stringify(noted)).not.toContain('高')
    expect(await (await keeper.get(page)).text()).toContain('打开过 1 次')
  })

  test('lies in no cache, no search engine and no Referer', async () => {
    const { headers } = await inspector().get((await make()).registers)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    const usual = await inspector().get('/rules')
    expect(usual.headers.get('referrer-policy')).toBe('same-origin')
  })

  test('leads to nothing else: no form but the dates, no link but to what is public', async () => {
    const { registers } = await make()
    const phone = inspector()
    const text = await (await phone.get(registers)).text()
    const links = [...text.matchAll(/(?:href|action)="([^"]+)"/g)].map(([, to = '']) => to)
    const others = links.filter((to) => !to.startsWith(registers) && !to.startsWith('/assets/'))
    expect([...new Set(others)].sort()).toEqual(['/', '/rules', 'data:,'])
    expect(text).not.toContain('method="post"')
    expect(phone.cookies.size).toBe(0)
    for (const path of [`/keep/${place.code}/ledgers`, home(), `/keep/${place.code}/today`])
      expect((await phone.get(path)).headers.get('location')).toMatch(/^\/sign-in/)
    expect((await phone.post(registers, {})).status).toBe(404)
  })

  test('shows the days asked for, within those that are kept', async () => {
    const { registers } = await make()
    const today = dayOf(clock.now)
    const asked = (from: number, to: number) =>
      inspector().get(`${registers}?from=${isoDay(from)}&to=${isoDay(to)}`)
    expect((await asked(today - 13, today)).status).toBe(200)
    const old = await asked(today - 14, today)
    expect(old.status).toBe(422)
    expect(await old.text()).toContain('只能看最近 14 天')
    expect((await asked(today, today + 1)).status).toBe(422)
    expect((await passes())?.opened).toBe(1)
  })

  test('counts an opening once, however many leaves there are, and notes each of them', async () => {
    await crewAt(place, 45)
    const { registers } = await make()
    const phone = inspector()
    let page = await (await phone.get(registers)).text()
    let leaves = 1
    for (let next: string | undefined; ; leaves++) {
      next = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
      if (!next) break
      expect(next.startsWith(registers)).toBe(true)
      page = await (await phone.get(next)).text()
    }
    expect(leaves).toBe(4)
    expect((await passes())?.opened).toBe(1)
    const noted = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'papers.pass_open' AND subject = ?",
      `places:${place.id}`,
    )
    expect(noted?.n).toBe(4)
  })

  test('ends after the rulebook’s hours', async () => {
    const { registers, page } = await make()
    clock.now += 2 * HOUR - 1
    expect((await inspector().get(registers)).status).toBe(200)
    clock.now += 1
    const ended = await inspector().get(registers)
    expect(ended.status).toBe(410)
    expect(await ended.text()).toContain('这个迎检码不能用了')
    await keeper.signIn()
    const text = await (await keeper.get(page)).text()
    expect(text).not.toContain('/registers/')
    expect(text).toContain('到期')
  })

  test('is taken back at once, by its own place only', async () => {
    const { registers } = await make()
    const text = await (await keeper.get(home())).text()
    const [, revoke = ''] = /action="([^"]+revoke)"/.exec(text) ?? []
    const other = await openPlace()
    const stranger = await keeperOf(other)
    await stranger.post(revoke.replace(place.code, other.code), {})
    expect((await inspector().get(registers)).status).toBe(200)
    expect((await keeper.post(revoke, {})).status).toBe(303)
    expect((await inspector().get(registers)).status).toBe(410)
    const taken = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'papers.pass_revoke' AND subject = ?",
      `places:${place.id}`,
    )
    expect(taken?.n).toBe(1)
  })

  test('unknown, ended and taken back look the same', async () => {
    const { registers } = await make()
    clock.now += 3 * HOUR
    const ended = await inspector().get(registers)
    const answers = [
      ended,
      ...(await Promise.all([
        inspector().get(`/registers/${'A'.repeat(22)}`),
        inspector().get('/registers/x'),
      ])),
    ]
    expect(answers.map(({ status }) => status)).toEqual([410, 410, 410])
    expect(new Set(await Promise.all(answers.map((each) => each.text()))).size).toBe(1)
  })
})

describe('making one', () => {
  test('is for keepers of the place; a form sent again is the same pass', async () => {
    const sent = { key: key() }
    const [one, two] = [await make(sent), await make(sent)]
    expect(one.registers).toBe(two.registers)
    expect((await passes())?.n).toBe(1)
    expect((await make()).registers).not.toBe(one.registers)
    for (const phone of [await helperOf(place), await officer({ role: 'admin' })])
      expect((await phone.post(home(), { key: key() })).status).toBe(403)
    expect((await keeper.post(home(), { key: 'x' })).status).toBe(422)
  })

  test('the key of another place makes another pass', async () => {
    const sent = { key: key() }
    const { registers } = await make(sent)
    place = await openPlace()
    keeper = await keeperOf(place)
    expect((await make(sent)).registers).not.toBe(registers)
  })

  test('stops where ten are live at once', async () => {
    for (let n = 0; n < 10; n++) await keeper.post(home(), { key: key() })
    const refused = await keeper.post(home(), { key: key() })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('有效的迎检码太多了')
  })

  test('the token itself is nowhere in the database', async () => {
    const { registers } = await make()
    const token = registers.split('/').at(-1) ?? ''
    const row = await one<Record<string, unknown>>(
      'SELECT * FROM register_passes WHERE place_id = ?',
      place.id,
    )
    expect(JSON.stringify(row)).not.toContain(token)
    const { results } = await db.$client
      .prepare('SELECT detail, subject FROM audit ORDER BY seq DESC LIMIT 20')
      .all()
    expect(JSON.stringify(results)).not.toContain(token)
  })
})

test('passes go after 90 days, and an index finds them', async () => {
  await make()
  clock.now += 89 * DAY
  await purgePasses(db, clock.now)
  expect((await passes())?.n).toBe(1)
  clock.now += 2 * DAY
  expect(await purgePasses(db, clock.now)).toBeGreaterThan(0)
  expect((await passes())?.n).toBe(0)
  const explained = {
    $client: { prepare: (sql: string) => db.$client.prepare(`EXPLAIN QUERY PLAN ${sql}`) },
  }
  const plans = Object.assign({}, db, explained)
  for (const statement of [oldPassesStatement(plans, 0, 0), passesStatement(plans, 1)]) {
    const { results } = await statement.all<{ detail: string }>()
    const plan = results.map(({ detail }) => detail).join('\n')
    expect(plan).toContain('USING INDEX register_passes_place')
    expect(plan).not.toContain('TEMP B-TREE')
  }
})
