// One place turns what was thrown into a page or JSON. Stacks go to the log, never to the answer.
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppEnv } from '../env'
import { isKey, type Key, translateCode } from '../i18n'
import { Problem } from '../shared/problem'
import { isOverloaded } from '../shared/retry'
import { html } from '../ui/html'
import { MessagePage } from '../ui/message'

type Shown = [status: ContentfulStatusCode, title: Key, text: Key]

const SHOWN: Record<number, Shown> = {
  401: [401, 'account.sign_in_first', 'account.sign_in_first_text'],
  403: [403, 'err.forbidden', 'err.forbidden_text'],
  404: [404, 'err.not_found', 'err.not_found_text'],
  413: [413, 'err.too_large', 'err.too_large_text'],
  503: [503, 'err.busy_title', 'err.busy_text'],
}
const UNKNOWN: Shown = [500, 'err.server', 'err.server_text']

const wantsJson = (c: Context): boolean =>
  c.req.path.startsWith('/api/') || (c.req.header('accept') ?? '').startsWith('application/json')

function shownFor(error: unknown): Shown {
  if (isOverloaded(error)) return SHOWN[503] ?? UNKNOWN
  if (error instanceof HTTPException) {
    if (error.status === 403 && !(error instanceof Problem))
      return [403, 'err.origin', 'err.origin_text']
    return (
      SHOWN[error.status] ?? [error.status as ContentfulStatusCode, 'err.server', 'err.server_text']
    )
  }
  return UNKNOWN
}

export function onError(error: unknown, c: Context<AppEnv>): Response | Promise<Response> {
  const [status, title, text] = shownFor(error)
  const { ui, requestId } = c.var
  // Before its language is known, a request can be told nothing but its number.
  if (status === 500) console.error(`[${requestId}]`, error instanceof Error ? error.stack : error)
  if (!ui) return c.text(`500 ${requestId}`, 500)
  if (status === 503) c.header('Retry-After', '3')
  const code = error instanceof Problem ? error.code : title
  const params = { id: requestId, ...(error instanceof Problem ? error.params : {}) }
  if (wantsJson(c))
    return c.json({ code, message: translateCode(ui.t, code, params), requestId }, status)
  // A problem may have a text of its own beside its title; else the general one says what to do next.
  const own = `${code}_text`
  const heading = translateCode(ui.t, code, params)
  const advice = isKey(own) ? ui.t(own, params) : ui.t(text, params)
  return html(c, <MessagePage ui={{ ...ui, here: '/' }} title={heading} text={advice} />, status)
}

export const notFound = (c: Context<AppEnv>): Response | Promise<Response> =>
  wantsJson(c)
    ? c.json(
        { code: 'err.not_found', message: c.var.ui.t('err.not_found'), requestId: c.var.requestId },
        404,
      )
    : html(
        c,
        <MessagePage
          ui={{ ...c.var.ui, here: '/' }}
          title={c.var.ui.t('err.not_found')}
          text={c.var.ui.t('err.not_found_text')}
        />,
        404,
      )
