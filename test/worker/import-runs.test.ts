// The writing of an import: once, whoever starts it how often, whatever breaks on the way.
import { beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '../../src/db/client'
import { failingD1 } from '../support/failing'
import {
  clerksTown,
  csvOf,
  importRow,
  minute,
  pageOf,
  places,
  sent,
  shopLine,
  write,
} from '../support/imports'
import { type OwnPhone, officer } from '../support/people'
import { db, one, publish } from '../support/town'

let clerk: OwnPhone
beforeAll(async () => {
  clerk = await clerksTown()
})

const row = (name: string) => one('SELECT id FROM places WHERE name = ?', name)

describe('an import', () => {
  test('sent twice with one key is one import', async () => {
    const key = '01E33000000000000000000001'
    const first = await sent(clerk, csvOf([shopLine(71)]), { key })
    expect(await sent(clerk, csvOf([shopLine(71)]), { key })).toBe(first)
  })

  test('is seen by nobody but the officer who sent it', async () => {
    const path = await sent(clerk, csvOf([shopLine(72)]))
    const other = await officer({ role: 'admin' })
    expect((await other.get(path)).status).toBe(404)
    expect((await other.get(`${path}/bad`)).status).toBe(404)
    expect((await other.post(`${path}/start`, { version: '1' })).status).toBe(404)
  })

  test('started twice is written once; a cancelled one is not started', async () => {
    const path = await sent(clerk, csvOf([shopLine(73)]))
    await Promise.all([write(clerk, path), minute()])
    expect(await write(clerk, path)).toMatchObject({ state: 'done', made: 1 })
    const other = await sent(clerk, csvOf([shopLine(74)]))
    await clerk.post(`${other}/cancel`, { version: '1' })
    expect((await clerk.post(`${other}/start`, { version: '1' })).status).toBe(409)
    expect(await row('面馆74')).toBeNull()
  })

  test('that was cut off goes on where it stood with the work of the next minute', async () => {
    const lines = Array.from({ length: 450 }, (_, i) => shopLine(5000 + i))
    const path = await sent(clerk, csvOf(lines))
    const id = Number(/\d+$/.exec(path)?.[0])
    await db.$client.prepare("UPDATE imports SET state = 'running' WHERE id = ?").bind(id).run()
    await Promise.all([minute(), minute()])
    expect(await importRow(path)).toMatchObject({ state: 'done', made: 450, known: 0 })
    const audit = await one<{ n: number }>(
      "SELECT count(*) AS n FROM audit WHERE act = 'imports.write' AND subject = ?",
      `imports:${id}`,
    )
    expect(audit?.n).toBe(3)
  })

  test('of the same lines by two officers at once makes each place once', async () => {
    const lines = Array.from({ length: 250 }, (_, i) => shopLine(6000 + i))
    const other = await officer({ role: 'admin' })
    const paths = [await sent(clerk, csvOf(lines)), await sent(other, csvOf(lines))]
    const before = await places()
    await clerk.post(`${paths[0]}/start`, { version: '1' })
    await other.post(`${paths[1]}/start`, { version: '1' })
    await Promise.all([minute(), minute()])
    const [one, two] = await Promise.all(paths.map(importRow))
    expect(await places()).toBe(before + 250)
    expect(Number(one?.made) + Number(two?.made)).toBe(250)
    expect(Number(one?.known) + Number(two?.known)).toBe(250)
  })

  test.each(['before', 'after'] as const)(
    'whose connection is lost again and again %s the commit is written once and whole',
    async (loss) => {
      const from = loss === 'before' ? 7000 : 8000
      const lines = Array.from({ length: 410 }, (_, i) => shopLine(from + i))
      const path = await sent(clerk, csvOf(lines))
      const before = await places()
      const id = Number(/\d+$/.exec(path)?.[0])
      await db.$client.prepare("UPDATE imports SET state = 'running' WHERE id = ?").bind(id).run()
      await minute(openDb(failingD1((n) => (n % 3 === 2 ? loss : null))))
      await minute()
      expect(await importRow(path)).toMatchObject({ state: 'done', made: 410, known: 0 })
      expect(await places()).toBe(before + 410)
      const written = await one<{ n: number }>(
        "SELECT count(*) AS n FROM audit WHERE act IN ('imports.write', 'imports.finish') AND subject = ?",
        `imports:${id}`,
      )
      expect(written?.n).toBe(4)
    },
  )

  test('is judged again when it is written: a trade struck from the rules meanwhile stays out', async () => {
    const path = await sent(clerk, csvOf([shopLine(76), shopLine(77, { 2: '网吧' })]))
    expect(await importRow(path)).toMatchObject({ bad: 0 })
    const { trades } = await publish()
    expect(trades).toHaveLength(1)
    expect(await write(clerk, path)).toMatchObject({ state: 'done', made: 1, bad: 1 })
    expect(await pageOf(clerk, path)).toContain('没有“网吧”这个行业')
  })

  test('a replayed start while it is written is harmless, and the page shows how far it is', async () => {
    const path = await sent(clerk, csvOf([shopLine(75)]))
    await db.$client
      .prepare("UPDATE imports SET state = 'running', known = 0 WHERE id = ?")
      .bind(Number(/\d+$/.exec(path)?.[0]))
      .run()
    const page = await (await clerk.get(path)).text()
    expect(page).toContain('<noscript><meta http-equiv="refresh" content="2"/></noscript>')
    expect(page).toContain('已导入 0 行，共 1 行')
    expect((await clerk.post(`${path}/start`, { version: '1' })).status).toBe(303)
    await minute()
    expect(await importRow(path)).toMatchObject({ made: 1 })
  })
})
