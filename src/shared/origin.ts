// Where QR codes and printed addresses lead.

/** `PUBLIC_ORIGIN`, or the origin of the request in a local run (a deploy without it is refused). */
export const publicOrigin = (env: { PUBLIC_ORIGIN?: string }, requestUrl: string): string =>
  (env.PUBLIC_ORIGIN || new URL(requestUrl).origin).replace(/\/$/, '')
