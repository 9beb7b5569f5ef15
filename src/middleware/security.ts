// What every answer carries and every request must pass: headers, same origin, a small body.
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from '../env'
import { criticalHash } from '../generated/assets'
import { problem } from '../shared/problem'

const BODY_LIMIT_BYTES = 64 * 1024
/** One file of 5 MB and the fields beside it. */
const UPLOAD_LIMIT_BYTES = 6 * 1024 * 1024

// `same-origin` rather than the default: without a Referer, csrf() cannot tell a plain-http page apart.
const strictHeaders: MiddlewareHandler<AppEnv> = secureHeaders({
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
    workerSrc: ["'self'"],
  },
})

const OWN = ['Content-Security-Policy', 'Referrer-Policy']

/** An answer that brings a policy of its own, such as a file in its sandbox, keeps it. */
export const headers: MiddlewareHandler<AppEnv> = async function headers(c, next) {
  let own: (readonly [string, string | null])[] = []
  await strictHeaders(c, async () => {
    await next()
    own = OWN.map((name) => [name, c.res.headers.get(name)] as const)
  })
  for (const [name, value] of own) if (value) c.header(name, value)
}

export const sameOrigin: MiddlewareHandler<AppEnv> = csrf()

const smallBody: MiddlewareHandler<AppEnv> = bodyLimit({
  maxSize: BODY_LIMIT_BYTES,
  onError: () => {
    throw problem('err.too_large', 413)
  },
})
const uploadBody: MiddlewareHandler<AppEnv> = bodyLimit({
  maxSize: UPLOAD_LIMIT_BYTES,
  onError: () => {
    throw problem('file.too_big', 413, { mb: 5 })
  },
})

/** Only a multipart form sent to an address that ends in `/files` may be large. */
export const bodySize: MiddlewareHandler<AppEnv> = async function bodySize(c, next) {
  const form = c.req.header('content-type') ?? ''
  const upload = c.req.path.endsWith('/files') && form.startsWith('multipart/form-data')
  return upload ? uploadBody(c, next) : smallBody(c, next)
}

/** Nothing is kept by browsers or proxies unless a route says otherwise. */
export const privateByDefault: MiddlewareHandler<AppEnv> = async function privateByDefault(
  c,
  next,
) {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
}
