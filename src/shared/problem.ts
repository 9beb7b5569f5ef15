// A refusal the person can be told about: a dictionary key, a status, and nothing else.
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

export class Problem extends HTTPException {
  constructor(
    readonly code: string,
    status: ContentfulStatusCode,
    readonly params: Record<string, string | number> = {},
  ) {
    super(status, { message: code })
  }
}

/** `throw problem('place.unknown', 404)`: the code is the key of the text people read. */
export const problem = (
  code: string,
  status: ContentfulStatusCode,
  params?: Record<string, string | number>,
): Problem => new Problem(code, status, params)
