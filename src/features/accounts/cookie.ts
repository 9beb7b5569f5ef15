// The session cookie: `__Host-` wherever browsers keep such cookies, a plain name where the operator
// has allowed plain http and every page warns about it.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../../env'

/** Whether this request's host may carry Secure cookies. */
export const secureHost = (c: Context<AppEnv>): boolean => !c.var.ui.plainHttp

/** The full name of a cookie on this host, or null when it may not be set at all. */
export function cookieName(c: Context<AppEnv>, name: string): string | null {
  if (secureHost(c)) return `__Host-${name}`
  return c.env.ALLOW_HTTP === '1' ? name : null
}

export const readCookie = (c: Context<AppEnv>, name: string): string | undefined => {
  const full = cookieName(c, name)
  return full ? getCookie(c, full) : undefined
}

/** Sets an HttpOnly cookie for the whole site; `maxAge` in seconds. */
export function writeCookie(c: Context<AppEnv>, name: string, value: string, maxAge: number): void {
  const full = cookieName(c, name)
  if (full)
    setCookie(c, full, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'Lax',
      secure: secureHost(c),
      maxAge,
    })
}

export function dropCookie(c: Context<AppEnv>, name: string): void {
  const full = cookieName(c, name)
  if (full) deleteCookie(c, full, { path: '/', secure: secureHost(c) })
}
