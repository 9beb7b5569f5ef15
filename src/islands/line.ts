// The line to the town as a browser has it: one posting, one tab at a time, and when to try again.
import type { Answer, Stop } from './outbox-rules'

/** A photo over a slow line takes its time. */
const PATIENCE_MS = 60_000

const isJson = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').startsWith('application/json')

/** Sends a form and asks for an answer a program can read. `account`: whose it is, so that nobody else sends it. */
export async function post(url: string, body: FormData, account: string): Promise<Answer> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { accept: 'application/json', 'x-account': account },
      signal: patience.signal,
    })
    return {
      kind: 'answered',
      status: response.status,
      retryAfter: Number(response.headers.get('retry-after')) || null,
      body: isJson(response) ? await response.json() : null,
    }
  } catch {
    return { kind: 'cut' }
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Asks the town for what a page keeps. `offset`: milliseconds the town's clock is ahead of this one, the half
 * of the way there and back taken off; `value` tells the town's time as `now`.
 */
export async function askTown<T extends { now: number }>(
  url: string,
): Promise<{ line: 'fine'; value: T; offset: number } | { line: Stop }> {
  const asked = Date.now()
  try {
    const answer = await fetch(url, { headers: { accept: 'application/json' } })
    if (answer.redirected || answer.status === 401) return { line: 'signIn' }
    if (!answer.ok || !isJson(answer)) return { line: 'busy' }
    const value = (await answer.json()) as T
    return { line: 'fine', value, offset: Math.round(value.now - (asked + Date.now()) / 2) }
  } catch {
    return { line: 'cut' }
  }
}

const LEASE = 'outbox-lease'
const LEASE_MS = 2 * PATIENCE_MS

/** Browsers without locks keep a lease; two tabs that meet by chance are told apart by the keys. */
async function leased<T>(work: () => Promise<T>): Promise<T | null> {
  if (Number(localStorage.getItem(LEASE)) > Date.now()) return null
  const renew = () => localStorage.setItem(LEASE, String(Date.now() + LEASE_MS))
  renew()
  const timer = setInterval(renew, PATIENCE_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    localStorage.removeItem(LEASE)
  }
}

/** Runs `work` unless another tab is at it; then answers null. */
export const alone = <T>(work: () => Promise<T>): Promise<T | null> =>
  navigator.locks
    ? navigator.locks.request('outbox', { ifAvailable: true }, (lock) => (lock ? work() : null))
    : leased(work)

/** Calls `again` whenever there may be a line again: it came back, or the person looks at the page. */
export function whenBack(again: () => void): void {
  window.addEventListener('online', again)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) again()
  })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) again()
  })
}
