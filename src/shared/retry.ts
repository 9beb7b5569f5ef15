// D1 errors that are safe to try again, and only for writes that carry an idempotency key.

// https://developers.cloudflare.com/d1/best-practices/retry-queries/ names these six.
const RETRYABLE = [
  'Network connection lost',
  'storage caused object to be reset',
  'reset because its code was updated',
  'Cannot resolve D1 DB due to transient issue on remote node',
  'Internal error in D1 DB storage caused object to be reset',
  "Can't read from request stream because client disconnected",
]

export const isRetryable = (error: unknown): boolean =>
  RETRYABLE.some((phrase) => String(error).includes(phrase))

export const isOverloaded = (error: unknown): boolean =>
  /overloaded|too many requests queued/i.test(String(error)) ||
  (typeof error === 'object' &&
    error !== null &&
    'overloaded' in error &&
    error.overloaded === true)

export interface RetryOptions {
  tries?: number
  /** Pause in milliseconds; tests pass one that returns at once. */
  pause?: (ms: number) => Promise<void>
  random?: () => number
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Runs `work` up to 5 times with full jitter (at most 50, 100, 200, 400 ms); overload is never retried. */
export async function withRetry<T>(work: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { tries = 5, pause = sleep, random = Math.random } = options
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= tries || isOverloaded(error) || !isRetryable(error)) throw error
      await pause(random() * 50 * 2 ** (attempt - 1))
    }
  }
}
