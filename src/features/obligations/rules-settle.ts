// The one way what was done is set against what is owed. Pure, without a clock.

/** One time something is owed. */
export interface Slot {
  /** Nothing done before this instant counts for it. */
  from: number
  /** The instant it is due by. */
  due: number
}

export type SlotState = 'done' | 'due' | 'late'

export interface Settled extends Slot {
  /** 1 for the first, of `times` in all. */
  ordinal: number
  times: number
  state: SlotState
  doneAt: number | null
  /** Milliseconds after `due`: of what was done, or until now; 0 when in time. */
  lateBy: number
}

/** The instants that count, oldest first: none of the future, none nearer than `apart` to the one before. */
export function counted(times: readonly number[], now: number, apart = 0): number[] {
  const kept: number[] = []
  for (const at of times.filter((each) => each <= now).sort((a, b) => a - b))
    if (kept.length === 0 || apart === 0 || at - (kept.at(-1) ?? 0) >= apart) kept.push(at)
  return kept
}

/**
 * Each instant, oldest first, settles the earliest open slot that has begun; more than is owed settles
 * nothing. `apart` in milliseconds: instants nearer together count once; 0: each counts.
 */
export function settle(
  slots: readonly Slot[],
  times: readonly number[],
  now: number,
  apart = 0,
): Settled[] {
  const sorted = [...slots].sort((a, b) => a.due - b.due || a.from - b.from)
  const doneAt: (number | null)[] = sorted.map(() => null)
  for (const at of counted(times, now, apart)) {
    const open = sorted.findIndex((slot, i) => doneAt[i] === null && slot.from <= at)
    if (open >= 0) doneAt[open] = at
  }
  return sorted.map((slot, i) => {
    const at = doneAt[i] ?? null
    const lateBy = Math.max(0, (at ?? now) - slot.due)
    const open = lateBy > 0 ? 'late' : 'due'
    return {
      ...slot,
      ordinal: i + 1,
      times: sorted.length,
      state: at === null ? open : 'done',
      doneAt: at,
      lateBy,
    }
  })
}
