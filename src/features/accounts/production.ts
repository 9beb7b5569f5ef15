// What must never face the public: demo accounts, a demo health key, a secret anybody can guess.
import type { Db } from '../../db/client'
import { type Bindings, SECRETS } from '../../env'

/** A secret of one repeated symbol, or one used twice: examples from tests and papers. */
function exampleSecrets(env: Bindings): string[] {
  return SECRETS.filter(
    (name) =>
      new Set(env[name]).size < 8 ||
      SECRETS.some((other) => other !== name && env[other] === env[name]),
  )
}

/** What a public Worker has to get rid of before it answers anybody, in one line; null when clean. */
export async function refuseDemo(env: Bindings, db: Db): Promise<string | null> {
  const found = exampleSecrets(env).map((name) => `the example value of ${name}`)
  if (env.DEMO === '1') found.push('the variable DEMO')
  const held = await db.$client
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM accounts WHERE demo = 1) AS accounts,
         EXISTS (SELECT 1 FROM health_keys WHERE demo = 1) AS keys`,
    )
    .first<{ accounts: number; keys: number }>()
  if (held?.accounts) found.push('the demo accounts (accounts.demo = 1)')
  if (held?.keys) found.push('the demo health key (health_keys.demo = 1)')
  return found.length > 0
    ? `This service does not start on a public address. Remove: ${found.join('; ')}.`
    : null
}
