// Bursts, noticed in memory only: many entries from one phone, or more at one door than can walk in.
// Nobody is refused; the entry is marked doubtful and kept out of the numbers.
import { MINUTE } from '../../shared/clock'

export interface FloodLimits {
  burst: { entries: number; minutes: number }
  ceilingPerMinute: number
}

const REMEMBERED = 50_000

export class FloodWatch {
  readonly #seen = new Map<string, number[]>()

  /** Whether this entry goes beyond what one phone or one door honestly does. Notes it either way. */
  isBurst(
    entry: { device: string | null; placeId: number; at: number },
    limits: FloodLimits,
  ): boolean {
    const ofDevice = entry.device
      ? this.#note(`d${entry.device}`, entry.at, limits.burst.minutes * MINUTE) >
        limits.burst.entries
      : false
    const atPlace = this.#note(`p${entry.placeId}`, entry.at, MINUTE) > limits.ceilingPerMinute
    return ofDevice || atPlace
  }

  #note(who: string, at: number, windowMs: number): number {
    const recent = (this.#seen.get(who) ?? []).filter((time) => at - time < windowMs)
    recent.push(at)
    this.#seen.delete(who)
    this.#seen.set(who, recent)
    if (this.#seen.size > REMEMBERED) this.#forgetOldest()
    return recent.length
  }

  #forgetOldest(): void {
    const oldest = this.#seen.keys().next().value
    if (oldest !== undefined) this.#seen.delete(oldest)
  }
}
