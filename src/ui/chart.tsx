// Numbers as bars that stand on zero, e.g. days, the newest one now. Drawn on the server; a table says the same.

const SLOT = 20
const BAR = 14
const HEIGHT = 64

export interface Bar {
  value: number
  /** Read out when the bar is pointed at. */
  words: string
}

interface BarsProps {
  bars: (Bar | null)[]
  label: string
  /** The one that stands out; the last unless said otherwise. */
  now?: number
}

/** `bars` in order, null for a day without a number. */
export function Bars({ bars, label, now = bars.length - 1 }: BarsProps) {
  const most = Math.max(1, ...bars.map((bar) => bar?.value ?? 0))
  // Nothing is drawn as a line on the ground, so that it differs from a day nobody kept.
  const tall = (value: number): number => Math.max(1, Math.round((value / most) * HEIGHT * 10) / 10)
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${bars.length * SLOT - SLOT + BAR} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
    >
      <title>{label}</title>
      {bars.map((bar, i) =>
        bar ? (
          <rect
            key={bar.words}
            class={i === now ? 'now' : undefined}
            x={i * SLOT}
            y={HEIGHT - tall(bar.value)}
            width={BAR}
            height={tall(bar.value)}
          >
            <title>{bar.words}</title>
          </rect>
        ) : null,
      )}
    </svg>
  )
}

/** One number of a row against the largest of its column. */
export function Share({ value, most }: { value: number; most: number }) {
  return (
    <svg class="share" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.round((value / Math.max(1, most)) * 1000) / 10} height="3" />
    </svg>
  )
}
