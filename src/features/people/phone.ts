// The worker's own phone: a token whose hash names the worker, and the numbers signed on it. A phone
// that the keeper has not confirmed opens only what was signed on it.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { DAY } from '../../shared/clock'
import { hmac, seal, sha256, unseal } from '../../shared/crypto'
import { readCookie, writeCookie } from '../accounts'
import { type OwnWorker, phoneStatement, workerOfToken } from './phone-store'
import { storedWorker, workplacesOf } from './store'
import { openWorkerField } from './worker'

const PURPOSE = 'worker cookie 1'
const LIFE_DAYS = 180
const NUMBERS = 12

interface Kept {
  token: string
  numbers: string[]
}

export interface OwnPhone extends OwnWorker {
  /** Numbers signed on this phone, newest first. */
  numbers: string[]
}

export const deviceHash = async (token: string): Promise<string> => toBase64url(await sha256(token))

/** The token a signing gives: made from its key, so that a repeated sending gives the same one. */
export const tokenOfKey = async (cookieKey: string, key: string): Promise<string> =>
  toBase64url(await hmac(cookieKey, `worker device|${key}`))

async function kept(c: Context<AppEnv>): Promise<Kept | null> {
  const cookie = readCookie(c, 'worker')
  const plain = cookie ? await unseal(c.env.COOKIE_KEY, PURPOSE, cookie) : null
  if (!plain) return null
  const [token, ...numbers] = JSON.parse(plain) as string[]
  return token ? { token, numbers } : null
}

/** Whose phone this is; null when it is nobody's, or was taken back. */
export async function ownPhone(c: Context<AppEnv>): Promise<OwnPhone | null> {
  const found = await kept(c)
  if (!found) return null
  const worker = await workerOfToken(c.var.db, await deviceHash(found.token), c.var.ui.now)
  return worker && { ...worker, numbers: found.numbers }
}

/** Remembers the token; a number just signed comes first. */
export async function keepPhone(
  c: Context<AppEnv>,
  token: string,
  number: string | null,
): Promise<void> {
  const before = (await kept(c))?.numbers ?? []
  const numbers = [...new Set([...(number ? [number] : []), ...before])].slice(0, NUMBERS)
  const sealed = await seal(c.env.COOKIE_KEY, PURPOSE, JSON.stringify([token, ...numbers]))
  writeCookie(c, 'worker', sealed, (LIFE_DAYS * DAY) / 1000)
}

/**
 * A second phone of a worker asks the keeper of the place where they work: the number typed must be
 * the worker's. False when it is not, or when no keeper knows the person.
 */
export async function requestPhone(
  c: Context<AppEnv>,
  workerId: number,
  number: string,
): Promise<boolean> {
  const { db, ui, random } = c.var
  const worker = await storedWorker(db, workerId)
  const stored = worker && (await openWorkerField(c.env.FIELD_KEY, 'phone', workerId, worker.phone))
  const place = (await workplacesOf(db, workerId))[0]
  if (stored !== number || !place) return false
  const token = toBase64url(random(32))
  const phone = { tokenHash: await deviceHash(token), workerId, awaitsPlaceId: place.placeId }
  await phoneStatement(db, phone, null, ui.now).run()
  await keepPhone(c, token, null)
  return true
}
