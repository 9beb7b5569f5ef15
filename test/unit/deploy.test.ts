import { expect, test } from 'vitest'
import { deployRefusals, SECRETS } from '../../scripts/deploy.mjs'
import { SECRETS as NEEDED } from '../../src/env'

const town = {
  vars: { PUBLIC_ORIGIN: 'https://yq.town.cn' } as Record<string, unknown>,
  databaseId: '7f0e2a5c-0000-4000-8000-000000000001',
  secrets: [...SECRETS],
  demoAccounts: 0,
  demoKeys: 0,
}

test('a real town is deployed', () => {
  expect(deployRefusals(town)).toEqual([])
})

test.each([
  ['without an address', { vars: {} }, 'PUBLIC_ORIGIN'],
  ['over plain http', { vars: { PUBLIC_ORIGIN: 'http://yq.town.cn' } }, 'PUBLIC_ORIGIN'],
  ['on this computer', { vars: { PUBLIC_ORIGIN: 'https://localhost' } }, 'PUBLIC_ORIGIN'],
  ['with a path', { vars: { PUBLIC_ORIGIN: 'https://town.cn/yq' } }, 'PUBLIC_ORIGIN'],
  ['with the placeholder', { databaseId: '00000000-0000-0000-0000-000000000000' }, 'database_id'],
  ['without a database', { databaseId: '' }, 'database_id'],
  ['as a demo', { vars: { ...town.vars, DEMO: '1' } }, 'DEMO'],
  ['with DEMO as a secret', { secrets: [...SECRETS, 'DEMO'] }, 'DEMO'],
  ['with a secret in the open', { vars: { ...town.vars, PEPPER: 'x' } }, 'PEPPER'],
  ['without its pepper', { secrets: SECRETS.filter((name) => name !== 'PEPPER') }, 'PEPPER'],
  ['whose secrets cannot be listed', { secrets: null }, 'wrangler login'],
  ['with demo accounts', { demoAccounts: 9 }, '9 demo accounts'],
  ['with a demo health key', { demoKeys: 1 }, 'demo health key'],
])('a town %s is refused in one line', (_, change, named) => {
  const refusals = deployRefusals({ ...town, ...change })
  expect(refusals).toHaveLength(1)
  expect(refusals[0]).toContain(named)
})

test('the deploy asks for every secret the Worker needs', () => {
  expect(SECRETS).toEqual([...NEEDED])
})
