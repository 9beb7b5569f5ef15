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

/**
 * Each instant that is past, oldest first, settles the earliest open slot that has begun; what finds none
 * settles nothing. `apart` in milliseconds: what lies nearer to the one that settled before counts as one
 * with it; 0: each counts.
 */
export function settle(
  slots: readonly Slot[],
  times: readonly number[],
  now: number,
  apart = 0,
): Settled[] {
  const sorted = [...slots].sort((a, b) => a.due - b.due || a.from - b.from)
  const doneAt: (number | null)[] = sorted.map(() => null)
  // Only one that settled something keeps the next away: a needless one must not cost a needed one.
  let last = Number.NEGATIVE_INFINITY
  for (const at of times.filter((each) => each <= now).sort((a, b) => a - b)) {
    const open = sorted.findIndex((slot, i) => doneAt[i] === null && slot.from <= at)
    if (open < 0 || at - last < apart) continue
    doneAt[open] = at
    last = at
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
