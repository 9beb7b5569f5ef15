// Gives every request its database, clock, randomness, number and language; refuses a Worker that
// lacks a binding, naming the command that makes it.
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { openDb } from '../db/client'
import { type AppEnv, missing } from '../env'
import { LANGS, type Lang, loadTexts, translator } from '../i18n'
import { VISITOR } from '../shared/actor'
import type { Clock } from '../shared/clock'
import type { Random } from '../shared/ids'

export interface Deps {
  clock: Clock
  random: Random
}

const YEAR_IN_SECONDS = 31_536_000
const isLang = (value: string | undefined): value is Lang => LANGS.some((lang) => lang === value)

export function context({ clock, random }: Deps): MiddlewareHandler<AppEnv> {
  return async function context(c, next) {
    const lacking = missing(c.env)
    if (lacking) return c.text(lacking, 500)
    const now = clock()
    const url = new URL(c.req.url)
    const lang = getCookie(c, 'lang')
    c.set('db', openDb(c.env.DB))
    c.set('clock', clock)
    c.set('random', random)
    c.set('actor', VISITOR)
    c.set('requestId', crypto.randomUUID().slice(0, 8))
    const language = isLang(lang) ? lang : 'zh'
    await loadTexts(c.env.ASSETS, language)
    c.set('ui', {
      lang: language,
      t: translator(language),
      big: getCookie(c, 'big') === '1',
      here: url.pathname + url.search,
      town: '',
      demo: c.env.DEMO === '1',
      plainHttp: isPlainHttp(url),
      now,
    })
    await next()
  }
}

/** A plain-http host on which browsers drop `__Host-` cookies. */
const isPlainHttp = (url: URL): boolean => url.protocol === 'http:' && !isLocal(url.hostname)

export const isLocal = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '127.0.0.1' ||
  hostname === '[::1]'

/** `?lang=en` and `?big=1` on any page: remembered in a cookie, then the same page without them. */
export const preferences: MiddlewareHandler<AppEnv> = async function preferences(c, next) {
  if (c.req.method !== 'GET') return next()
  const url = new URL(c.req.url)
  const lang = url.searchParams.get('lang')
  const big = url.searchParams.get('big')
  if (lang === null && big === null) return next()
  if (isLang(lang ?? undefined)) remember(c, 'lang', lang as Lang)
  if (big === '0' || big === '1') remember(c, 'big', big)
  url.searchParams.delete('lang')
  url.searchParams.delete('big')
  return c.redirect(url.pathname + url.search, 303)
}

const remember = (c: Context, name: string, value: string): void =>
  setCookie(c, name, value, { path: '/', maxAge: YEAR_IN_SECONDS, sameSite: 'Lax', httpOnly: true })
