// What every answer carries and every request must pass: headers, same origin, a small body.
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from '../env'
import { criticalHash } from '../generated/assets'
import { problem } from '../shared/problem'

const BODY_LIMIT_BYTES = 64 * 1024

// `same-origin` rather than the default: without a Referer, csrf() cannot tell a plain-http page apart.
export const headers: MiddlewareHandler<AppEnv> = secureHeaders({
  referrerPolicy: 'same-origin',
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  xFrameOptions: 'DENY',
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", `'sha256-${criticalHash}'`],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    manifestSrc: ["'self'"],
  },
})

export const sameOrigin: MiddlewareHandler<AppEnv> = csrf()

export const smallBody: MiddlewareHandler<AppEnv> = bodyLimit({
  maxSize: BODY_LIMIT_BYTES,
  onError: () => {
    throw problem('err.too_large', 413)
  },
})

/** Nothing is kept by browsers or proxies unless a route says otherwise. */
export const privateByDefault: MiddlewareHandler<AppEnv> = async function privateByDefault(
  c,
  next,
) {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
}
