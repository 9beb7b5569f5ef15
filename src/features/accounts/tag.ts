// Whose things a phone keeps: it knows an account by a tag from which nothing can be read.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { toBase64url } from '../../shared/bytes'
import { hmac } from '../../shared/crypto'
import { dropCookie, readCookie, writeCookie } from './cookie'

type C = Context<AppEnv>

const LENGTH = 16
const COOKIE = 'kept'
const MONTH_IN_SECONDS = 30 * 24 * 3600

/** The tag under which a phone keeps what belongs to an account; the same each time. */
export const accountTag = async (
  env: Pick<AppEnv['Bindings'], 'TOWN_SECRET'>,
  id: number,
): Promise<string> => toBase64url(await hmac(env.TOWN_SECRET, `account|${id}`)).slice(0, LENGTH)

/** Remembers on the phone that it keeps things for the account of this tag. */
export const keepsFor = (c: C, tag: string): void => writeCookie(c, COOKIE, tag, MONTH_IN_SECONDS)

/** Whether the phone keeps anything for an account. */
export const keepsAnything = (c: C): boolean => Boolean(readCookie(c, COOKIE))

/** Has the phone forget what it keeps, unless that belongs to the account of this tag. */
export function forgetKept(c: C, tag = ''): void {
  const held = readCookie(c, COOKIE)
  if (!held || held === tag) return
  dropCookie(c, COOKIE)
  c.header('Clear-Site-Data', '"storage"')
}
