// A page as an answer.
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

/** Renders a whole document. */
export const html = (c: Context, page: VNode, status: ContentfulStatusCode = 200): Response =>
  c.html(`<!doctype html>${render(page)}`, status)

/** Renders a part of a page, for an island that swaps it in. */
export const fragment = (c: Context, part: VNode): Response => c.html(render(part))
