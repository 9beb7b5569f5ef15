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

export interface Counting {
  /** Milliseconds: what lies nearer to the one that settled before counts as one with it; 0: each counts. */
  apart: number
  /** Milliseconds after its time in which a slot is still the first one meant. */
  grace: number
}

/** Each counts, and what is overdue is always meant first. */
const EACH: Counting = { apart: 0, grace: Number.POSITIVE_INFINITY }

/** The open slot an instant is meant for: one just overdue, else the one it lies in, else one long overdue. */
function slotFor(open: readonly Slot[], at: number, grace: number): Slot | undefined {
  const begun = open.filter((slot) => slot.from <= at)
  return (
    begun.find((slot) => slot.due < at && at <= slot.due + grace) ??
    begun.find((slot) => at <= slot.due) ??
    begun[0]
  )
}

/**
 * Each instant that is past, oldest first, settles the open slot it is meant for, the earliest of several;
 * what finds none settles nothing.
 */
export function settle(
  slots: readonly Slot[],
  times: readonly number[],
  now: number,
  { apart, grace }: Counting = EACH,
): Settled[] {
  const sorted = [...slots].sort((a, b) => a.due - b.due || a.from - b.from)
  const doneAt = new Map<Slot, number>()
  // Only one that settled something keeps the next away: a needless one must not cost a needed one.
  let last = Number.NEGATIVE_INFINITY
  for (const at of times.filter((each) => each <= now).sort((a, b) => a - b)) {
    if (at - last < apart) continue
    const open = sorted.filter((slot) => !doneAt.has(slot))
    const meant = slotFor(open, at, grace)
    if (!meant) continue
    doneAt.set(meant, at)
    last = at
  }
  return sorted.map((slot, i) => {
    const at = doneAt.get(slot) ?? null
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
