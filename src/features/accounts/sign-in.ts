// Signing in: whose password is meant, whether it is right, and where to go then.
import type { Context } from 'hono'
import type { Db } from '../../db/client'
import type { AppEnv } from '../../env'
import type { AccountActor } from '../../shared/actor'
import { readPhone } from '../../shared/text'
import { readCookie, writeCookie } from './cookie'
import { verifyPassword } from './password'
import { phoneIndexOf } from './seed'
import {
  accountOfDevice,
  type Credentials,
  credentialsOf,
  DEVICE_LIFE,
  type KnownDevice,
  recordRefusal,
  recordSignIn,
} from './sign-in-store'
import { newToken, SESSION_LIFE } from './store'
import { placesOf } from './team-store'

type C = Context<AppEnv>

/** The keeper or helper this phone belongs to, unless “someone else” was asked for. */
export async function knownDevice(c: C): Promise<KnownDevice | null> {
  const token = readCookie(c, 'device')
  return token ? accountOfDevice(c.var.db, token, c.var.ui.now) : null
}

/** Cookies of a browser that has just signed in. */
export function keepTokens(
  c: C,
  kind: AccountActor['kind'],
  tokens: { session: string; device: string | null },
): void {
  writeCookie(c, 'session', tokens.session, SESSION_LIFE[kind].absolute / 1000)
  if (tokens.device) writeCookie(c, 'device', tokens.device, DEVICE_LIFE / 1000)
}

/** The token of this phone for an account: its own one again, or a new one. */
export const deviceTokenFor = (c: C, accountId: number, known: KnownDevice | null): string =>
  (known?.id === accountId ? readCookie(c, 'device') : undefined) ?? newToken(c.var.random)

/** Judges name (or the known phone) and password; null when refused. The work is the same either way. */
export async function signIn(
  c: C,
  typed: { name: string; password: string },
  known: KnownDevice | null,
): Promise<Pick<Credentials, 'id' | 'kind'> | null> {
  const { db, ui, random } = c.var
  const phone = readPhone(typed.name)
  const index = phone ? await phoneIndexOf(c.env.INDEX_KEY, phone) : null
  const found = typed.name ? await credentialsOf(db, typed.name, index) : known
  const right = await verifyPassword(c.env.PEPPER, typed.password, found?.passwordHash ?? null)
  if (!found || !right) {
    await recordRefusal(db, found?.id ?? null, ui.now)
    return null
  }
  const device = found.kind === 'officer' ? null : deviceTokenFor(c, found.id, known)
  const tokens = { session: newToken(random), old: readCookie(c, 'session'), device }
  await recordSignIn(db, found, tokens, ui.now)
  keepTokens(c, found.kind, tokens)
  return found
}

/** Where an account begins: the office, its one place, or the list of its places. */
export async function homeOf(db: Db, account: Pick<Credentials, 'id' | 'kind'>): Promise<string> {
  if (account.kind === 'officer') return '/office'
  const [first, second] = await placesOf(db, account.id)
  return first && !second ? `/keep/${first.code}` : '/keep'
}
