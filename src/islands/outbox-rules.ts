// What becomes of a sending: which is next, and what an answer means for it. Pure.

export interface Sending {
  /** The same at every try, so that the service does it once. */
  key: string
  url: string
  /** What the person sees: never sent. */
  label: string
  fields: Record<string, string>
  /** Files by field; their bytes lie beside the sending. */
  files: Record<string, { type: string }>
  /** Not before the sending of this key is through. */
  after?: string
  madeAt: number
  tries: number
  /** Not tried again before this instant. */
  notBefore: number
  /** The last try never got there: it may go as soon as there is a line again. */
  cut: boolean
  /** What the service will not take as it is; waits for the person. */
  problem: Refusal | null
}

export interface Refusal {
  status: number
  message: string
  /** Text by field. */
  errors: Record<string, string>
}

/** What came back; `cut`: nobody knows whether it arrived. */
export type Answer =
  | { kind: 'cut' }
  | { kind: 'answered'; status: number; retryAfter: number | null; body: unknown }

/** Why nothing more is sent for now. */
export type Stop = 'cut' | 'busy' | 'signIn'

const FIRST_PAUSE = 2000
const LONGEST_PAUSE = 300_000

/** A pause that doubles with each try, in milliseconds, between half of it and the whole. */
export const pauseAfter = (tries: number, chance: number): number =>
  Math.round((0.5 + chance / 2) * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries, 10)))

/** In the order they were made. */
export const inOrder = (a: Sending, b: Sending): number =>
  a.madeAt - b.madeAt || (a.key < b.key ? -1 : 1)

/** The first that may go; null: none, or none yet. `lineBack`: what was cut need not wait for its time. */
export function nextToSend(
  sendings: readonly Sending[],
  now: number,
  lineBack = false,
): Sending | null {
  const held = new Set(sendings.map(({ key }) => key))
  const ready = sendings.filter(
    ({ problem, notBefore, after, cut }) =>
      !problem &&
      (notBefore <= now || (lineBack && cut)) &&
      !(after !== undefined && held.has(after)),
  )
  return ready.sort(inOrder)[0] ?? null
}

/** When the next one may be tried; null: nothing waits for its time. */
export function nextTime(sendings: readonly Sending[]): number | null {
  const times = sendings.filter(({ problem }) => !problem).map(({ notBefore }) => notBefore)
  return times.length > 0 ? Math.min(...times) : null
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

function refusalOf(status: number, { message, errors }: Record<string, unknown>): Refusal {
  const texts = Object.entries(record(errors)).map(([field, text]) => [field, String(text)])
  return {
    status,
    message: typeof message === 'string' ? message : '',
    errors: Object.fromEntries(texts),
  }
}

/** Tried again later: the town is busy, or asks for patience. */
const isBusy = (status: number): boolean => status >= 500 || status === 429 || status === 408

const later = (sending: Sending, notBefore: number, cut: boolean): Sending => ({
  ...sending,
  tries: sending.tries + 1,
  notBefore,
  cut,
})

/**
 * What is left of a sending after an answer (null: it is through), and whether the others have to wait too.
 * `chance` from 0 to 1 spreads the tries of many phones. A page instead of an answer, such as that of a hotel's
 * network or the way to sign in, is never taken for the town's yes.
 */
export function afterAnswer(
  sending: Sending,
  answer: Answer,
  now: number,
  chance: number,
): { left: Sending | null; stop: Stop | null } {
  const pause = pauseAfter(sending.tries, chance)
  const cut = { left: later(sending, now + pause, true), stop: 'cut' } as const
  if (answer.kind === 'cut') return cut
  const { status, retryAfter } = answer
  const body = record(answer.body)
  if (status === 401) return { left: sending, stop: 'signIn' }
  if (isBusy(status)) {
    const asked = Math.max(pause, (retryAfter ?? 0) * 1000)
    const all = status === 503 || status === 429
    return { left: later(sending, now + asked, false), stop: all ? 'busy' : null }
  }
  if (status < 300 && body.ok === true) return { left: null, stop: null }
  if (status < 400 || (typeof body.message !== 'string' && status !== 413)) return cut
  return { left: { ...sending, problem: refusalOf(status, body) }, stop: null }
}
