import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app'
import { systemRandom } from '../../src/shared/ids'
import { person } from '../support/people'
import { clock, db, foundTown } from '../support/town'

beforeAll(async () => {
  await foundTown()
})

describe('a public address', () => {
  const ask = (bindings: Partial<typeof env>, host = 'https://town.example') =>
    createApp({ clock: () => clock.now, random: systemRandom }).request(
      `${host}/rules-of-nobody`,
      {},
      { ...env, DEMO: '', ...bindings },
    )
  const real = Object.fromEntries(
    ['COOKIE_KEY', 'TOWN_SECRET', 'FIELD_KEY', 'INDEX_KEY', 'PEPPER'].map((name, i) => [
      name,
      `${'0123456789abcdefghijklmnopqrstuvwxyzABCDE'}${i}w`,
    ]),
  )

  test('refuses example secrets, demo accounts and a demo key, and names them', async () => {
    const refused = await ask({})
    expect(refused.status).toBe(503)
    const line = await refused.text()
    expect(line).toContain('the example value of PEPPER')
    expect(line).toContain('health_keys.demo')
    expect(line).not.toContain('accounts.demo')

    await person({ kind: 'officer', demo: true })
    expect(await (await ask(real)).text()).toContain('accounts.demo')
  })

  test('serves a town without them, and a demo town only on this computer', async () => {
    await db.$client.batch([
      db.$client.prepare('UPDATE accounts SET demo = 0'),
      db.$client.prepare('UPDATE health_keys SET demo = 0'),
    ])
    expect((await ask(real)).status).toBe(404)
    expect((await ask({ ...real, DEMO: '1' })).status).toBe(503)
    expect((await ask({ DEMO: '1' }, 'http://localhost')).status).toBe(404)
  })
})
